"""`verify` names the account that somebody changed behind the program's back."""

from __future__ import annotations

import pytest

from grantdesk.operations import verify
from tests import enrolling
from tests.conftest import Database
from tests.tampering import found_after

TAMPERINGS = {
    "UPDATE payee SET number = '9912346' WHERE id = 1": "payee:1: number",
    "UPDATE payee SET kind = 'plusgiro' WHERE id = 1": "payee:1: kind",
    "UPDATE payee SET ground = 'Annat.' WHERE id = 1": "payee:1: ground",
    "UPDATE payee SET proposed_by = 'Någon annan' WHERE id = 1": "payee:1: proposed_by",
    "UPDATE payee SET settled_by = 'Någon annan' WHERE id = 1": "payee:1: settled_by",
    "UPDATE payee SET ended_on = '2026-03-15' WHERE id = 1": "payee:1: ended_on",
    "UPDATE payee SET state = 'withdrawn', ended_on = '2026-03-15' WHERE id = 2": "payee:2: state",
    "DELETE FROM payee WHERE id = 2": "payee:2 is gone",
}


@pytest.fixture
def replaced(database: Database) -> None:
    """An account that has been confirmed and replaced by another."""
    assert database.url
    organisation = enrolling.an_organisation()
    enrolling.confirm(enrolling.proposed(organisation))
    enrolling.confirm(enrolling.proposed(organisation, enrolling.SECOND))


@pytest.mark.usefixtures("replaced")
def test_what_was_enrolled_is_whole() -> None:
    assert verify.everything().broken == []


@pytest.mark.usefixtures("replaced")
@pytest.mark.parametrize("statement", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_the_row_named(database: Database, statement: str) -> None:
    broken = found_after(database, statement)
    assert any(TAMPERINGS[statement] in said for said in broken), broken
