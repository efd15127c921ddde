"""The rolling window seen ahead: on which day each award leaves it, and what room there is from then on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from grantdesk.domain.de_minimis import Award, DeMinimisRules, NoCeiling, Room, counting, room_left, years_before
from grantdesk.domain.rulebook import Series

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Mark:
    """The room from a day on, until the next mark; `leaving` are the places of the awards that count no more.

    `room` is None where no ceiling is in force: then nothing may be granted under the regulation.
    """

    on: date
    room: Room | None
    leaving: tuple[int, ...] = ()


@dataclass(frozen=True)
class Outlook:
    """The room today and each day that it changes, until every award that counts today has left the window."""

    regulation: str
    marks: tuple[Mark, ...]
    counted: tuple[int, ...]

    @property
    def today(self) -> Mark:
        return self.marks[0]

    @property
    def ahead(self) -> tuple[Mark, ...]:
        return self.marks[1:]

    def leaves_on(self, place: int) -> date | None:
        """The first day that the award at this place counts no more; None where that day is not seen."""
        return next((mark.on for mark in self.marks if place in mark.leaving), None)


def last_day(granted_on: date, years: int) -> date:
    """The last day that an award of the day `granted_on` is within a window of so many years."""
    year = granted_on.year + years
    try:
        day = granted_on.replace(year=year)
    except ValueError:
        day = date(year, 2, 28)
    # The day after may reach back to the same day: 29 February, where the earlier year has no such day.
    while years_before(day + _DAY, years) <= granted_on:
        day += _DAY
    return day


def outlook(rules: DeMinimisRules, regulation: str, awards: Sequence[Award], *, on: date, eur_rate: Decimal) -> Outlook:
    """How the room under the regulation changes from the day `on`, with the awards that there are that day.

    What is reserved for a proposed decision counts all the time: it is no award yet, and leaves no window.
    """
    marks = [Mark(on, _room(rules, regulation, awards, on, eur_rate))]
    counted = before = _counted(rules, regulation, awards, on)
    for day in _days(rules, regulation, [awards[place] for place in counted], on):
        room, after = _room(rules, regulation, awards, day, eur_rate), _counted(rules, regulation, awards, day)
        leaving = tuple(place for place in before if place not in after) if room else ()
        if leaving or _euros(room) != _euros(marks[-1].room):
            marks.append(Mark(day, room, leaving))
        if room is None:
            break
        before = after
    return Outlook(regulation, tuple(marks), counted)


def _room(rules: DeMinimisRules, regulation: str, awards: Sequence[Award], on: date, eur_rate: Decimal) -> Room | None:
    try:
        return room_left(rules, regulation, awards, on=on, eur_rate=eur_rate)
    except NoCeiling:
        return None


def _euros(room: Room | None) -> Decimal | None:
    return None if room is None else room.room_eur


def _counted(rules: DeMinimisRules, regulation: str, awards: Sequence[Award], on: date) -> tuple[int, ...]:
    try:
        _, counts = counting(rules, regulation, on=on)
    except NoCeiling:
        return ()
    return tuple(place for place, award in enumerate(awards) if counts(award) and not award.reserved)


def _days(rules: DeMinimisRules, regulation: str, counted: Iterable[Award], on: date) -> list[date]:
    """Each later day on which something may change, until the last award has left."""
    lengths = {row.value for row in rules.window_years.values}
    leaving = {last_day(award.granted_on, years) + _DAY for award in counted for years in lengths}
    under = rules.regulations[regulation]
    series: tuple[Series[Any], ...] = (under.ceiling, under.counts, rules.window_years, rules.successors)
    turns = {day for one in series for row in one.values for day in (row.valid_from, _day_after(row.valid_to)) if day}
    return sorted(day for day in leaving | turns if on < day <= max(leaving, default=on))


def _day_after(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + _DAY
