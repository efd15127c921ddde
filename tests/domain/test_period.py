"""Months one after another, and the State's money from year to year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain import state_money
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.period import Month, open_from, to_close
from grantdesk.domain.state_money import KINDS, RETURNED, USED, Entry, Spent

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 11, 30))


@given(DAYS)
def test_every_day_is_in_its_month_and_in_no_other(day: date) -> None:
    month = Month.of(day)
    assert month.first_on <= day <= month.last_on
    assert month.next.first_on == month.last_on + timedelta(days=1)
    assert month.next.previous == month
    assert Month.parse(str(month)) == month
    assert month.has_ended(month.next.first_on)
    assert not month.has_ended(month.last_on)


@pytest.mark.parametrize(
    "written", ["2026-00", "2026-13", "1999-12", "2101-01", "2026-1", "26-01", "2026-01-01", "", "x"]
)
def test_what_is_no_month_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(written)


def test_the_ends_of_the_books() -> None:
    assert Month(2100, 12).last_on == date(2100, 12, 31)
    assert Month(2028, 2).last_on == date(2028, 2, 29)
    assert open_from(None) is None
    assert open_from(date(2026, 12, 31)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("begins", "on", "months"),
    [
        (None, date(2026, 3, 1), ["2025-12", "2026-01", "2026-02"]),
        (None, date(2026, 1, 1), ["2025-12"]),
        (Month(2026, 2), date(2026, 3, 31), ["2026-02"]),
        (Month(2026, 3), date(2026, 3, 31), []),
        (Month(2026, 3), date(2026, 5, 1), ["2026-03", "2026-04"]),
    ],
)
def test_which_months_can_be_closed(begins: Month | None, on: date, months: list[str]) -> None:
    assert [str(month) for month in to_close(begins, on=on)] == months


AMOUNTS = st.integers(min_value=-(10**9), max_value=10**9).map(Money)
YEARS = st.integers(min_value=2020, max_value=2026)
ENTRIES = st.lists(st.builds(Entry, year=YEARS, kind=st.sampled_from(KINDS), amount=AMOUNTS), max_size=20)
SPENT = st.dictionaries(YEARS, st.builds(Spent, paid=AMOUNTS, recovered=AMOUNTS))


@given(ENTRIES, SPENT)
def test_the_last_closing_balance_is_all_that_ever_moved(entries: list[Entry], spent: dict[int, Spent]) -> None:
    told = list(state_money.years(entries, spent, {}, last=2026))
    assert [year.year for year in told] == list(range(min((one.year for one in entries), default=2027), 2027))
    if not told:
        return
    sign = {"drawn": 1, "opening": 1, "returned": -1}
    moved = Money(sum(sign[one.kind] * one.amount.ore for one in entries))
    within = [spent.get(year.year, Spent()) for year in told]
    assert told[-1].closing == moved - total(each.paid for each in within) + total(each.recovered for each in within)


@given(ENTRIES, SPENT, st.dictionaries(YEARS, AMOUNTS))
def test_a_year_opens_with_what_is_carried_and_else_with_the_one_before(
    entries: list[Entry], spent: dict[int, Spent], carried: dict[int, Money]
) -> None:
    told = list(state_money.years(entries, spent, carried, last=2026))
    for place, year in enumerate(told):
        stated = total(one.amount for one in entries if (one.year, one.kind) == (year.year, "opening"))
        before = told[place - 1].closing if place else ZERO
        assert year.opening == carried.get(year.year - 1, before) + stated


def test_what_is_left_to_draw_and_what_is_to_go_back() -> None:
    assert state_money.left_to_draw(None, Money(1)) is None
    assert state_money.left_to_draw(Money(10), Money(12)) == Money(-2)
    assert state_money.to_return(Money(10), Money(4), RETURNED) == Money(6)
    assert state_money.to_return(Money(10), Money(40), RETURNED) == ZERO
    assert state_money.to_return(Money(10), Money(4), USED) == ZERO
