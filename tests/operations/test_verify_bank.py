"""`verify` names a file of the bank's, an answer or a remark that somebody changed behind the program's back."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk import archive, db, settings
from grantdesk.actions import answer
from grantdesk.models.payment import Batch
from grantdesk.operations import verify
from grantdesk.queries import bank_files
from tests import bank, builders
from tests.conftest import Database
from tests.tampering import found_after

ON = date(2026, 3, 18)
TAMPERINGS = {
    "the name of a file": ("UPDATE bank_file SET name = 'x'", "bank_file:1: name is"),
    "which file it was": ("UPDATE bank_file SET digest = 'x'", "bank_file:1: digest is"),
    "who brought it in": ("UPDATE bank_file SET brought_by = 'x'", "bank_file:1: brought_by is"),
    "what the bank said": ("UPDATE bank_answer SET status = 'paid' WHERE id = 1", "bank_answer:1: status is"),
    "how much it said": ("UPDATE bank_answer SET amount_ore = 1 WHERE id = 2", "bank_answer:2: amount_ore is"),
    "why": ("UPDATE bank_answer SET reason = 'x' WHERE id = 2", "bank_answer:2: reason is"),
    "what it did": ("UPDATE bank_answer SET outcome = 'unknown' WHERE id = 2", "bank_answer:2: outcome is"),
    "an answer that is gone": ("DELETE FROM bank_answer WHERE id = 2", "bank_answer:2 is gone"),
    "what was done about it": ("UPDATE bank_remark SET remark = 'x'", "bank_remark:3: remark is"),
    "an answer put in": (
        "INSERT INTO bank_answer SELECT 99, bank_file_id, 99, reference, batch, status, amount_ore, currency, answered_on,"
        " reason, bank_reference, booked, 'told_before', hindrance, payment_id FROM bank_answer WHERE id = 2",
        "bank_answer:99 is in the database",
    ),
}


@pytest.fixture
def kept(database: Database) -> Database:
    """A database with a file of the bank's: one payment confirmed, and one unknown that somebody has seen to."""
    builders.an_exported_payment()
    with db.transaction(at=builders.moment(ON)):
        batch = db.session.query(Batch).one()
    told = [*bank.payments_of(batch), bank.Told("UT-2026-9999", "1.00")]
    file = bank.bring_in(bank.status_report(batch.number, told, on=ON), on=ON)
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment(ON)):
        answer.see_to(bank_files.answer_for_act(file.id, 3), "Banken har en gammal fil.", by=by)
    return database


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_change_is_found_and_the_row_named(kept: Database, what: str) -> None:
    statement, named = TAMPERINGS[what]
    assert verify.everything().broken == []
    broken = found_after(kept, statement)
    assert any(named in said for said in broken), broken


@pytest.mark.usefixtures("kept")
def test_a_file_of_the_banks_that_is_gone_or_changed_is_named() -> None:
    (file,) = bank_files.every_file()
    db.session.rollback()
    place = archive.place(settings.read().archive, file.digest)
    content = place.read_bytes()
    place.chmod(0o640)
    place.write_bytes(content.replace(b"ACSC", b"RJCT"))
    (said,) = verify.everything().broken
    assert said.startswith("bank_file:1 (svar.xml): its file")
    place.unlink()
    (said,) = verify.everything().broken
    assert said.endswith("is missing")
