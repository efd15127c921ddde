"""Sentences about files of cases that are read in: key, then Swedish and English."""

_WRITTEN: dict[str, tuple[str, str]] = {
    "written.amount": (
        "ska vara ett belopp i kronor med siffror, till exempel 80 000,00 eller 80000.00; tusental skrivs med mellanslag",
        "should be an amount in kronor with digits, such as 80 000,00 or 80000.00; thousands are written with a space",
    ),
    "written.above_zero": ("ska vara ett belopp över noll", "should be an amount above zero"),
    "written.day": (
        "ska vara en dag skriven år-månad-dag, till exempel 2026-11-22",
        "should be a day written year-month-day, such as 2026-11-22",
    ),
    "written.no_such_day": ("är en dag som inte finns", "is a day that does not exist"),
    "written.whole": ("ska vara ett heltal, till exempel 3", "should be a whole number, such as 3"),
    "written.distance": (
        "ska vara ett antal kilometer, till exempel 12,5",
        "should be a number of kilometres, such as 12.5",
    ),
    "written.share": (
        "ska ha andelar i procent, över 0 och högst 100, till exempel KOD:60,KOD2:40",
        "should have shares in per cent, above 0 and at most 100, such as CODE:60,CODE2:40",
    ),
}

_FILE: dict[str, tuple[str, str]] = {
    "intake.not_a_table": (
        "Filen är varken XLSX eller text i UTF-8 med semikolon. Spara den som CSV UTF-8 eller XLSX, eller börja med mallen.",
        "The file is neither XLSX nor text in UTF-8 with semicolons. Save it as CSV UTF-8 or XLSX, or begin with the template.",
    ),
    "intake.commas": (
        "Filen har komma mellan kolumnerna, och kommat skiljer också ören från kronor. Spara den som CSV med semikolon eller "
        "tabb, eller som XLSX.",
        "The file has commas between its columns, and a comma also parts öre from kronor. Save it as CSV with semicolons or "
        "tabs, or as XLSX.",
    ),
    "intake.more_sheets": (
        "Arbetsboken har rader på flera blad: {sheets}. Bara ett blad läses in. Samla raderna på ett blad, och ta bort eller "
        "dölj de andra.",
        "The workbook has rows on several sheets: {sheets}. Only one sheet is read in. Gather the rows on one sheet, and "
        "remove or hide the others.",
    ),
    "intake.too_large": (
        "Filen är för stor när den packas upp. Spara den utan bilder, formateringar och celler långt från raderna, eller "
        "dela den.",
        "The file is too large when it is unpacked. Save it without pictures, formatting and cells far from the rows, or "
        "divide it.",
    ),
    "intake.no_headings": (
        "Filens första rad är tom. Där ska rubrikerna stå, som i mallen.",
        "The first row of the file is empty. It should hold the headings, as in the template.",
    ),
    "intake.quotes": (
        "ett citationstecken avslutas inte; skriv texten på nytt, eller spara filen som XLSX",
        "a quotation mark is not closed; write the text again, or save the file as XLSX",
    ),
    "intake.beside": (
        "har en cell till höger om rubrikerna, som läses på rad 1; ta bort den eller ge kolumnen en rubrik",
        "has a cell to the right of the headings, which are read in row 1; remove it or give the column a heading",
    ),
    "intake.unseen": (
        "har tecken som inte kan ses; skriv texten på nytt",
        "has characters that cannot be seen; write the text again",
    ),
    "intake.heading_twice": ("är en rubrik som finns mer än en gång", "is a heading that is there more than once"),
    "intake.heading_near": (
        "är ingen känd rubrik; menas {nearest}? Rubrikerna står i mallen",
        "is no known heading; is {nearest} meant? The headings are in the template",
    ),
    "intake.heading_unknown": (
        "är ingen känd rubrik; rubrikerna står i mallen",
        "is no known heading; the headings are in the template",
    ),
    "intake.headings_missing": (
        "Rubriker saknas: {headings}. Alla rubriker står i mallen.",
        "Headings are missing: {headings}. Every heading is in the template.",
    ),
    "intake.no_rows": ("Filen har inga rader under rubrikerna.", "The file has no rows under the headings."),
    "intake.too_many_rows": (
        "Filen har {found} rader; högst {most} läses in på en gång. Dela den.",
        "The file has {found} rows; at most {most} are read in at a time. Divide it.",
    ),
}

