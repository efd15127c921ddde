"""How fast what is promised is paid: the pace of closed cases of the same length, and what it says of a case's remainder.

The pace is counted in calendar months since the decision, in money: the month of the decision is month nought. What is left
of a case is spread over the months to come as closed cases of the same length were paid in those months. What history would
have paid after the year that the case ends in falls in that year, or in the present one where that is past; on New Year's Eve
nothing more is paid in the present one, and it is the next. Where the cases
of a length are fewer than `FEWEST`, those of all lengths speak together; where they say nothing of the months to come, the
remainder is spread evenly over the days until the end.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from grantdesk.domain.distribution import by_largest_remainder
from grantdesk.domain.money import ZERO, Money

# How few closed cases are too few to say anything of their length.
FEWEST = 10
# Cases of this many years and more are of one length.
LONGEST = 5
SAME_LENGTH, ALL_LENGTHS, EVENLY = BASES = ("same_length", "all_lengths", "evenly")

ByYear = Mapping[int, Money]


@dataclass(frozen=True)
class Paid:
    """What closed cases that were to last so many months were paid in one month since their decisions, less what came undone."""

    length: int | None
    month: int
    ore: int


@dataclass(frozen=True)
class Pace:
    """How the cases of one length were paid: how many they are, and öre in each month since the decision."""

    cases: int
    months: tuple[int, ...]

    def share_by(self, months: int) -> int:
        """The share paid when so many months had passed, in hundredths of a per cent, rounded down."""
        whole = sum(self.months)
        return sum(self.months[:months]) * 10_000 // whole if whole else 0


@dataclass(frozen=True)
class History:
    """The pace of each length in years, and of all lengths together."""

    by_years: Mapping[int, Pace] = field(default_factory=dict)
    together: Pace = Pace(0, ())

    def of(self, years: int | None) -> tuple[str, Pace]:
        """The pace that a case of so many years is measured by, and what it rests on."""
        own = self.by_years.get(years) if years is not None else None
        if own is not None and own.cases >= FEWEST:
            return SAME_LENGTH, own
        return (ALL_LENGTHS, self.together) if self.together.cases >= FEWEST else (EVENLY, Pace(0, ()))


@dataclass(frozen=True)
class Remainder:
    """What is promised and not yet paid in a case that was decided on one day and ends on another (None: not stated)."""

    decided_on: date
    ends_on: date | None
    amount: Money


@dataclass(frozen=True)
class Spread:
    """What is expected to be paid each year, and what that rests on; the years add up to the remainder."""

    by_year: ByYear
    rests_on: str


def months_between(first: date, last: date) -> int:
    """Whole calendar months from the month of one day to that of another, never below nought."""
    return max((last.year - first.year) * 12 + last.month - first.month, 0)


def years_of(months: int | None) -> int | None:
    """The length in years, begun ones counted whole; `LONGEST` stands for all that are longer."""
    return None if months is None else min(max(-(-months // 12), 1), LONGEST)


def history(paid: Iterable[Paid], cases: Mapping[int | None, int]) -> History:
    """The pace of each length; `cases` says how many closed cases there are of each length in months."""
    rows = list(paid)
    found = {}
    for years in sorted({known for known in map(years_of, cases) if known is not None}):
        count = sum(number for length, number in cases.items() if years_of(length) == years)
        found[years] = _pace([row for row in rows if years_of(row.length) == years], count)
    return History(found, _pace(rows, sum(cases.values())))


def _pace(rows: Sequence[Paid], cases: int) -> Pace:
    net = [0] * (max((row.month for row in rows), default=-1) + 1)
    for row in rows:
        net[max(row.month, 0)] += row.ore
    # What was paid and later came undone never counts: no month stands above what stood in the end.
    stood = list(accumulate(reversed(list(accumulate(net))), min))[::-1]
    return Pace(cases, tuple(max(now, 0) - max(before, 0) for before, now in zip([0, *stood], stood, strict=False)))


def spread(left: Remainder, past: History, *, on: date) -> Spread:
    """The remainder as it stood on the evening of a day, by the year that it is expected to be paid."""
    length = months_between(left.decided_on, left.ends_on) if left.ends_on else None
    basis, pace = past.of(years_of(length))
    years = _years(left, pace, on)
    weights = _by_pace(left, pace, years, on)
    if not any(weights):
        basis, weights = EVENLY, _by_days(left, years, on)
    parts = by_largest_remainder(left.amount.ore, weights)
    return Spread({year: Money(part) for year, part in zip(years, parts, strict=True) if part}, basis)


def first_year(on: date) -> int:
    """The first year that what is left on the evening of a day can be paid in: on New Year's Eve the next."""
    return (on + timedelta(days=1)).year


def _years(left: Remainder, pace: Pace, on: date) -> range:
    """The years that may be paid in: to the end of the case, or of the pace where nobody has stated the end."""
    last = left.ends_on.year if left.ends_on else _year_of(left, len(pace.months) - 1)
    return range(first_year(on), max(last, first_year(on)) + 1)


def _by_pace(left: Remainder, pace: Pace, years: range, on: date) -> list[int]:
    """What the pace says of each year, the rest of the present month by its days; what comes after the last year is in it."""
    days, now = monthrange(on.year, on.month)[1], months_between(left.decided_on, on)
    weights = [0] * len(years)
    for month, ore in enumerate(pace.months[now:], start=now):
        year = min(max(_year_of(left, month), years[0]), years[-1])
        weights[year - years[0]] += ore * (days - on.day if month == now else days)
    return weights


def _year_of(left: Remainder, month: int) -> int:
    """The year of a month since the decision."""
    return left.decided_on.year + (left.decided_on.month - 1 + max(month, 0)) // 12


def _by_days(left: Remainder, years: range, on: date) -> list[int]:
    """The days of each year until the end; the last year where there are none."""
    if left.ends_on is None or left.ends_on <= on:
        return [*(0 for _ in years[:-1]), 1]
    return [(min(left.ends_on, date(year, 12, 31)) - max(on, date(year - 1, 12, 31))).days for year in years]


def together(parts: Iterable[ByYear]) -> dict[int, Money]:
    """What several cases are expected to be paid, by year in order."""
    found: dict[int, Money] = {}
    for part in parts:
        for year, amount in part.items():
            found[year] = found.get(year, ZERO) + amount
    return dict(sorted(found.items()))
