"""The page of the frames, and what the one who decides sees of them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask

from grantdesk import clock
from grantdesk.domain.frame import BUDGET, COMMITMENT
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.queries import balances, frames
from tests import builders, framing
from tests.strict_client import StrictClient
from tests.web.desk import at_work

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

YEAR = clock.today().year
NEW = {
    "kind": "budget", "scope": "all", "year": str(YEAR), "amount": "60 000 000", "from_on": f"{YEAR}-01-01",
    "ground": "Påhittat villkorsbeslut 7",
}  # fmt: skip


def read(page: str) -> str:
    """The text of a page, a space where something begins or ends."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def laid_down(client: StrictClient, **changes: str) -> int:
    """The key of a frame that the client's person has laid down on the page."""
    answer = client.submit(client.get("/frames"), {**NEW, **changes}, button="Lägg fast ramen")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/frames")
    return max(one.id for one in frames.all_of_them())


def this_years(amount: Money, kind: str = BUDGET, **how: str) -> None:
    framing.a_frame(amount, kind, year=YEAR, **how)  # type: ignore[arg-type]  # a scope


def decision(client: StrictClient, case: Case) -> str:
    return client.get(f"/cases/{case.number}/decision").text


def test_finance_lays_a_frame_down_and_another_person_confirms_it(app: Flask) -> None:
    finance, head = at_work(app, "finance"), at_work(app, "head_of_finance")
    laid_down(finance)
    own = finance.get("/frames").text
    assert "Du har själv lagt fast ramen" in own
    assert "Bekräfta 60" not in own
    page = head.get("/frames")
    assert "Påhittat villkorsbeslut 7" in page.text
    answer = head.submit(page, button="Bekräfta 60 000 000 kr")
    assert answer.status_code == 303
    shown = read(head.get("/frames").text)
    assert "Ramen är bekräftad." in shown
    assert f"{YEAR} Hela länet 60 000 000,00 0,00 0,00 60 000 000,00" in shown
    assert "Väntar på en annan person" not in shown


def test_who_laid_it_down_is_refused_also_without_the_button_and_may_withdraw(app: Flask) -> None:
    client = at_work(app, "finance")
    key = laid_down(client)
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/frames").text)
    assert token is not None
    refused = client.post(f"/frames/{key}/confirmation", data={"csrf_token": token[1]})
    assert refused.status_code == 409
    assert "Du har själv lagt fast ramen" in refused.text
    assert client.submit(client.get("/frames"), button="Återta").status_code == 303
    again = client.post(f"/frames/{key}/withdrawal", data={"csrf_token": token[1]})
    assert again.status_code == 409
    assert "redan bekräftad eller återtagen" in again.text


def test_the_same_form_sent_twice_is_one_frame(app: Flask) -> None:
    client = at_work(app, "finance")
    page = client.get("/frames")
    assert client.submit(page, NEW, button="Lägg fast ramen").status_code == 303
    twice = client.submit(page, NEW, button="Lägg fast ramen")
    assert twice.status_code == 409
    assert "Ramen är redan sparad" in twice.text
    assert sum(one.state == "laid_down" for one in frames.all_of_them()) == 1


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"year": "27"}, 422, "Skriv året med fyra siffror"),
        ({"year": ""}, 422, "Skriv året med fyra siffror"),
        ({"year": "snart"}, 422, "Skriv året med fyra siffror"),
        ({"amount": ""}, 422, "Skriv ramens belopp."),
        ({"amount": "-1"}, 422, "utan minustecken"),
        ({"ground": " "}, 422, "Skriv vilket beslut ramen vilar på."),
        ({"from_on": "i fjol"}, 422, "år-månad-dag"),
        ({"from_on": f"{YEAR + 1}-01-01"}, 409, "efter årets slut"),
    ],
)
def test_a_frame_that_cannot_be_is_said_so_and_what_was_written_is_kept(
    app: Flask, changed: dict[str, str], status: int, said: str
) -> None:
    client = at_work(app, "finance")
    answer = client.submit(client.get("/frames"), {**NEW, **changed}, button="Lägg fast ramen")
    assert answer.status_code == status
    assert said in answer.text
    assert f'value="{changed.get("amount", NEW["amount"])}"' in answer.text


