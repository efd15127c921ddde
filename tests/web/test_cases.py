"""The list of cases and the page of one case: what is there, for whom, and what can be done now."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.queries import balances, case_file
from tests import builders
from tests.many_cases import Crowd
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

CONSULTANCY = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])


def an_almi_case() -> str:
    registration = builders.a_registration(CONSULTANCY, title="Exportråd i Sala")
    return builders.an_assessed_case(registration, by=builders.a_user("almi")).number


def test_the_list_finds_by_word_number_and_filter(app: Flask) -> None:
    number = builders.a_case(builders.a_registration(title="Ökad körkapacitet")).number
    an_almi_case()
    client = desk.at_work(app, "controller")
    everything = client.get("/cases").text
    assert "2 ärenden" in everything
    for asked in ({"text": "ökad"}, {"text": "KÖRKAP"}, {"text": number}, {"scheme": "investeringsstod"},
                  {"status": "registered"}, {"handled_by": "region"}):  # fmt: skip
        answer = client.get("/cases", query_string=asked).text
        assert "1 ärende<" in answer
        assert "Ökad körkapacitet" in answer
    assert "2 ärenden" in client.get("/cases", query_string={"text": "5599001004"}).text
    assert "2 ärenden" in client.get("/cases", query_string={"text": "påhittade", "year": "2026"}).text
    assert "Inget ärende stämmer" in client.get("/cases", query_string={"municipality": "1980"}).text
    assert "Inget ärende stämmer" in client.get("/cases", query_string={"text": "100%"}).text
    assert "2 ärenden" in client.get("/cases", query_string={"status": "nonsense", "year": "x", "page": "y"}).text


def test_the_list_is_ordered_by_name_as_in_swedish(app: Flask) -> None:
    for name, organisation in (("Öland AB", "559900-1004"), ("Ål AB", "559900-2002"), ("Zebra AB", "559900-3000")):
        given = builders.facts()
        given["applicant"]["organisation_number"] = organisation
        builders.a_case(builders.a_registration(given, organisation_name=name))
    text = desk.at_work(app, "controller").get("/cases?order=name").text
    assert text.index("Zebra AB") < text.index("Ål AB") < text.index("Öland AB")


def test_the_list_asks_as_much_of_many_cases_as_of_few(app: Flask) -> None:
    crowd, client = Crowd(), desk.at_work(app, "controller")
    counts = []
    for index in range(60):
        if index in (10, 59):
            assert client.get("/cases").status_code == 200
            counts.append(len(client.statements))
        with db.transaction(at=builders.moment()):
            crowd.case(index)
    assert counts[0] == counts[1]
    assert "Sida 2 av 2" in client.get("/cases?page=2").text


def test_a_case_shows_the_amount_what_decided_and_the_unconfirmed_mark(app: Flask) -> None:
    case = builders.an_assessed_case()
    page = desk.at_work(app, "handler").get(f"/cases/{case.number}").text
    assert "140\u00a0000\u00a0kr" in page
    assert "35\u00a0%" in page
    assert page.index("Det som avgjorde") < page.index("Vad övriga regler säger")
    decided = page[page.index("Det som avgjorde") : page.index("Vad övriga regler säger")]
    assert "obekräftat" in decided
    assert "Ärendet registrerades" in page


def test_the_handler_sees_only_what_can_be_done_now(app: Flask) -> None:
    client, case = desk.at_work(app, "handler"), builders.a_case()
    address = f"/cases/{case.number}"
    assert ">Bedöm<" in client.get(address).text
    assert client.submit(client.get(address), button="Bedöm").status_code == 303
    page = client.get(address).text
    assert "Bedöm på nytt" in page
    assert ">Besluta<" not in page
    assert "Avsluta ärendet" not in page
    builders.grant(builders.noted_checks(case))
    granted = client.get(address).text
    assert "Registrera en rekvisition" in granted
    assert "Bedöm på nytt" not in granted


def test_almi_can_neither_see_nor_guess_the_regions_cases(app: Flask) -> None:
    ours, theirs = builders.a_granted_case().number, an_almi_case()
    claim = builders.a_claim(case_file.by_number(ours, by=builders.a_user())).number
    client = desk.at_work(app, "almi")
    listed = client.get("/cases").text
    assert theirs in listed
    assert ours not in listed
    assert client.get(f"/cases/{theirs}").status_code == 200
    for address in ("", "/decision", "/letter.pdf", "/withdrawal", f"/claims/{claim}"):
        assert client.get(f"/cases/{ours}{address}").status_code == 404
    token = desk.token(client)
    for address in ("assessment", "decision/grant", "decision/rejection", "withdrawal"):
        answer = client.post(f"/cases/{ours}/{address}", data={"csrf_token": token, "reason": "x"})
        assert answer.status_code == 404, address


def test_a_withdrawal_is_noted_with_what_the_applicant_says(app: Flask) -> None:
    client, number = desk.at_work(app, "handler"), builders.a_case().number
    page = client.get(f"/cases/{number}/withdrawal")
    assert client.submit(page, button="Anteckna återtagandet").status_code == 422
    assert client.submit(page, {"reason": "Ringde den 3 mars."}, button="Anteckna återtagandet").status_code == 303
    assert "Ringde den 3 mars." in client.get(f"/cases/{number}").text
    again = client.submit(page, {"reason": "En gång till."}, button="Anteckna återtagandet")
    assert again.status_code == 409
    assert "har ändrats sedan du öppnade sidan" in again.text


def test_closing_says_and_releases_what_is_left(app: Flask) -> None:
    case = builders.a_granted_case(amount=Money.kronor(140_000))
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/closing")
    assert "140\u00a0000\u00a0kr som inte har betalats ut återförs" in page.text
    assert client.submit(page, button="Avsluta ärendet").status_code == 303
    assert not balances.of_case(case.id).granted
    again = client.submit(page, button="Avsluta ärendet")
    assert again.status_code == 409
    assert "Inget har ändrats" in again.text


def test_a_personal_number_is_masked(app: Flask) -> None:
    given = builders.facts()
    given["applicant"] |= {"organisation_number": "811218-9876", "legal_form": "sole_trader"}
    number = builders.a_case(builders.a_registration(given)).number
    page = desk.at_work(app, "handler").get(f"/cases/{number}").text
    assert "811218-****" in page
    assert "9876" not in page


def test_a_number_that_does_not_exist_is_answered_with_a_page(app: Flask) -> None:
    answer = desk.at_work(app, "handler").get("/cases/GD-2026-9999")
    assert answer.status_code == 404
    assert "Ärendet finns inte" in answer.text


def test_the_page_is_english_one_click_away(app: Flask) -> None:
    client, number = desk.at_work(app, "handler"), builders.an_assessed_case().number
    page = client.submit(client.get(f"/cases/{number}"), button="English")
    text = client.get(page.location).text
    assert "What decided" in text
    assert "SEK\u00a0140,000" in text


def test_assessing_again_with_nothing_changed_says_so(app: Flask) -> None:
    number = builders.a_case().number
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{number}")
    client.submit(page, button="Bedöm")
    again = client.get(f"/cases/{number}")
    assert "Ärendet är bedömt" in again.text
    client.submit(again, button="Bedöm på nytt")
    assert "Inget har ändrats sedan ärendet bedömdes tidigare i dag" in client.get(f"/cases/{number}").text
