"""The payments of a batch as CSV or XLSX, one line for each payment and nothing else.

A control total in the last row would be read as one more payment by whatever imports the file, so the totals are in
the payout report and the sum is that of the amount column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from grantdesk.documents.payout_report import PayoutRow
from grantdesk.documents.spreadsheet import Cell, csv_lines, xlsx_file
from grantdesk.domain.messages import Language

_HEADERS = {
    "sv": [
        "utbetalning",
        "ärende",
        "stödform",
        "mottagare",
        "organisationsnummer",
        "kontotyp",
        "konto",
        "delmål",
        "belopp",
        "utbetald",
        "upprättad av",
        "attesterad av",
    ],
    "en": [
        "payment",
        "case",
        "scheme",
        "recipient",
        "organisation number",
        "kind of account",
        "account",
        "objectives",
        "amount",
        "paid on",
        "prepared by",
        "attested by",
    ],
}
_WIDTHS = (14, 14, 30, 40, 18, 12, 30, 40, 14, 12, 22, 22)


def csv(rows: Iterable[PayoutRow], on: date, language: Language) -> Iterator[bytes]:
    """Semicolon-separated UTF-8 with byte order mark, CRLF, a header row and amounts written `1234,50`, a line at a time."""
    return csv_lines(_HEADERS[language], (_cells(row, on) for row in rows))


def xlsx(name: str, rows: Iterable[PayoutRow], on: date, language: Language, target: BinaryIO) -> None:
    """One sheet in which amounts are numbers and days are days, written to `target`."""
    xlsx_file(name, _HEADERS[language], (_cells(row, on) for row in rows), _WIDTHS, target)


def _cells(row: PayoutRow, on: date) -> list[Cell]:
    split = ", ".join(f"{share.objective}:{str(share.amount).replace('.', ',')}" for share in row.objectives)
    return [
        row.payment_number,
        row.case_number,
        row.scheme,
        row.recipient,
        row.organisation_number,
        row.account_kind,
        row.account,
        split,
        row.amount,
        on,
        row.prepared_by,
        row.attested_by,
    ]
