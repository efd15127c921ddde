"""`verify` names what was expected, or forecast, and changed behind the program's back."""

from __future__ import annotations

import pytest

from grantdesk.operations import verify
from tests import builders, expecting
from tests.conftest import Database
from tests.tampering import found_after

TAMPERINGS = {
    "UPDATE expectation SET outstanding_ore = 1 WHERE id = 1": "expectation:1: outstanding",
    "UPDATE expectation SET years = '{}' WHERE id = 1": "expectation:1: years",
    "UPDATE expectation SET said_on = '2026-01-01' WHERE id = 1": "expectation:1: said_on",
    "UPDATE expectation SET reason = 'Annat.' WHERE id = 1": "expectation:1: reason",
    "DELETE FROM expectation WHERE id = 1": "expectation:1 is gone",
    "UPDATE kept_forecast SET figures = '[]' WHERE id = 1": "kept_forecast:1: figures",
    "UPDATE kept_forecast SET kept_on = '2026-01-01' WHERE id = 1": "kept_forecast:1: kept_on",
    "DELETE FROM kept_forecast WHERE id = 1": "kept_forecast:1 is gone",
}


@pytest.fixture
def forecast(database: Database) -> None:
    """A case that its handler expects something of, and a forecast that was kept."""
    assert database.url
    expecting.expected(builders.a_granted_case(), {2026: 100_000, 2027: 40_000})
    expecting.kept(expecting.NEXT)


@pytest.mark.usefixtures("forecast")
def test_what_is_expected_and_kept_is_whole() -> None:
    assert verify.everything().broken == []


@pytest.mark.usefixtures("forecast")
@pytest.mark.parametrize("statement", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_the_row_named(database: Database, statement: str) -> None:
    broken = found_after(database, statement)
    assert any(TAMPERINGS[statement] in said for said in broken), broken
