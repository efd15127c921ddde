"""`verify` names the row of a claim's papers that somebody changed, and a file that is gone; the database refuses the change."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from grantdesk import archive, db, settings
from grantdesk.actions import claim_papers
from grantdesk.actions.claim_papers import Purchase
from grantdesk.models.claim import Claim
from grantdesk.operations import claim_file, verify
from grantdesk.queries import payouts
from tests import builders, claiming
from tests.builders import DAY
from tests.conftest import Database
from tests.tampering import found_after

TABLES = (
    "claim_attachment", "claim_check_note", "claim_line_file", "inspector_report", "procurement_note", "progress_report",
)  # fmt: skip
TAMPERINGS = {
    "UPDATE claim_attachment SET kind = 'other' WHERE id = 1": "claim_attachment:1: kind",
    "UPDATE claim_attachment SET name = 'annan.pdf' WHERE id = 1": "claim_attachment:1: name",
    "UPDATE claim_attachment SET digest = 'x' WHERE id = 1": "claim_attachment:1: digest",
    "UPDATE claim_check_note SET answer = 'no' WHERE id = 1": "claim_check_note:1: answer",
    "UPDATE claim_line_file SET row_count = 2 WHERE id = 1": "claim_line_file:1: row_count",
    "UPDATE inspector_report SET finding = 'in_order' WHERE id = 1": "inspector_report:1: finding",
    "UPDATE inspector_report SET remark = 'Inget.' WHERE id = 1": "inspector_report:1: remark",
    "UPDATE procurement_note SET manner = 'tender' WHERE id = 1": "procurement_note:1: manner",
    "UPDATE progress_report SET results = 'Allt.' WHERE id = 1": "progress_report:1: results",
    "DELETE FROM progress_report WHERE id = 1": "progress_report:1 is gone",
}
ROWS = "kostnadsslag;netto;leverantör\r\npersonal;1 000,50;Påhittade Löner AB\r\n".encode()


@pytest.fixture
def with_papers(database: Database) -> Claim:
    """A draft with something in every table of papers."""
    assert database.url
    case = builders.a_granted_case(builders.a_registration(builders.project_facts()))
    claim = claiming.a_draft(case)
    by, terms = builders.a_user(), builders.terms()
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        read = claim_file.read("rader.csv", ROWS, found)
        claim_file.everything(read, found, by=by, on=DAY, county=terms.county)
        claiming.inspected(found, by=by, finding="remarks", remark="Skylten saknas.")
        claim_papers.note_purchase(found, Purchase("Påhittade Löner AB", "direct"), by=by, on=DAY)
        claiming.see_to(found, by=by)
    return claim


def test_papers_as_the_program_wrote_them_are_whole(with_papers: Claim) -> None:
    assert with_papers.id == 1
    assert verify.everything().broken == []


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_the_row_named(
    database: Database, with_papers: Claim, statement: str
) -> None:
    assert with_papers.id == 1
    broken = found_after(database, statement)
    assert any(TAMPERINGS[statement] in said for said in broken), broken


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("done", ["changed", "deleted"])
def test_the_database_refuses(database: Database, with_papers: Claim, table: str, done: str) -> None:
    assert with_papers.id == 1
    statement = f"DELETE FROM {table}" if done == "deleted" else f"UPDATE {table} SET claim_id = claim_id"  # noqa: S608
    with pytest.raises(Exception, match=f"{table}_is_never_{done}"), database.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("backend", ["sqlite"])
def test_an_attachment_whose_file_is_gone_or_another_is_named(with_papers: Claim) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        kept = claiming.attached(payouts.claim_for_act(with_papers.id, by=by), "invoice", "faktura.pdf", by=by).digest
    file = archive.place(settings.read().archive, kept)
    file.chmod(0o640)
    file.write_bytes(b"%PDF-1.7 another")
    assert any("claim_attachment:2 (claim:1): its file" in said for said in verify.everything().broken)
    file.unlink()
    assert any("claim_attachment:2 (claim:1)" in said and "is missing" in said for said in verify.everything().broken)
