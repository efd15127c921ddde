"""Sentences of payments and batches: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "first.batch_by": (
        "{who} {done} betalningsfil {number} {when}. Det görs bara en gång. Öppna filen igen och se vad som gäller nu.",
        "{who} {done} batch {number} at {when}. It is done only once. Open the batch again to see what holds now.",
    ),
    "first.payment_by": (
        "{who} attesterade utbetalning {number} {when}. Det görs bara en gång. Öppna utbetalningen igen och se vad som gäller"
        " nu.",
        "{who} attested payment {number} at {when}. It is done only once. Open the payment again to see what holds now.",
    ),
    "payee.read_in_claim": ("En rekvisition i ärende {number}", "A claim in case {number}"),
    "payment.kind.claim": ("Rekvisition", "Claim"),
    "payment.kind.advance": ("Förskott", "Advance"),
    "payment.kind.instalment": ("Delbetalning", "Instalment"),
    "payment.kind.elsewhere": ("Betalning på annat håll", "Payment made elsewhere"),
    "payment.nothing_to_pay": (
        "Det finns ingenting att betala: beloppet ska vara större än noll.",
        "There is nothing to pay: the amount is to be above zero.",
    ),
    "payment.above_room": (
        "{amount} är mer än vad som kan betalas i ärende {number} nu: {room}, det som är beviljat men varken utbetalt, på väg"
        " ut eller innehållet.",
        "{amount} is more than can be paid in case {number} now: {room}, what is granted and neither paid, on its way nor"
        " withheld.",
    ),
    "payment.above_replaced": (
        "{amount} är mer än utbetalning {number} som den ska ersätta.",
        "{amount} is more than payment {number}, which it is to replace.",
    ),
    "payment.repaid_since": (
        "Något av utbetalning {number} har redan betalats tillbaka eller kvittats, så mottagaren har haft pengarna. Den kan inte"
        " återföras som om den aldrig kom fram.",
        "Some of payment {number} has been repaid or set off, so the recipient has had the money. It cannot be reversed as if it"
        " had never arrived.",
    ),
    "payment.cancelled_without_reason": (
        "Skriv varför utbetalningen makuleras.",
        "Say why the payment is cancelled.",
    ),
    "payment.confirmed_already": (
        "Banken har bekräftat utbetalning {number}: pengarna är hos mottagaren och kan bara återkrävas.",
        "The bank has confirmed payment {number}: the recipient has the money, and it can only be recovered.",
    ),
    "payment.cancelled_by_exporter": (
        "Du exporterade själv betalningsfilen med utbetalning {number}. Någon annan på ekonomi ska stoppa den.",
        "You exported the batch with payment {number} yourself. Somebody else at finance has to stop it.",
    ),
    "payment.stopped": ("Stoppad av ekonomi: {reason}", "Stopped by finance: {reason}"),
    "payment.made_elsewhere": (
        "Utbetalning {number} gjordes på annat håll och betalas inte härifrån. Makulera den.",
        "Payment {number} was made elsewhere and is not paid from here. Cancel it.",
    ),
    "payment.no_account": (
        "Mottagaren av utbetalning {number} har inget bekräftat konto. Registrera ett konto och låt någon annan bekräfta det.",
        "The recipient of payment {number} has no confirmed account. Register one, and let somebody else confirm it.",
    ),
    "payment.another_claim_open": (
        "Rekvisitionen bakom utbetalning {number} kan inte öppnas igen medan ärendet har en annan öppen rekvisition. Slutför den"
        " först, eller betala på nytt.",
        "The claim behind payment {number} cannot be opened again while another claim of the case is open. Finish that one first,"
        " or pay anew.",
    ),
    "payable.above_ceiling": (
        "Tillsammans med det som är på väg ut i ärendet är den mer än vad som kan betalas nu: {room}.",
        "Together with what is on its way in the case it is more than can be paid now: {room}.",
    ),
    "payable.account_proposed": (
        "Kontot är inte bekräftat. Någon annan än den som registrerade det ska bekräfta det först.",
        "The account is not confirmed. Somebody else than who registered it has to confirm it first.",
    ),
    "payable.account_replaced": (
        "Mottagaren har bytt konto sedan utbetalningen bereddes. Skicka tillbaka den och bered den på nytt.",
        "The recipient has changed accounts since the payment was prepared. Send it back and prepare it anew.",
    ),
    "payable.account_withdrawn": (
        "Kontot är tillbakadraget. Skicka tillbaka utbetalningen och bered den på nytt när ett konto är bekräftat.",
        "The account is withdrawn. Send the payment back, and prepare it anew when an account is confirmed.",
    ),
    "batch.not_open": (
        "Utbetalning {number} ligger inte i en öppen betalningsfil. Lås upp filen först.",
        "Payment {number} is not in an open batch. Unlock the batch first.",
    ),
    "batch.nothing_left": (
        "Betalningsfil {number} är tom. Det finns ingenting att låsa.",
        "Batch {number} is empty. There is nothing to lock.",
    ),
    "batch.none_can_be_paid": (
        "Ingen utbetalning i betalningsfil {number} kan betalas, så den låses inte. Den första: {why}",
        "No payment in batch {number} can be paid, so it is not locked. The first: {why}",
    ),
    "batch.cannot_be_paid": (
        "Utbetalning {number} kan inte längre betalas: {why} Ingenting har exporterats. Lås upp betalningsfil {batch} och lås"
        " den igen, så läggs utbetalningen åt sidan.",
        "Payment {number} can no longer be paid: {why} Nothing has been exported. Unlock batch {batch} and lock it again; the"
        " payment is then set aside.",
    ),
    "batch.others_attested": (
        "Ingen betalningsfil har gjorts: de attesterade utbetalningarna är inte längre de som sidan visade. Nu är de {count},"
        " på tillsammans {sum}. Läs sidan igen och gör filen sedan.",
        "No batch has been made: the attested payments are no longer those that the page showed. Now there are {count} of"
        " them, of {sum} together. Read the page again, and then make the batch.",
    ),
    "batch.differs": (
        "Betalningsfil {number} innehåller inte längre det som låstes. Ingenting har exporterats. Lås upp den och kontrollera"
        " den.",
        "Batch {number} no longer holds what was locked. Nothing has been exported. Unlock it and check it.",
    ),
    "batch.sent_before_export": (
        "Betalningsfil {number} kan inte ha sänts till banken innan den exporterades.",
        "Batch {number} cannot have been sent to the bank before it was exported.",
    ),
    "batch.sent_later": (
        "Betalningsfil {number} kan inte redan ha sänts till banken den {on}: i dag är det den {today}."
        " Anteckna sändningen när den är gjord.",
        "Batch {number} cannot have been sent to the bank on {on} already: today is {today}. Note that it was sent"
        " when that is done.",
    ),
    "event.batch.locked": (
        "Betalningsfil {number} låstes: {payments} utbetalningar, {amount}",
        "Batch {number} was locked: {payments} payments, {amount}",
    ),
    "event.batch.unlocked": ("Betalningsfil {number} låstes upp", "Batch {number} was unlocked"),
    "event.batch.sent": ("Betalningsfil {number} sändes till banken", "Batch {number} was sent to the bank"),
    "event.payment.taken_out": (
        "Utbetalning {number} togs ur betalningsfil {batch}",
        "Payment {number} was taken out of batch {batch}",
    ),
    "event.payment.set_aside": (
        "Utbetalning {number} lades åt sidan när betalningsfil {batch} låstes",
        "Payment {number} was set aside when batch {batch} was locked",
    ),
    "event.payment.confirmed": (
        "Banken bekräftade utbetalning {number}",
        "The bank confirmed payment {number}",
    ),
    "event.payment.failed": (
        "Utbetalning {number} kom inte fram, och bokföringen återfördes",
        "Payment {number} failed, and its booking was reversed",
    ),
    "event.payment.anew": (
        "Utbetalning {number} bereddes i stället för {former}",
        "Payment {number} was prepared instead of {former}",
    ),
    "event.payment.given_up": (
        "Utbetalning {number} makulerades sedan den inte kommit fram",
        "Payment {number} was cancelled after it had failed",
    ),
    "event.payment.elsewhere": (
        "Utbetalning {number}, gjord på annat håll, bokfördes",
        "Payment {number}, made elsewhere, was booked",
    ),
    "constraint.ck_payment_attested_before_it_leaves": (
        "En utbetalning lämnar aldrig huset utan attest.",
        "No payment leaves the house without being attested.",
    ),
    "constraint.uq_batch_file_batch_id_form_language": (
        "Någon annan gjorde filen i samma ögonblick. Hämta den igen.",
        "Somebody else made the file at the same moment. Fetch it again.",
    ),
    "constraint.uq_batch_file_one_to_the_bank": (
        "Filen till banken är redan gjord. Den görs bara en gång.",
        "The file to the bank has been made already. It is made only once.",
    ),
}
