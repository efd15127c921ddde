"""The explanation of an amount, as a paper: the walk step by step, for the applicant and for the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from grantdesk.documents import layout
from grantdesk.documents.layout import Letterhead, Paper
from grantdesk.documents.typography import GREEN, HAIRLINE
from grantdesk.domain.messages import Language, Parameter, amount, message
from grantdesk.domain.messages import render as rendered
from grantdesk.domain.money import Money
from grantdesk.domain.walk_words import ToldLine, ToldPoint, ToldStep


@dataclass(frozen=True)
class Explanation:
    """What the paper explains; `steps` are in the language it is printed in, `applicant` as it may be shown."""

    letterhead: Letterhead
    case_number: str
    measure: str
    applicant: str
    made_on: date
    aid: Money
    steps: tuple[ToldStep, ...]


def render(explanation: Explanation, language: Language) -> bytes:
    """The paper as a PDF, A4 upright."""
    title = f"{_say('title', language)}: {explanation.case_number}"
    paper = Paper(
        title=title,
        author=explanation.letterhead.region,
        subject=_say("subject", language),
        language=language,
        dated_on=explanation.made_on,
        footer=f"{explanation.letterhead.region} · {title} · {explanation.made_on.isoformat()}",
    )
    width = layout.text_width(paper)
    return layout.render(paper, lambda: list(_story(explanation, language, width)))


def _story(explanation: Explanation, language: Language, width: float) -> Iterator[Flowable]:
    beside = [
        _say("case", language, number=explanation.case_number),
        _say("made_on", language, on=explanation.made_on),
    ]
    yield layout.letterhead(explanation.letterhead, beside, width=width)
    yield layout.heading(f"{_say('title', language)}: {amount(explanation.aid, language)}", level=0)
    yield layout.pairs(
        [
            (_say("applicant", language), explanation.applicant),
            (_say("measure", language), explanation.measure),
        ],
        width=width,
    )
    yield layout.gap(2)
    yield layout.paragraph(f"{_say('intro', language)} {_say('proposes', language)}")
    for number, step in enumerate(explanation.steps, start=1):
        yield from _step(number, step, language, width)


def _step(number: int, step: ToldStep, language: Language, width: float) -> Iterator[Flowable]:
    yield layout.heading(f"{number}. {step.heading}")
    if step.sentences:
        yield layout.paragraph(" ".join(step.sentences))
    if step.lines:
        yield _sums(step.lines, width=width)
    if step.lines and step.unconfirmed:
        yield layout.strong(_begun_large(_say("unconfirmed.mark", language)))
    for point in step.points:
        yield from _point(point, language)


def _sums(lines: Sequence[ToldLine], *, width: float) -> Flowable:
    """The lines of arithmetic with their results under one another; a sum is set off from what it sums up."""
    cells = [
        [
            (f"{line.label} ({line.because})" if line.because else line.label, _kind(line)),
            (f"{line.expression} {line.equals}".strip(), f"{_kind(line)}_right"),
            (line.result, f"{_kind(line)}_right"),
        ]
        for line in lines
    ]
    sums = [("LINEABOVE", (0, row), (-1, row), 0.8, GREEN) for row, line in enumerate(lines) if line.is_sum]
    ruled = [
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("LINEBELOW", (0, 0), (-1, -2), 0.3, HAIRLINE),
        *sums,
    ]
    made = layout.labelled(cells, widths=[width * 0.34, width * 0.46, width * 0.2], ruled=ruled)
    made.spaceAfter = 4
    return made


def _kind(line: ToldLine) -> str:
    return "head" if line.is_sum else "cell"


def _point(point: ToldPoint, language: Language) -> Iterator[Flowable]:
    """What a rule said, and beneath it where it stands; the two stay on one page."""
    answer = f"{point.answer}. " if point.answer else ""
    said = layout.paragraph(f"{answer}{point.reason}") if point.reason else layout.paragraph(point.rule)
    rule = f"{point.rule}: " if point.reason else ""
    version = f", {point.version}" if point.version else ""
    mark = "" if point.confirmed else f" · {_say('unconfirmed.mark', language)}"
    source = layout.quiet(f"{rule}{point.source} ({point.confidence}){version}{mark}")
    yield layout.together([said, source, layout.gap(1)])


def _say(key: str, language: Language, **parameters: Parameter) -> str:
    return rendered(message(f"explanation.{key}", **parameters), language)


def _begun_large(words: str) -> str:
    return words[:1].upper() + words[1:]
