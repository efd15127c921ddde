"""`verify` names the row of a meeting, an item, an attachment or a report that somebody changed, and a file that is gone."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from grantdesk import archive, settings
from grantdesk.models.meeting import AgendaItem
from grantdesk.operations import verify
from tests import board, builders
from tests.conftest import Database
from tests.tampering import found_after

TAMPERINGS = {
    "UPDATE meeting SET day = '2026-03-15' WHERE id = 1": "meeting:1: day",
    "UPDATE meeting SET report_paragraph = 6 WHERE id = 1": "meeting:1: report_paragraph",
    "UPDATE agenda_item SET amount_ore = amount_ore + 1 WHERE id = 1": "agenda_item:1: amount_ore",
    "UPDATE agenda_item SET paragraph = 88 WHERE id = 1": "agenda_item:1: paragraph",
    "UPDATE agenda_item SET wording = 'Annat.' WHERE id = 1": "agenda_item:1: wording",
    "UPDATE agenda_attachment SET name = 'annat.pdf' WHERE id = 1": "agenda_attachment:1: name",
    "DELETE FROM delegation_report WHERE id = 1": "delegation_report:1 is gone",
}


@pytest.fixture
def reported(database: Database) -> AgendaItem:
    """A meeting that has been held: one item with an attachment decided, and one decision reported."""
    assert database.url
    builders.a_granted_case()
    item = board.an_item()
    board.attached(item)
    board.granted(item)
    meeting = item.meeting
    board.close_list(meeting)
    board.hold(meeting, 5)
    return item


def test_what_the_board_did_is_whole(reported: AgendaItem) -> None:
    assert reported.id == 1
    assert verify.everything().broken == []


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_the_row_named(
    database: Database, reported: AgendaItem, statement: str
) -> None:
    assert reported.id == 1
    broken = found_after(database, statement)
    assert any(TAMPERINGS[statement] in said for said in broken), broken


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE meeting SET place = 'x'", "meeting_never_changes_when_held"),
        ("UPDATE agenda_item SET paragraph = 9", "agenda_item_never_changes"),
        ("UPDATE agenda_attachment SET name = 'x'", "agenda_attachment_is_never_changed"),
        ("UPDATE delegation_report SET meeting_id = 1", "delegation_report_is_never_changed"),
        ("DELETE FROM delegation_report", "delegation_report_is_never_deleted"),
        ("DELETE FROM agenda_attachment", "agenda_attachment_is_never_deleted"),
        (
            "INSERT INTO delegation_report (id, decision_id, meeting_id) SELECT 99, decision_id, meeting_id"
            " FROM delegation_report",
            "delegation_report[._]decision_id",
        ),
    ],
)
def test_the_database_refuses(database: Database, reported: AgendaItem, statement: str, guard: str) -> None:
    assert reported.id == 1
    with pytest.raises(Exception, match=guard), database.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("backend", ["sqlite"])
def test_an_attachment_whose_file_is_gone_is_named(reported: AgendaItem) -> None:
    digest = board.attached(
        board.an_item(board.a_meeting(board.LATER), board.a_large_case(number="802400-2001"))
    ).digest
    assert reported.id == 1
    archive.place(settings.read().archive, digest).unlink()
    broken = verify.everything().broken
    assert any(said.startswith("agenda_attachment:") and said.endswith("is missing") for said in broken), broken
