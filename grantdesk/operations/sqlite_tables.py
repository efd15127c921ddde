"""Edits how a table of SQLite is written down, for migrations: constraints change in place, and rows and triggers stay.

SQLite cannot alter a constraint. To make the table anew would drop its triggers and rows, with it for a moment the promise
that nothing is ever deleted. SQLite's own documentation gives this way (lang_altertable, section 7) for changes that do not
concern how rows are stored: CHECK, NOT NULL taken away, defaults.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text


def edit(connection: Connection, table: str, changes: Mapping[str, str]) -> None:
    """Replace each old wording in the table's definition, which must stand there exactly once; raises LookupError."""
    found = text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
    written = str(connection.execute(found, {"table": table}).scalar_one())
    for old, new in changes.items():
        if written.count(old) != 1:
            raise LookupError(f"{table} is not written with {old!r} exactly once")
        written = written.replace(old, new)
    version = int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    try:
        put = text("UPDATE sqlite_master SET sql = :written WHERE type = 'table' AND name = :table")
        connection.execute(put, {"written": written, "table": table})
        # Whoever reads the schema next, this connection too, reads it anew.
        connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def with_checks(connection: Connection, table: str, checks: Mapping[str, str]) -> None:
    """Add named CHECK constraints, as `edit` does: last in the definition."""
    found = text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
    written = str(connection.execute(found, {"table": table}).scalar_one())
    added = "".join(f", \n\tCONSTRAINT {name} CHECK ({said})" for name, said in checks.items())
    body, bracket, after = written.rpartition(")")
    edit(connection, table, {written: f"{body.rstrip()}{added}\n{bracket}{after}"})
