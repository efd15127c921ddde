"""The payout report of a batch: what finance signs, with control totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class PayoutReport:
    """A batch of payments, exported on the day `on`; `bank_file` is the SHA-256 of the file to the bank, where there is one."""

    letterhead: Letterhead
    batch_number: str
    on: date
    rows: tuple[PayoutRow, ...]
    bank_file: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if total(share.amount for share in row.objectives) != row.amount:
                raise ValueError(f"the objectives of payment {row.payment_number} do not add up to its amount")

    @property
    def sum(self) -> Money:
        return total(row.amount for row in self.rows)

    def by_scheme(self) -> list[tuple[str, int, Money]]:
        """Scheme, number of payments and sum, in the order of the schemes' names."""
        counted: dict[str, tuple[int, Money]] = {}
        for row in self.rows:
            count, amount = counted.get(row.scheme, (0, ZERO))
            counted[row.scheme] = (count + 1, amount + row.amount)
        return [(scheme, *counted[scheme]) for scheme in sorted(counted)]


def render(report: PayoutReport, language: Language) -> bytes:
    """The report as a PDF, A4 on its side."""
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
    width = layout.text_width(paper)
    payments = _payments(report, language, width)
    return layout.render(paper, lambda: _story(report, language, width, payments))


def _story(report: PayoutReport, language: Language, width: float, payments: Laid) -> list[Flowable]:
    words = _WORDS[language]
    return [
        layout.letterhead(report.letterhead, [f"{words['date']} {report.on.isoformat()}"], width=width),
        layout.heading(words["title"].format(batch=report.batch_number), level=0),
        layout.heading(words["control"]),
        _control(report, language, width),
        *([layout.quiet(words["bank_file"].format(digest=report.bank_file))] if report.bank_file else []),
        layout.heading(words["payments"]),
        long_table.table(payments),
        _signatures(report, language, width),
    ]


def _control(report: PayoutReport, language: Language, width: float) -> Flowable:
    words = _WORDS[language]
    return layout.table(
        [words["scheme"], words["count"], words["amount"]],
        [[scheme, str(count), layout.figures(amount, language)] for scheme, count, amount in report.by_scheme()],
        widths=[width * 0.6, width * 0.15, width * 0.25],
        right={1, 2},
        total=[words["total"], str(len(report.rows)), layout.figures(report.sum, language)],
    )


def _payments(report: PayoutReport, language: Language, width: float) -> Laid:
    words = _WORDS[language]
    columns = ("payment", "case", "recipient", "number", "account", "objectives", "amount", "prepared", "attested")
    header = [words[column] for column in columns]
    rows = [_cells(row, language) for row in report.rows]
    total_row = [words["total"], "", "", "", "", "", layout.figures(report.sum, language), "", ""]
    return long_table.lay(
        header,
        rows,
        widths=layout.fitted([header, *rows, total_row], may_wrap={2: 0.37, 4: 0.27, 7: 0.18, 8: 0.18}, width=width),
        right={6},
        total=total_row,
    )


def _signatures(report: PayoutReport, language: Language, width: float) -> Flowable:
    """The lines to sign on, on the same page as the count and sum that are signed for."""
    words = _WORDS[language]
    signed_for = words["signed_for"].format(count=len(report.rows), sum=layout.figures(report.sum, language))
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
