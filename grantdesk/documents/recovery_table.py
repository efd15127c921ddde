"""The account of a recovery as a table, line by line."""

from __future__ import annotations

from collections.abc import Iterable

from grantdesk.documents.spreadsheet import Cell, csv_table
from grantdesk.domain.messages import Language, message, percent, render
from grantdesk.domain.recovery_line import Line

_HEADERS = ("on", "until", "what", "days", "rate", "interest", "covered", "capital", "left", "owed", "note")


def csv(lines: Iterable[Line], language: Language) -> bytes:
    """The lines under headings in the reader's language."""
    headers = [render(message(f"statement.{name}"), language) for name in _HEADERS]
    return csv_table(headers, [_row(line, language) for line in lines])


def _row(line: Line, language: Language) -> list[Cell]:
    return [
        line.on,
        line.until or "",
        render(message(f"recovery_line.{line.kind}"), language),
        line.days or "",
        percent(line.rate, language) if line.rate is not None else "",
        line.interest,
        line.covered,
        line.capital,
        line.left,
        line.owed,
        line.note,
    ]
