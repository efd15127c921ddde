"""What interest on a recovery follows, as a region's folder writes it: dated rates, additions, and how it is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grantdesk.domain.deadlines import months_after
from grantdesk.domain.fields import Fields, Wrong
from grantdesk.domain.findings import Source
from grantdesk.domain.money import Rounding
from grantdesk.domain.readers import one_of
from grantdesk.domain.recovery import STATE_LENDING
from grantdesk.domain.rulebook import RuleValue, Series, required

FILE = "interest.toml"
# How many days make the year that a rate is for.
DAY_COUNTS = {"actual_365": 365, "actual_360": 360}
INTEREST, CAPITAL = "interest", "capital"
# The State's lending rate is set each year, the reference rate each half-year: older than that, a newer one is lacking.
_SET_EVERY = {True: 12, False: 6}
_RATE = re.compile(r"-?0\.[0-9]{2,6}")


class NoRate(Exception):
    """No rate is in force on that day."""

    def __init__(self, on: date) -> None:
        super().__init__(on)
        self.on = on


@dataclass(frozen=True)
class Rate:
    """The rate of a year on some day: the published one and the addition, and how many days make a year.

    `carried` says that a newer rate ought to have been set since.
    """

    published: RuleValue[Decimal]
    addition: RuleValue[Decimal]
    year: RuleValue[str]
    carried: bool

    @property
    def value(self) -> Decimal:
        return max(self.published.value + self.addition.value, Decimal(0))

    @property
    def days_in_year(self) -> int:
        return DAY_COUNTS[self.year.value]

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.published.source, self.addition.source, self.year.source

    @property
    def confirmed(self) -> bool:
        return not self.carried and all(source.confirmed for source in self.sources)


@dataclass(frozen=True)
class InterestRates:
    """The rates of both kinds over time, and how interest is counted, rounded and covered."""

    state_lending_rate: Series[Decimal]
    state_lending_addition: Series[Decimal]
    reference_rate: Series[Decimal]
    reference_addition: Series[Decimal]
    day_count: Series[str]
    rounding: Series[str]
    covered_first: Series[str]

    def series(self) -> tuple[Series[Decimal] | Series[str], ...]:
        return (*self._rates(STATE_LENDING), *self._rates(""), self.day_count, self.rounding, self.covered_first)

    def rate(self, follows: str, *, on: date) -> Rate:
        """The rate on a day by one of `recovery.BASES`; raises `NoRate`."""
        published, addition = (series.on(on) for series in self._rates(follows))
        year = self.day_count.on(on)
        if published is None or addition is None or year is None:
            raise NoRate(on)
        renewed_on = months_after(published.valid_from, _SET_EVERY[follows == STATE_LENDING])
        return Rate(published, addition, year, carried=on >= renewed_on)

    def turns(self, follows: str) -> list[date]:
        """The days on which the rate, or how it is counted, may become another."""
        published, addition = self._rates(follows)
        begun = [row.valid_from for row in (*published.values, *addition.values)]
        counted = [row.valid_from for row in self.day_count.values]
        renewed = [months_after(row.valid_from, _SET_EVERY[follows == STATE_LENDING]) for row in published.values]
        return sorted({*begun, *counted, *renewed})

    def rounded_by(self, *, on: date) -> Rounding:
        """How the whole of the interest is rounded, once; raises `NoRate`."""
        row = self.rounding.on(on)
        if row is None:
            raise NoRate(on)
        return Rounding(row.value)

    def covers_interest_first(self, *, on: date) -> bool:
        """Whether what is repaid covers interest before capital; raises `NoRate`."""
        row = self.covered_first.on(on)
        if row is None:
            raise NoRate(on)
        return row.value == INTEREST

    def _rates(self, follows: str) -> tuple[Series[Decimal], Series[Decimal]]:
        if follows == STATE_LENDING:
            return self.state_lending_rate, self.state_lending_addition
        return self.reference_rate, self.reference_addition


def read_interest(fields: Fields) -> InterestRates:
    """The rates of a folder's file; what is wrong is said in the fields' errors."""
    return InterestRates(
        state_lending_rate=required(fields, "state_lending_rate", interest_rate),
        state_lending_addition=required(fields, "state_lending_addition", interest_rate),
        reference_rate=required(fields, "reference_rate", interest_rate),
        reference_addition=required(fields, "reference_addition", interest_rate),
        day_count=required(fields, "day_count", one_of(list(DAY_COUNTS))),
        rounding=required(fields, "rounding", one_of([str(rule) for rule in Rounding])),
        covered_first=required(fields, "covered_first", one_of([INTEREST, CAPITAL])),
    )


def interest_rate(given: object) -> Decimal:
    """A rate of a year, such as "0.0204"; it may be below zero, as the reference rate has been."""
    if not isinstance(given, str) or not _RATE.fullmatch(given):
        raise Wrong("input.interest_rate")
    return Decimal(given)