def test_a_frame_that_is_not_there(app: Flask) -> None:
    client = at_work(app, "controller")
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/frames").text)
    assert token is not None
    assert client.post("/frames/999999/confirmation", data={"csrf_token": token[1]}).status_code == 404


def test_the_page_shows_the_ledgers_sums_and_who_only_reads_has_no_form(app: Flask) -> None:
    builders.a_granted_case()
    framing.a_frame(Money.kronor(200_000))
    framing.a_frame(Money.kronor(100_000), COMMITMENT)
    page = at_work(app, "director").get("/frames").text
    shown = read(page)
    assert "2026 Hela länet 200 000,00 140 000,00 0,00 60 000,00" in shown
    assert "2026 Hela länet 100 000,00 140 000,00 \u221240 000,00" in shown
    assert "Lägg fast en ram" not in shown


def test_the_one_who_decides_sees_what_is_left_before_and_after(app: Flask) -> None:
    other = builders.facts(starts_on="2027-05-01")
    other["applicant"]["organisation_number"] = "559900-2002"
    builders.propose(builders.an_assessed_case(builders.a_registration(other)), Money.kronor(30_000))
    case = builders.an_assessed_case()
    this_years(Money.kronor(500_000))
    shown = read(decision(at_work(app, "director"), case))
    assert f"Beslutsramen för {YEAR} (hela länet): 500 000 kr kvar, 360 000 kr efter detta belopp." in shown
    assert "Föreslaget i andra ärenden: 30 000 kr." in shown


def test_where_the_amount_does_not_fit_a_smaller_one_can_be_granted(app: Flask) -> None:
    case, client = builders.an_assessed_case(), at_work(app, "director")
    this_years(Money.kronor(100_000))
    page = client.get(f"/cases/{case.number}/decision")
    assert "40\u00a0000\u00a0kr för mycket" in page.text
    refused = client.submit(page, button="Bevilja")
    assert refused.status_code == 409
    assert "40\u00a0000\u00a0kr för mycket" in refused.text
    assert client.submit(refused, {"amount": "100 000"}, button="Bevilja").status_code == 303
    assert balances.of_case(case.id).granted == Money.kronor(100_000)


@pytest.mark.parametrize("kind", [BUDGET, COMMITMENT])
def test_where_nothing_is_left_there_is_a_reason_in_the_place_of_the_button(app: Flask, kind: str) -> None:
    case, client = builders.an_assessed_case(), at_work(app, "director")
    this_years(Money(0), kind)
    page = decision(client, case)
    assert "140\u00a0000\u00a0kr för mycket" in page
    assert ">Bevilja<" not in page
    assert ">Avslå<" in page


def test_almi_sees_its_own_frame_and_of_the_regions_only_by_how_much(app: Flask) -> None:
    given = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    case, client = (
        builders.an_assessed_case(builders.a_registration(given), by=builders.a_user("almi")),
        at_work(app, "almi"),
    )
    this_years(Money.kronor(777_000))
    assert "777" not in decision(client, case)
    this_years(Money.kronor(90_000), scope="almi")
    this_years(Money.kronor(33_000))
    shown = read(decision(client, case))
    assert f"Beslutsramen för {YEAR} (Almi): 90 000 kr kvar, 50 000 kr efter detta belopp." in shown
    assert f"Regionens beslutsram för {YEAR} räcker inte: beslutet på 40 000 kr är 7 000 kr för mycket." in shown
    assert "33 000" not in shown
    assert client.get("/frames").status_code == 403


def test_the_page_in_english(app: Flask) -> None:
    client = at_work(app, "controller")
    page = client.submit(client.get("/frames"), {"language": "en"}, button="English")
    assert page.status_code == 302
    shown = read(client.get("/frames").text)
    assert "Budget frame" in shown
    assert f"{YEAR} The whole county 10,000,000,000.00 0.00 0.00 10,000,000,000.00" in shown


def test_a_year_to_come_is_shown_as_it_will_begin(app: Flask) -> None:
    framing.a_frame(Money.kronor(5), year=2040)
    shown = read(at_work(app, "finance").get("/frames").text)
    assert "2040 Hela länet 5,00 0,00 0,00 5,00" in shown
    assert frames.lines([], on=date(2026, 1, 1), coding=builders.terms().coding)[0].budget.amount is None
