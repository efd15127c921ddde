"""Sentences of what comes with a claim: files, reports, purchases and checks. Key, then Swedish and English."""

_NAMED: dict[str, tuple[str, str]] = {
    "attachment_kind.invoice": ("Faktura", "Invoice"),
    "attachment_kind.ledger_extract": ("Utdrag ur bokföringen", "Extract of the accounts"),
    "attachment_kind.progress_report": ("Lägesrapport eller slutrapport", "Progress or final report"),
    "attachment_kind.inspector_report": ("Kontrollantens rapport", "Inspector's report"),
    "attachment_kind.procurement": ("Handling om inköp", "Paper on a purchase"),
    "attachment_kind.other": ("Annat", "Other"),
    "manner.direct": ("Direktupphandling eller direkt köp", "Direct purchase"),
    "manner.quotes": ("Flera anbud eller prisjämförelse", "Several quotes compared"),
    "manner.framework": ("Avrop från ramavtal", "Call-off from a framework agreement"),
    "manner.tender": ("Annonserad upphandling", "Advertised tender"),
    "manner.exempt": ("Behöver inte upphandlas", "Need not be procured"),
    "inspection.in_order": ("Utan anmärkning", "In order"),
    "inspection.remarks": ("Med anmärkningar", "With remarks"),
    "inspection.not_in_order": ("Inte som beviljat", "Not as granted"),
    "check_part.claim": ("Kontroller av rekvisitionen", "Checks of the claim"),
    "work_report.interim": ("Lägesrapport", "Progress report"),
    "work_report.final": ("Slutrapport", "Final report"),
    "rule_name.progress_report": ("Lägesrapport lämnas med rekvisitionen", "A report on the work comes with the claim"),
    "rule_name.inspector_report": (
        "Kontrollantens rapport lämnas med rekvisitionen",
        "An inspector's report comes with the claim",
    ),
    "rule_name.supplier_checked_above": (
        "Inköp kontrolleras för varje leverantör över",
        "Purchases are checked for each supplier above",
    ),
    "rule_value.inspector_report": ("När mer än {above} är beviljat", "Where more than {above} is granted"),
}

_EVENTS: dict[str, tuple[str, str]] = {
    "event.claim.attached": ("En fil lades till rekvisition {claim}", "A file was added to claim {claim}"),
    "event.claim.checked": (
        "Kontroller av rekvisition {claim} besvarades: {items}",
        "Checks of claim {claim} were answered: {items}",
    ),
    "event.claim.inspected": (
        "Kontrollantens rapport noterades på rekvisition {claim}",
        "The inspector's report was noted on claim {claim}",
    ),
    "event.claim.procurement_noted": (
        "Hur inköp gjordes noterades på rekvisition {claim}",
        "How purchases were made was noted on claim {claim}",
    ),
    "event.claim.reported": ("Rapporten till rekvisition {claim} skrevs in", "The report of claim {claim} was entered"),
    "event.claim.rows_read": (
        "{items} rader lästes in ur en fil till rekvisition {claim}",
        "{items} rows were read from a file into claim {claim}",
    ),
}

_FINDINGS: dict[str, tuple[str, str]] = {
    "finding.claim_papers.progress_report": (
        "Rapporten om vad som är gjort finns.",
        "The report on what was done is there.",
    ),
    "finding.claim_papers.progress_report.not": (
        "Rapporten om vad som är gjort saknas. Skriv in den under Papper och kontroller.",
        "The report on what was done is missing. Enter it under Papers and checks.",
    ),
    "finding.claim_papers.inspector_report.in_order": (
        "Kontrollantens rapport är bifogad, utan anmärkning.",
        "The inspector's report is attached, and all was in order.",
    ),
    "finding.claim_papers.inspector_report.remarks": (
        "Kontrollantens rapport är bifogad, med anmärkningar som den som godkänner väger in.",
        "The inspector's report is attached, with remarks for whoever approves to weigh.",
    ),
    "finding.claim_papers.inspector_report.not_in_order": (
        "Kontrollantens rapport är bifogad: det är inte som beviljat. Den som godkänner väger in det.",
        "The inspector's report is attached: it is not as granted. Whoever approves weighs it.",
    ),
    "finding.claim_papers.inspector_report.not": (
        "{granted} är beviljat, mer än {above}: kontrollantens rapport ska bifogas, och vad den säger noteras.",
        "{granted} is granted, more than {above}: the inspector's report is to be attached, and what it says noted.",
    ),
    "finding.claim_papers.procurement": (
        "Det är noterat hur inköpen från {supplier} ({amount}) gjordes.",
        "It is noted how the purchases from {supplier} ({amount}) were made.",
    ),
    "finding.claim_papers.procurement.not": (
        "Inköpen från {supplier} är {amount}, mer än {above}: notera hur de gjordes.",
        "The purchases from {supplier} are {amount}, more than {above}: note how they were made.",
    ),
}

