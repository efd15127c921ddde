"""A handler asks for what is missing, writes to the municipality and sends both; an administrator rewords a letter."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from grantdesk import clock
from tests import builders
from tests.builders import Person
from tests.journeys.conftest import Desk
from tests.journeys.test_narrow_tables import SIDEWAYS

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.mark.parametrize("width", [360, 1600])
def test_letters_are_written_and_followed_at_any_width(
    desk: Desk, staff: dict[str, Person], width: int, tmp_path: Path
) -> None:
    case = builders.an_assessed_case()
    hanna = desk.sit_down(staff["handler"].email, width=width)
    hanna.go(f"/cases/{case.number}")
    hanna.follow("Brev och kompletteringar")
    assert hanna.sees("Ärendet har inga brev.")
    hanna.follow("Begär komplettering")
    due = (clock.today() + timedelta(days=21)).isoformat()
    hanna.fill(points="Offert på laserskäraren\nÅrsredovisning för 2025", due_on=due)
    hanna.page.screenshot(path=tmp_path / "supplement.png", full_page=True)
    hanna.press("Spara brevet")
    hanna.fill(means="email", address="verkstaden@example.se")
    hanna.press("Anteckna att det är skickat")
    assert hanna.sees("Väntar på svar")
    hanna.follow("Skriv ett följebrev")
    hanna.fill(addressee="Fagersta kommun\nNorbergsvägen 19", heading="Begäran om yttrande", enclosures="Ansökan")
    hanna.press("Spara brevet")
    hanna.go(f"/cases/{case.number}/letters")
    assert hanna.sees("Begäran om yttrande")
    assert hanna.sees("Brevet är inte skickat.")
    assert hanna.page.evaluate(SIDEWAYS) == []
    hanna.page.screenshot(path=tmp_path / "letters.png", full_page=True)
    hanna.follow("Anteckna hur det gick")
    hanna.fill(outcome="Båda handlingarna kom in.")
    hanna.press("Anteckna")
    assert hanna.sees("Kompletterad")


@pytest.mark.parametrize("width", [360, 1600])
def test_a_text_is_reworded_at_any_width(desk: Desk, width: int, tmp_path: Path) -> None:
    anna = desk.sit_down(builders.a_user("administrator").email, width=width)
    anna.go("/texts?q=återkrav")
    assert anna.sees("Beslut om återkrav av stöd")
    assert anna.page.evaluate(SIDEWAYS) == []
    anna.page.screenshot(path=tmp_path / "texts.png", full_page=True)
    anna.follow("Beslut om återkrav av stöd")
    anna.fill(sv="Beslut att {region} kräver tillbaka stöd")
    anna.press("Spara texten")
    assert anna.sees("Platshållaren {region} är okänd här.")
    anna.fill(sv="Beslut att kräva tillbaka stöd")
    anna.press("Spara texten")
    assert anna.sees("Beslut att kräva tillbaka stöd")
    assert anna.page.evaluate(SIDEWAYS) == []
    anna.page.screenshot(path=tmp_path / "text.png", full_page=True)
