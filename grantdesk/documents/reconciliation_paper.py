"""A month's reconciliation on paper: the figures that were signed, where they differ, and lines for names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.layout import Letterhead, Paper
from grantdesk.domain.messages import Language, Parameter, message, render
from grantdesk.domain.money import Money, total
from grantdesk.domain.reconciliation import BatchFigures, Figures

# What the paper tells of the month, part by part, in the names that the figures have.
PARTS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("ledger", ("paid", "reversed", "recovered", "interest", "released", "written_off")),
    ("out", ("exported", "elsewhere", "set_off")),
    ("bank", ("settled", "unanswered")),
    ("state", ("drawn", "returned")),
)


@dataclass(frozen=True)
class Signature:
    """Who signed in the program, and on which day."""

    name: str
    on: date


@dataclass(frozen=True)
class ReconciliationPaper:
    """What the paper says; `digest` is the SHA-256 of the figures as they were signed."""

    letterhead: Letterhead
    figures: Figures
    digest: str
    remark: str
    signatures: tuple[Signature, ...]


def as_pdf(told: ReconciliationPaper, language: Language) -> bytes:
    """The paper as a PDF, A4 upright."""
    title = _say("title", language, month=told.figures.month)
    paper = Paper(
        title=title,
        author=told.letterhead.region,
        subject=_say("subject", language),
        language=language,
        dated_on=told.signatures[0].on,
        footer=f"{told.letterhead.region} · {title} · {told.digest[:16]}",
    )
    width = layout.text_width(paper)
    return layout.render(paper, lambda: list(_story(told, language, width)))


def _story(told: ReconciliationPaper, language: Language, width: float) -> Iterator[Flowable]:
    first = told.signatures[0]
    yield layout.letterhead(told.letterhead, [f"{_say('date', language)} {first.on.isoformat()}"], width=width)
    yield layout.heading(_say("title", language, month=told.figures.month), level=0)
    yield layout.paragraph(_say("ground", language))
    for part, names in PARTS:
        yield layout.heading(_say(part, language))
        yield _amounts(told.figures, names, language, width)
    yield layout.heading(_say("batches", language))
    if told.figures.batches:
        yield _batches(told.figures.batches, language, width)
    else:
        yield layout.paragraph(_say("no_batches", language))
    yield layout.heading(_say("differences", language))
    sentences = [render(each, language) for each in (*told.figures.differences(), *told.figures.remarks())]
    yield from layout.bullets(sentences) if sentences else [layout.paragraph(_say("no_differences", language))]
    if told.remark:
        yield layout.heading(_say("remark", language))
        yield layout.paragraph(told.remark)
    yield _signatures(told, language, width)


def _amounts(figures: Figures, names: Sequence[str], language: Language, width: float) -> Flowable:
    rows = [[_say(name, language), layout.figures(getattr(figures, name), language)] for name in names]
    header = [_say("what", language), _say("amount", language)]
    return layout.table(header, rows, widths=[width * 0.75, width * 0.25], right={1})


def _batches(batches: Sequence[BatchFigures], language: Language, width: float) -> Flowable:
    columns = ("batch", "exported_on", "count", "locked", "booked", "confirmed", "came_back", "waiting")
    header = [_say(column, language) for column in columns]
    rows = [
        [
            batch.number,
            batch.exported_on.isoformat(),
            str(batch.payments),
            *(_figures(language, batch.locked, batch.booked, batch.confirmed, batch.reversed, batch.waiting)),
        ]
        for batch in batches
    ]
    sums = [
        total(getattr(batch, name) for batch in batches)
        for name in ("locked", "booked", "confirmed", "reversed", "waiting")
    ]
    last = [_say("total", language), "", str(sum(batch.payments for batch in batches)), *_figures(language, *sums)]
    widths = layout.fitted([header, *rows, last], may_wrap={0: 1.0}, width=width)
    return layout.table(header, rows, widths=widths, right={2, 3, 4, 5, 6, 7}, total=last)


def _figures(language: Language, *amounts: Money) -> list[str]:
    return [layout.figures(amount, language) for amount in amounts]


def _signatures(told: ReconciliationPaper, language: Language, width: float) -> Flowable:
    """The signatures in the program, and lines for those on paper, on one page with the digest that they are of."""
    signed = [
        layout.paragraph(_say("signed", language, name=each.name, day=each.on.isoformat())) for each in told.signatures
    ]
    labels = [_say("line_finance", language), _say("line_other", language)]
    return layout.together(
        [
            layout.heading(_say("signatures", language)),
            *signed,
            layout.quiet(_say("digest", language, digest=told.digest)),
            layout.gap(14),
            layout.signature_lines(labels, width=width),
        ]
    )


def _say(key: str, language: Language, **parameters: Parameter) -> str:
    return render(message(f"reconciliation_paper.{key}", **parameters), language)