_REFUSALS: dict[str, tuple[str, str]] = {
    "claim_papers.lacks": (
        "Rekvisitionen kan inte godkännas än. {what}",
        "The claim cannot be approved yet. {what}",
    ),
    "claim_papers.unanswered": (
        "Kontrollen är inte besvarad: {item}.",
        "The check is not answered: {item}.",
    ),
    "claim_papers.closed": (
        "Rekvisition {number} är redan avgjord: det som den vilar på ändras inte. Skicka tillbaka utbetalningen först.",
        "Claim {number} has been dealt with: what it rests on does not change. Send the payment back first.",
    ),
    "claim_papers.attached_already": (
        "Samma fil finns redan på rekvisitionen: {name}.",
        "The same file is on the claim already: {name}.",
    ),
    "claim_papers.too_large": (
        "Filen {name} är för stor. En fil får ha högst {most} MB; dela den eller spara den mindre.",
        "The file {name} is too large. A file may have at most {most} MB; divide it or save it smaller.",
    ),
    "claim_papers.not_taken": (
        "Filen {name} kan inte tas emot: den är av ett annat slag än namnet säger, eller av ett som inte tas emot."
        " Spara den som PDF. Det som tas emot är {kinds}.",
        "The file {name} cannot be taken: it is of another kind than its name says, or of one that is not taken."
        " Save it as PDF. What is taken is {kinds}.",
    ),
    "claim_papers.unknown_kind": (
        "Filen är av slaget {kind}, som inte finns. Välj ett av {choices}.",
        "The file is of the kind {kind}, which does not exist. Choose one of {choices}.",
    ),
    "claim_papers.report_empty": (
        "Skriv vad som är gjort och vad det ledde till; resten kan vara tomt.",
        "Write what was done and what it led to; the rest may be empty.",
    ),
    "claim_papers.not_inspectors": (
        "Filen {name} är inte bifogad som kontrollantens rapport. Bifoga rapporten med det slaget, och välj den.",
        "The file {name} is not attached as an inspector's report. Attach the report as one, and choose it.",
    ),
    "claim_papers.unknown_finding": (
        "Omdömet {finding} finns inte; välj ett av {choices}.",
        "There is no finding {finding}; choose one of {choices}.",
    ),
    "claim_papers.no_inspector": ("Skriv vem kontrollanten är.", "Write who the inspector is."),
    "claim_papers.inspection_without_remark": (
        "Skriv vad kontrollanten anmärkte på, så att den som godkänner kan väga det.",
        "Write what the inspector remarked on, so that whoever approves can weigh it.",
    ),
    "claim_papers.inspected_later": (
        "Kontrollen kan inte vara gjord den {day}: det är efter i dag, {today}.",
        "The inspection cannot have been made on {day}: that is after today, {today}.",
    ),
    "claim_papers.unknown_manner": (
        "Sättet {manner} att köpa finns inte; välj ett av {choices}.",
        "There is no manner {manner} of buying; choose one of {choices}.",
    ),
    "claim_papers.unknown_supplier": (
        "Ingen rad i rekvisitionen nämner {supplier}. Välj en leverantör som raderna har.",
        "No row of the claim names {supplier}. Choose a supplier that the rows have.",
    ),
    "claim_papers.file_read_already": (
        "Samma fil är redan inläst i rekvisition {claim}, den {day} av {name}. Ingenting har ändrats.",
        "The same file has been read into claim {claim} already, on {day} by {name}. Nothing has changed.",
    ),
    "checks.required_for": (
        'ska vara ["payment"] eller [] i delen claim, och slag av beslut i de andra delarna',
        'should be ["payment"] or [] in the part claim, and kinds of decision in the other parts',
    ),
}

