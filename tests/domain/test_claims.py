"""What a claim may give: the proposal and the ceiling."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grantdesk.domain.claims import ClaimFigures, Payout, payment_source, payout
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
