"""An adviser on the telephone: the amount moves with the municipality, by mouse or keyboard, without script too."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.builders import Person
from tests.journeys.conftest import Desk, Visitor

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

SHOWN = "#answer .gd-sum"


def ask(adviser: Visitor) -> None:
    """Ask for 400 000 of machinery in Fagersta, and wait for the answer."""
    adviser.go("/calculator")
    adviser.fill(municipality="1982", nace="25", costs__0__category="machinery", costs__0__amount="400 000")
    adviser.page.locator("#question").get_by_role("button", name="Räkna").locator("visible=true").click()
    shows(adviser, "140 000 kr")


def shows(adviser: Visitor, amount: str) -> None:
    adviser.page.locator(SHOWN, has_text=amount.replace(" ", "\u00a0")).wait_for()
    adviser.look()


def test_the_amount_moves_with_the_municipality(desk: Desk, staff: dict[str, Person]) -> None:
    adviser = desk.sit_down(staff["handler"].email)
    ask(adviser)
    adviser.fill(municipality="1981")
    shows(adviser, "100 000 kr")
    assert adviser.sees("Före: 140 000 kr. Nu: 100 000 kr.")
    assert adviser.sees("Stödandelen för Sala är 25 % i stället för 35 %.")
    assert parse_qs(urlsplit(adviser.page.url).query)["municipality"] == ["1981"]

    adviser.page.get_by_role("link", name="Norberg: 35").click()
    shows(adviser, "140 000 kr")
    assert adviser.page.locator("[name=municipality]").input_value() == "1962"

    address = adviser.page.url
    colleague = desk.sit_down(staff["finance"].email, width=360)
    colleague.go(address.removeprefix(desk.url))
    shows(colleague, "140 000 kr")


def test_what_is_folded_out_stays_and_what_is_wrong_is_seen(desk: Desk, staff: dict[str, Person]) -> None:
    adviser = desk.sit_down(staff["handler"].email, width=900)
    ask(adviser)
    adviser.page.get_by_text("Sökanden", exact=True).click()
    adviser.page.get_by_text("Start och sökt belopp").click()
    amount = adviser.page.locator("[name=requested]")
    amount.fill("nittio")
    amount.press("Tab")
    adviser.page.get_by_role("alert").wait_for()
    assert adviser.page.locator("[name=legal_form]").is_visible()
    assert amount.is_visible()
    amount.fill("90 000")
    amount.press("Tab")
    shows(adviser, "90 000 kr")
    assert adviser.page.locator("[name=requested]").is_visible()


def test_another_scheme_asks_for_what_is_its_own(desk: Desk, staff: dict[str, Person]) -> None:
    adviser = desk.sit_down(staff["handler"].email, width=1600)
    adviser.go("/calculator")
    adviser.fill(scheme="kommersiell_service_hemsandning")
    adviser.page.locator("[name=households_served]").wait_for()
    adviser.look()
    adviser.fill(scheme="projektmedel")
    adviser.page.locator("[name=financing-0-source]").wait_for()
    adviser.look()


def test_it_works_without_script(desk: Desk, staff: dict[str, Person]) -> None:
    context = desk.browser.new_context(locale="sv-SE", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk.url}/sign-in")
    page.locator("[name=email]").fill(staff["handler"].email)
    page.locator("[name=password]").fill("ett långt lösenord")
    page.get_by_role("button", name="Logga in").click()
    page.goto(f"{desk.url}/calculator")
    for name, value in {"nace": "25", "costs-0-amount": "400 000"}.items():
        page.locator(f"[name='{name}']").fill(value)
    for name, value in {"municipality": "1982", "costs-0-category": "machinery"}.items():
        page.locator(f"[name='{name}']").select_option(value)
    page.locator("[name='costs-0-amount']").press("Enter")
    assert "140\u00a0000" in page.locator(SHOWN).inner_text()
