"""The region's terms for paying and coding, and the files that leave the house."""

SENTENCES = {
    "laid_down.nothing": (
        "Regionen har inte lagt fast något värde för {place} den {day}. Lägg till en daterad rad i filen.",
        "The region has laid down no value for {place} on {day}. Add a dated row to the file.",
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
    "payment_file.reference": (
        "Utbetalningens nummer {reference} kan inte stå i en betalfil: det ska vara högst 35 bokstäver a–z, siffror "
        "och bindestreck.",
        "The payment's number {reference} cannot stand in a payment file: it should be at most 35 letters a-z, digits "
        "and hyphens.",
    ),
    "payment_file.amount": (
        "Utbetalning {reference} är på {amount}, och en betalfil tar bara belopp över noll med högst 15 siffror.",
        "Payment {reference} is of {amount}, and a payment file takes only amounts above zero of at most 15 digits.",
    ),
    "payment_file.account": (
        "Utbetalning {reference} går till ett konto som inte kan stå i en betalfil. Rätta mottagarens konto, och betala på nytt.",
        "Payment {reference} goes to an account that cannot stand in a payment file. Correct the payee's account, and pay anew.",
    ),
    "payment_file.totals": (
        "Betalfilen för {number} skulle ha {said} utbetalningar på tillsammans {said_sum} och fick {count} på {sum}. Ingenting "
        "har skrivits. Gör om exporten, och säg till förvaltningen om det händer igen.",
        "The payment file for {number} should have {said} payments of {said_sum} together and got {count} of {sum}. Nothing has "
        "been written. Export again, and tell the administration if it happens once more.",
    ),
}  # fmt: skip
