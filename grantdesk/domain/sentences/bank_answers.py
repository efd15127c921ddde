"""Sentences about the bank's answers: key, then Swedish and English."""

_FILE: dict[str, tuple[str, str]] = {
    "bank.at_file": ("filen", "the file"),
    "bank.at_row": ("rad {row}", "row {row}"),
    "bank.at_cell": ("rad {row}, {column}", "row {row}, {column}"),
    "bank.at_element": ("{element} på rad {line}", "{element} on line {line}"),
    "bank.empty": ("är tom; hämta den på nytt hos banken", "is empty; fetch it anew from the bank"),
    "bank.too_large": (
        "är större än {megabytes} MB, som är det mesta som läses; hämta bankens svar i mindre delar",
        "is larger than {megabytes} MB, which is the most that is read; fetch the bank's answers in smaller parts",
    ),
    "bank.not_xml": (
        "kan inte läsas som XML ({problem}); hämta den på nytt hos banken",
        "cannot be read as XML ({problem}); fetch it anew from the bank",
    ),
    "bank.doctype": (
        "har en DOCTYPE, som bankens filer inte har och som inte läses",
        "has a DOCTYPE, which a bank's files do not have and which is not read",
    ),
    "bank.other_message": (
        "är {found}; det ska vara pain.002 (001.03 eller senare) eller camt.054 (001.02 eller senare)",
        "is {found}; it should be pain.002 (001.03 or later) or camt.054 (001.02 or later)",
    ),
    "bank.not_a_list": (
        "är varken bankens XML eller text i UTF-8 med semikolon; hämta pain.002 eller camt.054 hos banken, eller spara listan"
        " som CSV UTF-8",
        "is neither the bank's XML nor text in UTF-8 with semicolons; fetch pain.002 or camt.054 from the bank, or save the"
        " list as CSV UTF-8",
    ),
    "bank.no_answers": (
        "säger ingenting om någon betalning; hämta den fil där banken svarar på betalningsfilen",
        "says nothing of any payment; fetch the file in which the bank answers the batch",
    ),
    "bank.headings": (
        "ska ha rubrikerna betalning;belopp;status;dag och gärna orsak och betalningsfil, eller på engelska"
        " payment;amount;status;day, and reason and batch; det som saknas är {missing}",
        "should have the headings payment;amount;status;day, and reason and batch if you have them, or in Swedish"
        " betalning;belopp;status;dag, orsak och betalningsfil; what is missing is {missing}",
    ),
    "bank.heading_unknown": (
        "är ingen känd rubrik; de som finns är betalning, belopp, status, dag, orsak och betalningsfil",
        "is no known heading; those there are are payment, amount, status, day, reason and batch",
    ),
    "bank.heading_twice": ("är en rubrik som finns mer än en gång", "is a heading that is there more than once"),
    "bank.lacking": ("saknas och måste finnas", "is missing and must be there"),
    "bank.too_long": ("är för lång: högst {most} tecken", "is too long: at most {most} characters"),
    "bank.amount": (
        "ska vara ett belopp med punkt och högst två decimaler, till exempel 1234.50; där står {written}",
        "should be an amount with a point and at most two decimals, such as 1234.50; it says {written}",
    ),
    "bank.day": (
        "ska vara en dag som finns, skriven 2026-11-22; där står {written}",
        "should be a day that exists, written 2026-11-22; it says {written}",
    ),
    "bank.count": ("ska vara ett antal; där står {written}", "should be a count; it says {written}"),
    "bank.word": (
        "ska vara betald, avvisad eller återbetald; där står {written}",
        "should be paid, failed or returned; it says {written}",
    ),
    "bank.debit_or_credit": (
        "ska vara DBIT eller CRDT; där står {written}",
        "should be DBIT or CRDT; it says {written}",
    ),
    "bank.by_nobody": (
        "ska vara e-postadressen till någon på ekonomi, som får läsa in bankens svar",
        "should be the e-mail address of somebody in finance, who may bring in the bank's answers",
    ),
    "bank.already": (
        "Samma fil lästes in {day} av {name}. Ingenting har ändrats.",
        "The same file was brought in on {day} by {name}. Nothing has been changed.",
    ),
    "bank.remark_needed": (
        "Skriv vad du har gjort åt svaret, till exempel vem på banken du har talat med.",
        "Write what you have done about the answer, such as whom at the bank you have spoken with.",
    ),
    "bank.nothing_to_see_to": (
        "Svaret behöver ingen åtgärd: det har redan gjort vad det skulle.",
        "The answer needs nothing done: it has done what it should.",
    ),
    "bank.seen_to_already": (
        "Svaret är redan avbockat, av {name}.",
        "The answer has been seen to already, by {name}.",
    ),
    "not_there.bank_file": ("Det finns ingen sådan fil från banken.", "There is no such file of the bank's."),
    "not_there.bank_answer": ("Det finns inget sådant svar i filen.", "There is no such answer in the file."),
    "constraint.uq_bank_file_digest": (
        "Samma fil har just lästs in av någon annan. Ingenting har ändrats.",
        "The same file has just been brought in by somebody else. Nothing has been changed.",
    ),
    "constraint.uq_bank_answer_moved_once": (
        "Ett annat svar har redan gjort detsamma med utbetalningen. Ingenting har ändrats.",
        "Another answer has done the same with the payment already. Nothing has been changed.",
    ),
    "constraint.pk_bank_remark": (
        "Svaret har just bockats av av någon annan.",
        "The answer has just been seen to by somebody else.",
    ),
    "bank.rejected": (
        "Banken avvisade betalningen: {reason}.",
        "The bank rejected the payment: {reason}.",
    ),
    "bank.rejected_silently": (
        "Banken avvisade betalningen och säger inte varför.",
        "The bank rejected the payment and does not say why.",
    ),
    "bank.returned": (
        "Betalningen kom tillbaka till kontot: {reason}.",
        "The payment came back to the account: {reason}.",
    ),
    "bank.returned_silently": (
        "Betalningen kom tillbaka till kontot, och banken säger inte varför.",
        "The payment came back to the account, and the bank does not say why.",
    ),
}

