"""Almi enters a file of cases, after a first attempt with a fault; the Region takes one of the cases back."""

from __future__ import annotations

from pathlib import Path

import pytest

from grantdesk.domain.money import Money
from tests import builders, case_files, framing
from tests.builders import Person
from tests.case_files import as_csv, granted, row
from tests.journeys.conftest import Desk, Visitor
from tests.journeys.test_narrow_tables import SIDEWAYS

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def send(visitor: Visitor, content: bytes) -> None:
    visitor.page.locator("input[type=file]").set_input_files(
        {"name": "ärenden mars.csv", "mimeType": "text/csv", "buffer": content}
    )
    visitor.press("Pröva filen")


@pytest.mark.parametrize("width", [360, 1600])
def test_a_file_is_entered_and_a_case_of_it_taken_back(
    desk: Desk, staff: dict[str, Person], width: int, tmp_path: Path
) -> None:
    framing.a_frame(Money.kronor(500_000), scope="almi")
    almi = builders.a_user("almi", name="Påhittade Alma Almi")
    alma = desk.sit_down(almi.email, width=width)
    alma.go("/desk")
    alma.follow("Läs in en fil med ärenden")
    other = {"organisation_number": case_files.SECOND, "organisation_name": "Påhittade Snickeriet i Sala AB"}
    send(alma, as_csv(row("A-1", nace="x"), granted("A-2", by=almi.email, granted_amount="40000,5", **other)))
    assert alma.sees("Rad 2, nace")
    alma.page.screenshot(path=tmp_path / "faults.png", full_page=True)
    send(alma, as_csv(row("A-1"), granted("A-2", by=almi.email, **other)))
    assert alma.sees("inget är fel, och inget är inläst än")
    assert alma.page.evaluate(SIDEWAYS) == []
    alma.page.screenshot(path=tmp_path / "tried.png", full_page=True)
    alma.press("Läs in 2 ärenden")
    assert alma.sees("2 ärenden är inlästa.")
    alma.page.screenshot(path=tmp_path / "file.png", full_page=True)
    alma.go("/desk")
    assert alma.sees("460 000,00")
    alma.page.screenshot(path=tmp_path / "desk.png", full_page=True)
    hanna = desk.sit_down(staff["handler"].email, width=width)
    hanna.go("/cases/GD-2026-0001")
    hanna.follow("Ta tillbaka ärendet")
    hanna.page.screenshot(path=tmp_path / "handover.png", full_page=True)
    hanna.fill(receiver=str(staff["handler"].id), reason="Almi har fullt upp.")
    hanna.press("Ta tillbaka ärendet")
    assert hanna.sees("Ärendet handläggs nu av Påhittade Hanna Handläggare.")
    alma.page.goto(f"{desk.url}/cases/GD-2026-0001")
    assert alma.sees("Ärendet finns inte")
