"""`verify` vouches for advances, instalments and payments made elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grantdesk.domain.instalments import Part
from grantdesk.domain.money import Money
from grantdesk.operations import verify
from tests import builders
from tests.actions.test_elsewhere import noted
from tests.conftest import Database
from tests.paying_ahead import NEXT, a_project, a_service_grant, advanced, cancelled, laid, released
from tests.tampering import found_after


@pytest.fixture
def ahead(database: Database) -> Database:
    """An advance that has been paid, a plan of which one part is released and one cancelled, and a payment made elsewhere."""
    builders.an_exported_payment(advanced(a_project(), Money.kronor(100_000)), on=NEXT)
    case = a_service_grant()
    third = Money.kronor(40_000)
    laid(case, Part(third, "Öppet."), Part(third, "Redovisat."), Part(third, "Slut.", NEXT + timedelta(days=90)))
    released(case, 1)
    cancelled(case, 2)
    builders.an_attested_payment(noted(builders.a_granted_case()), on=NEXT)
    return database


TAMPERINGS = {
    "a larger instalment": (
        "UPDATE instalment SET amount_ore = amount_ore + 100 WHERE number = 3",
        "instalment:3: amount_ore",
    ),
    "another condition": ("UPDATE instalment SET condition = 'Inget' WHERE number = 1", "instalment:1: condition"),
    "an earlier day": ("UPDATE instalment SET not_before = NULL WHERE number = 3", "instalment:3: not_before"),
    "how a condition was met": ("UPDATE instalment SET said = 'Annat' WHERE number = 1", "instalment:1: said"),
    "who released it": ("UPDATE instalment SET settled_by = 'Ingen' WHERE number = 1", "instalment:1: settled_by"),
    "a payment of another instalment": (
        "UPDATE payment SET instalment_id = 3 WHERE kind = 'instalment'",
        "instalment_id is",
    ),
    "an instalment that is gone": ("DELETE FROM instalment WHERE number = 2", "instalment:2 is gone"),
    "the grounds of an advance": ("UPDATE decision SET terms = '{}' WHERE kind = 'advance'", "terms is"),
    "how much was decided in advance": (
        "UPDATE decision SET amount_ore = amount_ore - 100 WHERE kind = 'advance'",
        "amount_ore is",
    ),
    "another reference": ("UPDATE payment SET reference = 'X' WHERE kind = 'elsewhere'", "reference is"),
    "another day paid": ("UPDATE payment SET paid_on = '2026-05-05' WHERE kind = 'elsewhere'", "paid_on is"),
}


def test_what_is_paid_ahead_is_whole(ahead: Database) -> None:
    assert verify.everything().broken == []
    assert ahead.backend in ("sqlite", "postgresql")


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_changed_behind_the_programs_back_is_named(ahead: Database, what: str) -> None:
    statement, named = TAMPERINGS[what]
    broken = found_after(ahead, statement)
    assert any(named in said for said in broken), broken
