"""On a tablet and on a telephone no table hides a column to the right; the ECB's file is taken in at the first try."""

from __future__ import annotations

from pathlib import Path

import pytest

from grantdesk.operations.demonstration.people import ADMINISTRATOR, FINANCE, HANDLER, LogIn
from tests import ecb_files
from tests.journeys.conftest import Desk, Visitor

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

PAGES: dict[LogIn, tuple[str, ...]] = {
    ADMINISTRATOR: ("/delegations", "/totals", "/users", "/rates"),
    FINANCE: ("/", "/payments", "/batches", "/frames", "/frames/forecast"),
    HANDLER: ("/", "/cases"),
}
SIDEWAYS = """() => [...document.querySelectorAll(".gd-scroll")]
    .filter(table => table.scrollWidth > table.clientWidth + 1).map(table => table.getAttribute("aria-labelledby"))"""


def sat_down(desk: Desk, who: LogIn, width: int) -> Visitor:
    return desk.sit_down(who.email, width=width, password=who.password)


@pytest.mark.parametrize("width", [360, 900])
def test_no_table_hides_a_column(demonstration_desk: Desk, width: int) -> None:
    hidden = {}
    for who, paths in PAGES.items():
        visitor = sat_down(demonstration_desk, who, width)
        for path in paths:
            visitor.go(path)
            hidden[path] = visitor.page.evaluate(SIDEWAYS)
    assert {path: tables for path, tables in hidden.items() if tables} == {}


def test_an_administrator_imports_the_rates(demonstration_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "eurofxref-hist.zip"
    file.write_bytes(ecb_files.packed(ecb_files.history({**ecb_files.NEW, "2026-10-30": "10.978"})))
    asta = sat_down(demonstration_desk, ADMINISTRATOR, 900)
    asta.go("/users")
    asta.page.get_by_role("link", name="Eurokurser").click()
    asta.page.locator("[name='file']").set_input_files(file)
    asta.press("Läs in kurserna")
    assert asta.sees("2 kurser ur eurofxref-hist.zip är lagrade.")
    assert asta.sees("10,9815")