_ROW: dict[str, tuple[str, str]] = {
    "intake.empty": ("är tom och måste fyllas i", "is empty and must be filled in"),
    "intake.too_long": ("är för lång: högst {most} tecken", "is too long: at most {most} characters"),
    "intake.example": (
        "är mallens påhittade exempel; ta bort raden",
        "is the invented example of the template; remove the row",
    ),
    "intake.reference_twice": (
        "är samma referens som i rad {row}; varje ärende har en egen",
        "is the same reference as in row {row}; each case has its own",
    ),
    "intake.no_such_objective": (
        "nämner {code}, som inte är något delmål; de som finns är {known}",
        "names {code}, which is no objective; the objectives are {known}",
    ),
    "intake.objective_twice": (
        "nämner {code} två gånger; lägg ihop andelarna",
        "names {code} twice; put the shares together",
    ),
    "intake.shares": (
        "har andelar som inte blir 100 procent tillsammans",
        "has shares that do not add to 100 per cent",
    ),
    "intake.with_decision": (
        "måste fyllas i när decision är {decision}",
        "must be filled in where decision is {decision}",
    ),
    "intake.without_decision": (
        "ska vara tom när decision är {decision}",
        "should be empty where decision is {decision}",
    ),
    "intake.decided_later": (
        "är {decided}, efter i dag ({today}); ett beslut som inte är fattat kan inte föras in",
        "is {decided}, after today ({today}); a decision that has not been taken cannot be entered",
    ),
    "intake.answer": ("ska vara ja, nej eller ej aktuellt", "should be yes, no or not relevant"),
    "intake.remark_without_answer": (
        "är tom fast det finns en anmärkning; svara ja, nej eller ej aktuellt",
        "is empty though there is a remark; answer yes, no or not relevant",
    ),
    "intake.award": (
        "ska ha dag, euro och förordning för varje stöd, till exempel 2024-06-01 50000.00 2023/2831; flera skiljs med komma",
        "should have day, euros and regulation of each award, such as 2024-06-01 50000.00 2023/2831; several with commas",
    ),
    "intake.circumstance": (
        "nämner {name}, som inte är någon känd omständighet; de som finns är {known}",
        "names {name}, which is no known circumstance; those there are are {known}",
    ),
}

_ENTERED: dict[str, tuple[str, str]] = {
    "enter.not_yours": ("Bara Almis handläggare läser in filer här.", "Only Almi's people enter files here."),
    "enter.reference_there": (
        "är redan ärende {number}; ta bort raden, eller rätta referensen",
        "is case {number} already; remove the row, or correct the reference",
    ),
    "enter.reference_elsewhere": (
        "är redan inläst i ett ärende som Almi inte längre handlägger; ta bort raden, eller rätta referensen",
        "has been entered already in a case that Almi no longer handles; remove the row, or correct the reference",
    ),
    "enter.not_your_decision": (
        "Beslutet förs in av den som har fattat det: skriv din egen e-postadress ({email}), eller låt den som beslutade läsa in"
        " raden",
        "A decision is entered by whoever took it: write your own e-mail address ({email}), or let the one who decided enter"
        " the row",
    ),
    "enter.unknown_rule": (
        "nämner {rule}, som inte ska vara uppfyllt här; det som ska vara uppfyllt är {asked}",
        "names {rule}, which need not be met here; what must be met is {asked}",
    ),
    "enter.rule_not_met": (
        "saknar {codes}: {rules}. Det ska vara uppfyllt, och skrivas här, innan stöd kan beviljas",
        "lacks {codes}: {rules}. It must be met, and be written here, before aid can be granted",
    ),
    "enter.room_used_since": (
        "Sedan beslutet fattades har företaget fått annat försumbart stöd: {day} överskrids taket på {limit} euro",
        "Since the decision was taken the company has had other de minimis aid: on {day} the ceiling of {limit} EUR is exceeded",
    ),
    "enter.already": (
        "Samma fil lästes in {day} av {name}. Ingenting har ändrats.",
        "The same file was entered on {day} by {name}. Nothing has been changed.",
    ),
    "not_there.intake": ("Det finns ingen sådan fil.", "There is no such file."),
    "event.intake.entered": (
        "Filen {file} lästes in: {cases} ärenden",
        "The file {file} was entered: {cases} cases",
    ),
    "event.case.entered": (
        "Ärendet lästes in ur filen {file}, rad {row}",
        "The case was entered from the file {file}, row {row}",
    ),
    "constraint.uq_intake_digest": (
        "Samma fil har redan lästs in. Ingenting har ändrats.",
        "The same file has been entered already. Nothing has been changed.",
    ),
    "constraint.uq_intake_case_external_ref": (
        "En av referenserna har just lästs in ur en annan fil. Ingenting har ändrats; pröva filen igen.",
        "One of the references has just been entered from another file. Nothing has been changed; try the file again.",
    ),
    "place.row": ("Rad {row}", "Row {row}"),
    "place.row_and_column": ("Rad {row}, {column}", "Row {row}, {column}"),
}

