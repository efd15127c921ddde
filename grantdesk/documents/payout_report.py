"""The payout report of a batch: what finance signs, with control totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from reportlab.platypus import Flowable

from grantdesk.documents import layout, long_table
from grantdesk.documents.layout import Letterhead, Paper
from grantdesk.documents.long_table import Laid
from grantdesk.domain.messages import Language
from grantdesk.domain.money import ZERO, Money, total


@dataclass(frozen=True)
class ObjectiveShare:
    """What one objective carries of a payment."""

    objective: str
    amount: Money


@dataclass(frozen=True)
class PayoutRow:
    """One payment of the batch; `organisation_number` is as it may be shown (a personal number already masked).

    `account_kind` is the word for the kind of account in the reader's language, `account` the number as banks write it.
    """

    payment_number: str
    case_number: str
    scheme: str
    recipient: str
    organisation_number: str
    account_kind: str
    account: str
    objectives: tuple[ObjectiveShare, ...]
    amount: Money
    prepared_by: str
    attested_by: str

    def __post_init__(self) -> None:
        if total(share.amount for share in self.objectives) != self.amount:
            raise ValueError(f"the objectives of payment {self.payment_number} do not add up to its amount")


@dataclass(frozen=True)
class PayoutReport:
    """A batch of payments, exported on the day `on`; `bank_file` is the SHA-256 of the file to the bank, where there is one.

    The rows are gone through once, and not held.
    """

    letterhead: Letterhead
    batch_number: str
    on: date
    rows: Iterable[PayoutRow]
    bank_file: str = ""


class Control:
    """How many payments there are and what they come to, counted as they go by."""

    def __init__(self) -> None:
        self.count, self.sum = 0, ZERO
        self._schemes: dict[str, tuple[int, Money]] = {}

    def of(self, rows: Iterable[PayoutRow]) -> Iterator[PayoutRow]:
        """The rows, each counted as it is taken."""
        for row in rows:
            self.count, self.sum = self.count + 1, self.sum + row.amount
            count, amount = self._schemes.get(row.scheme, (0, ZERO))
            self._schemes[row.scheme] = (count + 1, amount + row.amount)
            yield row

    def by_scheme(self) -> list[tuple[str, int, Money]]:
        """Scheme, number of payments and sum, in the order of the schemes' names."""
        return [(scheme, *self._schemes[scheme]) for scheme in sorted(self._schemes)]


def render(report: PayoutReport, language: Language) -> bytes:
    """The report as a PDF, A4 on its side."""
    out = BytesIO()
    write(report, language, out)
    return out.getvalue()


def write(report: PayoutReport, language: Language, out: BinaryIO) -> Control:
    """As `render`, to a file that is empty; gives what was counted."""
    words = _WORDS[language]
    title = words["title"].format(batch=report.batch_number)
    paper = Paper(
        title=title,
        author=report.letterhead.region,
        subject=words["subject"],
        language=language,
        dated_on=report.on,
        footer=f"{report.letterhead.region} · {title} · {report.on.isoformat()}",
        orientation="landscape",
    )
    width, counted = layout.text_width(paper), Control()
    payments = _payments(counted.of(report.rows), counted, language, width)
    layout.write(paper, lambda: _story(report, counted, language, payments, width), out)
    return counted


def _story(report: PayoutReport, counted: Control, language: Language, payments: Laid, width: float) -> list[Flowable]:
    words = _WORDS[language]
    return [
        layout.letterhead(report.letterhead, [f"{words['date']} {report.on.isoformat()}"], width=width),
        layout.heading(words["title"].format(batch=report.batch_number), level=0),
        layout.heading(words["control"]),
        _control(counted, language, width),
        *([layout.quiet(words["bank_file"].format(digest=report.bank_file))] if report.bank_file else []),
        layout.heading(words["payments"]),
        long_table.table(payments),
        _signatures(counted, language, width),
    ]


