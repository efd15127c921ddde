"""A walk through a calculation: steps with sentences, lines of arithmetic and the rules they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from grantdesk.domain.messages import Both, Message
from grantdesk.domain.money import Money


class Unit(StrEnum):
    """What a figure counts."""

    KRONOR = "kronor"
    EURO = "euro"
    KRONOR_PER_EURO = "kronor_per_euro"
    SHARE = "share"
    NUMBER = "number"


@dataclass(frozen=True)
class Figure:
    """An exact figure."""

    value: Fraction
    unit: Unit = Unit.KRONOR


class Sign(StrEnum):
    """What is done with the next figure."""

    PLUS = "plus"
    MINUS = "minus"
    TIMES = "times"
    DIVIDED_BY = "divided_by"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    DOWN_TO = "down_to"


@dataclass(frozen=True)
class Term:
    """A sign and its figure; after `DOWN_TO` the figure is the whole amount that is rounded down to."""

    sign: Sign
    figure: Figure


@dataclass(frozen=True)
class Line:
    """One line of arithmetic: `first` with its terms makes `result`; a line without `first` only names a figure.

    `because` is the rule that gave the line its rate, where lines differ; `is_sum` where the line sums up those above.
    """

    label: Message
    result: Figure
    first: Figure | None = None
    terms: tuple[Term, ...] = ()
    because: Message | None = None
    is_sum: bool = False


@dataclass(frozen=True)
class Point:
    """What one rule said, and everything about where it stands; `valid_from` and `place` are the version of the rule."""

    rule: Message
    met: bool
    reason: Both
    source: Both
    confidence: str
    confirmed: bool
    place: str
    valid_from: date | None


@dataclass(frozen=True)
class Step:
    """One step: the amount it is `given`, what is done, and the amount it leaves; None where it has no figures.

    `decides` where it decided the amount; `unconfirmed` where its amount rests on a value that is not confirmed.
    """

    key: str
    heading: Message
    sentences: tuple[Message, ...]
    given: Fraction | None = None
    result: Fraction | None = None
    lines: tuple[Line, ...] = ()
    points: tuple[Point, ...] = ()
    decides: bool = False
    unconfirmed: bool = False


@dataclass(frozen=True)
class Walk:
    """The steps in order, from what was applied for to the aid that the rules give."""

    steps: tuple[Step, ...]
    aid: Money

    @property
    def unconfirmed(self) -> bool:
        """Whether a value that is not confirmed decided the amount, or that it is none."""
        return any(step.unconfirmed for step in self.steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)


def kronor(money: Money) -> Fraction:
    return Fraction(money.ore, 100)


def evaluated(line: Line) -> Fraction:
    """What the arithmetic of a line comes to."""
    value = line.result.value if line.first is None else line.first.value
    for term in line.terms:
        value = _done(value, term)
    return value


def _done(value: Fraction, term: Term) -> Fraction:
    by = term.figure.value
    match term.sign:
        case Sign.PLUS:
            return value + by
        case Sign.MINUS:
            return value - by
        case Sign.TIMES:
            return value * by
        case Sign.DIVIDED_BY:
            return value / by
        case Sign.AT_MOST:
            return min(value, by)
        case Sign.AT_LEAST:
            return max(value, by)
        case Sign.DOWN_TO:
            return Fraction(value // by) * by
