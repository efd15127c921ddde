"""The region's terms for paying and coding, and the files that leave the house."""

SENTENCES = {
    "laid_down.nothing": (
        "Regionen har inte lagt fast något värde för {place} den {day}. Lägg till en daterad rad i filen.",
        "The region has laid down no value for {place} on {day}. Add a dated row to the file.",
    ),
    "unconfirmed.payments": (
        "Kontot, banken eller formatet är ett arbetsvärde som regionen inte har bekräftat. "
        "Sänd ingen fil till banken innan dess.",
        "The account, the bank or the format is a working value that the region has not confirmed. "
        "Send no file to the bank before that.",
    ),
    "payments.days": (
        "ska vara ett antal bankdagar, högst 30",
        "should be a number of banking days, at most 30",
    ),
    "payments.customer": (
        "ska vara kundnumret hos banken: högst 35 bokstäver a–z och siffror",
        "should be the customer number at the bank: at most 35 letters a-z and digits",
    ),
    "payments.bic": (
        "ska vara en BIC med 8 eller 11 tecken, såsom SWEDSESS",
        "should be a BIC of 8 or 11 characters, such as SWEDSESS",
    ),
    "payments.bankgiro": (
        "ska vara ett bankgironummer med rätt kontrollsiffra, utan bindestreck",
        "should be a bankgiro number with the right check digit, without the hyphen",
    ),
    "payments.iban": (
        "ska vara ett IBAN med rätt kontrollsiffror, utan mellanslag",
        "should be an IBAN with the right check digits, without spaces",
    ),
    "coding.account": (
        "ska vara ett kontonummer med 3 till 10 siffror, skrivet som text",
        "should be an account number of 3 to 10 digits, written as a text",
    ),
    "coding.object": (
        "ska vara en kod med högst 30 bokstäver, siffror, punkter, bindestreck och understreck",
        "should be a code of at most 30 letters, digits, points, hyphens and underscores",
    ),
    "coding.series": (
        "ska vara en verifikationsserie: högst 5 versaler och siffror",
        "should be a voucher series: at most 5 capital letters and digits",
    ),
    "coding.dimension": (
        "ska vara ett dimensionsnummer från 1 till {most}",
        "should be a dimension number from 1 to {most}",
    ),
    "coding.scheme_missing": (
        "saknar {lacking}; varje stödform behöver en kontering, annars kan den inte bokföras",
        "lacks {lacking}; every scheme needs a coding, or it cannot be booked",
    ),
    "input.month": ("ska vara en månad, skriven som 2026-11", "should be a month, written as 2026-11"),
    "payment_file.reference": (
        "Utbetalningens nummer {reference} kan inte stå i filen till banken: det ska vara högst 35 bokstäver a–z, siffror "
        "och bindestreck.",
        "The payment's number {reference} cannot stand in the file to the bank: it should be at most 35 letters a-z, digits "
        "and hyphens.",
    ),
    "payment_file.amount": (
        "Utbetalning {reference} är på {amount}, och filen till banken tar bara belopp över noll med högst 15 siffror.",
        "Payment {reference} is of {amount}, and the file to the bank takes only amounts above zero of at most 15 digits.",
    ),
    "payment_file.account": (
        "Utbetalning {reference} går till ett konto som inte kan stå i filen till banken. "
        "Rätta mottagarens konto, och betala på nytt.",
        "Payment {reference} goes to an account that cannot stand in the file to the bank. "
        "Correct the payee's account, and pay anew.",
    ),
    "payment_file.totals": (
        "Filen till banken för {number} skulle ha {said} utbetalningar på tillsammans {said_sum} och fick {count} på {sum}. "
        "Ingenting har skrivits. Gör om exporten, och säg till förvaltningen om det händer igen.",
        "The file to the bank for {number} should have {said} payments of {said_sum} together and got {count} of {sum}. "
        "Nothing has been written. Export again, and tell the administration if it happens once more.",
    ),
    "payment_file.not_valid": (
        "Filen till banken följer inte standarden pain.001.001.{version} ({problem}). Ingenting har exporterats. Säg till "
        "förvaltningen.",
        "The file to the bank does not follow the standard pain.001.001.{version} ({problem}). Nothing has been exported. "
        "Tell the administration.",
    ),
    "batch_file.unknown_form": (
        "Det finns ingen fil i formen {form}. De former som finns är {forms}.",
        "There is no file in the form {form}. The forms are {forms}.",
    ),
    "batch_file.not_made": (
        "Filen {form} för {number} har inte gjorts än. Gör den på sidan för {number}.",
        "The file {form} of {number} has not been made yet. Make it on the page of {number}.",
    ),
    "batch_file.holds_stopped": (
        "Filen till banken i {number} lämnas inte ut: {payments} i den har stoppats, och banken skulle betala ändå. Är filen"
        " redan hos banken, anteckna att den är sänd. Är den inte det, stoppa också de andra och bered dem på nytt.",
        "The file to the bank of {number} is not given out: {payments} in it has been stopped, and the bank would pay it all the"
        " same. If the file is at the bank already, note that it was sent. If it is not, stop the others too and pay them anew.",
    ),
    "batch_file.only_at_export": (
        "{number} exporterades utan fil till banken, och en sådan görs bara vid exporten: annars kunde banken få två.",
        "{number} was exported without a file to the bank, and one is made only at the export: otherwise the bank could get two.",
    ),
    "batch_file.differs": (
        "{number} låstes med ett annat antal eller en annan summa än de {count} utbetalningar på {sum} som filen skulle "
        "ha. Ingen fil har gjorts. Kör grantdesk verify och säg till förvaltningen.",
        "{number} was locked with another number or another sum than the {count} payments of {sum} that the file would have. No "
        "file has been made. Run grantdesk verify and tell the administration.",
    ),
    "event.batch.file_made": (
        "Filen {name} av betalningsfil {number} gjordes",
        "The file {name} of batch {number} was made",
    ),
}  # fmt: skip
