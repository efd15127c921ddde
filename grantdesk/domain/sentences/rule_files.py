"""Sentences of what is wrong in a rule file, and what would be right: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    # A text that is not TOML
    "toml.equals": (
        'har inget likhetstecken efter nyckeln: {written}; skriv nyckel = värde, till exempel value = "80000.00"',
        'has no equals sign after the key: {written}; write key = value, such as value = "80000.00"',
    ),
    "toml.key": (
        "börjar inte med en nyckel: {written}; en nyckel skrivs med bokstäverna a–z, siffror och _, till exempel value",
        "does not begin with a key: {written}; a key is written with the letters a-z, digits and _, such as value",
    ),
    "toml.statement": (
        "går inte att läsa: {written}; en rad är nyckel = värde, en rubrik som [[rules.cap]], eller en kommentar efter #",
        "cannot be read: {written}; a line is key = value, a heading such as [[rules.cap]], or a comment after #",
    ),
    "toml.one_a_line": (
        "har något efter värdet: {written}; skriv ett värde på varje rad, och text och belopp inom citattecken",
        "has something after the value: {written}; write one value a line, and texts and amounts in quotation marks",
    ),
    "toml.table": (
        "saknar ] sist i rubriken: {written}; skriv till exempel [name]",
        "lacks the ] that ends the heading: {written}; write for example [name]",
    ),
    "toml.list_heading": (
        "saknar ]] sist i rubriken: {written}; skriv till exempel [[rules.cap]]",
        "lacks the ]] that ends the heading: {written}; write for example [[rules.cap]]",
    ),
    "toml.twice": (
        "säger något som redan är sagt: {written}; skriv varje nyckel en gång, och rubriken till en rad i en lista med "
        "dubbla hakparenteser, som [[rules.cap]]",
        "says something that has been said: {written}; write each key once, and the heading of a row in a list with double "
        "brackets, such as [[rules.cap]]",
    ),
    "toml.list": (
        'är en lista utan slut: {written}; avsluta med ], som ["consultancy", "training"]',
        'is a list without an end: {written}; end it with ], such as ["consultancy", "training"]',
    ),
    "toml.braces": (
        'är ett värde i klammer utan slut: {written}; avsluta med }} på samma rad, som {{ base = "0.50" }}',
        'is a value in braces without an end: {written}; end it with }} on the same line, such as {{ base = "0.50" }}',
    ),
    "toml.quote": (
        'saknar det avslutande citattecknet: {written}; skriv till exempel value = "80000.00"',
        'lacks the closing quotation mark: {written}; write for example value = "80000.00"',
    ),
    "toml.backslash": (
        "har ett omvänt snedstreck som inte betyder något: {written}; skriv två i rad där ett ska stå",
        "has a backslash that means nothing: {written}; write two of them where one should stand",
    ),
    "toml.hidden": (
        "har ett tecken som inte syns: {written}; skriv om raden för hand",
        "has a character that cannot be seen: {written}; write the line anew by hand",
    ),
    "toml.day": (
        "har en dag som inte finns: {written}; skriv en dag som finns som ÅÅÅÅ-MM-DD, till exempel 2027-02-28",
        "has a day that does not exist: {written}; write one that does as YYYY-MM-DD, such as 2027-02-28",
    ),
    "toml.value": (
        'har ett värde som inte går att läsa: {written}; skriv text och belopp inom citattecken ("80000.00"), '
        "dagar utan (2027-01-01), och true eller false med små bokstäver",
        'has a value that cannot be read: {written}; write texts and amounts in quotation marks ("80000.00"), '
        "days without (2027-01-01), and true or false in small letters",
    ),
    "toml.not_utf8": (
        "är inte skriven i UTF-8; spara filen i UTF-8",
        "is not written in UTF-8; save the file as UTF-8",
    ),
    "toml.not_there": (
        "går inte att läsa ({problem}); filen ska finnas och vara läsbar för programmet",
        "cannot be read ({problem}); the file should be there and readable by the program",
    ),
    "region.being_written": (
        "skrivs om hela tiden; vänta tills filerna är färdigskrivna och försök igen",
        "is being written all the time; wait until the files are done and try again",
    ),
    "region.double_brackets": (
        "ska vara en lista med daterade rader; skriv rubriken med dubbla hakparenteser, som [[rules.cap]]",
        "should be a list of dated rows; write the heading with double brackets, such as [[rules.cap]]",
    ),
    # What every dated row has
    "region.lacks_value": (
        "saknas; skriv regelns värde, value = ...",
        "is missing; write the rule's value, value = ...",
    ),
    "region.lacks_valid_from": (
        "saknas; skriv den första dagen utan citattecken, valid_from = 2027-01-01",
        "is missing; write the first day without quotation marks, valid_from = 2027-01-01",
    ),
    "region.lacks_source": (
        'saknas; skriv var värdet kommer ifrån, source = "SFS 2022:1467 9 §" eller Regionens eget beslut',
        'is missing; write where the value comes from, source = "SFS 2022:1467 9 §" or the region\'s own decision',
    ),
    "region.lacks_confidence": (
        'saknas; skriv hur säkert värdet är, confidence = "A", "B", "C" eller "CFG"',
        'is missing; write how sure the value is, confidence = "A", "B", "C" or "CFG"',
    ),
    "region.lacks_confirmed": (
        "saknas; skriv confirmed = true, eller confirmed = false för ett arbetsvärde",
        "is missing; write confirmed = true, or confirmed = false for a working value",
    ),
    # A version of the rules
    "version.file": (
        "ska vara den fil i regionens mapp som raderna läggs till i: {choices}",
        "should be the file in the region's folder that the rows are added to: {choices}",
    ),
    "version.lacks_file": (
        'saknas; skriv överst vilken fil raderna läggs till i, till exempel file = "schemes/projektmedel.toml"',
        'is missing; write first which file the rows are added to, such as file = "schemes/projektmedel.toml"',
    ),
    "version.no_rows": (
        "är utan nya rader; skriv minst en daterad rad, som [[{example}]]",
        "is without new rows; write at least one dated row, such as [[{example}]]",
    ),
    "version.row_there": (
        "är {day}, och från den dagen finns redan en rad ({place}); en gammal rad ändras aldrig, så skriv en senare dag",
        "is {day}, and there is a row from that day already ({place}); an old row is never edited, so write a later day",
    ),
    "version.unknown_code": (
        "är ingen kod som finns i {file}; de som finns är {known}",
        "is no code that is there in {file}; the codes are {known}",
    ),
    "version.aid_area": (
        "ska vara 1, 2, 3, eller 0 utanför stödområdena, utan citattecken",
        "should be 1, 2, 3, or 0 outside the aid areas, without quotation marks",
    ),
    "version.in_the_past": (
        "är {day}, före i dag; ansökningar som redan kommit in bedöms av reglerna den dagen, så skriv {earliest} eller senare",
        "is {day}, before today; applications received already are judged by the rules of their day, so write {earliest} "
        "or later",
    ),
    "version.above_law": (
        "ger {own} där {law} är det högsta ({place}); skriv högst {law}, eller ändra först taket med en författning som källa",
        "gives {own} where {law} is the most ({place}); write at most {law}, or change the ceiling first with a statute as "
        "its source",
    ),
    "version.own_terms_over_law": (
        "ersätter en rad som vilar på författning ({place}) med Regionens egna villkor; ange författningen som källa och "
        'confidence "A" eller "B"',
        "replaces a row that rests on a statute ({place}) by the region's own terms; give the statute as the source and "
        'confidence "A" or "B"',
    ),
    "version.ends_over_law": (
        "slutar en dag, och därefter gällde inte heller den rad som vilar på författning ({place}); låt raden gälla tills vidare",
        "ends on a day, and after it the row that rests on a statute ({place}) would not hold either; let the row hold until "
        "further notice",
    ),
    "version.name": (
        "ska heta som en publicerad version, fyra siffror och filen den gäller, till exempel 0003-projektmedel.toml",
        "should be named as a published version is, four digits and the file it concerns, such as 0003-projektmedel.toml",
    ),
}
