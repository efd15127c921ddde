"""Somebody with the database's password, who changes what is kept without the program."""

from __future__ import annotations

from sqlalchemy import text

from grantdesk.models.guards import TRIGGERS
from grantdesk.operations import verify
from tests.conftest import Database

_TABLE_OF = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = :name"


def behind_the_programs_back(database: Database, *statements: str) -> None:
    """Run the statements with the guards taken away."""
    with database.engine.begin() as connection:
        # Where a trigger is on PostgreSQL says the database itself: not every name begins with its table's.
        on = " ON {}" if database.backend == "postgresql" else ""
        for name in TRIGGERS[database.backend]:
            table = connection.execute(text(_TABLE_OF), {"name": name}).scalar_one() if on else ""
            connection.execute(text(f"DROP TRIGGER {name}{on.format(table)}"))
        for statement in statements:
            connection.execute(text(statement))


def found_after(database: Database, *statements: str) -> list[str]:
    """What `verify` finds once the statements have been run with the guards and the foreign keys taken away."""
    without_keys = ["SET session_replication_role = replica"] if database.backend == "postgresql" else []
    behind_the_programs_back(database, *without_keys, *statements)
    return verify.everything().broken
