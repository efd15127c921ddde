"""Deciding: who may is asked in one place and shown, and what was written is kept when an act is refused."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk.domain.money import Money
from grantdesk.queries import balances, case_file
from tests import builders
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def a_large_case() -> str:
    given = builders.project_facts(
        costs=[{"category": "staff", "amount": "6000000.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": "3000000.00"}],
    )
    return builders.an_assessed_case(builders.a_registration(given)).number


def test_the_head_of_unit_grants_what_the_rules_give(app: Flask) -> None:
    case = builders.an_assessed_case()
    client = desk.at_work(app, "head_of_unit")
    page = client.get(f"/cases/{case.number}/decision")
    assert "Du får besluta." in page.text
    assert 'value="140\u00a0000"' in page.text
    answer = client.submit(page, button="Bevilja")
    assert answer.status_code == 303
    shown = client.get(answer.location).text
    assert "Bifall: 140\u00a0000\u00a0kr" in shown
    assert "Vidaredelegation till enhetschef" in shown
    assert balances.of_case(case.id).granted == Money.kronor(140_000)


def test_more_than_the_rules_give_is_refused_and_what_was_written_is_kept(app: Flask) -> None:
    case = builders.an_assessed_case()
    client = desk.at_work(app, "director")
    page = client.get(f"/cases/{case.number}/decision")
    answer = client.submit(page, {"amount": "140 001", "reason": "Behövs mer."}, button="Bevilja")
    assert answer.status_code == 409
    assert "mer än vad reglerna ger" in answer.text
    assert "Behövs mer." in answer.text
    assert 'value="140 001"' in answer.text


def test_what_must_be_met_is_ticked_in_words(app: Flask) -> None:
    case = builders.an_assessed_case(builders.a_registration(builders.facts(circumstances={})))
    client = desk.at_work(app, "director")
    page = client.get(f"/cases/{case.number}/decision")
    assert "Lön och villkor följer kollektivavtal" in page.text
    answer = client.submit(page, button="Bevilja")
    assert answer.status_code == 409
    ticked = client.submit(answer, {"met_before": "terms.collective_agreement"}, button="Bevilja")
    assert ticked.status_code == 303


def test_a_newer_assessment_is_read_before_the_grant(app: Flask) -> None:
    case = builders.an_assessed_case()
    client, handler = desk.at_work(app, "director"), desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/decision")
    handler.submit(handler.get(f"/cases/{case.number}"), button="Bedöm på nytt")
    answer = client.submit(page, button="Bevilja")
    assert answer.status_code == 409
    assert "bedömts på nytt" in answer.text
    assert client.submit(answer, button="Bevilja").status_code == 303


def test_a_rejection_needs_reasons(app: Flask) -> None:
    case = builders.an_assessed_case()
    client = desk.at_work(app, "head_of_unit")
    page = client.get(f"/cases/{case.number}/decision")
    refused = client.submit(page, button="Avslå")
    assert refused.status_code == 422
    assert 'value="140\u00a0000"' in refused.text
    answer = client.submit(refused, {"rejection-reason": "Åtgärden är redan påbörjad."}, button="Avslå")
    assert answer.status_code == 303
    shown = client.get(answer.location).text
    assert "Avslag" in shown
    assert "Åtgärden är redan påbörjad." in shown


def test_a_case_without_aid_can_only_be_rejected(app: Flask) -> None:
    given = builders.facts()
    given["applicant"]["municipality"] = "1980"
    case = builders.an_assessed_case(builders.a_registration(given))
    page = desk.at_work(app, "head_of_unit").get(f"/cases/{case.number}/decision").text
    assert ">Bevilja<" not in page
    assert ">Avslå<" in page
    assert "inte öppet för arbetsställen i Västerås" in page


def test_who_may_decide_is_said_to_who_may_not(app: Flask) -> None:
    number = a_large_case()
    director = builders.a_user("director", name="Disa Direktör")
    for person in ("handler", "head_of_unit", director):
        page = desk.at_work(app, person).get(f"/cases/{number}/decision").text
        assert "Du får inte besluta." in page
        assert "Nämnden" in page
        assert ">Bevilja<" not in page
    case = builders.an_assessed_case()
    page = desk.at_work(app, "finance").get(f"/cases/{case.number}/decision").text
    assert "Disa Direktör" in page


def test_the_administrator_records_what_the_board_has_decided(app: Flask) -> None:
    number = a_large_case()
    client = desk.at_work(app, "administrator")
    page = client.get(f"/cases/{number}/decision")
    button = "Registrera nämndens bifall"
    assert client.submit(page, button=button).status_code == 422
    answer = client.submit(page, {"minutes": "RUN 2026-11-18 § 112"}, button=button)
    assert answer.status_code == 303
    assert "RUN 2026-11-18 § 112" in client.get(answer.location).text
    small = builders.an_assessed_case().number
    assert "ryms inom delegationen" in client.get(f"/cases/{small}/decision").text


def test_a_form_kept_open_by_somebody_without_the_right_is_refused(app: Flask) -> None:
    number = builders.an_assessed_case().number
    client = desk.at_work(app, "handler")
    sent = {"csrf_token": desk.token(client), "amount": "1"}
    answer = client.post(f"/cases/{number}/decision/grant", data=sent)
    assert answer.status_code == 403


def test_almi_decides_its_own_within_its_limit(app: Flask) -> None:
    almi = builders.a_user("almi")
    given = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    case = builders.an_assessed_case(builders.a_registration(given), by=almi)
    client = desk.at_work(app, almi)
    answer = client.submit(client.get(f"/cases/{case.number}/decision"), button="Bevilja")
    page = client.get(answer.location).text
    assert "Delegation till Almi" in page
    decision = page[page.index("Delegation till Almi") :]
    assert "obekräftat" in decision
    assert case_file.by_number(case.number, by=almi).status == "granted"


def test_a_decided_case_has_no_decision_left_to_take(app: Flask) -> None:
    case = builders.a_granted_case()
    answer = desk.at_work(app, "director").get(f"/cases/{case.number}/decision")
    assert answer.status_code == 302
