"""Trying an application: the same fields and the same answer as a registered one, and nothing is written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select
from stdnum import luhn

from grantdesk import db, region, settings
from grantdesk.actions.register import ProjectPlan
from grantdesk.domain.examples import applications
from grantdesk.domain.facts import parse_application
from grantdesk.domain.roles import POSITIONS
from grantdesk.domain.support import calculate
from grantdesk.domain.vocabulary import SCHEMES
from grantdesk.models.case import Case
from grantdesk.models.event import Event
from grantdesk.queries import case_file
from tests import builders, sormeby
from tests.conftest import Database, made_over
from tests.domain.applications import assessed, county, of_scheme
from tests.strict_client import StrictClient
from tests.web import calculating, desk
from tests.web.calculating import aid_on, asked, written

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

PLAIN = of_scheme("investeringsstod")
ONE_OF_EACH = {role: position for position, role in POSITIONS.items()}


def _examples() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every worked example of the region's folder: its name, the application, and what is expected."""
    for file, content in region.read_examples(settings.read().region_folder).items():
        for example, given in zip(content["example"], applications(content), strict=True):
            yield f"{file}: {example['name']}", given, example["expect"]


@pytest.fixture
def handler(app: Flask) -> StrictClient:
    return desk.at_work(app, "handler")


def _rows() -> tuple[int, ...]:
    db.session.rollback()
    return tuple(db.session.execute(select(func.count()).select_from(table)).scalar_one() for table in (Case, Event))


@pytest.mark.parametrize("role", ONE_OF_EACH)
def test_everybody_may_calculate(app: Flask, role: str) -> None:
    client = desk.at_work(app, ONE_OF_EACH[role])
    page = client.get("/calculator")
    assert page.status_code == 200
    assert 'aria-current="page">Kalkylator' in page.text
    assert "gd-sum" not in page.text


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_can_be_calculated(handler: StrictClient, scheme: str) -> None:
    before = _rows()
    given = of_scheme(scheme)
    assert handler.get("/calculator", query_string={"scheme": scheme}).status_code == 200
    page = handler.get("/calculator", query_string=asked(given))
    assert (page.status_code, aid_on(page)) == (200, written(assessed(given).aid))
    assert "/calculator?" in page.text
    assert _rows() == before


def test_what_is_proposed_is_enough_with_place_industry_and_costs(handler: StrictClient) -> None:
    first = handler.get("/calculator")
    sent = {
        "municipality": "1982", "nace": "25", "costs-0-category": "machinery", "costs-0-amount": "400 000",
    }  # fmt: skip
    page = handler.submit(first, sent, button="Räkna")
    assert (page.status_code, aid_on(page)) == (200, "140\u00a0000\u00a0kr")
    assert "obekräftat värde" in page.text
    assert "Det som avgjorde" in page.text
    assert "Så räknades beloppet fram" in page.text
    assert "Lön och villkor följer kollektivavtal" in page.text
    assert "300\u00a0000 EUR" in page.text


def test_an_address_is_all_that_a_calculation_needs(app: Flask) -> None:
    address = f"/calculator?{urlencode(asked(PLAIN), doseq=True)}"
    pages = [desk.at_work(app, position).get(address) for position in ("handler", "almi")]
    assert {aid_on(page) for page in pages} == {"140\u00a0000\u00a0kr"}


def test_the_calculator_gives_what_every_worked_example_gives(handler: StrictClient) -> None:
    refused = []
    for name, given, expected in _examples():
        page = handler.get("/calculator", query_string=asked(given))
        if page.status_code == 422:
            refused.append(name)
            assert "input_error" in expected or not calculating.is_offered(given), name
        else:
            aid = calculate(parse_application(given, county()), county()).aid
            assert aid_on(page) == written(aid), name
            assert str(aid) == expected.get("aid", str(aid)), name
    assert len(refused) < 30


def test_what_is_tried_and_what_is_registered_give_the_same_aid(handler: StrictClient) -> None:
    tried, by = 0, builders.a_user()
    for number, (name, given, _) in enumerate(_examples()):
        page = handler.get("/calculator", query_string=asked(given, eur_rate=None))
        on = date.fromisoformat(given["received_on"])
        if page.status_code == 200 and on.year >= 2024 and "granting_on" not in given:
            assert aid_on(page) == _registered(given, number, by=by, on=on), name
            tried += 1
    assert tried > 60


