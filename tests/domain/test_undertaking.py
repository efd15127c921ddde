"""Which organisations count as one on a day, and whose the aid is after merges and splits: nothing is lost, nothing is made."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain.undertaking import (
    WHOLE,
    Carry,
    Grant,
    Membership,
    Statement,
    companies,
    holdings,
    left_to_carry,
    told_once,
)

DAY = date(2026, 3, 1)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def a_grant(cents: int = 10_000_00, *, to: int = 1, on: date = BEFORE, key: str = "a") -> Grant:
    return Grant((key,), to, on, cents, "2023/2831")


def a_statement(source: str, key: int, *, organisation: int = 1, cents: int = 100) -> Statement:
    return Statement(source, (source, key), organisation, DAY, cents, "2023/2831")


@pytest.mark.parametrize(
    ("until", "on", "holds"),
    [
        (None, BEFORE, False),
        (None, DAY, True),
        (date(2026, 6, 1), date(2026, 5, 31), True),
        (date(2026, 6, 1), date(2026, 6, 1), False),
        (DAY, DAY, False),
    ],
)
def test_a_membership_holds_from_its_first_day_and_not_on_its_last(until: date | None, on: date, holds: bool) -> None:
    assert Membership(7, 1, DAY, until).holds(on) is holds


def test_who_leaves_one_group_on_the_day_it_joins_another_is_of_one_group_that_day() -> None:
    memberships = [
        Membership(7, 1, BEFORE),
        Membership(7, 2, BEFORE, DAY),
        Membership(8, 2, DAY),
        Membership(8, 3, DAY),
    ]
    assert companies(memberships, 2, on=BEFORE) == (1, 2)
    assert companies(memberships, 2, on=DAY) == (2, 3)
    assert companies(memberships, 1, on=DAY) == (1,)
    assert companies(memberships, 9, on=DAY) == (9,)
    assert not memberships[1].overlaps(memberships[2])


def days() -> st.SearchStrategy[date]:
    return st.dates(date(2023, 1, 1), date(2027, 12, 31))


@st.composite
def memberships(draw: st.DrawFn) -> Membership:
    first, last = sorted((draw(days()), draw(days())))
    return Membership(1, 1, first, draw(st.sampled_from([None, last])))


@given(memberships(), memberships())
def test_two_memberships_overlap_where_there_is_a_day_that_both_hold(one: Membership, other: Membership) -> None:
    edges = {day for each in (one, other) for day in (each.from_on, each.until_on) if day is not None}
    shared = any(one.holds(day) and other.holds(day) for day in edges)
    assert one.overlaps(other) == other.overlaps(one) == shared


def test_the_same_award_told_by_two_counts_once() -> None:
    awards = told_once([a_statement("register", 1), a_statement("case 1", 2), a_statement("case 2", 3)])
    assert [award.keys for award in awards] == [(("register", 1), ("case 1", 2), ("case 2", 3))]


def test_two_awards_alike_that_one_source_tells_of_are_two() -> None:
    statements = [a_statement("register", 1), a_statement("register", 2), a_statement("case 1", 3)]
    assert sum(award.cents for award in told_once(statements)) == 200


def test_alike_awards_of_two_companies_are_two() -> None:
    assert len(told_once([a_statement("case 1", 1), a_statement("case 2", 2, organisation=2)])) == 2


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 2), st.sampled_from([100, 200]))))
def test_of_awards_alike_there_are_as_many_as_the_one_who_tells_of_most(told: list[tuple[str, int, int]]) -> None:
    statements = [
        a_statement(source, place, organisation=organisation, cents=cents)
        for place, (source, organisation, cents) in enumerate(told)
    ]
    found = told_once(statements)
    for alike in {one.told for one in statements}:
        most = max(sum(one.told == alike and one.source == source for one in statements) for source in "abc")
        assert sum((one.organisation, one.granted_on, one.cents, one.regulation) == alike for one in found) == most
    assert {key for one in found for key in one.keys} == {one.key for one in statements}


def test_where_one_company_takes_over_another_all_earlier_aid_follows() -> None:
    taken_over = [Carry(1, 2, DAY, WHOLE)]
    assert holdings(a_grant(), taken_over, on=BEFORE) == {1: 10_000_00}
    assert holdings(a_grant(), taken_over, on=DAY) == {2: 10_000_00}
    assert holdings(a_grant(on=DAY), taken_over, on=AFTER) == {1: 10_000_00}


def test_at_a_split_the_named_award_follows_its_business_and_the_rest_is_divided() -> None:
    split = [Carry(1, 2, DAY, WHOLE, award="a"), Carry(1, 2, DAY, 3000), Carry(1, 3, DAY, 2000)]
    assert holdings(a_grant(key="a"), split, on=DAY) == {2: 10_000_00}
    assert holdings(a_grant(key="b"), split, on=DAY) == {1: 5_000_00, 2: 3_000_00, 3: 2_000_00}


def test_the_cent_that_cannot_be_divided_is_not_lost() -> None:
    thirds = [Carry(1, 2, DAY, 3333), Carry(1, 3, DAY, 3333)]
    assert holdings(a_grant(1), thirds, on=DAY) == {1: 1}
    assert sum(holdings(a_grant(100), thirds, on=DAY).values()) == 100


def test_what_was_carried_can_be_carried_on() -> None:
    assert holdings(a_grant(), [Carry(1, 2, DAY, 5000), Carry(2, 3, AFTER, 5000)], on=AFTER) == {
        1: 5_000_00,
        2: 2_500_00,
        3: 2_500_00,
    }


def test_what_is_left_to_carry_is_told_per_day_and_award() -> None:
    carries = [Carry(1, 2, DAY, 3000), Carry(1, 2, DAY, 2000, award="a"), Carry(1, 3, AFTER, 9000)]
    assert left_to_carry(carries, 1, effective_on=DAY, award=None) == 7000
    assert left_to_carry(carries, 1, effective_on=DAY, award="a") == 8000
    assert left_to_carry(carries, 2, effective_on=DAY, award=None) == WHOLE


@st.composite
def carries(draw: st.DrawFn) -> Carry:
    giver, taker = draw(st.permutations(range(1, 5)))[:2]
    return Carry(giver, taker, draw(days()), draw(st.integers(1, WHOLE)), draw(st.sampled_from([None, "a", "b"])))


@given(
    st.lists(st.tuples(st.integers(1, 10**9), st.integers(1, 4), days(), st.sampled_from("ab")), max_size=6),
    st.lists(carries(), max_size=8),
    days(),
)
def test_whatever_is_merged_split_and_carried_the_aid_is_the_same_in_all(
    given_to: list[tuple[int, int, date, str]], moved: list[Carry], on: date
) -> None:
    grants = [a_grant(cents, to=to, on=day, key=key) for cents, to, day, key in given_to]
    held = [holdings(grant, moved, on=on) for grant in grants]
    assert all(cents > 0 for one in held for cents in one.values())
    assert sum(sum(one.values()) for one in held) == sum(grant.cents for grant in grants)
    assert held == [holdings(grant, reversed(moved), on=on) for grant in grants]
