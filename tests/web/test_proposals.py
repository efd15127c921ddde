"""A handler proposes, whoever decides finds it filled in, and either can take it back."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.models.proposal import Proposal
from grantdesk.queries import balances
from tests import builders
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def test_a_proposal_is_laid_seen_and_granted_as_it_stands(app: Flask) -> None:
    case = builders.an_assessed_case()
    handler = desk.at_work(app, "handler")
    assert "Föreslå beslut" in handler.get(f"/cases/{case.number}").text
    page = handler.get(f"/cases/{case.number}/proposal")
    assert 'value="140\u00a0000"' in page.text
    laid = handler.submit(page, {"amount": "120 000", "reason": "Rimligt för åtgärden."}, button="Föreslå")
    assert laid.status_code == 303
    shown = handler.get(laid.location).text
    assert "Bifall: 120\u00a0000\u00a0kr" in shown
    assert "EUR" in shown
    director = desk.at_work(app, "director")
    decision = director.get(f"/cases/{case.number}/decision")
    assert 'value="120\u00a0000"' in decision.text
    assert "Rimligt för åtgärden." in decision.text
    assert director.submit(decision, button="Bevilja").status_code == 303
    assert balances.of_case(case.id).granted == Money.kronor(120_000)
    assert db.session.query(Proposal.state).scalar() == "taken"


def test_while_a_proposal_stands_the_case_is_neither_assessed_nor_proposed_anew(app: Flask) -> None:
    case = builders.an_assessed_case()
    builders.propose(case)
    handler = desk.at_work(app, "handler")
    shown = handler.get(f"/cases/{case.number}").text
    assert "Bedöm på nytt" not in shown
    assert "Föreslå beslut" not in shown
    assert handler.get(f"/cases/{case.number}/proposal").status_code == 303


def test_the_one_it_is_laid_before_can_send_it_back_with_a_reason(app: Flask) -> None:
    case = builders.an_assessed_case()
    builders.propose(case)
    director = desk.at_work(app, "director")
    page = director.get(f"/cases/{case.number}/proposal/return")
    assert director.submit(page, {"reason": ""}).status_code == 422
    answer = director.submit(page, {"reason": "Komplettera offerten."})
    assert answer.status_code == 303
    assert "Komplettera offerten." in director.get(answer.location).text
    assert director.get(f"/cases/{case.number}/proposal/return").status_code == 303


def test_more_than_the_rules_give_is_not_proposed_and_what_was_written_is_kept(app: Flask) -> None:
    case = builders.an_assessed_case()
    handler = desk.at_work(app, "handler")
    page = handler.get(f"/cases/{case.number}/proposal")
    answer = handler.submit(page, {"amount": "140 001", "reason": "Behövs."}, button="Föreslå")
    assert answer.status_code == 409
    assert "mer än vad reglerna ger" in answer.text
    assert "Behövs." in answer.text
    assert handler.submit(page, {"amount": "hundra"}, button="Föreslå").status_code == 422


def test_a_proposal_sent_twice_is_one_proposal(app: Flask) -> None:
    case = builders.an_assessed_case()
    handler = desk.at_work(app, "handler")
    page = handler.get(f"/cases/{case.number}/proposal")
    assert handler.submit(page, button="Föreslå").status_code == 303
    assert handler.submit(page, button="Föreslå").status_code == 409
    assert db.session.query(Proposal).count() == 1


def test_a_proposal_within_the_limit_is_the_head_of_units_where_the_aid_is_above_it(app: Flask) -> None:
    given = builders.facts(costs=[{"category": "machinery", "amount": "2000000.00"}])
    case = builders.an_assessed_case(builders.a_registration(given))
    head = desk.at_work(app, "head_of_unit")
    assert "över beloppsgränsen" in head.get(f"/cases/{case.number}/decision").text
    builders.propose(case, Money.kronor(400_000))
    assert "Föreslaget" in head.get("/").text
    page = head.get(f"/cases/{case.number}/decision")
    assert "Du får besluta." in page.text
    assert head.submit(page, button="Bevilja").status_code == 303
