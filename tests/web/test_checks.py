"""The page of what there is to see to in a case: what is answered on it, and what is only read."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from grantdesk import clock, db
from grantdesk.models.case import Case
from grantdesk.queries import checks
from tests import builders
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

CONSULTANCY = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
SIGNED, DEBTS, VIABLE = "applicant_may_sign", "no_debts", "viability"
KEEP = "Spara svaren"


def address(case: Case) -> str:
    return f"/cases/{case.number}/checks"


def field(page: TestResponse, item: str, name: str) -> str:
    """The name of an item's field on the page."""
    found = re.search(rf'name="(items-\d+)-item" value="{item} ', page.text)
    assert found is not None, item
    return f"{found[1]}-{name}"


def answer(client: StrictClient, page: TestResponse, said: Mapping[str, str | tuple[str, str]]) -> TestResponse:
    """Send the page with an answer, or an answer and a remark, to each of these items."""
    sent: dict[str, str] = {}
    for item, one in said.items():
        chosen, remark = (one, "") if isinstance(one, str) else one
        sent |= {field(page, item, "answer"): chosen, field(page, item, "remark"): remark}
    return client.submit(page, sent, button=KEEP)


def held(case: Case) -> dict[str, tuple[str, str | None]]:
    """By item, the answer that holds and its remark."""
    db.session.rollback()
    listed = checks.of_case(case, on=clock.today(), terms=builders.terms())
    said = ((each.item.code, each.answered) for each in listed.items)
    return {code: (one.answer, one.remark) for code, one in said if one is not None}


def plain(page: TestResponse) -> str:
    return " ".join(page.text.split())


def test_the_answers_are_kept_and_the_page_says_whose_they_are_and_what_is_left(app: Flask) -> None:
    case, handler = builders.a_case(), builders.a_user(name="Hanna Handläggare")
    client = desk.at_work(app, handler)
    assert f'href="{address(case)}"' in client.get(f"/cases/{case.number}").text
    page = client.get(address(case))
    assert "Bifall: 3 av de 3 som det kräver är kvar att besvara." in re.sub("</?strong>", "", plain(page))
    assert "Måste besvaras före: bifall." in page.text
    done = answer(client, page, {SIGNED: "yes", DEBTS: ("no", "Anstånd är beviljat."), VIABLE: "yes"})
    assert done.status_code == 303
    assert held(case) == {SIGNED: ("yes", None), DEBTS: ("no", "Anstånd är beviljat."), VIABLE: ("yes", None)}
    page = client.get(done.location)
    assert "Noterat: 3." in page.text
    assert "Bifall: 1 av de 3 som det kräver är kvar att besvara." in re.sub("</?strong>", "", plain(page))
    assert f"Besvarat {clock.today()} av Hanna Handläggare" in page.text
    assert "Kontroller i ärendet besvarades: 3" in client.get(f"/cases/{case.number}").text
    done = answer(client, page, {DEBTS: ("yes", "Skulden är betald."), "de_minimis_statement": "yes"})
    page = client.get(done.location)
    assert "alla 3 som det kräver är besvarade." in page.text
    assert "Tidigare svar (1)" in page.text
    assert "Anstånd är beviljat." in page.text


def test_only_what_the_writer_has_changed_is_noted(app: Flask) -> None:
    case = builders.a_case()
    mine, theirs = desk.at_work(app, "handler"), desk.at_work(app, "handler")
    opened = mine.get(address(case))
    assert answer(theirs, theirs.get(address(case)), {SIGNED: ("no", "Fullmakt saknas.")}).status_code == 303
    # The first page still shows no answer to it, and says nothing of it.
    assert answer(mine, opened, {VIABLE: "yes"}).status_code == 303
    assert held(case) == {SIGNED: ("no", "Fullmakt saknas."), VIABLE: ("yes", None)}
    assert answer(mine, opened, {SIGNED: ("yes", "Fullmakten kom.")}).status_code == 303
    assert held(case)[SIGNED] == ("yes", "Fullmakten kom.")
    same = mine.submit(mine.get(address(case)), button=KEEP)
    assert same.status_code == 409
    assert "Det finns inget att notera" in same.text


def test_what_cannot_be_is_said_and_what_was_written_stands(app: Flask) -> None:
    case, client = builders.a_case(), desk.at_work(app, "handler")
    page = client.get(address(case))
    refused = answer(client, page, {DEBTS: "no", VIABLE: ("yes", "Vinst i fjol.")})
    assert refused.status_code == 409
    assert "Skriv en anmärkning om varför svaret inte är ja" in refused.text
    assert "Vinst i fjol." in refused.text
    refused = answer(client, page, {VIABLE: ("yes", "x" * 2001)})
    assert refused.status_code == 422
    remark = client.submit(page, {field(page, VIABLE, "remark"): "Utan svar."}, button=KEEP)
    assert remark.status_code == 409
    assert held(case) == {}


