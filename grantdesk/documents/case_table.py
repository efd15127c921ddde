"""Reads a file of cases or of costs, CSV or XLSX, as rows of text under headings; what the text means is for others to say."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from grantdesk.domain.intake_columns import Fault, Line, Table
from grantdesk.domain.messages import message

# A file as it is sent, and what it may come to when it is unpacked.
LARGEST = 256 * 1024
_LARGEST_UNPACKED = 16 * 1024 * 1024
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
    """The first sheet of an XLSX file, or a semicolon-separated text in the first encoding that fits. Raises NotATable."""
    rows = list(_of_xlsx(content) if content.startswith(_ZIP) else _of_csv(content, encodings))
    headings = [cell.strip().lower() for cell in rows[0]] if rows else []
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise _whole("intake.no_headings")
    lines = [_line(number, cells, headings) for number, cells in enumerate(rows[1:], start=2)]
    return Table(tuple(headings), tuple(line for line in lines if line.cells))


def _line(number: int, cells: Sequence[str], headings: Sequence[str]) -> Line:
    said = [cell.strip() for cell in cells]
    if any(said[len(headings) :]):
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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise NotATable(Fault(reader.line_num, None, message("intake.quotes"))) from error


def _decoded(content: bytes, encodings: Sequence[str]) -> Iterator[str]:
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            yield content.decode(encoding)


def _of_xlsx(content: bytes) -> Iterator[list[str]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_bounded(content)))
        # From the sheet's own first row, or a row would have another number than the reader sees.
        rows: Iterable[Sequence[Any]] = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, zlib.error, IndexError, NotImplementedError, RuntimeError) as error:
        raise _whole("intake.not_a_table") from error
    for row in rows:
        yield [_text(cell) for cell in row]


def _bounded(content: bytes) -> bytes:
    """The same workbook with its parts laid out in the open, so that whoever reads it next unpacks nothing.

    A part is read no further than it says that it is, and all of them no further than the bound.
    """
    opened = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(opened, "w") as plain:
        if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
            raise _whole("intake.too_large")
        for part in packed.infolist():
            with packed.open(part) as reader:
                plain.writestr(part.filename, reader.read(part.file_size))
    return opened.getvalue()


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