_WORDS: dict[str, tuple[str, str]] = {
    "bank_form.pain.002": ("Status (pain.002)", "Status (pain.002)"),
    "bank_form.camt.054": ("Avisering (camt.054)", "Notification (camt.054)"),
    "bank_form.csv": ("Lista (CSV)", "List (CSV)"),
    "bank_status.paid": ("Betald", "Paid"),
    "bank_status.rejected": ("Avvisad", "Rejected"),
    "bank_status.returned": ("Återbetald", "Returned"),
    "bank_status.received": ("Mottagen", "Received"),
    "bank_status.unclear": ("Oklar", "Unclear"),
    "bank_outcome.confirmed": ("Utbetalningen är bekräftad", "The payment is confirmed"),
    "bank_outcome.failed": ("Utbetalningen misslyckades", "The payment failed"),
    "bank_outcome.kept": ("Noterat", "Noted"),
    "bank_outcome.told_before": ("Sagt förut", "Told before"),
    "bank_outcome.whole_file": ("Hela filen avvisad", "The whole file rejected"),
    "bank_outcome.unknown": ("Okänd", "Unknown"),
    "bank_outcome.contradicted": ("Motsäger sig", "Contradicts itself"),
    "bank_outcome.unexpected": ("Oväntat", "Unexpected"),
    "bank_outcome.paid_twice": ("Betald två gånger", "Paid twice"),
    "bank_outcome.other_file": ("Annan betalningsfil", "Another batch"),
    "bank_outcome.other_currency": ("Annan valuta", "Another currency"),
    "bank_outcome.other_amount": ("Annat belopp", "Another amount"),
    "bank_outcome.other_day": ("Omöjlig dag", "Impossible day"),
    "bank_outcome.no_amount": ("Belopp saknas", "No amount"),
    "bank_outcome.refused": ("Kunde inte göras", "Could not be done"),
}

