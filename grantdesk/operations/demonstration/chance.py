"""Chance that falls the same way every time, and dividing by it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from grantdesk.domain.distribution import by_largest_remainder
from grantdesk.domain.money import Money

_PAYDAY_ANCHOR = date(2024, 1, 9)  # a Tuesday; money leaves the house every second one, or the first working day after
_PAYDAYS_APART = 14
_SATURDAY = 5
# Public holidays and the eves that are kept like them, and days from Easter Sunday: Good Friday, Monday, Ascension.
_FIXED = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
_MOVING = {-2, 1, 39}


def drawn(seed: str) -> random.Random:
    """A sequence of draws that is the same for the same seed."""
    return random.Random(seed)  # noqa: S311 - what is drawn is no secret


def shuffled(draw: random.Random, *parts: tuple[str, int]) -> list[str]:
    """Each word as many times as said, in an order of chance."""
    words = [word for word, times in parts for _ in range(times)]
    draw.shuffle(words)
    return words


def apportioned(whole: int, weights: Sequence[int], *, step: int = 1000) -> list[int]:
    """`whole` kronor divided in proportion to `weights`, in steps, so that the parts add up to it."""
    return [part * step for part in by_largest_remainder(whole // step, weights)]


def kronor(draw: random.Random, least: int, most: int, *, step: int = 1000) -> Money:
    """An amount between two, in whole steps of kronor."""
    return Money.kronor(draw.randrange(least, most + 1, step))


def later(day: date, days: int) -> date:
    """A working day `days` days after `day`, or the first one after that."""
    return _open(day + timedelta(days=days), step=1)


def working_day_before(day: date, days: int) -> date:
    """A working day `days` days before `day`, or the last one before that."""
    return _open(day - timedelta(days=days), step=-1)


def between(draw: random.Random, first: date, last: date) -> date:
    """A working day from `first` to `last`, both included."""
    while True:
        day = first + timedelta(days=draw.randint(0, (last - first).days))
        if is_working_day(day):
            return day


def payday(day: date) -> date:
    """The first day on or after `day` on which money leaves the house."""
    return later(day, -(day - _PAYDAY_ANCHOR).days % _PAYDAYS_APART)


def is_working_day(day: date) -> bool:
    """Whether somebody is at the desk: no weekend, no public holiday."""
    return (
        day.weekday() < _SATURDAY
        and (day.month, day.day) not in _FIXED
        and (day - _easter(day.year)).days not in _MOVING
    )


def _open(day: date, *, step: int) -> date:
    while not is_working_day(day):
        day += timedelta(days=step)
    return day


@cache
def _easter(year: int) -> date:
    """Easter Sunday, as the Gregorian calendar's church reckons it."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full_moon = epact - epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + full_moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=full_moon - weekday)
