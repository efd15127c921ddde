"""A walk in the words of one language: the same strings for a page, a paper and a file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from grantdesk.domain.messages import Both, Language, Message, message, percent, render
from grantdesk.domain.walk import Figure, Line, Point, Sign, Step, Term, Unit, Walk

_NBSP = "\u00a0"
_MINUS = "\u2212"
# The most decimals that an exact amount is written with; one with more is rounded to the öre and marked as near.
_MOST_DECIMALS = 6
_SIGNS = {Sign.PLUS: "+", Sign.MINUS: _MINUS, Sign.TIMES: "×", Sign.DIVIDED_BY: "÷"}


@dataclass(frozen=True)
class ToldLine:
    """`label: expression equals result`, such as `Machinery: 400,000.00 × 35% = 140,000.00`."""

    label: str
    expression: str
    equals: str
    result: str
    because: str
    is_sum: bool


@dataclass(frozen=True)
class ToldPoint:
    """A rule in words: its name, what it said, and where it stands.

    `answer` is whether it is met, in a word, where that is what is asked; elsewhere it is empty.
    """

    rule: str
    met: bool
    answer: str
    reason: str
    source: str
    version: str
    confidence: str
    confirmed: bool


@dataclass(frozen=True)
class ToldStep:
    """A step as a reader meets it."""

    key: str
    heading: str
    sentences: tuple[str, ...]
    lines: tuple[ToldLine, ...]
    points: tuple[ToldPoint, ...]
    decides: bool
    unconfirmed: bool


def tell(walk: Walk, language: Language) -> tuple[ToldStep, ...]:
    """The walk in one language; both languages have the same steps and figures."""
    return tuple(_step(step, language) for step in walk)


def _step(step: Step, language: Language) -> ToldStep:
    return ToldStep(
        key=step.key,
        heading=render(step.heading, language),
        sentences=tuple(render(said, language) for said in step.sentences),
        lines=tuple(_line(line, language) for line in step.lines),
        points=tuple(_point(point, step, language) for point in step.points),
        decides=step.decides,
        unconfirmed=step.unconfirmed,
    )


def _line(line: Line, language: Language) -> ToldLine:
    expression = "" if line.first is None else figure(line.first, language) + _terms(line.terms, language)
    figures = (line.result, *([line.first] if line.first else ()), *(term.figure for term in line.terms))
    return ToldLine(
        label=_begun_large(render(line.label, language)),
        expression=expression,
        equals=("=" if all(map(_is_exact, figures)) else "≈") if expression else "",
        result=figure(line.result, language),
        because=_said(line.because, language),
        is_sum=line.is_sum,
    )


def _terms(terms: tuple[Term, ...], language: Language) -> str:
    return "".join(_term(term, language) for term in terms)


def _term(term: Term, language: Language) -> str:
    """` × 35%`, or a sign in words after a comma, such as `, at most 60,000.00`."""
    if term.sign in _SIGNS:
        return f" {_SIGNS[term.sign]} {figure(term.figure, language)}"
    word = render(message(f"explanation.sign.{term.sign.value}"), language)
    return f", {word}" if term.sign is Sign.DOWN_TO else f", {word} {figure(term.figure, language)}"


def _answer(point: Point, step: Step, language: Language) -> str:
    """Of what is only noted, a reader is told what is not met; what decided a figure is told by the figure."""
    asked = step.key in ("conditions", "before") or (step.key == "noted" and not point.met)
    return render(message(f"explanation.{'met' if point.met else 'not_met'}"), language) if asked else ""


def _point(point: Point, step: Step, language: Language) -> ToldPoint:
    return ToldPoint(
        rule=render(point.rule, language),
        met=point.met,
        answer=_answer(point, step, language),
        reason=_text(point.reason, language),
        source=_text(point.source, language),
        version=_version(point, language),
        confidence=render(message(f"confidence.{point.confidence}"), language),
        confirmed=point.confirmed,
    )


def _version(point: Point, language: Language) -> str:
    """Since when the rule is in force, and which row of which file it is; empty where neither was kept."""
    since = _said(message("explanation.since", day=point.valid_from), language) if point.valid_from else ""
    return ", ".join(part for part in (since, point.place) if part)


def figure(said: Figure, language: Language) -> str:
    """A figure as it stands in a line of arithmetic: amounts with two decimals or more, without their unit in kronor."""
    match said.unit:
        case Unit.SHARE:
            return percent(_decimal(said.value), language)
        case Unit.NUMBER:
            return _grouped(said.value, 0, language)
        case Unit.EURO:
            written = _grouped(said.value, _decimals(said.value), language)
            return f"{written}{_NBSP}euro" if language == "sv" else f"EUR{_NBSP}{written}"
        case _:
            return _grouped(said.value, _decimals(said.value), language)


def _is_exact(said: Figure) -> bool:
    return bool((said.value * 10**_MOST_DECIMALS).denominator == 1)


def _decimals(value: Fraction) -> int:
    """As few decimals as write the value exactly, two at least; two where it has no end."""
    for decimals in range(2, _MOST_DECIMALS + 1):
        if (value * 10**decimals).denominator == 1:
            return decimals
    return 2


def _grouped(value: Fraction, decimals: int, language: Language) -> str:
    scaled = round(abs(value) * 10**decimals)
    whole, rest = divmod(scaled, 10**decimals)
    sign = _MINUS if value < 0 and scaled else ""
    tail = f"{rest:0{decimals}d}" if decimals else ""
    if language == "sv":
        return f"{sign}{whole:,}".replace(",", _NBSP) + (f",{tail}" if tail else "")
    return f"{sign}{whole:,}" + (f".{tail}" if tail else "")


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _said(words: Message | None, language: Language) -> str:
    return "" if words is None else render(words, language)


def _text(texts: Both, language: Language) -> str:
    return texts.sv if language == "sv" else texts.en


def _begun_large(words: str) -> str:
    return words[:1].upper() + words[1:]