# What a person does about an answer that changed nothing.
_TO_DO: dict[str, tuple[str, str]] = {
    "bank_to_do.unknown": (
        "Ingen utbetalning har den referensen. Fråga banken vad betalningen avser.",
        "No payment has that reference. Ask the bank what the payment is for.",
    ),
    "bank_to_do.contradicted": (
        "Filen säger flera saker om samma utbetalning, så ingenting har gjorts. Fråga banken vad som gäller, och läs in det i"
        " en ny fil.",
        "The file says several things of the same payment, so nothing has been done. Ask the bank what is so, and bring it in"
        " in a new file.",
    ),
    "bank_to_do.unexpected": (
        "Det kan inte sägas om en utbetalning i det läget. Se utbetalningen, och fråga banken om pengar har lämnat kontot eller"
        " kommit tillbaka.",
        "It cannot be said of a payment in that state. Look at the payment, and ask the bank whether money has left the account"
        " or come back.",
    ),
    "bank_to_do.paid_twice": (
        "Banken har dragit pengarna från kontot mer än en gång. Begär tillbaka dem av banken i dag.",
        "The bank has drawn the money from the account more than once. Ask the bank for it back today.",
    ),
    "bank_to_do.other_file": (
        "Banken säger att utbetalningen kom i en annan betalningsfil än den gjorde. Fråga banken vilken fil den har.",
        "The bank says that the payment came in another batch than it did. Ask the bank which file it has.",
    ),
    "bank_to_do.other_currency": (
        "Utbetalningar görs i svenska kronor. Fråga banken vad betalningen avser.",
        "Payments are made in Swedish kronor. Ask the bank what the payment is for.",
    ),
    "bank_to_do.other_amount": (
        "Banken säger ett annat belopp än det som attesterades. Fråga banken; bekräfta ingenting förrän beloppen är lika.",
        "The bank says another amount than the one attested. Ask the bank; confirm nothing until the amounts are the same.",
    ),
    "bank_to_do.other_day": (
        "Dagen är före exporten eller efter i dag. Fråga banken vilken dag som gäller.",
        "The day is before the export or after today. Ask the bank which day is right.",
    ),
    "bank_to_do.refused": (
        "Svaret stämmer, men det som följer av det kunde inte göras. Läs varför, gör det som krävs, och bocka av svaret.",
        "The answer fits, but what follows from it could not be done. Read why, do what it takes, and see to the answer.",
    ),
    "bank_to_do.no_amount": (
        "Banken säger inget belopp, och utan belopp bekräftas ingenting. Läs in bankens camt.054.",
        "The bank says no amount, and without one nothing is confirmed. Bring in the bank's camt.054.",
    ),
}

_HISTORY: dict[str, tuple[str, str]] = {
    "event.bank.brought_in": (
        "Bankens fil {file} lästes in: {answers} svar, {confirmed} bekräftade, {failed} misslyckade, {mismatches} att reda ut",
        "The bank's file {file} was brought in: {answers} answers, {confirmed} confirmed, {failed} failed, {mismatches} to"
        " sort out",
    ),
    "event.bank.seen_to": (
        "Bankens svar om {reference} bockades av: {remark}",
        "The bank's answer on {reference} was seen to: {remark}",
    ),
}

_RECONCILED: dict[str, tuple[str, str]] = {
    "reconciled.waiting": (
        "Utan svar från banken: {payments} st, {amount}.",
        "Without an answer from the bank: {payments}, {amount}.",
    ),
    "reconciled.by_hand": (
        "Bekräftade utan svar från banken: {payments} st, {amount}.",
        "Confirmed without an answer from the bank: {payments}, {amount}.",
    ),
    "reconciled.file": (
        "Filen hade {in_file} st på {amount}, men utbetalningarna i den är {payments} st på {there}. Betala ut ingenting mer"
        " förrän det är utrett.",
        "The file had {in_file} of {amount}, but the payments in it are {payments} of {there}. Pay nothing more until it is"
        " cleared up.",
    ),
    "reconciled.ledger": (
        "Huvudboken har {booked}, men enligt filen ska {left} ha lämnat kontot. Betala ut ingenting mer förrän det är utrett.",
        "The ledger has {booked}, but by the file {left} should have left the account. Pay nothing more until it is cleared"
        " up.",
    ),
    "reconciled.bank": (
        "Bankens svar bekräftar {answered}, men utbetalningar på {confirmed} är bekräftade. Betala ut ingenting mer förrän det"
        " är utrett.",
        "The bank's answers confirm {answered}, but payments of {confirmed} are confirmed. Pay nothing more until it is"
        " cleared up.",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = {**_RECONCILED, **_FILE, **_WORDS, **_TO_DO, **_HISTORY}
