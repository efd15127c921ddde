"""`verify` names the repayment, plan, loss or court claim that somebody changed behind the program's back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grantdesk.domain.money import Money
from grantdesk.operations import verify
from tests import recovering
from tests.conftest import Database
from tests.recovering import DUE
from tests.tampering import found_after

LATER = DUE + timedelta(days=40)


@pytest.fixture(autouse=True)
def _repaid(database: Database) -> None:
    assert database.url
    recovery = recovering.a_recovery()
    recovering.planned(recovery, [(DUE, 20_000), (LATER, 15_000)])
    recovering.reversed_again(recovery, recovering.repaid(recovery, Money.kronor(7), reference="OCR 0"))
    recovering.repaid(recovery, Money.kronor(20_000))
    recovering.confirmed(recovery, recovering.proposed(recovery, Money.kronor(5_000)))
    recovering.handed_over(recovery)


def test_what_came_back_as_it_was_written_is_whole() -> None:
    assert verify.everything().broken == []


TAMPERINGS = {
    "UPDATE repayment SET amount_ore = amount_ore + 1, capital_ore = capital_ore + 1 WHERE id = 2": "repayment:2: ",
    "UPDATE repayment SET received_on = '2026-05-01' WHERE id = 2": "repayment:2: received_on",
    "UPDATE repayment SET reference = 'OCR 9' WHERE id = 2": "repayment:2: reference",
    "UPDATE repayment SET noted_by = 'Någon annan' WHERE id = 2": "repayment:2: noted_by",
    "UPDATE repayment SET reversed_because = 'x' WHERE id = 1": "repayment:1: reversed_because",
    "DELETE FROM repayment WHERE id = 2": "repayment:2 is gone",
    "UPDATE repayment_plan SET reason = 'x' WHERE id = 1": "repayment_plan:1: reason",
    "UPDATE planned_repayment SET due_on = '2027-01-01' WHERE id = 2": "planned_repayment:2: due_on",
    "DELETE FROM planned_repayment WHERE id = 1": "planned_repayment:1 is gone",
    "UPDATE loss SET capital_ore = 1 WHERE id = 1": "loss:1: capital_ore",
    "UPDATE loss SET ground = 'cost' WHERE id = 1": "loss:1: ground",
    "UPDATE loss SET settled_by = 'Någon annan' WHERE id = 1": "loss:1: settled_by",
    "UPDATE court_claim SET interest_ore = 0 WHERE id = 1": "court_claim:1: interest_ore",
    "UPDATE court_claim SET reference = 'x' WHERE id = 1": "court_claim:1: reference",
}


# Whether a row says what history says is asked in the same words of both databases.
@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("statement", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_the_row_named(database: Database, statement: str) -> None:
    broken = found_after(database, statement)
    assert any(TAMPERINGS[statement] in said for said in broken), broken


GUARDED = {
    "UPDATE repayment SET amount_ore = 1 WHERE id = 2": "repayment_never_changes",
    "UPDATE repayment SET state = 'noted' WHERE id = 1": "repayment_never_changes",
    "DELETE FROM repayment": "repayment_is_never_deleted",
    "UPDATE repayment_plan SET reason = 'x'": "repayment_plan_never_changes",
    "UPDATE planned_repayment SET amount_ore = 1": "planned_repayment_is_never_changed",
    "DELETE FROM planned_repayment": "planned_repayment_is_never_deleted",
    "UPDATE loss SET capital_ore = 1": "loss_never_changes",
    "DELETE FROM loss": "loss_is_never_deleted",
    "UPDATE court_claim SET papers = '[]'": "court_claim_never_changes",
    "DELETE FROM court_claim": "court_claim_is_never_deleted",
    "INSERT INTO loss (decision_id, capital_ore, interest_ore, ground, reason, state, proposed_on, proposed_at,"
    " proposed_by_id, proposed_by, settled_on, settled_at, settled_by_id, settled_by, position, delegation)"
    " SELECT decision_id, 1, 0, ground, reason, state, proposed_on, proposed_at, proposed_by_id, proposed_by,"
    " settled_on, settled_at, settled_by_id, settled_by, position, delegation FROM loss": "loss_is_proposed_first",
}


@pytest.mark.parametrize("statement", GUARDED)
def test_the_database_refuses_it_by_name(database: Database, statement: str) -> None:
    with database.engine.connect() as connection, pytest.raises(IntegrityError, match=GUARDED[statement]):
        connection.execute(text(statement))
