"""Costs reported before by the same recipient are found in other claims and cases, and by those who count with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grantdesk import db
from grantdesk.actions import disburse, draft
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.queries import case_file, claim_lines, line_signals, payouts
from tests import builders, groups, reviewing
from tests.builders import DAY
from tests.reviewing import a_handed_in_claim, a_row

pytestmark = pytest.mark.usefixtures("database")
CHECK = {"scheme": "konsultcheck", "costs": [{"category": "consultancy", "amount": "80000.00"}]}
ONE = a_row(12_345, voucher="V 77", supplier="Påhittade Konsulterna HB")


def found(case: Case, number: int = 1, *, by: Actor | None = None) -> dict[int, list[str]]:
    by = by or builders.a_user()
    read = case_file.claim_of(case.number, number, by=builders.a_user())
    lines = claim_lines.standing(read)
    said = line_signals.of_claim(read, lines, by=by, county=builders.terms().county)
    return {number: [one.said.key for one in each] for number, each in said.items()}


def a_case(**changed: object) -> Case:
    return builders.a_granted_case(builders.a_registration(builders.facts(**changed)))


def test_the_same_invoice_in_another_case_of_the_recipient_is_found_from_both() -> None:
    first, other = a_case(), a_case()
    a_handed_in_claim(first, ONE, a_row(1_001))
    a_handed_in_claim(other, a_row(1_002), replace(ONE, voucher="v77"))
    assert found(first) == {1: ["claim_signal.twice.elsewhere"]}
    assert found(other) == {2: ["claim_signal.twice.elsewhere"]}


def test_almi_is_told_of_it_without_a_case_that_it_may_not_see() -> None:
    a_handed_in_claim(a_case(), ONE)
    theirs = a_case(**CHECK)
    a_handed_in_claim(theirs, replace(ONE, category="consultancy"))
    assert found(theirs, by=builders.a_user("almi")) == {1: ["claim_signal.twice.unseen"]}
    assert found(theirs) == {1: ["claim_signal.twice.elsewhere"]}


def test_what_was_refused_withdrawn_or_deducted_wholly_was_not_paid_for() -> None:
    case, by = a_case(), builders.a_user()
    refused = a_handed_in_claim(case, ONE)
    with db.transaction(at=builders.moment()):
        disburse.refuse(payouts.claim_for_act(refused.id, by=by), "Fel.", by=by)
    withdrawn = a_handed_in_claim(case, ONE)
    with db.transaction(at=builders.moment()):
        draft.withdraw(payouts.claim_for_act(withdrawn.id, by=by), "Fel.", by=by)
    deducted = a_handed_in_claim(a_case(), ONE)
    reviewing.judge(deducted, 1, "deduct", approved=Money(0), reason="vat")
    a_handed_in_claim(case, ONE)
    assert found(case, 3) == {}


def test_a_company_of_the_same_undertaking_counts_with_the_recipient() -> None:
    case = a_case()
    groups.join(case.organisation, groups.a_company(groups.SECOND, name="Påhittade Systern AB"))
    a_handed_in_claim(case, a_row(supplier="Påhittade Systern"), a_row())
    assert found(case) == {1: ["claim_signal.related"]}


def test_an_investment_begun_before_the_application_is_found_and_a_project_without_such_a_rule_is_not() -> None:
    early, aid, project = DAY.replace(day=13), a_case(), reviewing.a_project()
    a_handed_in_claim(aid, a_row(paid_on=early))
    a_handed_in_claim(project, a_row(category="travel", paid_on=early))
    assert (found(aid), found(project)) == ({1: ["claim_signal.before"]}, {})


def test_rows_that_something_speaks_against_are_not_approved_with_the_rest() -> None:
    claim = a_handed_in_claim(None, a_row(60_000), ONE, ONE, a_row())
    reviewing.draw(claim)
    approved = reviewing.approve_rest(claim)
    assert 3 not in approved
    reviewing.judge(claim, 3, "deduct", approved=Money(0), reason="counted_twice")
