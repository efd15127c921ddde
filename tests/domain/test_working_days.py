"""Working days against the almanacs of several years, read by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grantdesk.domain import working_days

# Every weekday (Monday to Friday) that is no working day, as month and day.
FREE_WEEKDAYS = {
    2024: ["01-01", "03-29", "04-01", "05-01", "05-09", "06-06", "06-21", "12-24", "12-25", "12-26", "12-31"],
    2025: ["01-01", "01-06", "04-18", "04-21", "05-01", "05-29", "06-06", "06-20", "12-24", "12-25", "12-26", "12-31"],
    2026: ["01-01", "01-06", "04-03", "04-06", "05-01", "05-14", "06-19", "12-24", "12-25", "12-31"],
    2027: ["01-01", "01-06", "03-26", "03-29", "05-06", "06-25", "12-24", "12-31"],
    2028: ["01-06", "04-14", "04-17", "05-01", "05-25", "06-06", "06-23", "12-25", "12-26"],
}


@pytest.mark.parametrize("year", FREE_WEEKDAYS)
def test_the_days_off_of_a_year_are_those_of_the_almanac(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    off = [day for day in days if day.year == year and day.weekday() < 5 and not working_days.is_one(day)]
    assert [day.isoformat()[5:] for day in off] == FREE_WEEKDAYS[year]


@pytest.mark.parametrize(
    ("granted_on", "deadline"),
    [
        ("2026-03-14", "2026-04-14"),  # a Saturday; Easter in between
        ("2026-11-20", "2026-12-18"),
        ("2026-12-01", "2027-01-04"),  # Christmas Eve, Christmas Day and New Year in between
        ("2026-05-29", "2026-06-29"),  # the National Day is a Saturday, Midsummer Eve a Friday
        ("2025-12-29", "2026-01-29"),
    ],
)
def test_twenty_working_days_after(granted_on: str, deadline: str) -> None:
    assert working_days.after(date.fromisoformat(granted_on), 20).isoformat() == deadline


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-20", "2026-11-22", 0),
        ("2026-11-20", "2026-11-23", 1),
        ("2026-12-23", "2026-12-28", 1),
        ("2026-11-23", "2026-11-20", -1),
        ("2026-04-14", "2026-03-14", -20),
    ],
)
def test_working_days_between(first: str, last: str, count: int) -> None:
    assert working_days.between(date.fromisoformat(first), date.fromisoformat(last)) == count


@pytest.mark.parametrize("day", [date(2026, 1, 1) + timedelta(days=number) for number in range(0, 365, 13)])
def test_as_many_days_lie_between_as_were_counted(day: date) -> None:
    for count in (0, 1, 5, 20, 61):
        assert working_days.between(day, working_days.after(day, count)) == count
