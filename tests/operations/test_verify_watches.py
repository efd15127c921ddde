"""`verify` names the watch that somebody changed behind the program's back."""

from __future__ import annotations

import pytest

from grantdesk.operations import verify
from tests import watching
from tests.conftest import Database
from tests.tampering import found_after

TAMPERINGS = {
    "UPDATE watch SET until_on = '2030-01-01' WHERE id = 1": "watch:1: until_on",
    "UPDATE watch SET from_on = '2026-03-15' WHERE id = 1": "watch:1: from_on",
    "UPDATE watch SET remind_on = '2027-01-01' WHERE id = 1": "watch:1: remind_on",
    "UPDATE watch SET confidence = 'A' WHERE id = 1": "watch:1: confidence",
    "UPDATE watch SET confirmed = true WHERE id = 1": "watch:1: confirmed",
    "UPDATE watch SET made_by = 'Någon annan' WHERE id = 1": "watch:1: made_by",
    "UPDATE watch_note SET text = 'Annat.' WHERE id = 1": "watch_note:1: text",
    "DELETE FROM watch_note WHERE id = 1": "watch_note:1 is gone",
}


@pytest.fixture
def watched(database: Database) -> None:
    """A case in which something is watched and has been seen to."""
    assert database.url
    (one,) = watching.set_up(watching.a_paid_case())
    watching.see_to(one)


@pytest.mark.usefixtures("watched")
def test_what_is_watched_is_whole() -> None:
    assert verify.everything().broken == []


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("statement", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_the_row_named(database: Database, statement: str) -> None:
    broken = found_after(database, statement)
    assert any(TAMPERINGS[statement] in said for said in broken), broken
