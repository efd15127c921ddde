"""`verify` names a mark, an answer or an export of the diary that somebody changed behind the program's back."""

from __future__ import annotations

from io import BytesIO

import pytest

from grantdesk import clock, db
from grantdesk.actions import extract
from grantdesk.actions.extract import Extract
from grantdesk.operations import verify
from tests import builders, disclosing
from tests.builders import DAY
from tests.conftest import Database
from tests.tampering import found_after

TAMPERINGS = {
    "the ground of a mark": (
        "UPDATE secrecy_mark SET ground = 'third_party'",
        "secrecy_mark:1: ground is 'third_party'",
    ),
    "why a field is marked": ("UPDATE secrecy_mark SET reason = 'Annat'", "secrecy_mark:1: reason is"),
    "a mark that is gone": ("DELETE FROM secrecy_mark", "secrecy_mark:1 is gone"),
    "who asked": ("UPDATE disclosure SET asker = 'Någon'", "disclosure:1: asker is"),
    "what was masked": ("UPDATE disclosure SET answers = '[]'", "disclosure:1: answers is"),
    "which copy was given out": ("UPDATE disclosure SET digest = 'another'", "disclosure:1: digest is"),
    "how far an export went": ("UPDATE diary_export SET up_to = 1", "diary_export:1: up_to is 1"),
    "an export that is gone": ("DELETE FROM diary_export", "diary_export:1 is gone"),
}


@pytest.fixture
def kept(database: Database) -> Database:
    """A database with a mark, a copy that was given out, and an export of the diary."""
    case, by = builders.a_case(), builders.a_user("controller")
    disclosing.mark(case, "costs")
    disclosing.give_out(case)
    with db.transaction(at=builders.moment()):
        extract.to_file(Extract(None, "sv", clock.LOCAL), BytesIO(), by=by, on=DAY)
    return database


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_change_is_found_and_the_row_named(kept: Database, what: str) -> None:
    statement, named = TAMPERINGS[what]
    assert verify.everything().broken == []
    broken = found_after(kept, statement)
    assert any(named in said for said in broken), broken