def _control(counted: Control, language: Language, width: float) -> Flowable:
    words = _WORDS[language]
    return layout.table(
        [words["scheme"], words["count"], words["amount"]],
        [[scheme, str(count), layout.figures(amount, language)] for scheme, count, amount in counted.by_scheme()],
        widths=[width * 0.6, width * 0.15, width * 0.25],
        right={1, 2},
        total=[words["total"], str(counted.count), layout.figures(counted.sum, language)],
    )


def _payments(payments: Iterable[PayoutRow], counted: Control, language: Language, width: float) -> Laid:
    words = _WORDS[language]
    columns = ("payment", "case", "recipient", "number", "account", "objectives", "amount", "prepared", "attested")
    header = [words[column] for column in columns]
    rows = long_table.Rows(_cells(row, language) for row in payments)
    total_row = [words["total"], "", "", "", "", "", layout.figures(counted.sum, language), "", ""]
    return long_table.lay(
        header,
        rows,
        widths=layout.fitted(
            chain([header], rows, [total_row]), may_wrap={2: 0.37, 4: 0.27, 7: 0.18, 8: 0.18}, width=width
        ),
        right={6},
        total=total_row,
    )


def _signatures(counted: Control, language: Language, width: float) -> Flowable:
    """The lines to sign on, on the same page as the count and sum that are signed for."""
    words = _WORDS[language]
    signed_for = words["signed_for"].format(count=counted.count, sum=layout.figures(counted.sum, language))
    labels = [words["sign_prepared"], words["sign_attested"], words["sign_exported"]]
    return layout.together(
        [layout.gap(6), layout.strong(signed_for), layout.gap(16), layout.signature_lines(labels, width=width)]
    )


def _cells(row: PayoutRow, language: Language) -> Sequence[str]:
    split = "\n".join(f"{share.objective}: {layout.figures(share.amount, language)}" for share in row.objectives)
    return (
        row.payment_number,
        row.case_number,
        row.recipient,
        row.organisation_number,
        f"{row.account_kind}\n{row.account}",
        split,
        layout.figures(row.amount, language),
        row.prepared_by,
        row.attested_by,
    )


_WORDS = {
    "sv": {
        "title": "Utbetalningsrapport {batch}",
        "subject": "Utbetalningar av statens medel för regional utveckling",
        "date": "Exporterad:",
        "bank_file": "Kontrollsumma för filen till banken (SHA-256): {digest}",
        "control": "Kontrollsummor",
        "payments": "Utbetalningar",
        "scheme": "Stödform",
        "count": "Antal",
        "amount": "Belopp, kr",
        "total": "Summa",
        "payment": "Utbetalning",
        "case": "Ärende",
        "recipient": "Mottagare",
        "number": "Org.nr",
        "account": "Konto",
        "objectives": "Delmål, kr",
        "prepared": "Upprättad av",
        "attested": "Attesterad av",
        "signed_for": "Antal utbetalningar: {count}. Summa: {sum} kr.",
        "sign_prepared": "Upprättad av, datum och namnteckning",
        "sign_attested": "Attesterad av, datum och namnteckning",
        "sign_exported": "Utbetald av, datum och namnteckning",
    },
    "en": {
        "title": "Payout report {batch}",
        "subject": "Payments of the State's money for regional development",
        "date": "Exported:",
        "bank_file": "Digest of the file to the bank (SHA-256): {digest}",
        "control": "Control totals",
        "payments": "Payments",
        "scheme": "Scheme",
        "count": "Number",
        "amount": "Amount, SEK",
        "total": "Total",
        "payment": "Payment",
        "case": "Case",
        "recipient": "Recipient",
        "number": "Org. number",
        "account": "Account",
        "objectives": "Objectives, SEK",
        "prepared": "Prepared by",
        "attested": "Attested by",
        "signed_for": "Number of payments: {count}. Total: SEK {sum}.",
        "sign_prepared": "Prepared by, date and signature",
        "sign_attested": "Attested by, date and signature",
        "sign_exported": "Paid by, date and signature",
    },
}
