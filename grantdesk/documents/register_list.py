"""What is reported to the register of the European Union, as a file: one line for each record, in the six fields.

The headings are the fields' own names and the same in every language: the file is read by programs.
"""

from __future__ import annotations

from collections.abc import Sequence

from grantdesk.documents.spreadsheet import Cell, csv_table, xlsx_table
from grantdesk.domain.aid_register import FIELDS, Entry

AWARDS = "awards"
# An amendment says first which record it replaces, by the register's acknowledgement of it.
AMENDS = "amends"
# What is reported, and for an amendment the acknowledgement of what it amends.
Records = Sequence[tuple[Entry, str]]


def as_csv(kind: str, records: Records) -> bytes:
    """Semicolon-separated UTF-8 with byte order mark and CRLF; amounts are written `1234,50` and days `2026-03-14`."""
    return csv_table(_headers(kind), _rows(kind, records))


def as_xlsx(kind: str, records: Records) -> bytes:
    """One sheet, in which the amount is a number and the day of the grant a day."""
    return xlsx_table(kind, _headers(kind), _rows(kind, records))


FORMATS = {"csv": as_csv, "xlsx": as_xlsx}


def _headers(kind: str) -> Sequence[str]:
    return FIELDS if kind == AWARDS else (AMENDS, *FIELDS)


def _rows(kind: str, records: Records) -> list[list[Cell]]:
    return [_cells(entry) if kind == AWARDS else [amends, *_cells(entry)] for entry, amends in records]


def _cells(entry: Entry) -> list[Cell]:
    return [entry.recipient, entry.amount_eur, entry.granted_on, entry.authority, entry.instrument, entry.nace]
