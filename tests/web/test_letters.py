"""The decision letter, fetched as a PDF by those who may read the case."""

from __future__ import annotations

import io
from datetime import date, timedelta
from hashlib import sha256

import pytest
from flask import Flask
from pypdf import PdfReader

from grantdesk import archive, clock, settings
from grantdesk.domain.messages import LANGUAGES
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


def send_fields(**changes: str) -> dict[str, str]:
    return {"language": "sv", "means": "post", "address": "Verkstadsgatan 1, 737 30 Fagersta", **changes}


def test_before_it_is_sent_the_letter_is_a_preview_in_both_languages(app: Flask) -> None:
    number = builders.a_granted_case().number
    client = desk.at_work(app, "handler")
    assert "FÖRHANDSVISNING" in text_of(client, number)
    assert "PREVIEW" in text_of(client, number, "en")
    page = client.get(f"/cases/{number}").text
    assert "Brevet är inte skickat." in page
    assert "Beslutsbrev (PDF)" in page


def test_what_is_shown_after_it_was_sent_is_the_file_that_was_stored(app: Flask) -> None:
    number = builders.a_granted_case().number
    client = desk.at_work(app, "handler")
    answer = client.submit(client.get(f"/cases/{number}/letter"), send_fields(), button="Anteckna att det är skickat")
    assert (answer.status_code, answer.location) == (303, f"/cases/{number}")
    for language in LANGUAGES:
        content = client.get(f"/cases/{number}/letter.pdf?language={language}").data
        assert archive.read(settings.read().archive, sha256(content).hexdigest()) == content
        assert "visning" not in text_of(client, number, language).lower()
    page = client.get(f"/cases/{number}").text
    for said in ("Påhittade Verkstaden AB", "Verkstadsgatan 1", "Beslutet får inte överklagas", "Skicka brevet igen"):
        assert said in page
    assert "Brevet är inte skickat." not in page


def test_a_stored_letter_that_was_lost_is_not_replaced_by_a_new_one(app: Flask) -> None:
    number = builders.a_granted_case().number
    client = desk.at_work(app, "handler")
    client.submit(client.get(f"/cases/{number}/letter"), send_fields(), button="Anteckna att det är skickat")
    digest = sha256(client.get(f"/cases/{number}/letter.pdf?language=sv").data).hexdigest()
    archive.place(settings.read().archive, digest).unlink()
    answer = client.get(f"/cases/{number}/letter.pdf?language=sv")
    assert answer.status_code == 409
    assert digest in answer.text


def test_a_double_click_sends_one_letter(app: Flask) -> None:
    number = builders.a_granted_case().number
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{number}/letter")
    for _ in range(2):
        assert client.submit(page, send_fields(), button="Anteckna att det är skickat").status_code == 303
    assert client.get(f"/cases/{number}").text.count("Verkstadsgatan 1") == 1


def test_a_return_and_what_follows_it_are_noted_on_the_case(app: Flask) -> None:
    number, today = builders.a_granted_case().number, clock.today().isoformat()
    client = desk.at_work(app, "handler")
    client.submit(client.get(f"/cases/{number}/letter"), send_fields(), button="Anteckna att det är skickat")
    back = client.get(f"/cases/{number}/letter/1/return")
    assert client.submit(back, {"day": today, "reason": ""}, button="Anteckna returen").status_code == 422
    early = client.submit(back, {"day": "2026-01-01", "reason": "Flyttat"}, button="Anteckna returen")
    assert early.status_code == 409
    assert "ligger före dagen" in early.text
    assert client.submit(back, {"day": today, "reason": "Flyttat"}, button="Anteckna returen").status_code == 303
    page = client.get(f"/cases/{number}").text
    assert "Brevet kom i retur. Skicka det igen." in page
    assert "Flyttat" in page
    assert client.get(f"/cases/{number}/letter/1/receipt").location == f"/cases/{number}"
    again = client.get(f"/cases/{number}/letter")
    client.submit(again, send_fields(means="email", address="a@example.se"), button="Anteckna att det är skickat")
    took = client.get(f"/cases/{number}/letter/2/receipt")
    assert client.submit(took, {"day": today}, button="Anteckna dagen").status_code == 303
    assert "Mottagaren har tagit del" in client.get(f"/cases/{number}").text
    assert client.get(f"/cases/{number}/letter/3/receipt").status_code == 404


def test_what_is_wrong_in_the_form_is_said_and_kept(app: Flask) -> None:
    number = builders.a_granted_case().number
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{number}/letter")
    assert client.submit(page, {"name": ""}, button="Anteckna att det är skickat").status_code == 422
    nowhere = client.submit(
        page, send_fields(means="email", address="ingenstans"), button="Anteckna att det är skickat"
    )
    assert nowhere.status_code == 409
    assert "är ingen e-postadress" in nowhere.text
    assert 'value="ingenstans"' in nowhere.text
    assert client.get(f"/cases/{builders.an_assessed_case().number}/letter").status_code == 404


def decided(on: date, number: str) -> str:
    given = builders.facts(received_on=on.isoformat(), starts_on=(on + timedelta(days=30)).isoformat())
    given["applicant"]["organisation_number"] = number
    case = builders.an_assessed_case(builders.a_registration(given, title=f"Beslut {on}"), on=on)
    return builders.grant(case, on=on).number


def test_a_decision_waits_in_the_pile_until_its_letter_is_sent_and_again_when_it_comes_back(app: Flask) -> None:
    today = clock.today()
    recent, old = today - timedelta(days=60), today - timedelta(days=61)
    number, older = decided(recent, "559900-1004"), decided(old, "559900-2002")
    client = desk.at_work(app, "handler")

    def waiting() -> set[str]:
        text = client.get("/waiting?pile=to_send").text
        return {one for one in (number, older) if f"/cases/{one}/letter" in text}

    assert waiting() == {number}
    for one in (number, older):
        client.submit(client.get(f"/cases/{one}/letter"), send_fields(), button="Anteckna att det är skickat")
    assert waiting() == set()
    back = client.get(f"/cases/{older}/letter/2/return")
    client.submit(back, {"day": today.isoformat(), "reason": "Flyttat"}, button="Anteckna returen")
    assert waiting() == {older}


def test_almi_sends_the_letters_of_its_own_cases_only(app: Flask) -> None:
    consultancy = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    consultancy["applicant"]["organisation_number"] = "559900-2002"
    almi = builders.a_user("almi")
    case = builders.an_assessed_case(builders.a_registration(consultancy), by=almi)
    mine = builders.grant(case, by=almi).number
    client = desk.at_work(app, almi)
    sent = client.submit(client.get(f"/cases/{mine}/letter"), send_fields(), button="Anteckna att det är skickat")
    assert sent.status_code == 303
    assert client.get(f"/cases/{builders.a_granted_case().number}/letter").status_code == 404
    assert desk.at_work(app, "director").get(f"/cases/{mine}/letter").status_code == 403
