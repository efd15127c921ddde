"""Finance lays a frame down, the head of finance confirms it, and the one who decides is told that the amount does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from grantdesk import clock
from tests import builders
from tests.builders import Person
from tests.journeys.conftest import Desk
from tests.journeys.test_narrow_tables import SIDEWAYS

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.mark.parametrize("width", [360, 1600])
def test_a_frame_is_laid_down_and_confirmed_and_stops_what_it_has_no_room_for(
    desk: Desk, staff: dict[str, Person], width: int, tmp_path: Path
) -> None:
    case, year = builders.an_assessed_case(), clock.today().year
    ester = desk.sit_down(staff["finance"].email, width=width)
    ester.go("/frames")
    ester.fill(amount="lite")
    ester.press("Lägg fast ramen")
    assert ester.sees("Något behöver rättas")
    ester.fill(amount="100 000", ground=f"Påhittat villkorsbeslut {year}-01-01 om medel för {year}")
    ester.press("Lägg fast ramen")
    assert ester.sees("Du har själv lagt fast ramen")
    elof = desk.sit_down(builders.a_user("head_of_finance").email, width=width)
    elof.go("/frames")
    elof.page.screenshot(path=tmp_path / "waiting.png", full_page=True)
    elof.press("Bekräfta 100 000 kr")
    assert elof.sees("Ramen är bekräftad.")
    assert elof.page.evaluate(SIDEWAYS) == []
    elof.page.screenshot(path=tmp_path / "frames.png", full_page=True)
    disa = desk.sit_down(staff["director"].email, width=width)
    disa.go(f"/cases/{case.number}/decision")
    assert disa.sees("40 000 kr för mycket")
    disa.page.screenshot(path=tmp_path / "decision.png", full_page=True)
    disa.fill(amount="100 000")
    disa.press("Bevilja")
    assert disa.sees("Beviljat")
