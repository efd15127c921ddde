"""What a claim may give: the proposal and the ceiling."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grantdesk.domain.claims import ClaimFigures, Payout, of_the_advance, payment_source, payout
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money
from tests.domain.applications import county

SOURCE = payment_source(county().scheme("projektmedel"), date(2026, 3, 14))


def _payout(granted: str = "400000.00", rate: str = "0.40", **amounts: str) -> Payout:
    figures: dict[str, Any] = {name: Money.parse(amount) for name, amount in amounts.items()}
    return payout(ClaimFigures(Money.parse(granted), Decimal(rate), **figures), source=SOURCE)


def test_the_example_of_the_interfaces_gives_what_they_show() -> None:
    found = _payout(approved_costs="300000.00", advances="50000.00")
    assert (str(found.proposed), str(found.ceiling)) == ("70000.00", "250000.00")


@pytest.mark.parametrize(
    ("amounts", "proposed", "ceiling"),
    [
        ({"approved_costs": "1000000.00"}, "400000.00", "400000.00"),
        ({"approved_costs": "2000000.00"}, "400000.00", "400000.00"),
        ({"approved_costs": "100.99"}, "40.00", "100.99"),
        ({"approved_costs": "100000.00", "paid": "50000.00"}, "0.00", "50000.00"),
        ({"approved_costs": "100000.00", "paid": "50000.00", "recovered": "20000.00"}, "10000.00", "70000.00"),
        ({"approved_costs": "0.00"}, "0.00", "0.00"),
        ({"approved_costs": "10.00", "paid": "100.00"}, "0.00", "0.00"),
        ({"approved_costs": "1000000.00", "paid": "399999.50"}, "0.00", "0.50"),
    ],
)
def test_the_proposal_lies_between_zero_and_the_ceiling(amounts: dict[str, str], proposed: str, ceiling: str) -> None:
    found = _payout(**amounts)
    assert (str(found.proposed), str(found.ceiling)) == (proposed, ceiling)


def test_costs_in_kind_without_financing_in_kind_count_as_not_approved() -> None:
    even = _payout(approved_costs="300000.00", in_kind_costs="100000.00", in_kind_financing="100000.00")
    uneven = _payout(approved_costs="300000.00", in_kind_costs="100000.00", in_kind_financing="75000.00")
    assert (str(even.proposed), str(uneven.proposed)) == ("120000.00", "110000.00")
    assert [finding.rule for finding in uneven.findings if not finding.met] == ["payout.in_kind"]
    assert str(uneven.ceiling) == "275000.00"


# Approved costs, paid on claims, repaid; of an advance of 50 000 at 40 per cent: what is covered, and what is left.
COVERED = [
    ("0.00", "0.00", "0.00", "0.00", "50000.00"),
    ("100000.00", "0.00", "0.00", "40000.00", "10000.00"),
    ("125000.00", "0.00", "0.00", "50000.00", "0.00"),
    ("300000.00", "70000.00", "0.00", "50000.00", "0.00"),
    ("200000.00", "70000.00", "0.00", "10000.00", "40000.00"),
    ("100000.00", "0.00", "10000.00", "50000.00", "0.00"),
]


@pytest.mark.parametrize(("costs", "paid", "recovered", "covered", "left"), COVERED)
def test_an_advance_is_covered_by_approved_costs_and_a_final_claim_says_what_is_to_be_recovered(
    costs: str, paid: str, recovered: str, covered: str, left: str
) -> None:
    amounts = {"approved_costs": costs, "paid": paid, "recovered": recovered, "advances": "50000.00"}
    figures = ClaimFigures(
        Money.parse("400000.00"), Decimal("0.40"), **{name: Money.parse(each) for name, each in amounts.items()}
    )
    assert (figures.advances - figures.uncovered_advance, figures.uncovered_advance) == (
        Money.parse(covered),
        Money.parse(left),
    )
    interim, final = (next(of_the_advance(figures, kind, source=SOURCE)) for kind in ("interim", "final"))
    assert interim.met
    assert final.met is (left == "0.00")
    assert ("föreslå återkrav" in render(final.reason, "sv")) is not final.met


def test_a_case_without_an_advance_says_nothing_of_one() -> None:
    figures = ClaimFigures(Money.kronor(400_000), Decimal("0.40"), Money.kronor(100_000))
    assert list(of_the_advance(figures, "final", source=SOURCE)) == []


AMOUNTS = st.integers(0, 10**10)


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_no_more_is_paid_than_was_granted(granted: int, costs: int, paid: int, advances: int, rate: int) -> None:
    figures = ClaimFigures(
        Money(granted), Decimal(rate) / 10_000, Money(costs), paid=Money(paid), advances=Money(advances)
    )
    found = payout(figures, source=SOURCE)
    assert Money(0) <= found.proposed <= found.ceiling
    assert found.ceiling.ore <= max(granted - paid - advances, 0)
