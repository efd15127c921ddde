"""Time, read at the doors: the web and the command line ask here, and everything below is told the day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

# The desk is Swedish, wherever its server stands: a case that arrives at half past midnight is received that day.
LOCAL = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """This day, in Sweden."""
    return now().astimezone(LOCAL).date()
