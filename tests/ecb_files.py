"""Files as the ECB publishes them, made of a few invented days."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

# Days after the last rate that comes with the program, which is 10.978 for 2026-10-30.
NEW = {"2026-11-03": "10.9815", "2026-11-02": "10.9640"}


def history(rates: Mapping[str, str]) -> bytes:
    """eurofxref-hist.csv: the newest first, a comma last, N/A for currencies that are gone."""
    rows = [f"{day},1.1172,175.68,N/A,{rate},1.0," for day, rate in rates.items()]
    return "\n".join(["Date,USD,JPY,BGN,SEK,CHF,", *rows, ""]).encode()


def of_day(day: str, rate: str) -> bytes:
    """eurofxref.csv, which is in eurofxref.zip: one day, in words, and blanks after the commas."""
    return f"Date, USD, SEK, CHF, \n{day}, 1.1172, {rate}, 0.9194, \n".encode()


def packed(content: bytes, *more: str, name: str = "eurofxref-hist.csv") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
        for other in more:
            file.writestr(other, b"")
    return made.getvalue()


def xml(rates: Mapping[str, str], *, before: str = "") -> bytes:
    """eurofxref-daily.xml where there is one day, else -90d.xml and eurofxref-hist.xml."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
{before}<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
\t<Cube>
{"".join(_cubes(rates))}\t</Cube>
</gesmes:Envelope>""".encode()


def _cubes(rates: Mapping[str, str]) -> Iterable[str]:
    for day, rate in rates.items():
        yield f"\t\t<Cube time='{day}'>\n\t\t\t<Cube currency='USD' rate='1.1172'/>\n"
        yield f"\t\t\t<Cube currency='SEK' rate='{rate}'/>\n\t\t</Cube>\n"


def portal(rates: Mapping[str, str]) -> bytes:
    """The Data Portal's csv: a series to a key, the oldest first, empty where no rate was set."""
    headings = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE"
    other = "EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-11-02,1.1172,A,US dollar/Euro"
    rows = [
        f'EXR.D.SEK.EUR.SP00.A,D,SEK,EUR,SP00,A,{day},{rate},A,"Swedish krona, Euro"' for day, rate in rates.items()
    ]
    return "\r\n".join([headings, other, *reversed(rows), ""]).encode()
