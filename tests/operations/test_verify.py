"""`verify` passes on what the program wrote, and names the row that somebody changed behind its back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.models import registry, witness
from grantdesk.models.event import Event
from grantdesk.models.guards import TRIGGERS
from grantdesk.operations import verify
from grantdesk.queries import history
from tests import builders
from tests.conftest import Database
from tests.tampering import behind_the_programs_back, found_after


@pytest.fixture
def paid(database: Database) -> Database:
    """A database with a paid case and a granted one."""
    builders.export(builders.a_batch())
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    builders.a_granted_case(builders.a_registration(given))
    return database


def test_what_the_program_wrote_is_whole(paid: Database) -> None:
    found = verify.everything()
    assert found.broken == []
    assert found.length > 10
    assert len(found.head) == 64
    assert paid.backend in TRIGGERS


TAMPERINGS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "one öre of a transfer": (
        "UPDATE transfer SET amount_ore = amount_ore + 1 WHERE id = 1",
        lambda said: "transfer:1: amount_ore" in said,
    ),
    "one öre of a decision": (
        "UPDATE decision SET granted_ore = granted_ore + 1 WHERE id = 1",
        lambda said: "decision:1: granted_ore" in said,
    ),
    "one öre of a payment": (
        "UPDATE payment SET amount_ore = amount_ore - 1 WHERE id = 1",
        lambda said: "payment:1: amount_ore" in said,
    ),
    "where a payment goes": (
        "UPDATE payment SET payee_id = NULL, bankgiro = '991-2346' WHERE id = 1",
        lambda said: "payment:1: bankgiro" in said,
    ),
    "an event's text": (
        "UPDATE event SET text = replace(text, 'case.granted', 'case.granten') WHERE kind = 'case.granted'",
        lambda said: "has been changed" in said,
    ),
    "an event's actor": (
        "UPDATE event SET actor = 'Någon annan' WHERE position = 6",
        lambda said: "event 6" in said and "column actor" in said,
    ),
    "a deleted event": ("DELETE FROM event WHERE position = 7", lambda said: "event 7 is missing" in said),
    "the last event deleted": (
        "DELETE FROM event WHERE position = (SELECT max(position) FROM event)",
        lambda said: "chain_head says" in said,
    ),
    "two events changing places": (
        "UPDATE event SET position = CASE position WHEN 8 THEN 9009 ELSE 9008 END WHERE position IN (8, 9);"
        "UPDATE event SET position = position - 9000 WHERE position > 9000",
        lambda said: "does not follow" in said or "column position" in said,
    ),
    "a deleted transfer": ("DELETE FROM transfer WHERE id = 2", lambda said: "transfer:2 is gone" in said),
    "an inserted transfer": (
        "INSERT INTO transfer (id, key, code, from_account, to_account, amount_ore, case_id, objective, booked_on, booked_at)"
        " SELECT 999, 'x', code, from_account, to_account, 1, case_id, objective, booked_on, booked_at FROM transfer"
        " WHERE id = 1",
        lambda said: "transfer:999 is in the database" in said,
    ),
    "a case's state": (
        "UPDATE grant_case SET status = 'assessed' WHERE id = 2",
        lambda said: "grant_case:2: status is 'assessed'" in said,
    ),
    "costs approved in a claim that has been paid": (
        "UPDATE claim SET approved_ore = approved_ore - 100 WHERE id = 1",
        lambda said: "claim:1: approved_ore" in said,
    ),
    "costs in kind": ("UPDATE claim SET in_kind_ore = 100 WHERE id = 1", lambda said: "claim:1: in_kind_ore" in said),
    "a cost applied for": (
        "UPDATE cost_line SET amount_ore = amount_ore + 1 WHERE id = 1",
        lambda said: "cost_line:1: amount_ore" in said,
    ),
    "a deleted cost": ("DELETE FROM cost_line WHERE id = 1", lambda said: "cost_line:1 is gone" in said),
    "which objective a case serves": (
        "UPDATE case_objective SET share = 5999 WHERE id = 1",
        lambda said: "case_objective:1: share" in said,
    ),
    "where a case works": (
        "UPDATE grant_case SET municipality = '1904' WHERE id = 1",
        lambda said: "grant_case:1: municipality" in said,
    ),
    "who leads a company": (
        "UPDATE grant_case SET led_by = 'man' WHERE id = 1",
        lambda said: "grant_case:1: led_by" in said,
    ),
    "whose case it is": (
        "UPDATE organisation SET number = '559900-9009' WHERE id = 1",
        lambda said: "organisation:1: number" in said,
    ),
    "when a decision was recorded": (
        "UPDATE decision SET recorded_at = '2026-03-13 09:00:00+00:00' WHERE id = 1",
        lambda said: "decision:1: recorded_at" in said,
    ),
    "what the rules answered": (
        "UPDATE assessment SET answer = '{}' WHERE id = 1",
        lambda said: "assessment:1: answer" in said,
    ),
    "who attested": (
        "UPDATE payment SET attested_by_id = (SELECT max(id) FROM user_account) WHERE id = 1",
        lambda said: "payment:1: attested_by_id" in said,
    ),
    "an answer to a check": (
        "UPDATE check_note SET answer = 'no' WHERE id = 1",
        lambda said: "check_note:1: answer is 'no'" in said,
    ),
    "the remark on a check": (
        "UPDATE check_note SET remark = 'Inga skulder' WHERE id = 1",
        lambda said: "check_note:1: remark" in said,
    ),
    "the words that a check was put in": (
        "UPDATE check_note SET asked = '{}' WHERE id = 1",
        lambda said: "check_note:1: asked" in said,
    ),
    "the day of a batch": (
        "UPDATE batch SET exported_on = '2026-03-15' WHERE id = 1",
        lambda said: "batch:1: exported_on" in said,
    ),
    "somebody's position": (
        "UPDATE user_account SET position = 'director', role = 'decider' WHERE id = 1",
        lambda said: "user_account:1: position" in said,
    ),
    "somebody's password": (
        "UPDATE user_account SET password_hash = 'x' WHERE id = 1",
        lambda said: "user_account:1: password_hash" in said,
    ),
    "somebody let in": (
        "INSERT INTO user_account (id, email, name, sort_key, role, position, password_hash, active, created_at)"
        " SELECT 999, 'x@example.org', name, sort_key, role, position, password_hash, active, created_at"
        " FROM user_account WHERE id = 1",
        lambda said: "user_account:999 is in the database" in said,
    ),
    "a euro rate": (
        "UPDATE exchange_rate SET sek_per_eur = '9.0000' WHERE rate_on = '2025-03-14'",
        lambda said: "exchange_rate:2025-03-14: sek_per_eur" in said,
    ),
    "which goal area an objective belongs to": (
        "UPDATE objective SET goal_area = (SELECT max(code) FROM goal_area)",
        lambda said: ": goal_area is" in said,
    ),
    "a text that is no text": (
        "UPDATE event SET text = 'x' WHERE position = 6",
        lambda said: "nobody can read" in said,
    ),
    "a payment's state": (
        "UPDATE payment SET state = 'prepared', batch_id = NULL WHERE id = 1",
        lambda said: "payment:1: state is 'prepared'" in said,
    ),
}


def test_a_change_that_a_later_act_has_followed_is_found_all_the_same(paid: Database) -> None:
    claim = builders.a_claim()
    payment = builders.a_payment(claim)
    behind_the_programs_back(paid, "UPDATE claim SET approved_ore = 1 WHERE state = 'approved'")
    builders.export(builders.a_batch(builders.an_attested_payment(payment)))
    assert any(f"claim:{claim.id}: approved_ore" in said for said in verify.everything().broken)


def test_every_table_is_vouched_for_but_those_that_count_or_are_the_history() -> None:
    tables = set(registry.metadata().tables)
    assert tables - witness.vouched().keys() == {"chain_head", "event", "log_in_attempt", "number_series"}


@pytest.mark.parametrize("backend", ["postgresql"])
def test_what_is_done_while_it_is_verified_is_not_taken_for_tampering(
    paid: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paid.backend == "postgresql"
    whole_chain = history.chain

    def register_a_case() -> None:
        builders.a_case()
        db.release()

    def interrupted() -> Iterator[Event]:
        yield from whole_chain()
        other = threading.Thread(target=register_a_case)
        other.start()
        other.join(timeout=60)

    monkeypatch.setattr(history, "chain", interrupted)
    assert verify.everything().broken == []


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_the_row_named(paid: Database, what: str) -> None:
    statements, names_it = TAMPERINGS[what]
    broken = found_after(paid, *statements.split(";"))
    assert any(names_it(said) for said in broken), broken


@pytest.mark.parametrize("table", ["assessment", "decision", "event", "transfer"])
@pytest.mark.parametrize("act", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_or_delete(paid: Database, table: str, act: str) -> None:
    column = {"event": "kind"}.get(table, "case_id")
    with (
        pytest.raises(Exception, match=f"{table}_is_never_(changed|deleted)"),
        paid.engine.begin() as connection,
    ):
        connection.execute(text(act.format(table=table, column=column)))


@pytest.mark.parametrize("backend", ["postgresql"])
def test_postgresql_refuses_to_empty_a_table_that_is_only_added_to(paid: Database) -> None:
    with pytest.raises(Exception, match="is_never_emptied"), paid.engine.begin() as connection:
        connection.execute(text("TRUNCATE transfer CASCADE"))


@pytest.mark.parametrize("backend", ["sqlite"])
def test_sqlite_refuses_to_replace_a_row_that_is_only_added_to(paid: Database) -> None:
    with pytest.raises(Exception, match="transfer_is_never_deleted"), paid.engine.begin() as connection:
        connection.execute(text("INSERT OR REPLACE INTO transfer SELECT * FROM transfer WHERE id = 1"))


def test_the_database_refuses_to_take_more_than_a_commitment_holds(paid: Database) -> None:
    take = text(
        "INSERT INTO transfer (key, code, from_account, to_account, amount_ore, case_id, objective, booked_on, booked_at)"
        " SELECT 'more', 'released', 'commitment', 'frame', 100000000000, case_id, objective, booked_on, booked_at"
        " FROM transfer WHERE id = 1"
    )
    with pytest.raises(Exception, match="transfer_never_overdraws"), paid.engine.begin() as connection:
        connection.execute(take)
