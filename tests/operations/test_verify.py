"""`verify` passes on what the program wrote, and names the row that somebody changed behind its back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from grantdesk.models.guards import TRIGGERS
from grantdesk.operations import verify
from tests import builders
from tests.conftest import Database


@pytest.fixture
def paid(database: Database) -> Database:
    """A database with a paid case and a granted one."""
    builders.export(builders.a_batch())
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    builders.a_granted_case(builders.a_registration(given))
    return database


def behind_the_programs_back(database: Database, *statements: str) -> None:
    """Run the statements with the guards taken away, as somebody with the database's password could."""
    with database.engine.begin() as connection:
        for name in TRIGGERS[database.backend]:
            table = next(t for t in ("assessment", "decision", "event", "payment", "transfer") if name.startswith(t))
            on = f" ON {table}" if database.backend == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        for statement in statements:
            connection.execute(text(statement))


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
        "UPDATE payment SET bankgiro = '991-2346' WHERE id = 1",
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
        lambda said: "grant_case:2 is assessed" in said,
    ),
    "a payment's state": (
        "UPDATE payment SET state = 'prepared', batch_id = NULL WHERE id = 1",
        lambda said: "payment:1 is prepared" in said,
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_change_behind_the_programs_back_is_found_and_the_row_named(paid: Database, what: str) -> None:
    statements, names_it = TAMPERINGS[what]
    if paid.backend == "postgresql":
        statements = f"SET session_replication_role = replica; {statements}"
    behind_the_programs_back(paid, *statements.split(";"))
    broken = verify.everything().broken
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
