"""Registering an application: the form keeps what was written and says what is wrong, where it is wrong."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.queries import case_file, search
from grantdesk.queries.search import Question
from tests import builders
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def test_every_scheme_has_a_form_with_its_own_fields(app: Flask) -> None:
    client = desk.at_work(app, "handler")
    chooser = client.get("/cases/new")
    for code in builders.terms().county.schemes:
        assert f"/cases/new/{code}" in chooser.text
        assert client.get(f"/cases/new/{code}").status_code == 200
    assert "Energigenomgång" in client.get("/cases/new/energistod").text
    assert "Energigenomgång" not in client.get("/cases/new/konsultcheck").text
    assert "Kommuner som omfattas" in client.get("/cases/new/projektmedel").text


def test_a_whole_application_becomes_a_case(app: Flask) -> None:
    who = builders.a_user("handler")
    answer = desk.register(desk.at_work(app, who))
    assert answer.status_code == 303
    case = case_file.by_number(answer.location.rpartition("/")[2], by=who)
    assert (case.title, case.requested) == ("Ny laserskärare", Money.kronor(150_000))
    assert [(line.objective, line.share) for line in case.objectives] == [("VAL-1", 6000), ("VAL-2", 4000)]
    assert case.circumstances == {"collective_agreement_terms": True}


def test_the_same_form_sent_twice_is_one_case(app: Flask) -> None:
    client = desk.at_work(app, "handler")
    page = client.get("/cases/new/investeringsstod")
    sent = desk.application(**{"objectives-0-share": "100"})
    first, second = client.submit(page, sent), client.submit(page, sent)
    assert first.location == second.location
    db.session.rollback()
    assert search.cases(Question(), by=builders.a_user()).count == 1


def test_a_row_more_keeps_what_was_written(app: Flask) -> None:
    client = desk.at_work(app, "handler")
    page = client.submit(client.get("/cases/new/konsultcheck"), {"title": "Exportråd", "add": "costs"})
    assert page.status_code == 200
    assert 'value="Exportråd"' in page.text
    assert "costs-3-amount" in page.text


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"organisation_number": "559900-1005"}, "organisation_number", "ontrollsiffra"),
        ({"legal_form": "sole_trader"}, "organisation_number", "personnummer"),
        ({"costs-0-amount": "0"}, "costs-0-amount", "över noll"),
        ({"costs-0-amount": "1.234"}, "costs-0-amount", "tusental"),
        ({"costs-0-category": "", "costs-0-amount": ""}, "costs", "minst en kostnad"),
        ({"costs-0-category": ""}, "costs-0-category", "Fyll i"),
        ({"received_on": "2026-02-30"}, "received_on", "Dagen finns inte"),
        ({"starts_on": ""}, "starts_on", "Fyll i"),
        ({"nace": "maskiner"}, "nace", "näringsgrenskod"),
        ({"objectives-0-share": "59"}, "objectives", "99 procent"),
        ({"objectives-1-objective": "VAL-1"}, "objectives", "en gång"),
        ({"awards-0-granted_on": "2026-04-01", "awards-0-amount_eur": "100", "awards-0-regulation": "2023/2831"},
         "awards-0-granted_on", "2026-03-14"),
        ({"title": ""}, "title", "Fyll i"),
    ],
)  # fmt: skip
def test_a_fault_is_told_of_at_its_field(app: Flask, changes: dict[str, str], field: str, said: str) -> None:
    answer = desk.register(desk.at_work(app, "handler"), **changes)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    error = re.search(rf'id="{field}-error".*?</div>', answer.text, re.DOTALL)
    assert error is not None
    assert said in error[0]
    if "title" not in changes:
        assert 'value="Ny laserskärare"' in answer.text


def test_an_application_received_tomorrow_is_refused_and_kept(app: Flask) -> None:
    answer = desk.register(desk.at_work(app, "handler"), received_on="2099-01-02", starts_on="2099-02-01")
    assert answer.status_code == 409
    assert "efter i dag" in answer.text
    assert 'value="Ny laserskärare"' in answer.text


def test_a_project_tells_of_its_eu_money_and_objective(app: Flask) -> None:
    client = desk.at_work(app, "handler")
    page = client.get("/cases/new/projektmedel_eu")
    changes = {
        "organisation_number": "802400-1003", "legal_form": "non_profit_association", "nace": "",
        "costs-0-category": "staff", "objectives-0-share": "100", "circumstances": None, "themes": ["energy"],
        "covers": ["1980", "1982"], "eruf_objective": "SM1.1",
    }  # fmt: skip
    said = {name: value for name, value in desk.application(**changes).items() if value is not None}
    assert "Eruf" in client.submit(page, said).text
    answer = client.submit(page, said | {"financing-0-source": "eruf", "financing-0-amount": "200 000"})
    assert answer.status_code == 303
    text = client.get(answer.location).text
    assert "SM1.1" in text
    assert "Västerås, Fagersta" in text


def test_almi_registers_under_its_own_schemes_only(app: Flask) -> None:
    client = desk.at_work(app, "almi")
    assert "investeringsstod" not in client.get("/cases/new").text
    assert client.get("/cases/new/investeringsstod").status_code == 404
    assert client.get("/cases/new/konsultcheck").status_code == 200


@pytest.mark.parametrize("position", ["head_of_unit", "finance", "controller", "administrator"])
def test_only_those_who_register_open_the_form(app: Flask, position: str) -> None:
    assert desk.at_work(app, position).get("/cases/new").status_code == 403
