"""The database: one session a thread, and one way to commit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from grantdesk.domain.refusal import Refused
from grantdesk.domain.sentences import SENTENCES

_sessions: sessionmaker[Session] = sessionmaker(expire_on_commit=False)
session = scoped_session(_sessions)

_MOMENT, _LAST = "moment", "last"
# How long, in seconds, a writer on SQLite waits for the one before it.
_SQLITE_PATIENCE = 30
# PostgreSQL's codes for a deadlock, a lock that was not had in time, and a transaction that must be done again.
_POSTGRESQL_WAITED = ("40P01", "55P03", "40001")


def connect(url: str) -> Engine:
    """Use the database at `url` from now on; SQLite and PostgreSQL (psycopg 3) are known."""
    release()
    engine = make_url(url)
    made = _sqlite(url) if engine.get_backend_name() == "sqlite" else create_engine(url, pool_pre_ping=True)
    _sessions.configure(bind=made)
    return made


def engine() -> Engine:
    bound = session.get_bind()
    assert isinstance(bound, Engine)  # noqa: S101 - connect() binds nothing else
    return bound


def release() -> None:
    """Give the thread's session back; what was not committed is gone."""
    session.remove()


@contextmanager
def transaction(*, at: datetime) -> Iterator[None]:
    """The only commit: all that happens inside is written, or nothing is. `at` is the moment the act is done (UTC).

    The read transaction that came before is ended first, so that what is found inside is what is there now. On SQLite
    writers queue here (BEGIN IMMEDIATE); on PostgreSQL the finder locks the rows it is about to change.
    A violated constraint that has a sentence becomes `Refused`, and so does having waited too long for somebody else.
    """
    if _MOMENT in session.info:
        raise RuntimeError("an act is already under way; one action per transaction")
    session.rollback()
    session.info.update({_MOMENT: at, _LAST: []})
    try:
        session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        yield
        session.flush()
        for write in session.info[_LAST]:
            write()
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise _as_refusal(error) or error from error
    except OperationalError as error:
        session.rollback()
        raise _as_busy(error) or error from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.clear()


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is as it was at one moment, whatever others write meanwhile."""
    session.rollback()
    # SQLite's read transactions are so by themselves; PostgreSQL's see every commit unless they are asked not to.
    repeatable = {"isolation_level": "REPEATABLE READ"} if engine().dialect.name == "postgresql" else {}
    session.connection(execution_options=repeatable)
    try:
        yield
    finally:
        session.rollback()


def moment() -> datetime:
    """The moment of the act under way; only inside `transaction`."""
    at: datetime = session.info[_MOMENT]
    return at


def at_the_end(write: Callable[[], None]) -> None:
    """Have `write` called once, after all else that the act writes and just before the commit."""
    waiting: list[Callable[[], None]] = session.info[_LAST]
    if write not in waiting:
        waiting.append(write)


def _sqlite(url: str) -> Engine:
    made = create_engine(url, connect_args={"timeout": _SQLITE_PATIENCE})

    @event.listens_for(made, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN is switched off; ours (below) is IMMEDIATE where an act begins.
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "recursive_triggers=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return made


def _as_refusal(error: IntegrityError) -> Refused | None:
    key = f"constraint.{violated_constraint(error)}"
    return Refused(key) if key in SENTENCES else None


def _as_busy(error: OperationalError) -> Refused | None:
    waited = getattr(error.orig, "sqlstate", None) in _POSTGRESQL_WAITED
    return Refused("database.busy") if waited or "database is locked" in str(error.orig) else None


def violated_constraint(error: IntegrityError) -> str:
    """The name of the constraint or trigger that `error` is about."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None and diagnosis.constraint_name:
        return str(diagnosis.constraint_name)
    said = str(error.orig)
    if unique := re.search(r"UNIQUE constraint failed: (.+)", said):
        columns = [column.strip().split(".") for column in unique[1].split(",")]
        return _unique_on_sqlite(columns[0][0], [name for _, name in columns])
    if check := re.search(r"CHECK constraint failed: (\w+)", said):
        return check[1]
    return said.splitlines()[0].strip()


def _unique_on_sqlite(table: str, columns: list[str]) -> str:
    """SQLite names the columns and not the index; an index over some of the rows has a name of its own."""
    there = inspect(engine()).get_indexes(table)
    named = [str(index["name"]) for index in there if index["unique"] and index["column_names"] == columns]
    return named[0] if named else "_".join(["uq", table, *columns])
