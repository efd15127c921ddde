"""What was laid down and by whom is as history says, or `grantdesk verify` names the row."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk.operations import verify
from tests import laying_down
from tests.conftest import Database
from tests.rule_texts import a_version
from tests.tampering import found_after

# What somebody with the database's password could do, and what then is said.
TAMPERINGS = {
    "the text of a published version": (
        "UPDATE rule_version SET text = replace(text, '80000.00', '90000.00') WHERE id = 1",
        ("rule_version:1: text", "its text is not the one that was approved"),
    ),
    "its first day": ("UPDATE rule_version SET first_day = '2026-06-01' WHERE id = 1", ("rule_version:1: first_day",)),
    "who approved it": (
        "UPDATE rule_version SET approved_by_id = (SELECT max(id) FROM user_account) WHERE id = 1",
        ("rule_version:1: approved_by_id",),
    ),
    "what the simulation showed": (
        "UPDATE rule_version SET simulation = '{}' WHERE id = 2",
        ("rule_version:2: simulation",),
    ),
    "who wrote in it": (
        "DELETE FROM rule_version_author WHERE version_id = 1",
        ("rule_version_author:1,",),
    ),
    "a version that nobody laid down": (
        "INSERT INTO rule_version (id, of_file, text, digest, first_day, state, returned, drafted_by_id, drafted_at)"
        " SELECT 9, of_file, text, digest, first_day, 'drafted', '', drafted_by_id, drafted_at FROM rule_version WHERE id = 1",
        ("rule_version:9 is in the database",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_the_version_named(database: Database, what: str) -> None:
    laying_down.publish()
    laying_down.submitted(a_version('"70000.00"', first_day=date(2028, 1, 1)))
    assert verify.everything().broken == []
    statement, names_it = TAMPERINGS[what]
    broken = found_after(database, *statement.split(";"))
    for said in names_it:
        assert any(said in one for one in broken), broken
