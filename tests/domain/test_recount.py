"""What came in is divided anew as if less had been wanted from the beginning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain import interest, recount
from grantdesk.domain.interest import Claim, Entry
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.recount import Came
from grantdesk.domain.recovery import STATE_LENDING
from tests.builders import terms

RATES = terms().county.interest
STARTS = date(2026, 5, 13)
CLAIM = Claim(Money.kronor(35_000), STATE_LENDING, STARTS)


def noted(claim: Claim, paid: list[tuple[int, Money]]) -> list[Came]:
    """As they were noted, each in its turn, with so many days between them."""
    entries: list[Entry] = []
    made: list[Came] = []
    on = STARTS
    for days, amount in paid:
        on += timedelta(days=days)
        due, left = interest.due(claim, entries, RATES, on=on), interest.left(claim, entries)
        within = min(amount, due + left)
        if not within:
            continue
        covers, capital = interest.divided(within, due=due, left=left, interest_first=True)
        entries.append(Entry(on, capital, covers))
        made.append(Came(len(made), on, within, covers))
    return made


def test_a_recovery_that_is_as_it_was_is_divided_as_it_was() -> None:
    came = noted(CLAIM, [(365, Money.kronor(5_000)), (30, Money.kronor(10_000))])
    assert recount.interest_parts(CLAIM, came, [], RATES) == {each.key: each.interest for each in came}


def test_half_of_it_bears_half_the_interest() -> None:
    [came] = noted(CLAIM, [(365, Money.kronor(5_000))])
    assert came.interest == Money.kronor(1_414)
    half = replace(CLAIM, capital=Money.kronor(17_500))
    assert recount.interest_parts(half, [came], [], RATES) == {0: Money.kronor(707)}


def test_of_a_recovery_that_is_revoked_nothing_was_interest() -> None:
    [came] = noted(CLAIM, [(365, Money.kronor(5_000))])
    assert recount.interest_parts(replace(CLAIM, capital=ZERO), [came], [], RATES) == {0: ZERO}


@pytest.mark.parametrize(
    ("capital", "wanted", "booked", "moved"),
    [
        (5_000, 20_000, 4_000, 1_000),
        (5_000, 4_500, 4_000, 500),
        (5_000, 3_000, 4_000, 0),
        (5_000, 0, 0, 0),
        (0, 9, 0, 0),
    ],
)
def test_what_moves_is_what_is_wanted_and_not_booked_as_capital(
    capital: int, wanted: int, booked: int, moved: int
) -> None:
    found = recount.moved(Money.kronor(capital), wanted=Money.kronor(wanted), booked=Money.kronor(booked))
    assert found == Money.kronor(moved)


_PAID = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 2_000_000).map(Money)), max_size=5)


@given(_PAID, st.integers(0, 3_500_000).map(Money))
def test_less_wanted_is_never_more_interest_and_no_krona_is_lost(paid: list[tuple[int, Money]], wanted: Money) -> None:
    came = noted(CLAIM, paid)
    parts = recount.interest_parts(replace(CLAIM, capital=wanted), came, [], RATES)
    assert all(ZERO <= parts[each.key] <= each.interest for each in came)
    assert total(parts.values()) <= total(each.interest for each in came)
