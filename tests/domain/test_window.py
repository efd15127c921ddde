"""When room comes back: the day after the day three years after an award, and what room there is from then on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain.de_minimis import Award, room_left, years_before
from grantdesk.domain.window import last_day, outlook
from tests.domain.applications import county

RATE = Decimal("11.20")
TODAY = date(2026, 3, 1)
GENERAL, SERVICE = "2023/2831", "2023/2832"


def award(granted_on: date, amount: str, regulation: str = GENERAL, *, reserved: bool = False) -> Award:
    return Award(granted_on, Decimal(amount), regulation, reserved=reserved)


@pytest.mark.parametrize(
    ("granted_on", "last"),
    [
        (date(2023, 3, 1), date(2026, 3, 1)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 29)),
        (date(2025, 3, 1), date(2028, 3, 1)),
        (date(2024, 2, 28), date(2027, 2, 28)),
    ],
)
def test_an_award_counts_to_the_day_three_years_after_and_no_longer(granted_on: date, last: date) -> None:
    assert last_day(granted_on, 3) == last
    assert years_before(last, 3) <= granted_on < years_before(last + timedelta(days=1), 3)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(1, 5))
def test_the_last_day_is_the_last_that_the_window_reaches_back_from(granted_on: date, years: int) -> None:
    last = last_day(granted_on, years)
    assert years_before(last, years) <= granted_on < years_before(last + timedelta(days=1), years)


def test_room_comes_back_as_each_award_leaves() -> None:
    awards = [award(date(2023, 3, 1), "100000.00"), award(date(2025, 2, 28), "80000.00"), award(TODAY, "60000.00")]
    seen = outlook(county().de_minimis, GENERAL, awards, on=TODAY, eur_rate=RATE)
    assert [(mark.on, mark.room.room_eur if mark.room else None, mark.leaving) for mark in seen.marks] == [
        (TODAY, Decimal("60000.00"), ()),
        (date(2026, 3, 2), Decimal("160000.00"), (0,)),
        (date(2028, 3, 1), Decimal("240000.00"), (1,)),
        (date(2029, 3, 2), Decimal("300000.00"), (2,)),
    ]
    assert [seen.leaves_on(place) for place in range(3)] == [mark.on for mark in seen.ahead]


def test_awards_that_leave_the_same_day_leave_together_and_others_regulations_take_no_room() -> None:
    awards = [award(TODAY, "10.00"), award(TODAY, "20.00"), award(TODAY, "40.00", SERVICE)]
    seen = outlook(county().de_minimis, GENERAL, awards, on=TODAY, eur_rate=RATE)
    assert seen.counted == (0, 1)
    assert [mark.leaving for mark in seen.ahead] == [(0, 1)]
    assert seen.leaves_on(2) is None


def test_above_the_ceiling_room_comes_back_only_when_enough_has_left() -> None:
    awards = [award(date(2024, 1, 1), "10.00"), award(date(2025, 1, 1), "300000.00")]
    seen = outlook(county().de_minimis, GENERAL, awards, on=TODAY, eur_rate=RATE)
    assert [mark.room.room_eur for mark in seen.marks if mark.room] == [0, 0, Decimal("300000.00")]


def test_what_is_reserved_takes_room_and_leaves_no_window() -> None:
    awards = [award(date(2024, 1, 1), "10.00"), award(TODAY, "1000.00", reserved=True)]
    seen = outlook(county().de_minimis, GENERAL, awards, on=TODAY, eur_rate=RATE)
    assert [mark.leaving for mark in seen.ahead] == [(0,)]
    assert [mark.room.room_eur for mark in seen.marks if mark.room] == [Decimal("298990.00"), Decimal("299000.00")]


def test_when_the_regulation_ends_there_is_no_room_from_then_on() -> None:
    day = date(2030, 6, 1)
    seen = outlook(county().de_minimis, GENERAL, [award(day, "10.00")], on=day, eur_rate=RATE)
    assert [(mark.on, mark.room is None) for mark in seen.marks] == [(day, False), (date(2031, 1, 1), True)]
    assert outlook(county().de_minimis, GENERAL, [], on=date(2031, 6, 1), eur_rate=RATE).today.room is None


@given(
    st.lists(
        st.builds(
            Award,
            st.dates(date(2023, 1, 1), TODAY),
            st.integers(1, 9_000_000).map(lambda cents: Decimal(cents) / 100),
            st.sampled_from([GENERAL, SERVICE, "1408/2013", "1407/2013"]),
        ),
        max_size=8,
    ),
    st.dates(TODAY, date(2029, 12, 31)),
)
def test_the_room_seen_ahead_for_any_day_is_what_is_left_when_asked_on_that_day(awards: list[Award], day: date) -> None:
    rules = county().de_minimis
    seen = outlook(rules, GENERAL, awards, on=TODAY, eur_rate=RATE)
    mark = [mark for mark in seen.marks if mark.on <= day][-1]
    assert mark.room is not None
    assert mark.room.room_eur == room_left(rules, GENERAL, awards, on=day, eur_rate=RATE).room_eur
    assert sorted(place for each in seen.ahead for place in each.leaving) == sorted(seen.counted)
