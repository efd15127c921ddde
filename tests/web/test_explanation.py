"""Why this much: a page and a paper that walk through the amount of a case."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from flask import Flask
from pypdf import PdfReader

from grantdesk import db
from grantdesk.actions import assess
from grantdesk.domain.money import Money
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.queries import case_file
from tests import builders
from tests.strict_client import StrictClient
from tests.web import desk

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"])


def plain(html: str) -> str:
    """What a reader sees of a page, spaces as spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def assessed_again(case: Case, *, on: date) -> Assessment:
    by = builders.a_user()
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        return assess.case(found, by=by, on=on, county=builders.terms().county)


def text_of(client: StrictClient, address: str) -> str:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages).replace("\u00a0", " ")


def test_the_page_walks_from_the_costs_to_the_aid(app: Flask) -> None:
    case = builders.an_assessed_case()
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/explanation")
    assert page.status_code == 200
    said = plain(page.text)
    assert "400 000,00 × 35 % = 140 000,00" in said
    assert "Lagens högsta andel är 35 %" in said
    assert "gäller från 2024-01-01, schemes/investeringsstod.toml: rules.rate_policy[0]" in said
    assert "obekräftat värde" in said
    assert "En euro räknas som" in said
    assert "kursen den 2026-03-13" in said
    assert f"/cases/{case.number}/explanation" in client.get(f"/cases/{case.number}").text
    director = desk.at_work(app, "director")
    assert f"/cases/{case.number}/explanation" in director.get(f"/cases/{case.number}/decision").text


@ON_SQLITE
def test_the_walk_of_a_decided_case_is_that_of_its_decision_and_says_what_was_granted(app: Flask) -> None:
    case = builders.a_granted_case(amount=Money.kronor(100_000))
    said = plain(desk.at_work(app, "controller").get(f"/cases/{case.number}/explanation").text)
    assert "100 000 kr av högst 140 000 kr beviljades" in said
    assert "Beslutet vilar på denna bedömning" in said


@ON_SQLITE
def test_an_older_assessment_can_be_chosen(app: Flask) -> None:
    case = builders.an_assessed_case()
    first = case_file.latest_assessment(case)
    assert first is not None
    oldest = first.id
    assessed_again(case, on=date(2026, 3, 16))
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/explanation")
    assert "Bedömt 2026-03-16." in plain(page.text)
    assert f"/cases/{case.number}/explanation?assessment={oldest}" in page.text
    older = client.get(f"/cases/{case.number}/explanation?assessment={oldest}")
    assert "Bedömt 2026-03-14." in plain(older.text)


@ON_SQLITE
@pytest.mark.parametrize("written", ["0", "999999", "-1", "x", "", "9" * 30, "²"])
def test_an_assessment_that_the_case_has_not_is_not_there(app: Flask, written: str) -> None:
    case = builders.an_assessed_case()
    client = desk.at_work(app, "handler")
    for page in ("explanation", "explanation.pdf"):
        assert client.get(f"/cases/{case.number}/{page}?assessment={written}").status_code == 404


@ON_SQLITE
def test_another_cases_assessment_is_not_told(app: Flask) -> None:
    ours = builders.an_assessed_case().number
    theirs = builders.an_assessed_case()
    other = case_file.latest_assessment(theirs)
    assert other is not None
    assessment = other.id
    client = desk.at_work(app, "handler")
    assert client.get(f"/cases/{ours}/explanation?assessment={assessment}").status_code == 404


@ON_SQLITE
def test_a_case_that_is_not_assessed_has_nothing_to_explain(app: Flask) -> None:
    case = builders.a_case()
    client = desk.at_work(app, "handler")
    answer = client.get(f"/cases/{case.number}/explanation")
    assert answer.status_code == 404
    assert "ingen sådan bedömning" in answer.text


@ON_SQLITE
def test_almi_reads_no_explanation_of_what_is_not_theirs(app: Flask) -> None:
    case = builders.an_assessed_case()
    almi = desk.at_work(app, "almi")
    assert almi.get(f"/cases/{case.number}/explanation").status_code == 404
    assert almi.get(f"/cases/{case.number}/explanation.pdf").status_code == 404


@ON_SQLITE
def test_the_paper_says_the_same_in_the_language_asked_for(app: Flask) -> None:
    case = builders.an_assessed_case()
    client = desk.at_work(app, "handler")
    swedish = text_of(client, f"/cases/{case.number}/explanation.pdf")
    english = text_of(client, f"/cases/{case.number}/explanation.pdf?language=en")
    assert "400 000,00 × 35 % = 140 000,00" in swedish
    assert "400,000.00 × 35% = 140,000.00" in english
    assert "Region Västmanland" in english
    assert client.get(f"/cases/{case.number}/explanation.pdf?language=de").status_code == 404


@ON_SQLITE
def test_what_stops_an_application_is_said_in_plain_words(app: Flask) -> None:
    facts = builders.facts()
    facts["applicant"]["obstacles"] = ["bankruptcy"]
    case = builders.an_assessed_case(builders.a_registration(facts))
    said = plain(desk.at_work(app, "handler").get(f"/cases/{case.number}/explanation").text)
    assert "Inte uppfyllt. Sökanden har ett hinder: konkurs." in said
    assert "Reglerna ger inget stöd, eftersom ett villkor inte är uppfyllt." in said
