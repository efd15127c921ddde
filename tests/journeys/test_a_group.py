"""A handler records a group of companies and the aid of one of them, and the case of the other shows when room comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import builders, groups
from tests.builders import Person
from tests.groups import FIRST, SECOND
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.mark.parametrize("width", [360, 1600])
def test_a_group_is_recorded_and_its_case_shows_when_room_comes_back(
    desk: Desk, staff: dict[str, Person], width: int, tmp_path: Path
) -> None:
    case = builders.an_assessed_case()
    one = groups.a_company(FIRST)
    groups.an_award(one, "49000.50", granted_on=builders.DAY.replace(year=2024))
    hanna = desk.sit_down(staff["handler"].email, width=width)
    hanna.go("/applicants")
    hanna.follow(one.name)
    hanna.follow("Registrera att det räknas med ett annat företag")
    hanna.fill(number=SECOND, name="Påhittade Dottern AB", legal_form="limited_company", since="2026-01-01")
    hanna.press("Registrera gruppen")
    assert hanna.sees("Något behöver rättas")
    hanna.fill(ground="Aktiebok, avläst 2026-03-01")
    hanna.press("Registrera gruppen")
    assert hanna.sees("Registrerat.")
    hanna.follow("Påhittade Dottern AB")
    hanna.follow("Notera stöd från någon annan")
    hanna.fill(
        granted_on="2025-06-01", amount_eur="120 000", regulation="2023/2831", granted_by="Påhittade kommunen",
        source="register", stated_on="2026-03-01",
    )  # fmt: skip
    hanna.press("Notera stödet")
    assert hanna.sees("130 999,50 euro")
    hanna.page.screenshot(path=tmp_path / "applicant.png", full_page=True)
    hanna.go(f"/cases/{case.number}")
    hanna.page.get_by_text("När utrymme kommer tillbaka").wait_for()
    hanna.look()
    assert hanna.sees("2028-06-02")
    hanna.page.screenshot(path=tmp_path / "case.png", full_page=True)
