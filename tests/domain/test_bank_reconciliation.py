"""When the ledger, the file and the bank say the same of a batch, and what is said where they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from grantdesk.domain.bank_reconciliation import NONE, BatchReconciled, Counted
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money


def of(payments: int, kronor: int) -> Counted:
    return Counted(payments, Money.kronor(kronor))


EQUAL = BatchReconciled(
    number="UB-2026-0001",
    exported_on=date(2026, 9, 1),
    sent_on=None,
    file=of(3, 600),
    waiting=NONE,
    confirmed=of(2, 500),
    failed=of(1, 100),
    cancelled=NONE,
    by_hand=NONE,
    answered=of(2, 500),
    booked=Money.kronor(500),
)


def test_what_failed_is_the_difference_between_the_file_and_the_other_two() -> None:
    assert EQUAL.is_equal
    assert EQUAL.left == of(2, 500)
    assert [*EQUAL.open(), *EQUAL.wrong()] == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"waiting": of(1, 200), "confirmed": of(1, 300), "answered": of(1, 300)}, "reconciled.waiting"),
        ({"by_hand": of(1, 200), "answered": of(1, 300)}, "reconciled.by_hand"),
        ({"file": of(4, 700)}, "reconciled.file"),
        ({"booked": Money.kronor(600)}, "reconciled.ledger"),
        ({"answered": of(1, 300)}, "reconciled.bank"),
    ],
)
def test_each_difference_has_a_name(changes: dict[str, object], said: str) -> None:
    found = replace(EQUAL, **changes)  # type: ignore[arg-type]
    assert not found.is_equal
    told = [*found.open(), *found.wrong()]
    assert said in {each.key for each in told}
    assert all(render(each, "sv") != render(each, "en") for each in told)


def test_an_ore_is_a_difference() -> None:
    assert not replace(EQUAL, booked=EQUAL.booked + Money(1)).is_equal


def test_a_batch_of_which_everything_failed_is_equal_with_nothing_paid() -> None:
    nothing = replace(EQUAL, confirmed=NONE, failed=of(3, 600), answered=NONE, booked=Money(0))
    assert nothing.is_equal
