"""Sentences of what is wrong in what was given, and what would be right: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "input.object": (
        "ska vara ett objekt med nycklar, som i exemplet i handboken",
        "should be an object with keys, as in the handbook's example",
    ),
    "input.list": ("ska vara en lista", "should be a list"),
    "input.text": ("ska vara en text som inte är tom", "should be a text that is not empty"),
    "input.citation": (
        "ska vara en källa, som text eller som {{ sv = ..., en = ... }}",
        "should be a source, as a text or as {{ sv = ..., en = ... }}",
    ),
    "input.missing": ("saknas och måste anges", "is missing and must be given"),
    "input.unknown_key": ("är ingen känd nyckel; de som finns är {known}", "is no known key; the keys are {known}"),
    "input.misspelt_key": (
        "är ingen känd nyckel; närmast är {nearest} (de som finns är {known})",
        "is no known key; the nearest is {nearest} (the keys are {known})",
    ),
    "input.no_costs": ("är tom; ange minst en kostnad", "is empty; give at least one cost"),
    "input.amount": (
        "ska vara ett belopp över noll, skrivet som text med punkt och två decimaler och utan mellanslag, "
        'till exempel "1234.50" (högst 13 siffror före punkten)',
        "should be an amount above zero, written as a text with a point, two decimals and no spaces, "
        'such as "1234.50" (at most 13 digits before the point)',
    ),
    "input.amount_or_zero": (
        'ska vara ett belopp, noll eller mer, skrivet som text med punkt och två decimaler, till exempel "0.00"',
        'should be an amount, zero or more, written as a text with a point and two decimals, such as "0.00"',
    ),
    "input.exchange_rate": (
        'ska vara kronor per euro, över noll, skrivet som text, till exempel "11.20"',
        'should be SEK per EUR, above zero, written as a text such as "11.20"',
    ),
    "input.rate": (
        'ska vara en andel från "0.00" till "1.00" som text med minst två decimaler, till exempel "0.35"',
        'should be a share from "0.00" to "1.00" as a text with at least two decimals, such as "0.35"',
    ),
    "input.interest_rate": (
        'ska vara en årsränta som text med två till sex decimaler, till exempel "0.0204"',
        'should be the interest of a year as a text with two to six decimals, such as "0.0204"',
    ),
    "input.day": (
        "ska vara ett datum som finns, skrivet ÅÅÅÅ-MM-DD",
        "should be a date that exists, written YYYY-MM-DD",
    ),
    "input.flag": ("ska vara true eller false", "should be true or false"),
    "input.count": ("ska vara ett heltal, noll eller mer", "should be a whole number, zero or more"),
    "input.distance": (
        "ska vara ett antal kilometer, noll eller mer, skrivet som ett tal",
        "should be a number of kilometres, zero or more, written as a number",
    ),
    "input.nace": (
        'ska vara en näringsgrenskod, till exempel "25", "25.6" eller "25.62"',
        'should be a code of economic activity such as "25", "25.6" or "25.62"',
    ),
    "input.choice": ("ska vara något av {choices}", "should be one of {choices}"),
    "input.scheme": ("är ingen känd stödform; de som finns är {known}", "is no known scheme; the schemes are {known}"),
    "input.scheme_without_rules": (
        "är en stödform som länet ännu inte har några regler för; de som finns är {known}",
        "is a scheme that the county has no rules for yet; the schemes are {known}",
    ),
    "input.no_rule_that_day": (
        "är {scheme}, som inte har några regler den {day}",
        "is {scheme}, which has no rules on {day}",
    ),
    "input.no_advances": (
        "är {scheme}, som inte har några förskott; de stödformer som har det är {known}",
        "is {scheme}, which has no advances; the schemes that have are {known}",
    ),
    "input.no_liability": (
        "är {scheme}, vars ansvar inte minskar med åren; de stödformer där det gör det är {known}",
        "is {scheme}, whose liability does not fall by the year; the schemes where it does are {known}",
    ),
    "input.municipality": (
        "ska vara koden för en kommun i länet: {known}",
        "should be the code of a municipality in the county: {known}",
    ),
    "input.number_form": (
        "ska vara ett organisationsnummer, skrivet NNNNNN-NNNN",
        "should be an organisation number, written NNNNNN-NNNN",
    ),
    "input.number_personal": (
        "är ett personnummer, men rättsformen är inte enskild firma; ange organisationens nummer eller rättsformen "
        "sole_trader",
        "is a personal number, but the legal form is not a sole trader's; give the organisation's number or the legal "
        "form sole_trader",
    ),
    "input.personal_form": (
        "ska för en enskild firma vara innehavarens personnummer eller samordningsnummer, skrivet ÅÅMMDD-NNNN",
        "should for a sole trader be the owner's personal or coordination number, written YYMMDD-NNNN",
    ),
    "input.number_check_digit": (
        "har en kontrollsiffra som inte stämmer; jämför med registreringsbeviset",
        "has a check digit that is wrong; compare with the certificate of registration",
    ),
    "input.award_after": (
        "ligger efter beslutsdagen {day}; ange bara stöd som redan har beviljats",
        "lies after the day of granting, {day}; state only aid that has been granted already",
    ),
    "input.no_ceiling": (
        "är en dag då inget tak gäller för förordning {regulation}; ange en dag då förordningen gäller",
        "is a day without a ceiling under regulation {regulation}; give a day on which the regulation is in force",
    ),
    "input.eu_source": (
        "är pengar från EU:s fonder, som {scheme} inte tar; ansök i {other}",
        "is money from the Union's funds, which {scheme} does not take; apply under {other}",
    ),
    "input.no_eu_source": (
        "har ingen källa eruf eller esf, som {scheme} kräver; utan en sådan gäller {other}",
        "has no source eruf or esf, which {scheme} needs; without one it is {other}",
    ),
    "input.json": ("kan inte läsas som JSON ({problem})", "cannot be read as JSON ({problem})"),
    "input.duplicate_key": (
        "förekommer två gånger i samma objekt; ange nyckeln en gång",
        "stands twice in the same object; give the key once",
    ),
    "input.empty": ("är tom; ange en ansökan som JSON", "is empty; give an application as JSON"),
    "input.utf8": ("kan inte läsas som UTF-8", "cannot be read as UTF-8"),
    "input.file": ("kan inte läsas ({problem})", "cannot be read ({problem})"),
    "input.output": ("kan inte skrivas ({problem})", "cannot be written ({problem})"),
    "input.two_keys": (
        "ska vara en nyckel, eller två olika",
        "should be one key, or two that differ",
    ),
    "input.year": (
        "ska vara ett år mellan {first} och {last}, skrivet med fyra siffror",
        "should be a year between {first} and {last}, written with four digits",
    ),
    "input.year_or_days": (
        "anges ensamt; välj antingen ett år eller dagarna --from och --to",
        "stands alone; choose either a year or the days --from and --to",
    ),
    "input.ends_before_it_begins": (
        "ligger före --from; perioden slutar tidigast den dag den börjar",
        "lies before --from; a period ends on the day it begins at the earliest",
    ),
    "input.email": (
        "ska vara en e-postadress, till exempel namn@example.se",
        "should be an e-mail address, such as name@example.se",
    ),
    "region.day": (
        "ska vara ett datum utan citattecken, till exempel 2024-01-01",
        "should be a date without quotation marks, such as 2024-01-01",
    ),
    "region.no_rows": ("har inga rader; skriv minst en daterad rad", "has no rows; write at least one dated row"),
    "region.rule_missing": (
        "saknas; skriv minst en daterad rad för regeln",
        "is missing; write at least one dated row for the rule",
    ),
    "region.period": (
        "ligger före valid_from; perioden slutar efter att den börjat",
        "lies before valid_from; a period ends after it begins",
    ),
    "region.same_day": (
        "är samma dag som en annan rad, {day}; en ny rad börjar en annan dag",
        "is the same day as another row's, {day}; a new row begins on another day",
    ),
    "region.in_table": ("är fel vid {place}: {reason}", "is wrong at {place}: {reason}"),
    "region.aid_area": ("ska vara 1, 2, 3 eller tomt", "should be 1, 2, 3 or empty"),
    "region.twice": (
        "{code} förekommer två gånger; varje kod finns en gång",
        "{code} stands twice; each code stands once",
    ),
    "region.file_name": (
        "stämmer inte med filens namn; filen ska heta schemes/{code}.toml",
        "does not match the file's name; the file should be schemes/{code}.toml",
    ),
    "region.dangling": (
        "pekar på en kod som inte finns; de som finns är {known}",
        "points at a code that does not exist; the codes are {known}",
    ),
    "region.report_key": (
        "ska vara en nyckel med små bokstäver a–z, siffror och _, till exempel energy_supports_granted",
        "should be a key in small letters a-z, digits and _, such as energy_supports_granted",
    ),
    "region.none_named": ("är tom; skriv minst en av {choices}", "is empty; write at least one of {choices}"),
    "region.limit": (
        'ska vara ett belopp, till exempel "250000.00", eller "none" där det inte finns någon gräns',
        'should be an amount, such as "250000.00", or "none" where there is no limit',
    ),
    "region.contradiction": (
        "säger annat än en tidigare rad om samma befattning, slag och stödform från samma dag; skriv en rad, eller en senare dag",
        "says other than an earlier row of the same position, kind and scheme from the same day; write one row, or a later day",
    ),
    "region.letter_lacks": (
        "saknar texter för {what}, som ett beslut enligt {scheme} behöver",
        "lacks texts for {what}, which a decision under {scheme} needs",
    ),
    "region.wrong_here": ("är fel ({problem})", "is wrong ({problem})"),
    "region.unreadable": ("kan inte läsas ({problem})", "cannot be read ({problem})"),
    "region.not_found": (
        "är ingen region; ange någon av {shipped}, eller sökvägen till en mapp med region.toml",
        "is no region; name one of {shipped}, or the path of a folder with a region.toml",
    ),
    "region.eur_row": (
        "ska vara ett datum och en kurs, som 2026-03-13;11.20",
        "should be a date and a rate, such as 2026-03-13;11.20",
    ),
    "region.example": ("håller inte: {problem}", "does not hold: {problem}"),
    # The demonstration
    "input.demo_host": (
        "{host} nås från andra datorer, och demonstrationens lösenord är kända av alla; "
        "ange 127.0.0.1, eller säg att det är meningen med --allow-other-hosts",
        "{host} is reached from other machines, and everybody can read the demonstration's passwords; "
        "give 127.0.0.1, or say that it is meant with --allow-other-hosts",
    ),
    "input.demo_port": (
        "{host}:{port} går inte att använda ({why}); ange en annan port, eller stoppa det som redan kör där",
        "{host}:{port} cannot be used ({why}); give another port, or stop what already runs there",
    ),
}