def _registered(given: dict[str, Any], number: int, *, by: builders.Person, on: date) -> str:
    """The aid of the same application registered and assessed that day, by a company that nobody has heard of."""
    applicant = given["applicant"]
    if applicant["legal_form"] != "sole_trader":
        digits = f"559{number:06d}"
        applicant = applicant | {"organisation_number": f"{digits}{luhn.calc_check_digit(digits)}"}
    has_eruf = any(one["source"] == "eruf" for one in given.get("financing", ()))
    plan = {"project": ProjectPlan(municipalities=("1982",), eruf_objective="SM1.1")} if has_eruf else {}
    case = builders.an_assessed_case(builders.a_registration(given | {"applicant": applicant}, **plan), by=by, on=on)
    latest = case_file.latest_assessment(case)
    assert latest is not None
    return written(latest.aid)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"municipality": ""}, "municipality", "Välj ett"),
        ({"municipality": "0180"}, "municipality", "giltigt val"),
        ({"nace": ""}, "nace", "Fyll i"),
        ({"nace": "maskiner"}, "nace", "näringsgrenskod"),
        ({"received_on": "2026-02-30"}, "received_on", "Dagen finns inte"),
        ({"starts_on": ""}, "starts_on", "Fyll i"),
        ({"costs-0-amount": "0"}, "costs-0-amount", "över noll"),
        ({"costs-0-amount": "1.234"}, "costs-0-amount", "tusental"),
        ({"costs-0-category": None, "costs-0-amount": None}, "costs", "minst en kostnad"),
        ({"requested": "abc"}, "requested", "Skriv beloppet"),
        ({"eur_rate": "elva"}, "eur_rate", "Skriv hur många kronor"),
        ({"eur_rate": "0"}, "eur_rate", "Skriv hur många kronor"),
        ({"awards-0-granted_on": "2026-04-01", "awards-0-amount_eur": "100", "awards-0-regulation": "2023/2831"},
         "awards-0-granted_on", "2026-03-14"),
    ],
)  # fmt: skip
def test_a_fault_is_told_of_at_its_field_and_nothing_is_folded_over_it(
    handler: StrictClient, changes: dict[str, Any], field: str, said: str
) -> None:
    page = handler.get("/calculator", query_string=asked(PLAIN, **changes))
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    error = re.search(rf'id="{field}-error".*?</div>', page.text, re.DOTALL)
    assert error is not None
    assert said in error[0]
    folded = re.findall(r"<details.*?</details>", page.text, re.DOTALL)
    assert all(f'id="{field}-error"' not in one for one in folded)


@pytest.mark.parametrize(
    "changes",
    [{"nace": "maskiner"}, {"starts_on": ""}, {"costs-0-amount": "1.234"}, {"received_on": "2026-02-30"}, {"size": ""}],
)
def test_what_the_registration_refuses_is_refused_in_the_same_words(
    handler: StrictClient, changes: dict[str, str]
) -> None:
    (field,) = changes
    tried = handler.get("/calculator", query_string=asked(PLAIN, **changes))
    registered = desk.register(handler, **changes)
    errors = [
        re.search(rf'id="{field}-error".*?</div>', page.text, re.DOTALL)[0]  # type: ignore[index]  # both have one
        for page in (tried, registered)
    ]
    assert errors[0] == errors[1]


def test_a_row_more_keeps_the_question_and_tells_of_no_fault(handler: StrictClient) -> None:
    page = handler.submit(handler.get("/calculator"), {"nace": "25.62", "add": "costs"})
    assert page.status_code == 200
    assert "costs-3-amount" in page.text
    assert 'value="25.62"' in page.text
    assert "Något behöver rättas" not in page.text


def test_a_scheme_that_the_county_lacks_is_no_page(handler: StrictClient) -> None:
    assert handler.get("/calculator?scheme=x").status_code == 404


def _address_of(page: Any, municipality: str) -> str:
    found = re.search(rf'href="(/calculator\?[^"]*municipality={municipality}[^"]*)"', page.text)
    assert found is not None
    return html.unescape(found[1])


def test_another_municipality_is_one_link_away_and_tells_what_moved_the_amount(handler: StrictClient) -> None:
    page = handler.get("/calculator", query_string=asked(PLAIN))
    moved = handler.get(_address_of(page, "1981"))
    assert aid_on(moved) == "100\u00a0000\u00a0kr"
    plain = moved.text.replace("\u00a0", " ")
    assert "Före: 140 000 kr. Nu: 100 000 kr." in plain
    assert "Stödandelen för Sala är 25 % i stället för 35 %." in plain
    back = handler.get(_address_of(moved, "1982")).text.replace("\u00a0", " ")
    assert "Före: 100 000 kr. Nu: 140 000 kr." in back
    assert "+40 000 kr" in back


def test_the_same_question_again_is_compared_with_nothing(handler: StrictClient) -> None:
    page = handler.get("/calculator", query_string=asked(PLAIN))
    assert "Före:" not in handler.get(_address_of(page, "1982")).text


@pytest.mark.parametrize("before", ["x", "scheme=x", "&&&", "%00", "costs-0-amount=1", "a=b&" * 400, "ö" * 5000])
def test_a_question_before_that_nobody_asked_is_left_out(handler: StrictClient, before: str) -> None:
    page = handler.get("/calculator", query_string=asked(PLAIN, before=before))
    assert (page.status_code, aid_on(page)) == (200, "140\u00a0000\u00a0kr")
    assert "Före:" not in page.text