def test_words_that_are_no_longer_put_are_refused(app: Flask) -> None:
    case, client = builders.a_case(), desk.at_work(app, "handler")
    page = client.get(address(case))
    sent = {field(page, SIGNED, "item"): f"{SIGNED} 2023-01-01", field(page, SIGNED, "answer"): "yes"}
    refused = client.submit(page, sent, button=KEEP)
    assert refused.status_code == 409
    assert "finns inte bland det som ska ses till" in refused.text
    assert held(case) == {}


def test_almi_has_its_own_list_and_cannot_reach_the_regions(app: Flask) -> None:
    almi = builders.a_user("almi")
    ours, case = builders.a_case(), builders.a_case(builders.a_registration(CONSULTANCY), by=almi)
    client = desk.at_work(app, almi)
    assert client.get(address(ours)).status_code == 404
    page = client.get(address(case))
    assert "En hållbarhetsanalys är gjord" in page.text
    assert "Bifall: 5 av de 5 som det kräver är kvar att besvara." in re.sub("</?strong>", "", plain(page))
    done = answer(client, page, {"sustainability_analysis": ("yes", "Mindre energi."), "ownership": "yes"})
    assert done.status_code == 303
    assert set(held(case)) == {"sustainability_analysis", "ownership"}


@pytest.mark.parametrize("position", ["finance", "controller", "administrator"])
def test_others_read_the_answers_and_write_none(app: Flask, position: str) -> None:
    case, handler = builders.a_case(), desk.at_work(app, "handler")
    assert answer(handler, handler.get(address(case)), {DEBTS: ("no", "Anstånd.")}).status_code == 303
    client = desk.at_work(app, position)
    page = client.get(address(case))
    assert "Anstånd." in page.text
    assert "Inte besvarat." in page.text
    assert KEEP not in page.text
    assert client.post(address(case), data={"csrf_token": desk.token(client)}).status_code == 403


def test_what_a_decision_kept_stands_beside_what_is_answered_since(app: Flask) -> None:
    case, client = builders.a_granted_case(), desk.at_work(app, "handler")
    page = client.get(address(case))
    kept = page.text.partition("Bevarat av beslutet")[2]
    assert "Bifall" in kept
    assert "Inte besvarat." in kept
    assert answer(client, page, {DEBTS: ("no", "Skuld efter beslutet.")}).status_code == 303
    page = client.get(address(case))
    assert page.text.count("Skuld efter beslutet.") == 1
    assert "Skuld efter beslutet." not in page.text.partition("Bevarat av beslutet")[2]


def test_a_decision_waits_for_what_it_requires(app: Flask) -> None:
    handler, director = desk.at_work(app, "handler"), desk.at_work(app, "director")
    number = f"/cases/{builders.a_case().number}"
    assert handler.submit(handler.get(number), button="Bedöm").status_code == 303
    refused = director.submit(director.get(f"{number}/decision"), button="Bevilja")
    assert refused.status_code == 409
    assert "förrän någon har svarat på detta bland kontrollerna i ärendet" in refused.text
    said: dict[str, str | tuple[str, str]] = {
        SIGNED: "yes",
        "de_minimis_statement": "yes",
        DEBTS: ("no", "Anstånd är beviljat."),
    }
    assert answer(handler, handler.get(f"{number}/checks"), said).status_code == 303
    assert director.submit(director.get(f"{number}/decision"), button="Bevilja").status_code == 303


def test_whoever_has_a_conflict_of_interest_is_told(app: Flask) -> None:
    handler, case = builders.a_user(), builders.a_case()
    client = desk.at_work(app, handler)
    declared = {"person": str(handler.id), "kind": "relative", "ground": "Min syster.", "in_case_alone": "y"}
    page = client.get(f"/cases/{case.number}/conflicts")
    assert client.submit(page, declared, button="Anteckna jävet").status_code == 303
    refused = answer(client, client.get(address(case)), {SIGNED: "yes"})
    assert refused.status_code == 409
    assert "6 kap. 28 §" in refused.text


def test_the_page_is_in_english_too(app: Flask) -> None:
    case, client = builders.a_case(), desk.at_work(app, "handler")
    client.submit(client.get("/"), button="English")
    page = client.get(address(case))
    assert "Sustainability" in page.text
    assert "Must be answered before: grant." in page.text
