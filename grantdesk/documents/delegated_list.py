"""The list of decisions taken on delegation that a meeting of the board is told of, by who took them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.layout import Letterhead, Paper
from grantdesk.documents.spreadsheet import Cell, csv_table
from grantdesk.domain.messages import Language, Message, Parameter, message, render
from grantdesk.domain.money import Money

_COLUMNS = ("case", "decided_on", "kind", "applicant", "scheme", "amount", "rests_on")
_SHARES = (0.13, 0.11, 0.12, 0.26, 0.19, 0.12, 0.07)


@dataclass(frozen=True)
class Line:
    """One decision, in the words of the paper's language; `amount` is None where it is about no money."""

    name: str
    position: str
    case_number: str
    decided_on: date
    kind: str
    applicant: str
    scheme: str
    amount: Money | None
    ground: str


@dataclass(frozen=True)
class DelegatedList:
    """What the paper says; `status` is whether the list is made, or already reported."""

    letterhead: Letterhead
    board: str
    day: date
    status: Message
    lines: tuple[Line, ...]


def as_pdf(listed: DelegatedList, language: Language) -> bytes:
    """The paper as a PDF, A4 on its side."""
    title = f"{_say('title', language)}, {listed.board}, {listed.day.isoformat()}"
    paper = Paper(
        title=title,
        author=listed.letterhead.region,
        subject=_say("subject", language),
        language=language,
        dated_on=listed.day,
        footer=f"{listed.letterhead.region} · {title}",
        orientation="landscape",
    )
    width = layout.text_width(paper)
    return layout.render(paper, lambda: list(_story(listed, language, width)))


def as_csv(listed: DelegatedList, language: Language) -> bytes:
    """The decisions as CSV, one line each and nothing else."""
    headers = [_say(each, language) for each in ("decided_by", "position", *_COLUMNS)]
    return csv_table(headers, [_cells(line) for line in listed.lines])


def _cells(line: Line) -> list[Cell]:
    return [
        line.name, line.position, line.case_number, line.decided_on, line.kind, line.applicant, line.scheme,
        "" if line.amount is None else line.amount, line.ground,
    ]  # fmt: skip


def _story(listed: DelegatedList, language: Language, width: float) -> Iterator[Flowable]:
    yield layout.letterhead(listed.letterhead, [listed.board, listed.day.isoformat()], width=width)
    yield layout.heading(_say("title", language), level=0)
    yield layout.paragraph(f"{_say('ground', language)} {render(listed.status, language)}")
    if not listed.lines:
        yield layout.paragraph(_say("none", language))
    for (name, position), lines in groupby(listed.lines, key=lambda line: (line.name, line.position)):
        yield from _of_one(list(lines), name, position, language, width)


def _of_one(lines: Sequence[Line], name: str, position: str, language: Language, width: float) -> Iterator[Flowable]:
    """What one of them decided. The grounds are long and few: each is written once, with the number that the rows have."""
    grounds = list(dict.fromkeys(line.ground for line in lines))
    yield layout.heading(_say("by", language, name=name, position=position, count=len(lines)))
    for number, ground in enumerate(grounds, start=1):
        yield layout.quiet(f"{_say('rests_on', language)} {number}: {ground}")
    header = [_say(each, language) for each in _COLUMNS]
    rows = [_row(line, grounds.index(line.ground) + 1, language) for line in lines]
    yield layout.table(header, rows, widths=[width * share for share in _SHARES], right={5, 6})


def _row(line: Line, ground: int, language: Language) -> list[str]:
    amount = "\u2013" if line.amount is None else layout.figures(line.amount, language)
    return [
        line.case_number, line.decided_on.isoformat(), line.kind, line.applicant, line.scheme, amount, str(ground),
    ]  # fmt: skip


def _say(key: str, language: Language, **parameters: Parameter) -> str:
    return render(message(f"delegated.{key}", **parameters), language)
