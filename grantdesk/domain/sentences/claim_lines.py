"""Sentences of a claim's rows: what they are refused for, how they are judged and named: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    # What a row must be
    "claim_line.unknown_category": (
        "Det finns inget kostnadsslag med koden {category}. Välj ett av dem som formuläret visar.",
        "There is no cost category with the code {category}. Choose one of those that the form shows.",
    ),
    "claim_line.unknown_basis": (
        "En rad kan vara faktisk kostnad (actual), timmar (hourly) eller procentschablon (flat), inte {basis}.",
        "A row can be an actual cost (actual), hours (hourly) or a flat rate (flat), and not {basis}.",
    ),
    "claim_line.too_long.description": (
        "Beskrivningen är för lång. Den får ha högst {longest} tecken.",
        "The description is too long. It may have at most {longest} characters.",
    ),
    "claim_line.too_long.supplier": (
        "Leverantörens namn är för långt. Det får ha högst {longest} tecken.",
        "The supplier's name is too long. It may have at most {longest} characters.",
    ),
    "claim_line.too_long.voucher": (
        "Verifikationsnumret är för långt. Det får ha högst {longest} tecken.",
        "The voucher number is too long. It may have at most {longest} characters.",
    ),
    "claim_line.amount": (
        "Radens belopp utan moms ska vara över noll, och momsen noll eller mer.",
        "The row's amount without value-added tax is to be above zero, and the tax zero or more.",
    ),
    "claim_line.hours": (
        "Skriv antalet timmar, över noll och med högst två decimaler.",
        "Write the number of hours, above zero and with at most two decimals.",
    ),
    "claim_line.net_and_hours": (
        "Skriv antingen timmar eller belopp. För timmar räknas beloppet fram med stödformens timschablon.",
        "Write either hours or an amount. For hours the amount is counted from the scheme's hourly rate.",
    ),
    "claim_line.hours_without_rate": (
        "Timmar hör till rader som redovisas med timschablon. Välj det, eller ta bort timmarna.",
        "Hours belong to rows that are reported by the hourly rate. Choose that, or take the hours away.",
    ),
    "claim_line.no_hourly_rate": (
        "Stödformen har ingen timschablon för det kostnadsslaget. Redovisa den faktiska kostnaden.",
        "The scheme has no hourly rate for that cost category. Report the actual cost.",
    ),
    "claim_line.no_flat_rate": (
        "Stödformen har ingen procentschablon för det kostnadsslaget. Redovisa den faktiska kostnaden.",
        "The scheme has no flat rate for that cost category. Report the actual cost.",
    ),
    "claim_line.vat_on_simplified": (
        "En schablon har ingen moms. Ta bort momsen, eller redovisa den faktiska kostnaden.",
        "A simplified cost has no value-added tax. Take the tax away, or report the actual cost.",
    ),
    # Of the draft
    "claim_line.no_rows": ("Lägg till minst en rad.", "Add at least one row."),
    "claim_line.not_a_draft": (
        "Rekvisitionen är lämnad till granskning, och dess rader ändras inte längre.",
        "The claim has been handed to review, and its rows are not changed any longer.",
    ),
    "claim_line.already_added": ("Raderna är redan tillagda.", "The rows have already been added."),
    "claim_line.too_many": (
        "En rekvisition kan ha högst {most} rader. Den här skulle få {number}.",
        "A claim can have at most {most} rows. This one would have {number}.",
    ),
    "claim_line.struck_without_reason": ("Skriv varför raden stryks.", "Say why the row is struck out."),
    "claim.draft_without_rows": (
        "Rekvisitionen har inga rader. Lägg till minst en innan den lämnas till granskning.",
        "The claim has no rows. Add at least one before it is handed to review.",
    ),
    "claim.sent_back_without_reason": (
        "Skriv vad mottagaren ska komplettera.",
        "Say what the recipient is to complete.",
    ),
    "claim.one_sum_sent_back": (
        "Rekvisitionen är en enda summa och har inga rader att komplettera. Avslå den, eller låt mottagaren återta den och "
        "lämna en ny.",
        "The claim is a single sum and has no rows to complete. Refuse it, or let the recipient withdraw it and hand in "
        "another.",
    ),
    "claim.withdrawn_without_reason": (
        "Skriv varför rekvisitionen dras tillbaka.",
        "Say why the claim is withdrawn.",
    ),
    # Of the review
    "claim_line.not_reviewed_now": (
        "Raderna granskas när rekvisitionen är lämnad till granskning och ännu inte avgjord.",
        "The rows are reviewed when the claim has been handed to review and is not yet settled.",
    ),
    "claim_line.outside_plan": (
        "Rad {number}: {category} finns inte i den beslutade kostnadsplanen. Flytta raden till ett kostnadsslag i "
        "planen, eller godkänn inget av den.",
        "Row {number}: {category} is not in the cost plan as decided. Move the row to a category of the plan, or "
        "approve nothing of it.",
    ),
    "claim_line.deduction_out_of_bounds": (
        "Det som godkänns av rad {number} ska vara noll eller mer, och mindre än {counted}. Godkänn raden om hela "
        "beloppet godtas.",
        "What is approved of row {number} is to be zero or more, and less than {counted}. Approve the row where all of "
        "it is accepted.",
    ),
    "claim_line.unknown_reason": (
        "Välj ett av skälen för avdrag som formuläret visar.",
        "Choose one of the reasons for a deduction that the form shows.",
    ),
    "claim_line.other_without_remark": (
        "Skriv vad avdraget beror på när skälet är ett annat.",
        "Say what the deduction is for where the reason is another one.",
    ),
    "claim_line.parked_without_question": (
        "Skriv frågan som ska besvaras innan raden kan avgöras.",
        "Write the question to be answered before the row can be settled.",
    ),
    "claim_line.rest_without_sample": (
        "Dra stickprovet först. Sedan kan de rader som inte ingår godkännas på en gång.",
        "Draw the sample first. Then the rows that are not in it can be approved in one go.",
    ),
    "claim_line.no_sampling": (
        "Stödformen har ingen regel om stickprov. Granska raderna, eller godkänn dem på en gång.",
        "The scheme has no rule on sampling. Review the rows, or approve them in one go.",
    ),
    "claim_line.already_drawn": ("Stickprovet är redan draget.", "The sample has already been drawn."),
    "claim_line.already_in_sample": (
        "Rad {number} ingår redan i stickprovet.",
        "Row {number} is in the sample already.",
    ),
    "claim_line.no_rest": (
        "Det finns inga rader kvar att godkänna på en gång. Granska dem som står kvar var för sig.",
        "There are no rows left to approve in one go. Review those that remain one by one.",
    ),
    "claim_line.some_open": (
        "{number} rader i rekvisitionen är inte granskade. Granska dem innan rekvisitionen godkänns.",
        "{number} rows of the claim have not been reviewed. Review them before the claim is approved.",
    ),
    "claim_line.some_parked": (
        "{number} rader väntar på svar. Avgör dem innan rekvisitionen godkänns.",
        "{number} rows wait for an answer. Settle them before the claim is approved.",
    ),
    "claim_line.approved_is_rows": (
        "Av raderna är {rows} godkänt, och rekvisitionen kan inte godkännas med {approved}. Ändra raderna om något "
        "annat ska godkännas.",
        "Of the rows {rows} is approved, and the claim cannot be approved with {approved}. Change the rows where "
        "something else is to be approved.",
    ),
    "claim_line.above_flat_rate": (
        "Procentschablonen ger högst {ceiling} i {category} av det som hittills är godkänt, och av raderna är "
        "{approved} godkänt. Gör ett avdrag på raden.",
        "The flat rate gives at most {ceiling} in {category} of what is approved to date, and of the rows {approved} "
        "is approved. Make a deduction from the row.",
    ),
    "claim_line.above_plan": (
        "I {category} skulle {accumulated} vara godkänt sammanlagt, mot {planned} i kostnadsplanen. Skriv varför, "
        "eller gör ett avdrag.",
        "In {category} {accumulated} would be approved in all, against {planned} in the cost plan. Say why, or make a "
        "deduction.",
    ),
    "claim_line.plan_binds": (
        "I {category} skulle {accumulated} vara godkänt sammanlagt, mot {planned} i kostnadsplanen, som stödformen "
        "inte låter överskridas. Gör ett avdrag.",
        "In {category} {accumulated} would be approved in all, against {planned} in the cost plan, which the scheme "
        "does not let be exceeded. Make a deduction.",
    ),
    "claim_line.remapped": (
        "Kostnadsslaget {category} togs bort ur kostnadsplanen genom beslutet om ändring {day}. Flytta raden till ett "
        "kostnadsslag i planen, eller gör ett avdrag.",
        "The category {category} was taken out of the cost plan by the decision on a change on {day}. Move the row to "
        "a category of the plan, or make a deduction.",
    ),
    "finding.plan.above": (
        "{category}: {accumulated} godkänt sammanlagt är mer än kostnadsplanens {planned}.",
        "{category}: {accumulated} approved in all is more than the {planned} of the cost plan.",
    ),
    "finding.flat.above": (
        "{category}: {approved} godkänt är mer än procentschablonens {ceiling}.",
        "{category}: {approved} approved is more than the {ceiling} that the flat rate gives.",
    ),
    "first.claim_line": (
        "Någon annan har granskat raden sedan sidan lästes. Läs vad som gjorts, och spara igen om du vill ändra det.",
        "Somebody else has reviewed the row since the page was read. Read what was made of it, and save again to change it.",
    ),
    "not_there.claim_line": (
        "Det finns ingen sådan rad i rekvisitionen.",
        "There is no such row in the claim.",
    ),
    # States and codes
    "state.claim.draft": ("Utkast", "Draft"),
    "state.claim.withdrawn": ("Återtagen", "Withdrawn"),
    "state.claim_line.open": ("Ej granskad", "Not reviewed"),
    "state.claim_line.approved": ("Godkänd", "Approved"),
    "state.claim_line.deducted": ("Avdrag", "Deducted"),
    "state.claim_line.parked": ("Väntar på svar", "Awaits an answer"),
    "state.claim_line.struck": ("Struken", "Struck out"),
    "claim_line.basis.actual": ("Faktisk kostnad", "Actual cost"),
    "claim_line.basis.hourly": ("Timmar enligt timschablon", "Hours at the hourly rate"),
    "claim_line.basis.flat": ("Procentschablon", "Flat rate"),
    "claim_line.reason.not_in_plan": ("Ingår inte i kostnadsplanen", "Not in the cost plan"),
    "claim_line.reason.outside_period": ("Utanför projekt- eller stödperioden", "Outside the period"),
    "claim_line.reason.not_paid": ("Kostnaden är inte betald", "The cost has not been paid"),
    "claim_line.reason.no_voucher": ("Verifikation saknas", "No voucher"),
    "claim_line.reason.vat": ("Moms", "Value-added tax"),
    "claim_line.reason.not_reasonable": ("Kostnaden är inte skälig", "The cost is not reasonable"),
    "claim_line.reason.procurement": ("Fel i upphandling eller inköp", "Procurement fault"),
    "claim_line.reason.counted_twice": ("Redovisad två gånger", "Counted twice"),
    "claim_line.reason.other": ("Annat skäl", "Another reason"),
    # In a copy of the case
    "copy.claim_lines": ("Rader i rekvisitioner", "Rows of claims"),
    "copy.claim_line": ("Rad", "Row"),
    "copy.judged": ("Granskad", "Reviewed"),
    "secrecy.field.claims.lines": ("Rader i rekvisitioner", "Rows of claims"),
    # History
    "event.claim.drafted": (
        "Utkast till rekvisition {number} registrerades",
        "A draft of claim {number} was registered",
    ),
    "event.claim.lines_added": (
        "{lines} rader lades till i rekvisition {number}",
        "{lines} rows were added to claim {number}",
    ),
    "event.claim.line_struck": (
        "Rad {line} i rekvisition {number} ströks",
        "Row {line} of claim {number} was struck out",
    ),
    "event.claim.handed_in": (
        "Rekvisition {number} lämnades till granskning med {lines} rader",
        "Claim {number} was handed to review with {lines} rows",
    ),
    "event.claim.sent_back": (
        "Rekvisition {number} skickades tillbaka för komplettering: {reason}",
        "Claim {number} was sent back to be completed: {reason}",
    ),
    "event.claim.withdrawn": ("Rekvisition {number} drogs tillbaka", "Claim {number} was withdrawn"),
    "event.claim.sampled": (
        "Ett stickprov drogs i rekvisition {number}: {lines} rader",
        "A sample was drawn from claim {number}: {lines} rows",
    ),
    "event.claim.line_sampled": (
        "Rad {line} i rekvisition {number} lades till stickprovet",
        "Row {line} of claim {number} was added to the sample",
    ),
    "event.claim.line_judged": (
        "Rad {line} i rekvisition {number} granskades",
        "Row {line} of claim {number} was reviewed",
    ),
    "event.claim.rest_approved": (
        "{lines} rader utanför stickprovet i rekvisition {number} godkändes",
        "{lines} rows outside the sample of claim {number} were approved",
    ),
    "event.claim.remapped": (
        "{lines} rader i rekvisition {number} väntar på svar: deras kostnadsslag finns inte kvar i kostnadsplanen",
        "{lines} rows of claim {number} await an answer: their category is no longer in the cost plan",
    ),
}
