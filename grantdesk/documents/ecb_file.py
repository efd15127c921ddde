"""The ECB's files of euro reference rates, in each form it publishes them in, read as days and rates."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from xml.parsers import expat

from grantdesk.domain.euro import CURRENCY, NOT_QUOTED, SERIES, Fault, NotBelieved, Written
from grantdesk.domain.messages import Message, Parameter, message

# The whole history as XML, the largest of the files, is a third of this.
LARGEST = 32 * 1024 * 1024
_FILE = message("euro.at_file")
_CUBE = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref Cube"


def read(content: bytes) -> list[Written]:
    """Every day with a rate for the krona, in the file's order. Raises NotBelieved where it is no file of the ECB's.

    Zip, csv or XML is told by the content, since a name says nothing for sure. A day without a rate ("N/A") is left out.
    """
    unpacked = _unpacked(content) if content.startswith(b"PK") else content
    if len(unpacked) > LARGEST:
        raise _wrong("euro.too_large", megabytes=LARGEST // 1024**2)
    if not unpacked.strip():
        raise _wrong("euro.empty")
    is_xml = unpacked.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    rows = _Cubes().read(unpacked) if is_xml else _of_csv(unpacked)
    if not rows:
        raise _wrong("euro.no_rates", series=SERIES)
    return rows


def _wrong(key: str, at: Message = _FILE, **said: Parameter) -> NotBelieved:
    return NotBelieved([Fault(at, message(key, **said))])


def _unpacked(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if len(names) != 1:
                raise _wrong("euro.zip_of_one", files=len(names))
            # No more than one byte too many is ever unpacked, whatever the file says of its size.
            with packed.open(names[0]) as inside:
                return inside.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise _wrong("euro.not_zip", problem=str(error)) from error


def _of_csv(content: bytes) -> list[Written]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong("euro.not_utf8") from error
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        headings = [cell.strip() for cell in next(lines, [])]
        return list(_reader(headings)(_Sheet(headings, lines)))
    except csv.Error as error:
        raise _wrong("euro.not_csv", problem=f"{error}, {lines.line_num}") from error


class _Sheet:
    """The rows of a csv file by their headings; a row of another width is refused."""

    def __init__(self, headings: Sequence[str], lines: Iterator[list[str]]) -> None:
        self._headings, self._lines = headings, lines

    def rows(self, *columns: str) -> Iterator[tuple[int, list[str]]]:
        """Of each row its number (the headings are row 1) and the cells of the columns."""
        places = [self._headings.index(column) for column in columns]
        for number, cells in enumerate(self._lines, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(self._headings):
                at, wanted = _at_row(number, columns[-1]), len(self._headings)
                raise _wrong("euro.cells", at, found=len(cells), wanted=wanted)
            yield number, [cells[place].strip() for place in places]


def _reader(headings: Sequence[str]) -> Callable[[_Sheet], Iterator[Written]]:
    for reader, needs in ((_of_eurofxref, ("Date", CURRENCY)), (_of_portal, ("KEY", "TIME_PERIOD", "OBS_VALUE"))):
        if all(headings.count(column) == 1 for column in needs):
            return reader
    raise _wrong("euro.columns", _at_row(1, headings[0] if headings and headings[0].isprintable() else "1"))


def _of_eurofxref(sheet: _Sheet) -> Iterator[Written]:
    for number, (day, rate) in sheet.rows("Date", CURRENCY):
        if rate != NOT_QUOTED:
            yield Written(day, rate, _at_row(number, "Date"), _at_row(number, CURRENCY))


def _of_portal(sheet: _Sheet) -> Iterator[Written]:
    """Other series may stand in the same file, and a day without a rate has an empty value."""
    for number, (key, day, rate) in sheet.rows("KEY", "TIME_PERIOD", "OBS_VALUE"):
        if key == SERIES and rate not in {"", "NaN"}:
            yield Written(day, rate, _at_row(number, "TIME_PERIOD"), _at_row(number, "OBS_VALUE"))


def _at_row(row: int, column: str) -> Message:
    return message("euro.at_row", row=row, column=column)


def _at_element(line: int, attribute: str) -> Message:
    return message("euro.at_element", line=line, attribute=attribute)


class _Cubes:
    """The file's elements: a Cube for each day, and in it a Cube for each currency.

    Expat itself fetches nothing; a DOCTYPE, which is where entities are declared, ends the reading.
    """

    def __init__(self) -> None:
        self._rows: list[Written] = []
        self._day, self._day_line = "", 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self, content: bytes) -> list[Written]:
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise _wrong("euro.not_xml", problem=str(error)) from error
        return self._rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name != _CUBE:
            return
        line = self._parser.CurrentLineNumber
        if "time" in attributes:
            self._day, self._day_line = attributes["time"].strip(), line
        if attributes.get("currency") == CURRENCY:
            day_at = _at_element(self._day_line or line, "time")
            rate = attributes.get("rate", "").strip()
            self._rows.append(Written(self._day, rate, day_at, _at_element(line, "rate")))

    def _doctype(self, *_: object) -> None:
        raise _wrong("euro.doctype")
