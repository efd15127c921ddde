"""The forecast on its pages: the case's, where the handler says otherwise, and that of all cases."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask

from grantdesk import clock
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.queries import forecasts
from tests import builders, expecting
from tests.strict_client import StrictClient
from tests.web.desk import at_work

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

YEAR = clock.today().year


def read(page: str) -> str:
    """The text of a page, a space where something begins or ends."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def a_case() -> Case:
    """A case of 140 000 that ends with next year."""
    return expecting.ending(builders.a_granted_case(), date(YEAR + 1, 12, 31))


def said(client: StrictClient, case: Case, **written: str) -> tuple[int, str]:
    fields = {
        f"year_{YEAR}": "0",
        f"year_{YEAR + 1}": "100 000",
        f"year_{YEAR + 2}": "40 000",
        "reason": "Maskinen dröjer.",
    }
    answer = client.submit(client.get(f"/cases/{case.number}/forecast"), fields | written, button="Spara min bedömning")
    return answer.status_code, read(answer.text)


def test_a_handler_says_what_is_expected_beside_the_model(app: Flask) -> None:
    handler, case = at_work(app, "handler"), a_case()
    before = read(handler.get(f"/cases/{case.number}/forecast").text)
    assert "Kvar att betala ut 140 000 kr" in before
    assert "Jämnt över dagarna till ärendets slut" in before
    assert said(handler, case)[0] == 303
    after = read(handler.get(f"/cases/{case.number}/forecast").text)
    assert f"{YEAR + 2} 0,00 40 000,00" in after
    assert "Maskinen dröjer." in after
    assert forecasts.outlook(clock.today()).said == 1


def test_years_that_are_not_all_that_is_left_are_refused_with_how_much(app: Flask) -> None:
    handler, case = at_work(app, "handler"), a_case()
    status, text = said(handler, case, **{f"year_{YEAR}": "5 000"})
    assert status == 409
    assert "Åren blir tillsammans 145 000 kr, men 140 000 kr är kvar att betala ut. Minska dem med 5 000 kr." in text
    assert said(handler, case, reason="")[0] == 422
    assert forecasts.of_case_said(case) == []


def test_what_was_said_before_something_was_paid_is_marked(app: Flask) -> None:
    handler, case = at_work(app, "handler"), a_case()
    assert said(handler, case)[0] == 303
    expecting.paid(case, on=clock.today())
    assert "Bedömningen gäller inte längre" in read(handler.get(f"/cases/{case.number}/forecast").text)


def test_finance_reads_the_case_and_has_no_form(app: Flask) -> None:
    case = a_case()
    assert "Spara min bedömning" not in at_work(app, "finance").get(f"/cases/{case.number}/forecast").text


def test_the_forecast_shows_both_sums_and_they_are_the_ledgers(app: Flask) -> None:
    handler, finance, case = at_work(app, "handler"), at_work(app, "finance"), a_case()
    assert said(handler, case)[0] == 303
    page = finance.get(f"/frames/forecast?year={YEAR + 1}")
    assert "Summa 140 000,00 140 000,00" in read(page.text)
    assert f"Per stödform {YEAR + 1}" in read(page.text)
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"' in page.text
    due = finance.get("/frames").text
    assert "Utestående åtaganden efter det år de förfaller" in due
    assert "Summa 140 000,00 140 000,00" in read(due)


def test_todays_forecast_is_kept_once_and_last_years_is_judged(app: Flask) -> None:
    finance = at_work(app, "finance")
    a_case()
    page = finance.get("/frames/forecast")
    assert "Ingen prognos sparades året innan" in read(page.text)
    assert finance.submit(page, button="Spara dagens prognos").status_code == 303
    again = finance.get("/frames/forecast")
    assert "Spara dagens prognos" not in again.text
    assert [row.kept_on for row in forecasts.kept()] == [clock.today()]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_forecast_is_fetched_as_a_table(app: Flask, form: str) -> None:
    a_case()
    answer = at_work(app, "controller").get(f"/frames/forecast.{form}")
    assert answer.status_code == 200
    if form == "csv":
        lines = answer.get_data().decode("utf-8-sig").splitlines()
        assert lines[0] == "År;Stödform;Enligt modellen;Med handläggarnas bedömningar;Anslagspost"
        assert sum(Money.parse(line.split(";")[2].replace(",", ".")).ore for line in lines[1:]) == 14_000_000


@pytest.mark.parametrize("asked", ["", "?year=1999", "?year=abcd", "?year=2001"])
def test_an_empty_desk_and_any_year_have_a_page(app: Flask, asked: str) -> None:
    text = read(at_work(app, "director").get(f"/frames/forecast{asked}").text)
    assert "Inget är kvar att betala ut i något ärende." in text


def test_in_english(app: Flask) -> None:
    finance = at_work(app, "finance")
    a_case()
    finance.post("/language", data={"language": "en", "csrf_token": token(finance)})
    text = read(finance.get("/frames/forecast").text)
    assert "What is left to pay, by the year that it is expected" in text
    assert "Outstanding commitments by the year they fall due" in read(finance.get("/frames").text)


def token(client: StrictClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/frames").text)
    assert found is not None
    return found[1]
