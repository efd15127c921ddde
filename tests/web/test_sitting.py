"""Several proposals decided at one sitting: each by itself, on what was shown."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.operations import verify
from grantdesk.queries import balances
from tests import board, builders, framing
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

NUMBERS = ("559900-1004", "559900-2002", "559900-3000")
BUTTON = "Fatta de valda besluten"


def proposals(*numbers: str, **changes: Any) -> list[Case]:
    """Cases of companies of their own, each with a standing proposal."""
    found = []
    for number in numbers or NUMBERS:
        given = builders.facts(**changes)
        given["applicant"] |= {"organisation_number": number}
        case = builders.an_assessed_case(builders.a_registration(given))
        builders.propose(case)
        found.append(case)
    return found


def decided(client: StrictClient, page: TestResponse, **said: str | list[str]) -> TestResponse:
    """The sitting's form with fields such as `rows_0_outcome` filled in."""
    return client.submit(page, {name.replace("_", "-", 2): value for name, value in said.items()}, button=BUTTON)


def test_several_are_decided_each_by_itself(app: Flask) -> None:
    first, second, third = proposals()
    director = desk.at_work(app, "director")
    assert "/decisions" in director.get("/").text
    page = director.get("/decisions")
    answer = decided(
        director, page, rows_0_outcome="grant", rows_1_outcome="reject", rows_1_reason="Åtgärden är redan påbörjad."
    )
    assert answer.status_code == 200
    assert "Bifall, 140\u00a0000\u00a0kr" in answer.text
    kinds = {each.case_id: each.kind for each in db.session.query(Decision)}
    assert kinds == {first.id: "grant", second.id: "reject"}
    assert third.number in answer.text
    assert verify.everything().broken == []


def test_the_same_form_sent_twice_decides_once_and_says_the_same(app: Flask) -> None:
    proposals()
    director = desk.at_work(app, "director")
    page = director.get("/decisions")
    said = {"rows_0_outcome": "grant", "rows_1_outcome": "grant"}
    answers = [decided(director, page, **said) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(answer.text.count("Bifall, 140") == 2 for answer in answers)
    assert db.session.query(Decision).count() == 2


def test_what_is_refused_in_one_does_not_undo_another_and_is_said(app: Flask) -> None:
    first, second, _ = proposals()
    framing.a_frame(Money.kronor(200_000))
    director = desk.at_work(app, "director")
    page = director.get("/decisions")
    answer = decided(director, page, rows_0_outcome="grant", rows_1_outcome="grant", rows_1_reason="Ett gott skäl.")
    assert answer.status_code == 200
    assert "Inte beslutat." in answer.text
    assert "Ett gott skäl." in answer.text
    assert balances.of_case(first.id).granted == Money.kronor(140_000)
    assert balances.of_case(second.id).granted == Money(0)


def test_a_rejection_without_reasons_and_an_empty_form_are_told(app: Flask) -> None:
    proposals(NUMBERS[0])
    director = desk.at_work(app, "director")
    page = director.get("/decisions")
    assert decided(director, page).status_code == 422
    answer = decided(director, page, rows_0_outcome="reject", rows_0_reason="")
    assert answer.status_code == 409
    assert "Inte beslutat." in answer.text
    long = decided(director, page, rows_0_outcome="grant", rows_0_reason="x" * 5001)
    assert long.status_code == 422
    assert db.session.query(Decision).count() == 0


def test_a_proposal_that_has_changed_since_is_not_decided(app: Flask) -> None:
    (case,) = proposals(NUMBERS[0])
    director, handler = desk.at_work(app, "director"), desk.at_work(app, "handler")
    page = director.get("/decisions")
    back = handler.get(f"/cases/{case.number}/proposal/return")
    assert handler.submit(back, {"reason": "Fel belopp."}, button="Ta tillbaka förslaget").status_code == 303
    assert "tagits tillbaka" in decided(director, page, rows_0_outcome="grant").text
    builders.propose(case, Money.kronor(100_000))
    assert "har ändrats" in decided(director, page, rows_0_outcome="grant").text
    assert db.session.query(Decision).count() == 0


def test_what_must_be_met_is_ticked_for_each(app: Flask) -> None:
    proposals(NUMBERS[0], circumstances={})
    director = desk.at_work(app, "director")
    page = director.get("/decisions")
    refused = decided(director, page, rows_0_outcome="grant")
    assert refused.status_code == 409
    met = {"rows_0_outcome": "grant", "rows_0_met_before": "terms.collective_agreement"}
    assert decided(director, refused, **met).status_code == 200
    (decision,) = db.session.query(Decision)
    assert decision.met_before == ["terms.collective_agreement"]


def test_each_sees_what_they_may_decide(app: Flask) -> None:
    (ours,) = proposals(NUMBERS[0])
    large = board.a_large_case()
    consultancy = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    consultancy["applicant"] |= {"organisation_number": NUMBERS[1]}
    almis = builders.an_assessed_case(builders.a_registration(consultancy), by=builders.a_user("almi"))
    builders.propose(almis, by=builders.a_user("almi"))
    director, almi = (desk.at_work(app, each).get("/decisions").text for each in ("director", "almi"))
    assert ours.number in director
    assert large.number not in director
    assert almis.number not in director
    assert almis.number in almi
    assert ours.number not in almi
    assert desk.at_work(app, "handler").get("/decisions").status_code == 403


def test_who_prepared_a_proposal_is_told_why_another_decides(app: Flask) -> None:
    head = builders.a_user("head_of_unit")
    case = builders.an_assessed_case(by=head)
    builders.propose(case)
    page = desk.at_work(app, head).get("/decisions").text
    assert "Den som har berett ärendet får inte besluta" in page
    assert "rows-0-outcome" not in page


def test_the_pages_hold_twenty_each_and_ask_as_much_for_one_as_for_many(app: Flask) -> None:
    (first,) = proposals(NUMBERS[0])
    director = desk.at_work(app, "director")
    assert first.number in director.get("/decisions").text
    with_one = len(director.statements)
    proposals(*NUMBERS[1:])
    director.get("/decisions")
    assert len(director.statements) == with_one
    director.get("/decisions?page=99")
    assert len(director.statements) == with_one
