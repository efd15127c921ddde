"""One case all the way, in a real browser: three people, from application to the total of its objective."""

from __future__ import annotations

import re

import pytest

from grantdesk import clock
from grantdesk.operations import verify
from tests.builders import BANKGIRO, Person
from tests.journeys.conftest import Desk, Visitor


def fill_in(handler: Visitor) -> None:
    """Fill in an application for investment aid in Fagersta."""
    handler.go("/cases/new")
    handler.follow("Investeringsstöd")
    handler.fill(
        title="Ny laserskärare",
        received_on=clock.today().isoformat(),
        starts_on=f"{clock.today().year + 1}-05-01",
        organisation_number="559900-1004",
        legal_form="limited_company",
        name="Påhittade Verkstaden AB",
        municipality="1982",
        size="small",
        led_by="woman",
        nace="25.62",
        costs__0__category="machinery",
        costs__0__amount="400 000",
        circumstances="collective_agreement_terms",
        objectives__0__share="100",
    )
    handler.page.locator("[name='objectives-0-objective']").select_option(index=1)


def register(handler: Visitor) -> str:
    """Register the application; gives the case's number."""
    fill_in(handler)
    handler.press("Registrera ärendet", within="main")
    found = re.search(r"/cases/(GD-\d{4}-\d{4})$", handler.page.url)
    assert found, handler.text()
    return found[1]


def check(handler: Visitor) -> None:
    """Answer, with the keyboard, what a grant of investment aid requires; one answer is a no with a remark."""
    handler.follow("Kontroller, kundkännedom och hållbarhet")
    required = handler.page.locator(".gd-check", has_text="Måste besvaras före: bifall.")
    assert required.count() == 3
    for group in required.all():
        group.get_by_role("radio", name="Ja").focus()
        handler.page.keyboard.press("Space")
    last = required.last
    last.get_by_role("radio", name="Ja").press("ArrowRight")
    last.get_by_role("textbox", name="Anmärkning").fill("Anstånd är beviljat.")
    handler.press("Spara svaren", within="main")
    assert handler.sees("alla 3 som det kräver är besvarade")
    assert required.last.get_by_role("radio", name="Nej").is_checked()


def total_of_objectives(visitor: Visitor) -> str:
    visitor.go("/totals")
    return visitor.text()


def test_three_people_take_one_case_from_application_to_the_total(desk: Desk, staff: dict[str, Person]) -> None:
    handler, director, finance = (desk.sit_down(staff[position].email) for position in staff)
    assert "140 000" not in total_of_objectives(handler)

    number = register(handler)
    handler.press("Bedöm", within="main")
    assert handler.sees("140 000 kr")
    assert handler.sees("35 %")
    assert "obekräftat" in handler.text().lower()
    check(handler)

    director.go("/")
    director.follow("Ny laserskärare")
    director.go(f"/cases/{number}/explanation")
    assert director.sees("400 000,00 × 35 % =")
    director.go(f"/cases/{number}/decision")
    assert director.sees("Du får besluta")
    director.fill(reason="Investeringen stärker företaget och bygden.")
    director.press("Bevilja", within="main")
    assert director.sees("Beviljat")
    assert "140 000" in total_of_objectives(handler)

    handler.go(f"/cases/{number}")
    handler.follow("Skicka brevet")
    handler.fill(means="post", address="Verkstadsgatan 1, 737 30 Fagersta")
    handler.press("Anteckna att det är skickat", within="main")
    assert handler.sees("Verkstadsgatan 1")
    handler.follow("Tog del")
    handler.fill(day=clock.today().isoformat())
    handler.press("Anteckna dagen", within="main")
    assert handler.sees("Mottagaren har tagit del")

    handler.go(f"/cases/{number}/claims/new")
    handler.fill(kind="final", reported="400 000", account_kind="bankgiro", account_number=BANKGIRO)
    handler.press("Registrera rekvisitionen", within="main")
    assert handler.sees("140 000 kr")
    handler.go(f"/cases/{number}/claims/1/checks")
    for box in handler.page.locator("input[type=radio][value=yes]").all():
        box.check()
    handler.press("Spara svaren", within="main")
    handler.go(f"/cases/{number}/claims/1")
    handler.press("Godkänn och bered utbetalningen", within="main")

    finance.go("/payees")
    finance.follow("Påhittade Verkstaden AB")
    finance.press("Bekräfta", within="main")
    finance.go("/payments")
    finance.follow("Granska och attestera")
    finance.press("Attestera", within="main")
    finance.go("/payments")
    finance.press("Skapa betalningsfil", within="main")
    finance.press("Lås", within="main")
    finance.press("Exportera", within="main")
    assert finance.sees("Exporterad")

    assert total_of_objectives(handler).count("140 000") >= 2
    handler.go(f"/cases/{number}")
    assert handler.sees("Utbetalning")
    assert verify.everything().broken == []


@pytest.mark.parametrize("backend", ["sqlite"])
def test_english_is_one_click_away_and_back(desk: Desk, staff: dict[str, Person]) -> None:
    handler = desk.sit_down(staff["handler"].email)
    handler.press("English")
    assert handler.page.locator("html").get_attribute("lang") == "en"
    assert handler.page.get_by_role("link", name="Cases").count()
    handler.press("Svenska")
    assert handler.page.locator("html").get_attribute("lang") == "sv"


def test_a_double_click_registers_once(desk: Desk, staff: dict[str, Person]) -> None:
    handler = desk.sit_down(staff["handler"].email)
    fill_in(handler)
    # Two clicks before the first is answered: the browser sends the form twice.
    handler.page.evaluate(
        "() => { const form = document.querySelector('main form');"
        " fetch(form.action, {method: 'POST', body: new FormData(form), redirect: 'manual'}) }"
    )
    handler.press("Registrera ärendet", within="main")
    handler.page.wait_for_load_state("networkidle")
    assert re.search(r"/cases/GD-\d{4}-0001$", handler.page.url)
    handler.go("/cases")
    assert handler.page.get_by_role("link", name=re.compile("Ny laserskärare")).count() == 1


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_form_with_faults_says_where_and_what_would_be_right(desk: Desk, staff: dict[str, Person]) -> None:
    handler = desk.sit_down(staff["handler"].email)
    handler.go("/cases/new/investeringsstod")
    handler.fill(organisation_number="559900-1005", costs__0__amount="1.234")
    handler.press("Registrera ärendet", within="main")
    summary = handler.page.get_by_role("alert")
    assert summary.count() == 1
    field = handler.page.locator("[name='organisation_number']")
    assert field.get_attribute("aria-invalid") == "true"
    described = (field.get_attribute("aria-describedby") or "").split()
    said = " ".join(handler.page.locator(f"[id='{name}']").inner_text() for name in described)
    assert "kontrollsiffra" in said.lower()
    assert field.input_value() == "559900-1005", "what was entered is kept"
