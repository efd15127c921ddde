"""Brings a database to the newest migration, and says where models, migrations and database differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Engine, inspect, text

from grantdesk.models import registry
from grantdesk.models.guards import TRIGGERS


def upgrade(engine: Engine, migrations: Path) -> None:
    """Run every migration that the database has not had."""
    with engine.begin() as connection:
        command.upgrade(_config(migrations, connection), "head")


def newest(migrations: Path) -> str:
    """The newest migration there is."""
    return ScriptDirectory.from_config(_config(migrations, None)).get_current_head() or ""


def current(engine: Engine) -> str | None:
    """The migration that the database is at; None where it has had none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def differences(engine: Engine, migrations: Path) -> list[str]:
    """Sentences on where models, migrations and database differ, names of constraints and triggers included."""
    at, head = current(engine), newest(migrations)
    found = [] if at == head else [f"the database is at migration {at or 'none'}, the newest is {head}"]
    written = (migrations / "HEAD").read_text().strip()
    if written != head:
        found.append(f"migrations/HEAD says {written}, the newest migration is {head}")
    with engine.connect() as connection:
        found += [f"models and database differ: {entry}" for entry in _schema_differences(connection)]
        found += _check_differences(connection) + _trigger_differences(connection)
    return found


def _schema_differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection)
    return list(compare_metadata(context, registry.metadata()))


def _check_differences(connection: Connection) -> list[str]:
    inspector = inspect(connection)
    found = []
    for table in registry.metadata().sorted_tables:
        wanted = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
        there = (
            {str(c["name"]) for c in inspector.get_check_constraints(table.name)}
            if inspector.has_table(table.name)
            else set()
        )
        found += [f"table {table.name} lacks the constraint {name}" for name in sorted(wanted - there)]
        found += [f"table {table.name} has a constraint that no model knows: {name}" for name in sorted(there - wanted)]
    return found


def _trigger_differences(connection: Connection) -> list[str]:
    wanted, there = set(TRIGGERS[connection.dialect.name]), _triggers(connection)
    lacks = [f"the database lacks the trigger {name}" for name in sorted(wanted - there)]
    return lacks + [f"the database has a trigger that no model knows: {name}" for name in sorted(there - wanted)]


def _triggers(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        listed = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        listed = text(
            "SELECT DISTINCT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
        )
    return {str(name) for (name,) in connection.execute(listed)}


def _config(migrations: Path, connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
