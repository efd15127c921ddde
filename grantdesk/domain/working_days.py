"""Swedish working days: every day but Saturdays, Sundays, public holidays and the three eves that the law puts beside them.

Public holidays are those of lag (1989:253) om allmänna helgdagar; Midsummer Eve, Christmas Eve and New Year's Eve stand
beside them by 2 § lag (1930:173) om beräkning av lagstadgad tid.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from holidays import DE_FACTO, PUBLIC
from holidays.countries.sweden import Sweden

_DAY = timedelta(days=1)
_SATURDAY = 5


def is_one(day: date) -> bool:
    """Whether the day is a working day."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def after(day: date, count: int) -> date:
    """The working day that is number `count` after the day, which itself is not counted (the day itself for none)."""
    for _ in range(count):
        day += _DAY
        while not is_one(day):
            day += _DAY
    return day


def between(first: date, last: date) -> int:
    """How many working days come after `first` up to and including `last`; below zero where `last` is the earlier."""
    if last < first:
        return -between(last, first)
    return sum(is_one(first + _DAY * number) for number in range(1, (last - first).days + 1))


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(Sweden(years=year, categories=(DE_FACTO, PUBLIC)))
