"""The payments of a batch as CSV, one line for each payment and nothing else.

A control total in the last row would be read as one more payment by whatever imports the file, so the totals are in
the payout report and the sum is that of the amount column.
"""

from __future__ import annotations

from grantdesk.documents.payout_report import PayoutReport, PayoutRow
from grantdesk.documents.spreadsheet import Cell, csv_table
from grantdesk.domain.messages import Language

_HEADERS = {
    "sv": [
        "utbetalning",
        "ärende",
        "stödform",
        "mottagare",
        "organisationsnummer",
        "bankgiro",
        "delmål",
        "belopp",
        "upprättad av",
        "attesterad av",
    ],
    "en": [
        "payment",
        "case",
        "scheme",
        "recipient",
        "organisation number",
        "bankgiro",
        "objectives",
        "amount",
        "prepared by",
        "attested by",
    ],
}


def render(report: PayoutReport, language: Language) -> bytes:
    """Semicolon-separated UTF-8 with byte order mark, CRLF, a header row and amounts written `1234,50`."""
    return csv_table(_HEADERS[language], [_cells(row) for row in report.rows])


def _cells(row: PayoutRow) -> list[Cell]:
    split = ", ".join(f"{share.objective}:{str(share.amount).replace('.', ',')}" for share in row.objectives)
    return [
        row.payment_number,
        row.case_number,
        row.scheme,
        row.recipient,
        row.organisation_number,
        row.bankgiro,
        split,
        row.amount,
        row.prepared_by,
        row.attested_by,
    ]
