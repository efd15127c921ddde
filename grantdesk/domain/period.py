"""The months that the books are kept by: one is closed after another, and a closed one takes no more bookings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from grantdesk.domain.frame import YEARS

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")
_LAST = 12


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar. Raises ValueError for a year or a month that the books cannot have."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (YEARS[0] <= self.year <= YEARS[1] and 1 <= self.number <= _LAST):
            raise ValueError(f"no such month: {self.year}-{self.number}")

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, written: str) -> Month:
        """The month written as `2026-09`. Raises ValueError otherwise."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise ValueError(f"not a month: {written!r}")
        return cls(int(found[1]), int(found[2]))

    @property
    def first_on(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_on(self) -> date:
        return self.next.first_on - timedelta(days=1) if self.number < _LAST else date(self.year, _LAST, 31)

    @property
    def next(self) -> Month:
        return Month(self.year, self.number + 1) if self.number < _LAST else Month(self.year + 1, 1)

    @property
    def previous(self) -> Month:
        return Month(self.year, self.number - 1) if self.number > 1 else Month(self.year - 1, _LAST)

    @property
    def ends_the_year(self) -> bool:
        return self.number == _LAST

    def has_ended(self, on: date) -> bool:
        return self.last_on < on

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"


def to_close(begins: Month | None, *, on: date) -> list[Month]:
    """The months that can be closed on a day, one after another from the one that is next; where none is, this year's.

    The first month that is ever closed closes all that came before it too.
    """
    first = begins or Month(on.year, 1).previous
    found = []
    while first.has_ended(on):
        found.append(first)
        first = first.next
    return found


def open_from(closed_through: date | None) -> date | None:
    """The first day that takes bookings; None where every day does."""
    return None if closed_through is None else closed_through + timedelta(days=1)
