"""`verify` vouches for later decisions, for columns younger than their rows, and for who stood aside or was away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.operations import verify
from tests import builders
from tests.actions.test_later import decided, recovered_and_payable
from tests.actions.test_standing_aside import away, declare
from tests.conftest import Database
from tests.tampering import found_after


@pytest.fixture
def followed(database: Database) -> Database:
    """A case with a recovery that has been set off in part, another whose time was changed; somebody away, and one aside."""
    case, recovery, payment = recovered_and_payable()
    said = Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(10_000))
    decided(case, said)
    decided(builders.a_granted_case(), Later("change", total=Money.kronor(100_000)))
    declare(builders.a_user("handler"), case)
    away(builders.a_user("director"), last=builders.DAY + timedelta(days=7))
    return database


TAMPERINGS = {
    "what is to be repaid": (
        "UPDATE decision SET amount_ore = amount_ore - 100 WHERE kind = 'recover'",
        "amount_ore is",
    ),
    "what was set off": (
        "UPDATE decision SET amount_ore = amount_ore - 100 WHERE kind = 'set_off'",
        "the ledger has",
    ),
    "what a change took back": (
        "UPDATE decision SET amount_ore = amount_ore + 100 WHERE kind = 'change'",
        "changed_down",
    ),
    "a ground written into an older decision": (
        "UPDATE decision SET due_on = '2027-01-01' WHERE kind = 'recover'",
        "due_on is",
    ),
    "a kind of proposal": ("UPDATE proposal SET reason = 'Annat' WHERE kind = 'change'", "proposal:"),
    "a conflict of interest that is gone": ("DELETE FROM conflict_of_interest", "conflict_of_interest:1 is gone"),
    "a longer absence": ("UPDATE absence SET until_on = '2030-01-01'", "absence:1: until_on"),
}


def test_later_decisions_are_whole(followed: Database) -> None:
    assert verify.everything().broken == []
    assert followed.backend in ("sqlite", "postgresql")


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_changed_behind_the_programs_back_is_named(followed: Database, what: str) -> None:
    statement, named = TAMPERINGS[what]
    broken = found_after(followed, statement)
    assert any(named in said for said in broken), broken
