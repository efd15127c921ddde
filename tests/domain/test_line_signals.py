"""What a reviewer should look into in a row of a claim, as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from grantdesk.domain.line_signals import Bounds, Others, Recipient, Reported, held, signals
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money

PAID = date(2026, 3, 14)
ROW = Reported(
    claim_id=2, number=5, claim=2, case="RV 2026-0001", same_case=True, category="machinery", basis="actual",
    net=Money.kronor(1_000), supplier="Påhittade Maskiner AB", voucher="A 101", paid_on=PAID,
)  # fmt: skip
RECIPIENT = Recipient.of([("Påhittade Verkstaden AB", "559900-1004"), ("Systern i Köping HB", "969900-1002")])
BOUNDS = Bounds(first=date(2026, 1, 1), last=date(2026, 12, 31), received_on=date(2026, 4, 1), flat=None)


def found(row: Reported, *others: Reported, bounds: Bounds = BOUNDS) -> list[str]:
    return [one.kind for one in signals(row, Others(others), recipient=RECIPIENT, bounds=bounds)]


def said(row: Reported, *others: Reported) -> str:
    (one,) = signals(row, Others(others), recipient=RECIPIENT, bounds=BOUNDS)
    return render(one.said, "en")


def like(**changed: Any) -> Reported:
    """The same cost reported in an earlier claim, but for what is changed."""
    return replace(ROW, **{"claim_id": 1, "number": 3, "claim": 1, **changed})


def test_an_ordinary_row_has_nothing_to_look_into() -> None:
    assert found(ROW, ROW) == []


@pytest.mark.parametrize(
    ("other", "is_the_same"),
    [
        (like(), True),
        # Written otherwise, the voucher is the same one; the day is another in a row that hides it.
        (like(voucher="a-101", supplier="PÅHITTADE  MASKINER", paid_on=None), True),
        (like(voucher="A101", supplier=""), True),
        (like(voucher="B 7"), True),
        (like(voucher="B 7", paid_on=date(2026, 3, 15)), False),
        (like(net=Money.kronor(1_001)), False),
        (like(supplier="Någon annan AB", paid_on=date(2025, 3, 14)), False),
        (like(voucher="", supplier=""), False),
        # Hours and flat rates have no invoice, and what is in kind was not bought.
        (like(basis="hourly"), False),
        (like(category="in_kind"), False),
        # In the same claim two vouchers are two purchases, and the first of two like rows is the one that counts.
        (like(claim_id=2, voucher="B 7"), False),
        (like(claim_id=2, voucher=""), True),
        (like(claim_id=2), True),
        (like(claim_id=2, number=6), False),
    ],
)
def test_a_cost_that_was_reported_before_is_found(other: Reported, is_the_same: bool) -> None:
    assert found(ROW, ROW, other) == (["twice"] if is_the_same else [])


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (like(claim_id=2), "Row 3 of the claim reports the same cost"),
        (like(), "Row 3 of claim 1 reports the same cost"),
        (like(same_case=False, case="RV 2026-0002"), "in case RV 2026-0002: row 3 of claim 1"),
        (like(same_case=False, case=""), "in a case at the Region, which you do not see"),
    ],
)
def test_it_says_where_as_far_as_its_reader_may_see(other: Reported, sentence: str) -> None:
    assert sentence in said(ROW, other)


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        ({"supplier": "påhittade verkstaden aktiebolag (publ)"}, ["related"]),
        ({"supplier": "Systern i Köping"}, ["related"]),
        ({"supplier": "Konsulten, org.nr 559900-1004"}, ["related"]),
        ({"supplier": "Påhittade Verkstadens Grossist AB"}, []),
        ({"supplier": "AB"}, []),
        ({"paid_on": date(2025, 12, 31)}, ["before"]),
        ({"paid_on": date(2026, 1, 1)}, []),
        ({"paid_on": date(2026, 4, 2)}, ["not_yet"]),
        ({"paid_on": date(2027, 1, 1)}, ["after", "not_yet"]),
        ({"voucher": ""}, ["no_voucher"]),
        ({"paid_on": None}, ["no_day"]),
        ({"voucher": "", "paid_on": None, "basis": "hourly", "category": "staff"}, []),
    ],
)
def test_what_is_looked_into_is_said(changed: dict[str, Any], kinds: list[str]) -> None:
    assert found(replace(ROW, **changed)) == kinds


def test_a_case_without_days_bounds_nothing() -> None:
    assert found(replace(ROW, paid_on=date(1999, 1, 1)), bounds=replace(BOUNDS, first=None, last=None)) == []


def test_a_category_is_not_reported_by_its_flat_rate_and_as_it_was() -> None:
    overhead, bounds = replace(ROW, category="overhead"), replace(BOUNDS, flat="overhead")
    assert found(overhead, bounds=bounds) == ["simplified"]
    assert found(replace(overhead, basis="flat"), bounds=bounds) == []


def test_papers_that_are_missing_hold_nobody_back() -> None:
    bare = replace(ROW, voucher="", paid_on=None)
    assert not held(signals(bare, Others([]), recipient=RECIPIENT, bounds=BOUNDS))
    assert held(signals(ROW, Others([like()]), recipient=RECIPIENT, bounds=BOUNDS))
