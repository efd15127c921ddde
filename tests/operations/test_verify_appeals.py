"""`verify` names the appeal, or the step taken with it, that somebody changed behind the program's back."""

from __future__ import annotations

import pytest

from grantdesk.operations import verify
from tests import appealing as given
from tests.conftest import Database
from tests.tampering import found_after


@pytest.fixture(autouse=True)
def _appealed(database: Database) -> None:
    assert database.url
    given.forward(given.look_again(given.judge(given.an_appeal(given.a_withheld_case(told=False)), "find_in_time")))


def test_appeals_as_they_were_written_are_whole() -> None:
    assert verify.everything().broken == []


TAMPERINGS = {
    "who appeals": ("UPDATE appeal SET appellant = 'Någon annan' WHERE id = 1", "appeal:1: appellant"),
    "the day it came": ("UPDATE appeal SET received_on = '2026-03-20' WHERE id = 1", "appeal:1: received_on"),
    "which decision": ("UPDATE appeal SET decision_id = 1 WHERE id = 1", "appeal:1: decision_id"),
    "its state": ("UPDATE appeal SET state = 'withdrawn' WHERE id = 1", "appeal:1: state is 'withdrawn'"),
    "why it was judged so": ("UPDATE appeal_step SET reason = 'x' WHERE id = 1", "appeal_step:1: reason"),
    "who reconsidered": (
        "UPDATE appeal_step SET recorded_by = 'Någon annan' WHERE act = 'reconsider'", "appeal_step:2: recorded_by",
    ),
    "which court": ("UPDATE appeal_step SET court = 'x' WHERE act = 'forward'", "appeal_step:3: court"),
    "a step deleted": ("DELETE FROM appeal_step WHERE id = 2", "appeal_step:2 is gone"),
    "a step added": (
        "INSERT INTO appeal_step (id, appeal_id, act, done_on, reason, recorded_at, recorded_by_id, recorded_by)"
        " SELECT 9, appeal_id, 'send_back', done_on, reason, recorded_at, recorded_by_id, recorded_by FROM appeal_step"
        " WHERE id = 1",
        "appeal_step:9 is in the database",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found(database: Database, what: str) -> None:
    statement, said = TAMPERINGS[what]
    broken = found_after(database, statement)
    assert any(said in each for each in broken), broken
