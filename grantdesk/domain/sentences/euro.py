"""Sentences of the euro's rates and the ECB's files: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Where in a file
    "euro.at_file": ("filen", "the file"),
    "euro.at_row": ("rad {row}, kolumnen {column}", "row {row}, column {column}"),
    "euro.at_element": (
        "elementet Cube på rad {line}, attributet {attribute}",
        "element Cube on line {line}, attribute {attribute}",
    ),
    # What is wrong with the file
    "euro.empty": (
        "är tom; hämta filen på nytt från ECB",
        "is empty; fetch the file anew from the ECB",
    ),
    "euro.not_zip": (
        "kan inte packas upp ({problem}); hämta filen på nytt från ECB",
        "cannot be unpacked ({problem}); fetch the file anew from the ECB",
    ),
    "euro.zip_of_one": (
        "ska innehålla en enda fil, ECB:s csv-fil; antalet är {files}",
        "should hold one file, the ECB's csv; their number is {files}",
    ),
    "euro.too_large": (
        "är större än någon fil från ECB ({megabytes} MB uppackad är det mesta som läses)",
        "is larger than any file of the ECB's ({megabytes} MB unpacked is the most that is read)",
    ),
    "euro.not_utf8": ("kan inte läsas som UTF-8", "cannot be read as UTF-8"),
    "euro.not_csv": ("kan inte läsas som csv ({problem})", "cannot be read as csv ({problem})"),
    "euro.not_xml": ("kan inte läsas som XML ({problem})", "cannot be read as XML ({problem})"),
    "euro.doctype": (
        "har en DOCTYPE, som ECB:s filer inte har och som inte läses",
        "has a DOCTYPE, which the ECB's files do not have and which is not read",
    ),
    "euro.columns": (
        "ska ha kolumnerna Date och SEK (eurofxref), eller KEY, TIME_PERIOD och OBS_VALUE (ECB Data Portal)",
        "should have the columns Date and SEK (eurofxref), or KEY, TIME_PERIOD and OBS_VALUE (ECB Data Portal)",
    ),
    "euro.no_rates": (
        "har inga kurser för svenska kronor (SEK); det ska vara ECB:s eurofxref, eller serien {series}",
        "has no rates for the Swedish krona (SEK); it should be the ECB's eurofxref, or the series {series}",
    ),
    # What is wrong with a row
    "euro.cells": (
        "finns inte: raden har {found} fält under {wanted} rubriker",
        "is not there: the row has {found} fields under {wanted} headings",
    ),
    "euro.day": (
        "ska vara en dag som finns, skriven 2026-10-30 eller 30 October 2026; där står {written}",
        "should be a day that exists, written 2026-10-30 or 30 October 2026; it says {written}",
    ),
    "euro.later": (
        "är {day}, efter i dag ({today}); ECB sätter kursen samma dag",
        "is {day}, after today ({today}); the ECB sets a rate on its own day",
    ),
    "euro.earlier": (
        "är {day}, före den första kursen, {first}",
        "is {day}, before the first rate, of {first}",
    ),
    "euro.nothing": ("ingenting", "nothing"),
    "euro.rate": (
        "ska vara kronor per euro, över noll, som 10.978; där står {written}",
        "should be SEK per EUR, above zero, such as 10.978; it says {written}",
    ),
    "euro.twice": (
        "är {day}, som redan står i filen; varje dag ska stå en gång",
        "is {day}, which stands in the file already; each day should stand once",
    ),
    "euro.other_than_stored": (
        "är {given} för {day}, men den kurs som redan är lagrad för dagen är {stored}; en lagrad kurs ändras inte",
        "is {given} for {day}, but the rate stored for that day already is {stored}; a stored rate is not changed",
    ),
    "euro.leaps": (
        "är {given} för {day}, mer än {most} från {before} för {day_before}; kontrollera filen mot ECB:s sida, "
        "och läs in hela historiken (eurofxref-hist) om dagar däremellan saknas",
        "is {given} for {day}, more than {most} from {before} for {day_before}; compare the file with the ECB's page, "
        "and import the whole history (eurofxref-hist) where days between them are missing",
    ),
    # What is said of the newest rate
    "euro.old": (
        "Den senaste lagrade eurokursen är från {day}, {days} dagar tidigare. Programmet hämtar aldrig kurser själv: "
        "en administratör hämtar ECB:s fil och läser in den under Eurokurser. Beslut kan fattas, och de anger kursens dag.",
        "The latest stored euro rate is of {day}, {days} days earlier. The program never fetches rates by itself: "
        "an administrator fetches the ECB's file and imports it under Euro rates. Decisions can be taken, and state its day.",
    ),
    "euro.none": (
        "Ingen eurokurs är lagrad. Hämta ECB:s fil och läs in den.",
        "No euro rate is stored. Fetch the ECB's file and import it.",
    ),
}
