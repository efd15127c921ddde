"""Time, read at the doors: the web and the command line ask here, and everything below is told the day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# The desk is Swedish, wherever its server stands: a case that arrives at half past midnight is received that day.
LOCAL = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """This day, in Sweden."""
    return now().astimezone(LOCAL).date()


# No desk has worked before or after these; a zone knows no moment near the ends of the calendar.
_FIRST, _LAST = date(1900, 1, 1), date(2900, 1, 1)


def beginning(day: date) -> datetime:
    """The moment that a day begins in Sweden, in UTC."""
    return datetime.combine(min(max(day, _FIRST), _LAST), time(), LOCAL).astimezone(UTC)


def ending(day: date) -> datetime:
    """The moment that a day has ended in Sweden, in UTC."""
    return beginning(min(day, _LAST) + timedelta(days=1))
