"""Days that are so many months or years from another."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that month has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def years_after(day: date, years: int) -> date:
    """The same day so many years later; for 29 February, 1 March where that year has no such day."""
    same = months_after(day, 12 * years)
    return same if same.day == day.day else same + timedelta(days=1)
