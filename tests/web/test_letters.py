"""The decision letter, fetched as a PDF by those who may read the case."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from pypdf import PdfReader

from grantdesk.domain.money import Money
from tests import builders
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def text_of(client: StrictClient, number: str, language: str = "sv") -> str:
    answer = client.get(f"/cases/{number}/letter.pdf?language={language}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_letter_says_what_was_granted_and_why_in_both_languages(app: Flask) -> None:
    number = builders.a_granted_case().number
    client = desk.at_work(app, "handler")
    swedish = text_of(client, number)
    assert "140 000 kr" in swedish.replace("\u00a0", " ")
    assert "35 % i Fagersta" in swedish.replace("\u00a0", " ")
    assert "Delegation till regional utvecklingsdirektör" in swedish
    assert "VAL-1" in swedish
    assert "SEK 140,000" in text_of(client, number, "en").replace("\u00a0", " ")
    assert "letter.pdf" in client.get(f"/cases/{number}").text


def test_a_lower_grant_is_divided_over_the_lines_as_assessed(app: Flask) -> None:
    costs = [{"category": "machinery", "amount": "300000.00"}, {"category": "building", "amount": "100000.00"}]
    registration = builders.a_registration(builders.facts(costs=costs))
    number = builders.a_granted_case(registration, amount=Money.kronor(100_000)).number
    letter = text_of(desk.at_work(app, "controller"), number).replace("\u00a0", " ")
    assert "75 000" in letter
    assert "25 000" in letter


def test_a_project_and_a_rejection_have_their_letters(app: Flask) -> None:
    client = desk.at_work(app, "head_of_unit")
    project = builders.a_granted_case(builders.a_registration(builders.project_facts())).number
    assert "500 000 kr" in text_of(client, project).replace("\u00a0", " ")
    rejected = builders.an_assessed_case().number
    page = client.get(f"/cases/{rejected}/decision")
    client.submit(page, {"rejection-reason": "Åtgärden är redan påbörjad."}, button="Avslå")
    assert "Åtgärden är redan påbörjad." in text_of(client, rejected)


def test_there_is_no_letter_before_there_is_a_decision(app: Flask) -> None:
    number = builders.an_assessed_case().number
    client = desk.at_work(app, "handler")
    answer = client.get(f"/cases/{number}/letter.pdf")
    assert answer.status_code == 404
    assert "inte beslutat än" in answer.text
    assert client.get(f"/cases/{builders.a_granted_case().number}/letter.pdf?language=fr").status_code == 404
