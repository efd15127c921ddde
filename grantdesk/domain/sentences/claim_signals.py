"""Sentences of what a reviewer should look into in a row of a claim: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "claim_signal.twice.here": (
        "Rad {row} i rekvisitionen redovisar samma kostnad: samma belopp och verifikation, eller samma leverantör och betaldag.",
        "Row {row} of the claim reports the same cost: the same amount and voucher, or the same supplier and day of payment.",
    ),
    "claim_signal.twice.in_case": (
        "Rad {row} i rekvisition {claim} redovisar samma kostnad: samma belopp och verifikation, eller samma leverantör och "
        "betaldag.",
        "Row {row} of claim {claim} reports the same cost: the same amount and voucher, or the same supplier and day of payment.",
    ),
    "claim_signal.twice.elsewhere": (
        "Mottagaren har redovisat samma kostnad i ärende {case}: rad {row} i rekvisition {claim} har samma belopp och "
        "verifikation, eller samma leverantör och betaldag.",
        "The recipient has reported the same cost in case {case}: row {row} of claim {claim} has the same amount and voucher, or "
        "the same supplier and day of payment.",
    ),
    "claim_signal.twice.unseen": (
        "Mottagaren har redovisat samma kostnad i ett ärende hos Regionen, som du inte ser. Fråga Regionen innan raden godkänns.",
        "The recipient has reported the same cost in a case at the Region, which you do not see. Ask the Region before the row "
        "is approved.",
    ),
    "claim_signal.related": (
        "{supplier} är mottagaren själv, eller ett företag som räknas ihop med mottagaren.",
        "{supplier} is the recipient itself, or a company that counts with the recipient.",
    ),
    "claim_signal.before": (
        "Betald {day}, före den dag då kostnader börjar räknas: {first}.",
        "Paid on {day}, before the day that costs begin to count: {first}.",
    ),
    "claim_signal.after": (
        "Betald {day}, efter slutdagen {last}. Se efter om kostnaden uppkom före den.",
        "Paid on {day}, after the last day, {last}. See whether the cost arose before it.",
    ),
    "claim_signal.not_yet": (
        "Betaldagen {day} kommer efter den dag då rekvisitionen kom in: {received}. Då var kostnaden inte betald.",
        "The day of payment, {day}, is after the day that the claim came in: {received}. The cost had not been paid then.",
    ),
    "claim_signal.simplified": (
        "Kostnadsslaget redovisas med procentschablon i samma rekvisition, och schablonen ersätter de faktiska kostnaderna.",
        "The category is reported by its flat rate in the same claim, and the flat rate stands in place of the actual costs.",
    ),
    "claim_signal.no_voucher": ("Verifikationsnummer saknas.", "There is no voucher number."),
    "claim_signal.no_day": ("Betaldag saknas.", "There is no day of payment."),
    "claim_line.signal_without_remark": (
        "Rad {number}: {what} Skriv i anmärkningen varför raden godkänns ändå, eller gör ett avdrag.",
        "Row {number}: {what} Say in the remark why the row is approved all the same, or make a deduction.",
    ),
    "claim_line.none_chosen": ("Välj minst en rad.", "Choose at least one row."),
    "claim_line.sampled_alone": (
        "Rad {number} ingår i stickprovet, och godkänns på sin egen sida.",
        "Row {number} is in the sample, and is approved on its own page.",
    ),
    "event.claim.lines_judged": (
        "{lines} rader i rekvisition {number} granskades tillsammans",
        "{lines} rows of claim {number} were reviewed together",
    ),
}
