"""The agenda of a meeting of the board: what is to be decided, in which words, and what room the frames have for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.layout import Letterhead, Paper
from grantdesk.documents.spreadsheet import Cell, csv_table
from grantdesk.domain.messages import Language, Message, Parameter, message, render
from grantdesk.domain.money import Money, total


@dataclass(frozen=True)
class Point:
    """One item; `proposal` and `outcome` are words in the paper's language, and `outcome` is empty before the meeting."""

    position: int
    case_number: str
    measure: str
    applicant: str
    scheme: str
    kind: str
    proposal: str
    amount: Money
    wording: str
    attachments: tuple[str, ...]
    outcome: str = ""


@dataclass(frozen=True)
class Agenda:
    """What the paper says. `room` are sentences on the year's frames, `reported` one on the delegated decisions."""

    letterhead: Letterhead
    board: str
    day: date
    minutes: str
    place: str
    remark: str
    points: tuple[Point, ...]
    room: tuple[Message, ...]
    reported: Message

    @property
    def to_grant(self) -> Money:
        """What all the grants that are proposed come to."""
        return total(each.amount for each in self.points if each.kind == "grant")


def as_pdf(agenda: Agenda, language: Language) -> bytes:
    """The paper as a PDF, A4 upright."""
    title = f"{_say('title', language)}, {agenda.board}, {agenda.day.isoformat()}"
    paper = Paper(
        title=title,
        author=agenda.letterhead.region,
        subject=_say("subject", language),
        language=language,
        dated_on=agenda.day,
        footer=f"{agenda.letterhead.region} · {title}",
    )
    width = layout.text_width(paper)
    return layout.render(paper, lambda: list(_story(agenda, language, width)))


def as_csv(agenda: Agenda, language: Language) -> bytes:
    """The items as CSV, one line each and nothing else."""
    named = ("number", "case", "measure", "applicant", "scheme", "proposal", "amount", "outcome")
    return csv_table([_say(each, language) for each in named], [_cells(each) for each in agenda.points])


def _cells(point: Point) -> list[Cell]:
    return [
        point.position, point.case_number, point.measure, point.applicant, point.scheme, point.proposal, point.amount,
        point.outcome,
    ]  # fmt: skip


def _story(agenda: Agenda, language: Language, width: float) -> Iterator[Flowable]:
    yield layout.letterhead(agenda.letterhead, [agenda.board, agenda.day.isoformat()], width=width)
    yield layout.heading(_say("title", language), level=0)
    yield layout.pairs(_facts(agenda, language), width=width)
    yield layout.gap(2)
    if agenda.remark:
        yield layout.paragraph(agenda.remark)
    yield layout.heading(_say("overview", language))
    yield _overview(agenda, language, width) if agenda.points else layout.paragraph(_say("none", language))
    for point in agenda.points:
        yield from _point(point, language, width)
    yield layout.heading(_say("room", language))
    for said in agenda.room:
        yield layout.paragraph(render(said, language))
    yield layout.heading(render(message("delegated.title"), language))
    yield layout.paragraph(f"{render(agenda.reported, language)} {render(message('delegated.ground'), language)}")


def _facts(agenda: Agenda, language: Language) -> list[tuple[str, str]]:
    told = [
        ("board", agenda.board),
        ("day", agenda.day.isoformat()),
        ("place", agenda.place),
        ("minutes", agenda.minutes),
    ]
    return [(_say(label, language), value) for label, value in told if value]


def _overview(agenda: Agenda, language: Language, width: float) -> Flowable:
    header = [_say(each, language) for each in ("number", "case", "applicant", "scheme", "proposal", "amount")]
    rows = [_row(each, language) for each in agenda.points]
    total_row = [_say("to_grant", language), "", "", "", "", layout.figures(agenda.to_grant, language)]
    widths = [width * share for share in (0.06, 0.17, 0.25, 0.2, 0.14, 0.18)]
    # The words of the sum need more room than the first column has: the case's column is theirs too.
    total_row[0], total_row[1] = "", total_row[0]
    return layout.table(header, rows, widths=widths, right={5}, total=total_row)


def _row(point: Point, language: Language) -> Sequence[str]:
    amount = layout.figures(point.amount, language)
    return [str(point.position), point.case_number, point.applicant, point.scheme, point.proposal, amount]


def _point(point: Point, language: Language, width: float) -> Iterator[Flowable]:
    yield layout.heading(f"{point.position}. {point.measure} ({point.case_number})")
    told = [
        ("applicant", point.applicant),
        ("scheme", point.scheme),
        ("proposal", point.proposal),
        ("amount", layout.figures(point.amount, language)),
        ("outcome", point.outcome),
    ]
    yield layout.pairs([(_say(label, language), value) for label, value in told if value], width=width)
    yield layout.gap(1)
    yield layout.strong(_say("wording", language))
    for each in point.wording.split("\n"):
        if each.strip():
            yield layout.paragraph(each.strip())
    if point.attachments:
        yield layout.strong(_say("attachments", language))
        yield from layout.bullets(point.attachments)


def _say(key: str, language: Language, **parameters: Parameter) -> str:
    return render(message(f"agenda.{key}", **parameters), language)
