"""How fast closed cases were paid, and what that says of what is left of those that are not closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain import pace
from grantdesk.domain.money import Money, total
from grantdesk.domain.pace import ALL_LENGTHS, EVENLY, FEWEST, LONGEST, SAME_LENGTH, History, Paid, Remainder

DECIDED = date(2025, 1, 15)
NEW_YEARS_EVE = date(2025, 12, 31)


def two_years(*paid: tuple[int, int], cases: int = FEWEST) -> History:
    """Closed cases of two years, paid so many öre in such a month since the decision."""
    return pace.history([Paid(24, month, ore) for month, ore in paid], {24: cases})


def left(kronor: int = 100_000, *, ends_on: date | None = date(2027, 1, 14)) -> Remainder:
    return Remainder(DECIDED, ends_on, Money.kronor(kronor))


def years(found: pace.Spread) -> dict[int, int]:
    return {year: amount.ore // 100 for year, amount in found.by_year.items()}


@pytest.mark.parametrize(
    ("months", "length"), [(None, None), (0, 1), (1, 1), (12, 1), (13, 2), (24, 2), (60, LONGEST), (90, LONGEST)]
)
def test_a_begun_year_counts_whole(months: int | None, length: int | None) -> None:
    assert pace.years_of(months) == length


def test_what_is_left_is_spread_as_cases_of_the_same_length_were_paid() -> None:
    past = two_years((6, 20_00), (15, 60_00), (23, 20_00))
    found = pace.spread(left(), past, on=date(2025, 1, 31))
    assert (found.rests_on, years(found)) == (SAME_LENGTH, {2025: 20_000, 2026: 80_000})


def test_what_history_paid_already_says_nothing_of_what_is_left() -> None:
    past = two_years((6, 20_00), (15, 60_00), (24, 20_00))
    assert years(pace.spread(left(), past, on=NEW_YEARS_EVE)) == {2026: 75_000, 2027: 25_000}


def test_the_rest_of_the_present_month_counts_by_its_days() -> None:
    past = two_years((5, 100_00), (12, 50_00))
    assert years(pace.spread(left(), past, on=date(2025, 6, 15))) == {2025: 50_000, 2026: 50_000}
    assert years(pace.spread(left(), past, on=date(2025, 6, 30))) == {2026: 100_000}


def test_what_history_paid_after_the_year_of_the_end_falls_in_that_year() -> None:
    past = two_years((15, 50_00), (36, 50_00))
    assert years(pace.spread(left(), past, on=NEW_YEARS_EVE)) == {2026: 50_000, 2027: 50_000}


def test_a_case_whose_end_has_passed_is_expected_in_the_present_year() -> None:
    past = two_years((15, 50_00), (23, 50_00))
    for day in (date(2026, 3, 1), date(2026, 12, 30)):
        assert years(pace.spread(left(ends_on=date(2025, 6, 30)), past, on=day)) == {2026: 100_000}


@pytest.mark.parametrize("ends_on", [date(2025, 6, 30), NEW_YEARS_EVE])
def test_on_new_years_eve_nothing_more_is_paid_in_the_year_and_what_is_overdue_is_the_next_ones(ends_on: date) -> None:
    for past in (two_years((15, 50_00), (23, 50_00)), History()):
        assert years(pace.spread(left(ends_on=ends_on), past, on=NEW_YEARS_EVE)) == {2026: 100_000}


def test_too_few_of_a_length_let_all_lengths_speak() -> None:
    rows = [Paid(24, 3, 100), Paid(12, 20, 300)]
    past = pace.history(rows, {24: FEWEST - 1, 12: 1})
    found = pace.spread(left(), past, on=date(2025, 1, 31))
    assert (found.rests_on, years(found)) == (ALL_LENGTHS, {2025: 25_000, 2026: 75_000})


def test_without_history_the_days_until_the_end_speak() -> None:
    found = pace.spread(left(379), History(), on=NEW_YEARS_EVE)
    assert (found.rests_on, years(found)) == (EVENLY, {2026: 365, 2027: 14})


def test_where_history_had_paid_all_by_now_the_days_speak() -> None:
    found = pace.spread(left(), two_years((3, 100)), on=NEW_YEARS_EVE)
    assert (found.rests_on, sorted(found.by_year)) == (EVENLY, [2026, 2027])


def test_an_end_that_nobody_has_stated_is_measured_by_all_lengths() -> None:
    past = two_years((15, 50_00), (30, 50_00))
    found = pace.spread(left(ends_on=None), past, on=NEW_YEARS_EVE)
    assert (found.rests_on, years(found)) == (ALL_LENGTHS, {2026: 50_000, 2027: 50_000})
    assert years(pace.spread(left(ends_on=None), History(), on=NEW_YEARS_EVE)) == {2026: 100_000}


def test_what_was_paid_and_came_undone_was_never_paid() -> None:
    past = two_years((2, 50), (4, -50), (14, 100))
    assert past.by_years[2].months == (0,) * 14 + (100,)
    assert [past.by_years[2].share_by(months) for months in (6, 12, 18)] == [0, 0, 10_000]


def test_nothing_left_is_nothing_to_spread() -> None:
    assert pace.spread(left(0), two_years((3, 100)), on=NEW_YEARS_EVE).by_year == {}


PAID = st.builds(Paid, st.one_of(st.none(), st.integers(0, 80)), st.integers(0, 90), st.integers(-5_000, 1_000_000))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(
    st.lists(PAID, max_size=30), st.dictionaries(st.one_of(st.none(), st.integers(0, 80)), st.integers(1, 20), max_size=6),
    DAYS, st.integers(0, 2000), st.one_of(st.none(), st.integers(0, 3000)), st.integers(0, 10**11),
)  # fmt: skip
def test_the_years_add_up_to_the_remainder_and_none_is_past(
    rows: list[Paid], cases: dict[int | None, int], decided_on: date, passed: int, lasts: int | None, ore: int
) -> None:
    on = decided_on + timedelta(days=passed)
    ends_on = None if lasts is None else decided_on + timedelta(days=lasts)
    found = pace.spread(Remainder(decided_on, ends_on, Money(ore)), pace.history(rows, cases), on=on)
    assert total(found.by_year.values()) == Money(ore)
    first = pace.first_year(on)
    assert all(year >= first and amount > Money(0) for year, amount in found.by_year.items())
    assert ends_on is None or all(year <= max(ends_on.year, first) for year in found.by_year)


@given(st.lists(PAID, max_size=30))
def test_a_pace_never_goes_backwards(rows: list[Paid]) -> None:
    assert all(ore >= 0 for ore in pace.history(rows, {12: FEWEST}).together.months)
