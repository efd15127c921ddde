"""The diary as a file: one line for each handling, in an order and with numbers that never change.

The headings are the same in every language: the file is read by programs. What is masked is written as the ground of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from grantdesk.documents.spreadsheet import Cell, csv_lines

HEADERS = (
    "number", "registered_on", "day", "direction", "case", "what", "party", "handler", "secrecy", "reference",
)  # fmt: skip


@dataclass(frozen=True)
class DiaryLine:
    number: int
    registered_on: date
    day: str
    direction: str
    case_number: str
    what: str
    party: str
    handler: str
    secrecy: str
    reference: str


def as_csv(lines: Iterable[DiaryLine]) -> Iterator[bytes]:
    """Semicolon-separated UTF-8 with byte order mark and CRLF, a line at a time."""
    yield from csv_lines(HEADERS, map(_cells, lines))


def _cells(line: DiaryLine) -> list[Cell]:
    return [
        line.number,
        line.registered_on,
        line.day,
        line.direction,
        line.case_number,
        line.what,
        line.party,
        line.handler,
        line.secrecy,
        line.reference,
    ]
