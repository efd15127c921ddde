"""A table as CSV or XLSX that a Swedish spreadsheet program opens right and that cannot carry a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import SEEK_END, BytesIO, StringIO
from itertools import chain
from typing import Any, BinaryIO

import xlsxwriter

from grantdesk.domain.money import Money

Cell = str | int | Money | Decimal | date
# A creation day of its own would make each file of the same rows another.
_ALWAYS = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zones
_LONGEST_SHEET_NAME = 31
_SHAPES: dict[type, str] = {Decimal: "0.00", date: "yyyy-mm-dd"}
_BYTE_ORDER_MARK = "\ufeff"
# Whatever is not seen may stand before it: programs differ in what they pass over.
_STARTS_A_FORMULA = re.compile("[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060-\u2064\ufeff]*[=+@＝＋－＠-]|[\t\r\n]")


def csv_table(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """As `csv_lines`, all of it at once."""
    return b"".join(csv_lines(headers, rows))


def csv_lines(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Semicolon-separated UTF-8 with byte order mark and CRLF, a line at a time; amounts are written `1234,50`.

    A text that a spreadsheet program could take for a formula gets an apostrophe first; amounts and counts are ours
    and are written as they are. Raises ValueError for a row of another width than the headers.
    """
    written = StringIO(_BYTE_ORDER_MARK)
    written.seek(0, SEEK_END)
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    for row in chain([headers], rows):
        if len(row) != len(headers):
            raise ValueError(f"{len(row)} cells under {len(headers)} headers: {row!r}")
        writer.writerow([_written(cell) for cell in row])
        yield written.getvalue().encode()
        written.seek(0)
        written.truncate()


def xlsx_table(name: str, headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """One sheet in which an amount is a number, a day a day and everything else text; the same rows give the same bytes.

    Texts are written as texts whatever they begin with. Raises ValueError for a row of another width than the headers.
    """
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"title": name, "created": _ALWAYS})
        sheet = book.add_worksheet(name[:_LONGEST_SHEET_NAME])
        _fill(book, sheet, headers, rows)
        sheet.autofit()
    return written.getvalue()


def xlsx_file(
    name: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int], target: BinaryIO
) -> None:
    """As `xlsx_table`, written to `target` a row at a time, for what is too long to hold; `widths` are in signs."""
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        book.set_properties({"title": name, "created": _ALWAYS})
        sheet = book.add_worksheet(name[:_LONGEST_SHEET_NAME])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        _fill(book, sheet, headers, rows)


def inert(text: str) -> str:
    """The text, with an apostrophe first if a spreadsheet program could take it for a formula."""
    return f"'{text}" if _STARTS_A_FORMULA.match(text) else text


def _written(cell: Cell) -> str:
    if isinstance(cell, Money):
        return str(cell).replace(".", ",")
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", ",")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    return inert(cell.replace("\x00", ""))


def _fill(book: Any, sheet: Any, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    formats = {kind: book.add_format({"num_format": shape}) for kind, shape in _SHAPES.items()}
    bold = book.add_format({"bold": True})
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)
    for place, row in enumerate(rows, start=1):
        if len(row) != len(headers):
            raise ValueError(f"{len(row)} cells under {len(headers)} headers: {row!r}")
        for column, cell in enumerate(row):
            _put(sheet, place, column, cell, formats)


def _put(sheet: Any, place: int, column: int, cell: Cell, formats: dict[type, Any]) -> None:
    if isinstance(cell, Money):
        cell = cell.exact_kronor
    if isinstance(cell, Decimal):
        sheet.write_number(place, column, cell, formats[Decimal])
    elif isinstance(cell, date):
        sheet.write_datetime(place, column, cell, formats[date])
    elif isinstance(cell, int):
        sheet.write_number(place, column, cell)
    else:
        sheet.write_string(place, column, cell.replace("\x00", ""))
