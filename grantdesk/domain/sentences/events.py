"""Sentences of history: key, then Swedish and English. The parameters are what the event says besides."""

SENTENCES: dict[str, tuple[str, str]] = {
    "event.batch.exported": (
        "Betalningsfil {number} exporterades: {payments} utbetalningar",
        "Batch {number} was exported: {payments} payments",
    ),
    "event.batch.made": (
        "Betalningsfil {number} skapades: {payments} utbetalningar",
        "Batch {number} was made: {payments} payments",
    ),
    "event.case.assessed": ("Ärendet bedömdes", "The case was assessed"),
    "event.case.closed": ("Ärendet avslutades", "The case was closed"),
    "event.case.granted": ("Stöd beviljades", "Aid was granted"),
    "event.case.registered": ("Ärendet registrerades", "The case was registered"),
    "event.case.rejected": ("Ansökan avslogs", "The application was rejected"),
    "event.case.withdrawn": ("Sökanden återtog ansökan", "The applicant withdrew the application"),
    "event.claim.approved": ("Rekvisitionen godkändes", "The claim was approved"),
    "event.claim.refused": ("Rekvisitionen avslogs", "The claim was refused"),
    "event.claim.registered": ("En rekvisition registrerades", "A claim was registered"),
    "event.demonstration.begun": ("Demonstrationen började läsas in", "Loading the demonstration began"),
    "event.demonstration.loaded": (
        "Demonstrationen lästes in: {cases} ärenden",
        "The demonstration was loaded: {cases} cases",
    ),
    "event.payment.attested": ("Utbetalning {number} attesterades", "Payment {number} was attested"),
    "event.payment.paid": ("Utbetalning {number} betalades ut", "Payment {number} was paid"),
    "event.payment.sent_back": ("Utbetalning {number} skickades tillbaka", "Payment {number} was sent back"),
    "event.rates.imported": ("{days} eurokurser lästes in ur {file}", "{days} euro rates were imported from {file}"),
    "event.rates.loaded": ("Eurokurser lästes in", "Euro rates were loaded"),
    "event.region.loaded": ("Regionens grunddata lästes in", "The region's reference data were loaded"),
    "event.user.added": ("Användaren {email} lades till", "User {email} was added"),
    "event.user.disabled": ("Användaren {email} stängdes av", "User {email} was disabled"),
    "event.user.password_reset": (
        "Användaren {email} fick nytt lösenord",
        "User {email} was given a new password",
    ),
}
