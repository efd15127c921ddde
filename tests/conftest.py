"""The ground that tests stand on: a database that is a copy of a template, on SQLite and on a real PostgreSQL.

No test deletes rows. A template is made once a run, by the first test process that asks; each test gets a copy.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine

from grantdesk import db, settings
from grantdesk.actions import sign_in
from tests import parts, postgres
from tests.template_databases import ANOTHER, TemplateDatabases

if TYPE_CHECKING:
    from flask import Flask

    from tests.strict_client import StrictClient

GROUND = "GRANTDESK_TEST_GROUND"
# Its hundreds of addresses and templates are the same for every test; to compile them took longer than most tests do.
_BUILT: list[Flask] = []


def pytest_configure(config: pytest.Config) -> None:
    # Argon2id all the same, at a cost that thousands of users can pay: what a test is about is seldom the password.
    sign_in.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    if _leads(config):
        os.environ[GROUND] = tempfile.mkdtemp(prefix="grantdesk-")
        # Whoever ends the run politely gets what Ctrl-C gets: the server is stopped and its folder removed.
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _leads(config) and (ground := os.environ.pop(GROUND, None)):
        try:
            postgres.stop(Path(ground))
        finally:
            shutil.rmtree(ground, ignore_errors=True)


def _leads(config: pytest.Config) -> bool:
    """Whether this is the process that was started by hand, and not one that it started."""
    return not hasattr(config, "workerinput")


@dataclass(frozen=True)
class Database:
    """A database of the test's own, which `grantdesk.db` is connected to."""

    backend: str
    url: str
    engine: Engine


@pytest.fixture(scope="session")
def ground() -> Path:
    """A directory that all test processes of this run share."""
    return Path(os.environ[GROUND])


@pytest.fixture(scope="session")
def templates(ground: Path) -> TemplateDatabases:
    return TemplateDatabases(ground)


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Both databases, one after the other. A test that needs only one says `parametrize("backend", ["sqlite"])`."""
    return str(request.param)


@pytest.fixture
def database(
    backend: str, templates: TemplateDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A migrated database with the region's reference data, frames with room for whatever a test grants, and no cases."""
    yield from _copied(templates, backend, "framed", tmp_path, monkeypatch)


@pytest.fixture
def untouched(
    backend: str, templates: TemplateDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A migrated database with the region's reference data, in which nobody has done anything."""
    yield from _copied(templates, backend, "reference", tmp_path, monkeypatch)


@pytest.fixture
def another_county(
    backend: str, templates: TemplateDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A migrated database of the invented county, which the settings name too, with frames and no cases."""
    monkeypatch.setenv("GRANTDESK_REGION", ANOTHER)
    yield from _copied(templates, backend, "another county", tmp_path, monkeypatch)


@pytest.fixture
def demonstration(
    backend: str, templates: TemplateDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A database with the whole demonstration."""
    yield from _copied(templates, backend, "demonstration", tmp_path, monkeypatch)


@pytest.fixture
def ten_cases(
    backend: str, templates: TemplateDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A database with ten cases, in every stage of life."""
    yield from _copied(templates, backend, "ten cases", tmp_path, monkeypatch)


@pytest.fixture
def three_hundred_cases(
    backend: str, templates: TemplateDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A database with three hundred cases, in the same stages."""
    yield from _copied(templates, backend, "three hundred cases", tmp_path, monkeypatch)


def _copied(
    templates: TemplateDatabases, backend: str, content: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    name = f"test_{uuid.uuid4().hex[:12]}"
    try:
        url = templates.copy(backend, content, name, folder)
    except postgres.NoPostgres as lacking:
        parts.lacking("postgres", str(lacking))
    monkeypatch.setenv("GRANTDESK_INSTANCE", str(folder / "instance"))
    monkeypatch.setenv("GRANTDESK_DATABASE_URL", url)
    engine = db.connect(url)
    try:
        yield Database(backend, url, engine)
    finally:
        db.release()
        db.engine().dispose()
        engine.dispose()
        templates.drop(backend, name)


@contextmanager
def a_copy(
    templates: TemplateDatabases, backend: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """As `database`, for a test that needs one after the other."""
    yield from _copied(templates, backend, "framed", folder, monkeypatch)


@pytest.fixture
def app(database: Database) -> Flask:
    """The program over the test's database."""
    return made_over(database)


@pytest.fixture
def demonstration_app(demonstration: Database) -> Flask:
    """The program over the demonstration."""
    return made_over(demonstration)


def made_over(database: Database) -> Flask:
    """The program over one of the databases above: built once a process, and opened anew on each."""
    # Here and not above, so that the tests of the domain do not wait for Flask and every page of the web.
    from grantdesk.app import open_on

    if not _BUILT:
        _BUILT.append(built_over(database))
    database.engine.dispose()
    open_on(_BUILT[0], replace(settings.read(), database_url=database.url))
    return _BUILT[0]


def built_over(database: Database) -> Flask:
    """As `made_over`, a program that no other test has, for one that changes it."""
    # Likewise not above.
    from grantdesk.app import create_app
    from tests.strict_client import StrictClient

    database.engine.dispose()
    made = create_app(replace(settings.read(), database_url=database.url))
    made.testing = True
    made.test_client_class = StrictClient
    return made


@pytest.fixture
def client(app: Flask) -> StrictClient:
    """A visitor who is not signed in."""
    return app.test_client()  # type: ignore[return-value]  # made_over asks for a StrictClient


@pytest.fixture
def demonstration_client(demonstration_app: Flask) -> StrictClient:
    """A visitor to the demonstration who is not signed in."""
    return demonstration_app.test_client()  # type: ignore[return-value]  # likewise
