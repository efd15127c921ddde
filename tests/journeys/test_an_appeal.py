"""An appeal is registered and judged by a handler, and the decision reconsidered by a director, on any screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import appealing
from tests.appealing import LAST
from tests.builders import Person
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.mark.parametrize("width", [360, 1600])
def test_an_appeal_goes_from_the_post_to_the_court(
    desk: Desk, staff: dict[str, Person], width: int, tmp_path: Path
) -> None:
    case = appealing.a_withheld_case()
    hanna = desk.sit_down(staff["handler"].email, width=width)
    hanna.go(f"/cases/{case.number}")
    hanna.follow("Överklaganden")
    assert hanna.sees("Ingen har överklagat något")
    hanna.follow("Registrera ett överklagande")
    hanna.page.screenshot(path=tmp_path / "new.png", full_page=True)
    hanna.press("Registrera överklagandet")
    assert hanna.sees("Något behöver rättas")
    hanna.fill(received_on=LAST.isoformat(), asked="Hela beloppet ska betalas ut.", grounds="Villkoren har följts.")
    hanna.page.locator("[name=about]").select_option(index=1)
    hanna.press("Registrera överklagandet")
    hanna.follow("Bedöm om det kom in i rätt tid")
    hanna.fill(reason="Kvittot är daterat den 16 mars.")
    hanna.page.screenshot(path=tmp_path / "judgement.png", full_page=True)
    hanna.press("Bedöm om det kom in i rätt tid")

    dag = desk.sit_down(staff["director"].email, width=width)
    dag.go("/")
    assert dag.sees("Överklaganden att avvisa eller ompröva")
    dag.page.screenshot(path=tmp_path / "pile.png", full_page=True)
    dag.page.locator("#appeals_to_decide").get_by_role("link").first.click()
    dag.look()
    dag.follow("Ompröva beslutet")
    dag.fill(result="none", reason="Beslutet är inte uppenbart felaktigt.")
    dag.press("Ompröva beslutet")

    address = dag.page.url.removeprefix(desk.url)
    hanna.go(address)
    hanna.follow("Lämna över överklagandet till domstolen")
    hanna.fill(reason="Överklagandet och handlingarna i ärendet.")
    hanna.press("Lämna över överklagandet till domstolen")
    assert hanna.sees("Förvaltningsrätten i Uppsala")
    hanna.page.screenshot(path=tmp_path / "page.png", full_page=True)
    hanna.go(f"/cases/{case.number}/appeals")
    assert hanna.sees("Hos förvaltningsrätten")
