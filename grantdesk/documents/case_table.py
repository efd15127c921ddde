"""Reads a file of cases or of costs, CSV or XLSX, as rows of text under headings; what the text means is for others to say."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from grantdesk.documents import opened_workbook
from grantdesk.documents.opened_workbook import TooLarge
from grantdesk.domain.intake_columns import Fault, Line, Table
from grantdesk.domain.messages import message

# A file as it is sent.
LARGEST = 450 * 1024
# Text as most programs write it, with or without a mark first, and as older Swedish and English ones do.
UTF_8, WINDOWS = "utf-8-sig", "cp1252"
_ZIP = b"PK\x03\x04"
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
# Excel shows, and means, at most fifteen digits of a number.
_DIGITS = ".15g"


class NotATable(Exception):
    """The file cannot be read as rows; `faults` say why."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.reason.key for fault in faults))


def read(content: bytes, *, encodings: Sequence[str] = (UTF_8,)) -> Table:
    """The first sheet to be seen of an XLSX file, or a text with semicolons or tabs in the first encoding that fits.

    Raises NotATable.
    """
    rows = list(_of_xlsx(content) if content.startswith(_ZIP) else _of_csv(content, encodings))
    headings = [cell.strip().lower() for cell in rows[0]] if rows else []
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise _whole("intake.no_headings")
    lines = [_line(number, cells, headings) for number, cells in enumerate(rows[1:], start=2)]
    return Table(tuple(heading for heading in headings if heading), tuple(line for line in lines if line.cells))


def _line(number: int, cells: Sequence[str], headings: Sequence[str]) -> Line:
    said = [cell.strip() for cell in cells]
    if any(cell and not heading for heading, cell in zip_longest(headings, said, fillvalue="")):
        raise NotATable(Fault(number, None, message("intake.beside")))
    named = {heading: cell for heading, cell in zip(headings, said, strict=False) if cell}
    for heading, cell in named.items():
        if _UNSEEN.search(cell):
            raise NotATable(Fault(number, heading, message("intake.unseen")))
    return Line(number, named)


def _of_csv(content: bytes, encodings: Sequence[str]) -> Iterator[list[str]]:
    text = next(_decoded(content, encodings), None)
    # A file of another kind is full of bytes that no text has.
    if text is None or "\x00" in text:
        raise _whole("intake.not_a_table")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise NotATable(Fault(reader.line_num, None, message("intake.quotes"))) from error


def _delimiter(text: str) -> str:
    """What stands between the columns of the first row; commas are refused, for in Swedish they stand within amounts."""
    first = text.partition("\n")[0]
    if ";" in first:
        return ";"
    if "\t" in first:
        return "\t"
    if "," in first:
        raise _whole("intake.commas")
    return ";"


def _decoded(content: bytes, encodings: Sequence[str]) -> Iterator[str]:
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            yield content.decode(encoding)


def _of_xlsx(content: bytes) -> Iterator[list[str]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(opened_workbook.opened(content)))
        seen = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        sheets = {name: _rows(book, name) for name in seen}
    except TooLarge as error:
        raise _whole("intake.too_large") from error
    except (CalamineError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise _whole("intake.not_a_table") from error
    if not seen:
        raise _whole("intake.not_a_table")
    _refuse_rows_on_several(sheets)
    yield from sheets[seen[0]]


def _rows(book: CalamineWorkbook, sheet: str) -> list[list[str]]:
    """From the sheet's own first row, or a row would have another number than the reader sees."""
    rows: Iterable[Sequence[Any]] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in rows]


def _refuse_rows_on_several(sheets: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Raises NotATable where another sheet that is seen begins as the first does: its rows would be left out in silence."""
    begins = [rows[0][:1] if rows else [] for rows in sheets.values()]
    alike = [name for name, first in zip(sheets, begins, strict=True) if first == begins[0] != []]
    if len(alike) > 1:
        raise NotATable(Fault(None, None, message("intake.more_sheets", sheets=", ".join(alike))))


def _text(cell: Any) -> str:
    """A cell as it would be written: a day year-month-day, a number without an exponent and with a point."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return format(cell, "f").partition(".")[0] if cell.is_integer() else format(cell, _DIGITS)
    return str(cell)


def _whole(key: str) -> NotATable:
    return NotATable(Fault(None, None, message(key)))
