"""A table as CSV that a Swedish spreadsheet program opens right and that cannot carry a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from grantdesk.domain.money import Money

Cell = str | int | Money
_BYTE_ORDER_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_table(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Semicolon-separated UTF-8 with byte order mark and CRLF; amounts are written `1234,50`.

    A text that a spreadsheet program could take for a formula gets an apostrophe first; amounts and counts are ours
    and are written as they are. Raises ValueError for a row of another width than the headers.
    """
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    for row in (headers, *rows):
        if len(row) != len(headers):
            raise ValueError(f"{len(row)} cells under {len(headers)} headers: {row!r}")
        writer.writerow([_written(cell) for cell in row])
    return (_BYTE_ORDER_MARK + written.getvalue()).encode()


def inert(text: str) -> str:
    """The text, with an apostrophe first if a spreadsheet program could take it for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTS_A_FORMULA) else text


def _written(cell: Cell) -> str:
    if isinstance(cell, Money):
        return str(cell).replace(".", ",")
    if isinstance(cell, int):
        return str(cell)
    return inert(cell.replace("\x00", ""))
