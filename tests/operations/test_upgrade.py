"""The migrations give what the models say, names included, and `db check` sees where they do not."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from grantdesk import settings
from grantdesk.models.guards import TRIGGERS
from grantdesk.operations import upgrade
from tests.conftest import Database

MIGRATIONS = settings.migrations_folder()


def test_models_migrations_and_database_agree(database: Database) -> None:
    assert upgrade.differences(database.engine, MIGRATIONS) == []


def test_upgrading_what_is_newest_changes_nothing(database: Database) -> None:
    upgrade.upgrade(database.engine, MIGRATIONS)
    assert upgrade.current(database.engine) == upgrade.newest(MIGRATIONS)
    assert upgrade.differences(database.engine, MIGRATIONS) == []


def test_a_trigger_that_is_gone_is_seen(database: Database) -> None:
    on = " ON transfer" if database.backend == "postgresql" else ""
    with database.engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER transfer_is_never_changed{on}"))
    assert "the database lacks the trigger transfer_is_never_changed" in upgrade.differences(
        database.engine, MIGRATIONS
    )


def test_a_table_that_no_model_knows_is_seen(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE stray (id INTEGER PRIMARY KEY)"))
    assert any("stray" in said for said in upgrade.differences(database.engine, MIGRATIONS))


@pytest.mark.parametrize("backend", ["postgresql"])
def test_a_constraint_that_is_gone_is_seen(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE payment DROP CONSTRAINT ck_payment_two_pairs_of_eyes"))
    found = upgrade.differences(database.engine, MIGRATIONS)
    assert found == ["table payment lacks the constraint ck_payment_two_pairs_of_eyes"]


@pytest.mark.parametrize("backend", ["sqlite"])
def test_every_guard_of_sqlite_is_a_guard_of_postgresql_too(database: Database) -> None:
    assert database.backend == "sqlite"
    assert set(TRIGGERS["sqlite"]) < set(TRIGGERS["postgresql"])