_ROWS: dict[str, tuple[str, str]] = {
    "claim_file.hours": (
        "ska vara ett antal timmar, till exempel 12,5",
        "should be a number of hours, such as 12.5",
    ),
    "claim_file.below_zero": (
        "är under noll; dra av en kreditfaktura på den rad som den rättar, så att raden har det som är kvar",
        "is below zero; take a credit note off the row that it corrects, so that the row has what is left",
    ),
    "claim_file.category": (
        "ska vara ett kostnadsslag i kostnadsplanen, med sitt namn eller sin kod: {choices}",
        "should be a cost category of the cost plan, by its name or its code: {choices}",
    ),
    "claim_file.basis": (
        "ska vara faktisk, timkostnad eller schablon; tom betyder faktisk",
        "should be actual, hourly or flat; empty means actual",
    ),
    "claim_file.net_or_hours": (
        "är tom: skriv beloppet utan moms, eller antalet timmar där grunden är timkostnad",
        "is empty: write the amount without value-added tax, or the hours where the basis is hourly",
    ),
    "claim_file.heading_of": (
        "säger detsamma som rubriken {other}; behåll en av dem",
        "says the same as the heading {other}; keep one of them",
    ),
    "claim_column.category": (
        "Kostnadsslaget, med namn eller kod, ett av dem i kostnadsplanen",
        "The cost category, by its name or code, one of those in the cost plan",
    ),
    "claim_column.description": ("Vad kostnaden avser", "What the cost is for"),
    "claim_column.supplier": ("Vem som har fått betalt", "Who was paid"),
    "claim_column.voucher": ("Verifikationens nummer i bokföringen", "The number of the voucher in the accounts"),
    "claim_column.paid_on": (
        "Dagen då kostnaden betalades, som 2026-11-22",
        "The day that the cost was paid, such as 2026-11-22",
    ),
    "claim_column.net": (
        "Beloppet utan moms, som 1 234,50 eller 1234.50",
        "The amount without value-added tax, such as 1 234,50 or 1234.50",
    ),
    "claim_column.vat": ("Momsen; tom där den är noll", "The value-added tax; empty where it is zero"),
    "claim_column.basis": (
        "faktisk, timkostnad eller schablon; tom betyder faktisk",
        "actual, hourly or flat; empty means actual",
    ),
    "claim_column.hours": ("Antal timmar, där grunden är timkostnad", "The hours, where the basis is hourly"),
}

_COPIES: dict[str, tuple[str, str]] = {
    "secrecy.field.claims.papers": ("Papper till rekvisitioner", "Papers of claims"),
    "copy.claim_papers": ("Papper till rekvisitionerna", "Papers of the claims"),
    "copy.claim_file": ("Bifogad fil", "File attached"),
    "copy.claim_rows": ("Fil med rader", "File of rows"),
    "copy.work_done": ("Vad som är gjort", "What was done"),
    "copy.work_results": ("Vad det ledde till", "What it led to"),
    "copy.work_deviations": ("Vad som blev annorlunda", "What went otherwise"),
    "copy.work_next_steps": ("Vad som kommer sedan", "What comes next"),
    "copy.inspection": ("Kontrollant", "Inspector"),
    "copy.purchase": ("Inköp", "Purchase"),
}

_CONSTRAINTS: dict[str, tuple[str, str]] = {
    "constraint.ck_claim_attachment_known_kind": (
        "En fil till en rekvisition är av ett av de kända slagen.",
        "A file of a claim is of one of the known kinds.",
    ),
    "constraint.ck_claim_attachment_not_empty": ("Filen är tom.", "The file is empty."),
    "constraint.uq_claim_attachment_claim_id_digest": (
        "Samma fil finns redan på rekvisitionen.",
        "The same file is on the claim already.",
    ),
    "constraint.ck_inspector_report_known_finding": (
        "Kontrollantens omdöme är ett av de kända.",
        "The inspector's finding is one of the known.",
    ),
    "constraint.ck_inspector_report_remark": (
        "Skriv vad kontrollanten anmärkte på.",
        "Write what the inspector remarked on.",
    ),
    "constraint.ck_procurement_note_known_manner": (
        "Sättet att köpa är ett av de kända.",
        "The manner of buying is one of the known.",
    ),
    "constraint.ck_claim_check_note_known_answer": (
        "Svaret på en kontroll är ja, nej eller inte aktuellt.",
        "The answer to a check is yes, no or not relevant.",
    ),
    "constraint.uq_claim_line_file_claim_id_digest": (
        "Samma fil är redan inläst i rekvisitionen. Ingenting har ändrats.",
        "The same file has been read into the claim already. Nothing has changed.",
    ),
    "constraint.ck_claim_line_file_not_empty": ("Filen har inga rader.", "The file has no rows."),
}

SENTENCES: dict[str, tuple[str, str]] = {
    **_NAMED,
    **_EVENTS,
    **_FINDINGS,
    **_REFUSALS,
    **_ROWS,
    **_COPIES,
    **_CONSTRAINTS,
}
