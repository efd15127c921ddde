"""The databases that tests get copies of: made once a run for each backend, and never touched after that."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from grantdesk import db, region, settings
from grantdesk.actions import administer
from grantdesk.operations.upgrade import upgrade
from tests import postgres
from tests.checkout import ROOT

PREPARED = "template_"
REGION = "vastmanland"
ANOTHER = str(ROOT / "tests" / "regions" / "sormeby")
LOADED_AT = datetime(2025, 1, 2, 8, tzinfo=UTC)
UNTOUCHED = ("reference", "another county untouched")
# What is filled begins as a copy of what is named here; a demonstration as every installation does, with reference data alone.
BEGINS_AS = {
    "framed": "reference",
    "another county": "another county untouched",
    "demonstration": "reference",
    "ten cases": "framed",
    "three hundred cases": "framed",
}
DEMONSTRATED_ON = date(2026, 11, 23)
DEMONSTRATED_AT = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


class TemplateDatabases:
    """Makes each template when a test process first asks for it, and copies it in hundredths of a second."""

    def __init__(self, ground: Path) -> None:
        self.ground = ground

    def copy(self, backend: str, content: str, name: str, folder: Path) -> str:
        """The URL of a copy called `name` of the template with this `content`. Raises `postgres.NoPostgres`."""
        template = f"{PREPARED}{content.replace(' ', '_')}"
        with postgres.locked(self.ground / f"{backend}_{content}.lock"):
            ready = self.ground / f"{backend}_{content}.ready"
            if not ready.exists():
                self._make(backend, content, template)
                ready.touch()
        self._copy_archive(backend, template, folder)
        return self._copy(backend, template, name, folder)

    def drop(self, backend: str, name: str) -> None:
        """Drop a copy. On SQLite it goes with the test's folder."""
        if backend == "postgresql":
            postgres.server(self.ground).drop_database(name)

    def _make(self, backend: str, content: str, template: str) -> None:
        engine = db.connect(
            self._empty(backend, template)
            if content in UNTOUCHED
            else self.copy(backend, BEGINS_AS[content], template, self.ground)
        )
        try:
            with pytest.MonkeyPatch.context() as made_in:
                made_in.setenv("GRANTDESK_INSTANCE", str(self._instance(backend, template)))
                FILLED_BY[content]()
        finally:
            db.release()
            # The last to leave writes SQLite's log back into the file; PostgreSQL copies only what nobody uses.
            engine.dispose()

    def _instance(self, backend: str, template: str) -> Path:
        """Where the files that a template's rows name are put."""
        return self.ground / f"{backend}_{template}_instance"

    def _copy_archive(self, backend: str, template: str, folder: Path) -> None:
        files = self._instance(backend, template) / "archive"
        if files.is_dir():
            shutil.copytree(files, folder / "instance" / "archive", dirs_exist_ok=True)

    def _empty(self, backend: str, name: str) -> str:
        if backend == "postgresql":
            return postgres.server(self.ground).fresh_database(name)
        return _sqlite(self.ground / f"{name}.db")

    def _copy(self, backend: str, template: str, name: str, folder: Path) -> str:
        if backend == "postgresql":
            return postgres.server(self.ground).fresh_database(name, template)
        return _sqlite(Path(shutil.copyfile(self.ground / f"{template}.db", folder / f"{name}.db")))


def _sqlite(path: Path) -> str:
    return f"sqlite:///{path}"


def _reference(of: str) -> Callable[[], None]:
    def fill() -> None:
        upgrade(db.engine(), settings.migrations_folder())
        with db.transaction(at=LOADED_AT):
            administer.load_region(region.read(region.find(of)))
            administer.load_rates(region.read_eur_rates())

    return fill


def _framed() -> None:
    # Here and not above: the builders know every action, which a demonstration's template does without.
    from tests import framing

    framing.every_year(at=LOADED_AT)


def _demonstration() -> None:
    # Likewise not above.
    from grantdesk.operations import demonstrate

    terms = region.load(region.find(REGION))
    demonstrate.load(
        terms,
        region.read_eur_rates(),
        on=DEMONSTRATED_ON,
        at=DEMONSTRATED_AT,
        foundation=region.foundation(region.find("vastmanland")),
    )


def _cases(number: int) -> Callable[[], None]:
    def fill() -> None:
        # Likewise not above.
        from tests import many_cases

        many_cases.fill(number)

    return fill


FILLED_BY = {
    "reference": _reference(REGION),
    "framed": _framed,
    "another county untouched": _reference(ANOTHER),
    "another county": _framed,
    "demonstration": _demonstration,
    "ten cases": _cases(10),
    "three hundred cases": _cases(300),
}
