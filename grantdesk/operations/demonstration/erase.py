"""Empties a database that holds a demonstration, whole, so that it can be made anew."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, text

from grantdesk import db

# What SQLite keeps beside a database file.
_BESIDE = ("", "-wal", "-shm", "-journal")
# The functions behind the triggers; they go last, when no table needs them.
_TRIGGER_FUNCTIONS = text(
    "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
    " WHERE n.nspname = current_schema() AND p.prorettype = 'trigger'::regtype"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    " AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgfoid = p.oid)"
)


def everything(engine: Engine, tables: MetaData) -> None:
    """Remove every table of ours, what guards them, and the note of which migration they are at."""
    db.release()
    if engine.dialect.name == "sqlite":
        _remove_file(engine)
        return
    with engine.begin() as connection:
        _drop(connection, tables)
    engine.dispose()


def _remove_file(engine: Engine) -> None:
    file = engine.url.database
    engine.dispose()
    for ending in _BESIDE:
        Path(f"{file}{ending}").unlink(missing_ok=True)


def _drop(connection: Connection, tables: MetaData) -> None:
    tables.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    quote = connection.dialect.identifier_preparer.quote
    for (name,) in connection.execute(_TRIGGER_FUNCTIONS).all():
        connection.execute(text(f"DROP FUNCTION {quote(name)}()"))