# What each heading holds, for whoever fills the file in.
_COLUMNS: dict[str, tuple[str, str]] = {
    "column.external_ref": (
        "Er egen referens. Samma referens läses in en gång.",
        "Your own reference. The same reference is entered once.",
    ),
    "column.scheme": ("Stödformens kod", "The code of the scheme"),
    "column.title": ("Vad stödet är till för, med några ord", "What the aid is for, in a few words"),
    "column.received_on": (
        "Dagen då ansökan kom in, till exempel 2026-11-22",
        "The day that the application was received, such as 2026-11-22",
    ),
    "column.organisation_number": (
        "Till exempel 559900-1004; för enskild näringsverksamhet ägarens personnummer",
        "Such as 559900-1004; for a sole trader the owner's personal number",
    ),
    "column.organisation_name": ("Sökandens namn", "The applicant's name"),
    "column.legal_form": ("Juridisk form", "Legal form"),
    "column.municipality": (
        "Kod för kommunen där arbetsstället ligger",
        "Code of the municipality of the place of work",
    ),
    "column.size": ("Företagets storlek", "The size of the company"),
    "column.led_by": ("Vem som leder företaget", "Who leads the company"),
    "column.nace": (
        "SNI-kod, två till fyra siffror, till exempel 25.62",
        "SNI code, two to four digits, such as 25.62",
    ),
    "column.objective": (
        "Delmålets kod, eller flera med andelar: KOD:60,KOD2:40",
        "The code of the objective, or several with shares: CODE:60,CODE2:40",
    ),
    "column.obstacles": (
        "Hinder som sökanden har eller har uppgett, med komma emellan; tom om inget finns",
        "Obstacles that the applicant has or has stated, with commas between; empty where there is none",
    ),
    "column.starts_on": ("Dagen då åtgärden börjar", "The day that the measure starts"),
    "column.ends_on": (
        "Dagen då åtgärden slutar. Är den tom räknas stödet mot bemyndigandet.",
        "The day that the measure ends. Where it is empty the aid counts against the commitment authority.",
    ),
    "column.applied_amount": (
        "Sökt belopp; tom om inget belopp är angett",
        "The amount applied for; empty where none is stated",
    ),
    "column.de_minimis": (
        "Försumbart stöd från andra, som sökanden har uppgett: dag, euro, förordning. Tom när sökanden uppger att inget finns.",
        "De minimis aid from others, as the applicant has stated: day, euros, regulation. Empty where the applicant states none.",
    ),
    "column.circumstances": (
        "Omständigheter som stämmer, med komma emellan",
        "Circumstances that hold, with commas between",
    ),
    "column.decision": (
        "Tom när ärendet ska beredas vidare här; annars vad som är föreslaget eller beslutat",
        "Empty where the case is to be prepared further here; otherwise what is proposed or decided",
    ),
    "column.decided_on": ("Dagen då beslutet fattades", "The day that the decision was taken"),
    "column.granted_amount": (
        "Föreslaget eller beviljat belopp",
        "The amount proposed or granted",
    ),
    "column.reason": (
        "Skäl, som sökanden läser; måste finnas vid avslag",
        "Reasons, which the applicant reads; needed for a rejection",
    ),
    "column.decided_by": (
        "E-postadressen för den som fattade beslutet, som är den som läser in filen",
        "The e-mail address of whoever took the decision, who is the one that enters the file",
    ),
    "column.met_before": (
        "Vad som är uppfyllt före beslutet, med komma emellan",
        "What is met before the decision, with commas between",
    ),
    "column.cost": ("Kostnad: {category}", "Cost: {category}"),
    "column.financing": ("Finansiering i pengar: {source}", "Financing in cash: {source}"),
    "column.check": ("{item} (ja, nej eller ej aktuellt)", "{item} (yes, no or not relevant)"),
    "column.remark": ("Anmärkning till check_{item}", "Remark on check_{item}"),
    "column.number": ("Omständighet: {name}", "Circumstance: {name}"),
    "column.choices": ("Något av {choices}", "One of {choices}"),
}

SENTENCES: dict[str, tuple[str, str]] = _WRITTEN | _FILE | _ROW | _ENTERED | _COLUMNS
