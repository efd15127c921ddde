"""What is expected to be paid each year, by the pace of closed cases and by those who handle them, and how well that held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from grantdesk.domain.frame import YEARS
from grantdesk.domain.money import ZERO, Money, Rounding, total
from grantdesk.domain.pace import ByYear
from grantdesk.domain.refusal import Refused


@dataclass(frozen=True)
class Figure:
    """A year and a scheme: what the model expects, and the same with the handlers' figures where they have said one."""

    year: int
    scheme: str
    model: Money
    expected: Money


@dataclass(frozen=True)
class Judged:
    """What was forecast for one scheme beside what was paid in the cases that were known then."""

    scheme: str
    model: Money
    expected: Money
    paid: Money

    @property
    def model_off(self) -> Money:
        """How far above what was paid the model was; below zero where more was paid."""
        return self.model - self.paid

    @property
    def expected_off(self) -> Money:
        return self.expected - self.paid


@dataclass(frozen=True)
class Verdict:
    """How good the forecast of a year was: each scheme in order of its code, and what the schemes missed by on average."""

    rows: tuple[Judged, ...]

    @property
    def sum(self) -> Judged:
        columns = [(row.model, row.expected, row.paid) for row in self.rows]
        model, expected, paid = (total(column) for column in zip(*columns, strict=True)) if columns else (ZERO,) * 3
        return Judged("", model, expected, paid)

    @property
    def model_error(self) -> Money:
        return _mean([row.model_off for row in self.rows])

    @property
    def expected_error(self) -> Money:
        return _mean([row.expected_off for row in self.rows])


def figures(cases: Iterable[tuple[str, ByYear, ByYear]]) -> tuple[Figure, ...]:
    """Scheme, the model's years and the expected ones of each case, added up by year and scheme in that order."""
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for scheme, model, expected in cases:
        for year in {*model, *expected}:
            ore = (model.get(year, ZERO).ore, expected.get(year, ZERO).ore)
            before = found.get((year, scheme), (0, 0))
            found[year, scheme] = (before[0] + ore[0], before[1] + ore[1])
    return tuple(
        Figure(year, scheme, Money(model), Money(expected))
        for (year, scheme), (model, expected) in sorted(found.items())
    )


def judged(forecast: Iterable[Figure], paid: Mapping[str, Money]) -> Verdict:
    """The figures of one year beside what was paid by scheme; a scheme that only one of them has is there too."""
    of = {one.scheme: one for one in forecast}
    rows = []
    for scheme in sorted({*of, *(each for each, amount in paid.items() if amount)}):
        figure = of.get(scheme)
        model, expected = (figure.model, figure.expected) if figure else (ZERO, ZERO)
        rows.append(Judged(scheme, model, expected, paid.get(scheme, ZERO)))
    return Verdict(tuple(rows))


def holds(years: ByYear, outstanding: Money, *, left: Money, this_year: int) -> bool:
    """Whether what a handler said still counts: as much is left as then, and none of it was to be paid in a year that is past."""
    return outstanding == left and all(year >= this_year for year in years)


def refuse_what_is_not_the_remainder(years: ByYear, *, left: Money, this_year: int) -> None:
    """What is expected is expected from this year on, and is all that is left and no more."""
    if not left:
        raise Refused("forecast.nothing_left")
    for year, amount in years.items():
        if not this_year <= year <= YEARS[1]:
            raise Refused("forecast.year", first=this_year, last=YEARS[1])
        if amount < ZERO:
            raise Refused("forecast.below_zero", year=year)
    said = total(years.values())
    if said > left:
        raise Refused("forecast.more_than_left", said=said, left=left, above=said - left)
    if said < left:
        raise Refused("forecast.less_than_left", said=said, left=left, below=left - said)


def _mean(off: Sequence[Money]) -> Money:
    if not off:
        return ZERO
    return Money.rounded(Fraction(sum(abs(one.ore) for one in off), 100 * len(off)), Rounding.HALF_UP_TO_ORE)
