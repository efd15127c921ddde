"""`verify` vouches for the rows of claims: for what was reported, and for what was made of it."""

from __future__ import annotations

import pytest

from grantdesk.domain.money import ZERO, Money
from grantdesk.operations import verify
from tests import reviewing
from tests.conftest import Database
from tests.tampering import found_after


@pytest.fixture
def reviewed(database: Database) -> Database:
    """A claim of four rows: one approved, one deducted from, one that awaits an answer, and one of the rest."""
    claim = reviewing.a_handed_in_claim(None, *(reviewing.a_row(60_000, voucher=f"A{each}") for each in range(4)))
    reviewing.draw(claim)
    reviewing.judge(claim, 1)
    reviewing.judge(claim, 2, "deduct", approved=Money.kronor(100), reason="other", remark="Privat")
    reviewing.judge(claim, 3, "park", question="Vem levererade?")
    reviewing.judge(claim, 4, "deduct", approved=ZERO, reason="vat")
    return database


TAMPERINGS = {
    "an amount": (
        "UPDATE claim_line SET net_ore = net_ore + 1, counted_ore = counted_ore + 1 WHERE number = 3",
        "net_ore is",
    ),
    "what was approved": ("UPDATE claim_line SET approved_ore = 200 WHERE number = 2", "approved_ore is"),
    "a reason": ("UPDATE claim_line SET reason = 'not_paid' WHERE number = 4", "reason is"),
    "a question": ("UPDATE claim_line SET question = 'Något annat?' WHERE number = 3", "question is"),
    "a supplier": ("UPDATE claim_line SET supplier = 'Annan' WHERE number = 1", "supplier is"),
    "who judged": ("UPDATE claim_line SET judged_by = 'Någon annan' WHERE number = 1", "judged_by is"),
    "the sample": ("UPDATE claim_line SET sampled = NOT sampled WHERE number = 1", "sampled is"),
    "the seed": ("UPDATE claim SET sample = NULL", "sample is"),
    "the right to deduct tax": ("UPDATE claim SET vat_deductible = NOT vat_deductible", "vat_deductible is"),
    "a row that is gone": ("DELETE FROM claim_line WHERE number = 4", "is gone"),
}


def test_the_rows_of_a_claim_are_whole(reviewed: Database) -> None:
    assert verify.everything().broken == []
    assert reviewed.backend in ("sqlite", "postgresql")


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_changed_behind_the_programs_back_is_named(reviewed: Database, what: str) -> None:
    statement, named = TAMPERINGS[what]
    broken = found_after(reviewed, statement)
    assert any(named in said for said in broken), broken