def test_every_change_of_facts_is_compared_with_the_question_before(handler: StrictClient) -> None:
    page = handler.get("/calculator", query_string=asked(PLAIN))
    changed_by = {"costs-0-amount": "200 000", "circumstances": ["sparsely_populated"]}
    moved = handler.submit(page, changed_by, button="Räkna").text.replace("\u00a0", " ")
    assert "Före: 140 000 kr. Nu: 100 000 kr." in moved
    assert "De stödberättigande kostnaderna är 200 000 kr i stället för 400 000 kr." in moved
    assert "Stödandelen för glesbygd är 50 % i stället för 35 %." in moved


def test_every_municipality_is_compared_with_the_chosen_one(handler: StrictClient) -> None:
    text = handler.get("/calculator", query_string=asked(PLAIN)).text.replace("\u00a0", " ")
    rows = dict(re.findall(r"<th [^>]*>\s*<a[^>]*>([^<]+)</a>(.*?)</tr>", text, re.DOTALL))
    assert set(rows) == {one.name for one in county().municipalities.values()}
    assert "100 000,00" in rows["Arboga"]
    assert "−40 000,00" in rows["Arboga"]
    assert "inte öppet för arbetsställen i Västerås" in rows["Västerås"]
    assert "stängd" in rows["Västerås"]
    assert "vald" in rows["Fagersta"]
    assert "Det som flyttade beloppet" in text


def test_the_map_draws_and_names_every_municipality(handler: StrictClient) -> None:
    text = handler.get("/calculator", query_string=asked(PLAIN)).text.replace("\u00a0", " ")
    places = re.findall(r'<a href="[^"]+" class="gd-map-place" data-step="(\w+)"[^>]*>\s*<title>([^<]+)</title>', text)
    assert len(places) == 10
    steps = {title: step for step, title in places}
    assert steps["Fagersta: 35 %"] != steps["Sala: 25 %"]
    assert steps["Västerås: stängd"] == "closed"


def test_the_map_is_of_the_chosen_scheme_size_and_day(handler: StrictClient) -> None:
    def titles(**query: str) -> set[str]:
        text = handler.get("/calculator", query_string=query).text.replace("\u00a0", " ")
        return {title.partition(": ")[2] for title in re.findall(r"<title>([^<]+: [^<]+)</title>", text)}

    assert titles(scheme="regionalt_investeringsstod", size="medium") == {"20 %", "stängd"}
    assert titles(scheme="regionalt_investeringsstod", size="large") == {"10 %", "stängd"}
    assert titles(scheme="investeringsstod", size="large") == {"stängd"}
    assert titles(scheme="investeringsstod", received_on="2020-01-01") == {"stängd"}
    assert titles(scheme="konsultcheck") == {"50 %"}


def test_the_rate_of_the_euro_is_the_banks_unless_another_is_written(handler: StrictClient) -> None:
    given = of_scheme(
        "investeringsstod",
        de_minimis=[{"granted_on": "2025-06-01", "amount_eur": "290000.00", "regulation": "2023/2831"}],
    )
    of_the_bank = handler.get("/calculator", query_string=asked(given, eur_rate=None))
    assert "ECB:s kurs den 2026-03-13" in of_the_bank.text
    own = handler.get("/calculator", query_string=asked(given, eur_rate="11,20"))
    assert aid_on(own) == "112\u00a0000\u00a0kr"
    assert aid_on(of_the_bank) != aid_on(own)


def test_no_address_is_longer_than_what_stands_between_lets_through(handler: StrictClient) -> None:
    rows = {f"costs-{row}-{key}": value for row in range(30) for key, value in
            (("category", "machinery"), ("amount", "1 234 567,89"))}  # fmt: skip
    page = handler.get("/calculator", query_string=asked(PLAIN, **rows))
    assert max(len(html.unescape(address)) for address in re.findall(r'href="(/calculator\?[^"]*)"', page.text)) < 4000
    assert "before" not in parse_qs(_address_of(page, "1981"))


def test_who_has_an_empty_answer_is_told_that_the_rules_give_none(handler: StrictClient) -> None:
    closed = handler.get("/calculator", query_string=asked(PLAIN, municipality="1980"))
    assert (closed.status_code, aid_on(closed)) == (200, "0\u00a0kr")
    assert "Reglerna ger inget stöd" in closed.text


def test_what_the_agency_decides_says_so(handler: StrictClient) -> None:
    given = of_scheme("regionalt_investeringsstod", circumstances={"relocation_between_counties": True})
    assert "Tillväxtverket beslutar i detta" in handler.get("/calculator", query_string=asked(given)).text


def test_another_county_without_a_map_has_the_table(another_county: Database) -> None:
    client = desk.at_work(made_over(another_county), "handler")
    page = client.get("/calculator", query_string=asked(sormeby.facts()))
    assert (page.status_code, aid_on(page)) == (200, "135\u00a0000\u00a0kr")
    assert "<svg viewBox" not in page.text.split('id="municipalities"')[1]
    assert "Ytterön" in page.text
    assert sormeby.traces(page.text) == []
