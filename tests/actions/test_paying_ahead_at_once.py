"""What is paid ahead at the same moment as something else is paid once, and never above the grant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from grantdesk.actions import disburse, instal, later, note_elsewhere
from grantdesk.actions.decide import Verdict
from grantdesk.actions.disburse import Approval
from grantdesk.actions.prepare import Elsewhere
from grantdesk.domain.instalments import Part
from grantdesk.domain.money import Money, total
from grantdesk.models.case import Case
from grantdesk.models.payment import ADVANCE, ELSEWHERE, INSTALMENT
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, grants, instalments, payouts
from tests import builders
from tests.actions.test_concurrency import at_once, done
from tests.builders import DAY, Person
from tests.paying_ahead import NEXT, a_project, a_service_grant, laid, lay, payments_of, released, said

pytestmark = pytest.mark.usefixtures("database")


def taking(case: Case, proposal: int, by: Person) -> Callable[[], object]:
    terms = builders.terms()
    return lambda: later.take(case_file.for_act(case.number, by=by), proposal, Verdict(""), by=by, on=NEXT, terms=terms)


def releasing(case: Case, place: int, by: Person) -> Callable[[], object]:
    terms = builders.terms()

    def act() -> object:
        found = case_file.for_act(case.number, by=by)
        return instal.release(instalments.by_number(found, place), found, "Sett.", by=by, on=NEXT, terms=terms)

    return act


def test_an_advance_taken_by_two_at_once_is_paid_once() -> None:
    case, people = a_project(), [builders.a_user("director"), builders.a_user("director")]
    proposal = lay(case, said(Money.kronor(250_000)))
    assert done(at_once(*(taking(case, proposal, person) for person in people * 2))) == 1
    assert [each.amount for each in payments_of(case, ADVANCE)] == [Money.kronor(250_000)]
    assert verify.everything().broken == []


def test_an_advance_and_a_claim_at_once_never_come_to_more_than_the_grant() -> None:
    case, director, handler = a_project(), builders.a_user("director"), builders.a_user()
    claim_id = builders.a_claim(case, reported=Money.kronor(800_000), on=NEXT).id
    proposal, terms = lay(case, said(Money.kronor(250_000))), builders.terms()

    def approve() -> object:
        found = payouts.claim_for_act(claim_id, by=handler)
        approval = Approval(found.reported, Money.kronor(400_000), "Som föreslaget.")
        return disburse.approve(found, approval, by=handler, on=NEXT, terms=terms)

    assert done(at_once(taking(case, proposal, director), approve)) == 1
    waiting = total(payment.amount for payment in grants.on_its_way(case))
    assert waiting <= balances.of_case(case.id).outstanding
    assert verify.everything().broken == []


def test_two_who_release_the_same_instalment_at_once_release_it_once() -> None:
    case, people = a_service_grant(), [builders.a_user(), builders.a_user()]
    laid(case, Part(Money.kronor(60_000), "Öppet."), Part(Money.kronor(60_000), "Redovisat."))
    assert done(at_once(*(releasing(case, 1, person) for person in people * 2))) == 1
    assert len(payments_of(case, INSTALMENT)) == 1
    assert verify.everything().broken == []


def test_two_instalments_released_at_once_are_two_payments() -> None:
    case, people = a_service_grant(), [builders.a_user(), builders.a_user()]
    laid(case, Part(Money.kronor(60_000), "Öppet."), Part(Money.kronor(60_000), "Redovisat."))
    assert done(at_once(*(releasing(case, place, person) for place, person in enumerate(people, start=1)))) == 2
    assert len({each.instalment_id for each in payments_of(case, INSTALMENT)}) == 2


def test_a_cancelled_instalment_and_its_release_at_once_are_one_of_the_two() -> None:
    case, one, other = a_service_grant(), builders.a_user(), builders.a_user()
    laid(case, Part(Money.kronor(60_000), "Öppet."))

    def cancel() -> object:
        found = case_file.for_act(case.number, by=other)
        instal.cancel(instalments.by_number(found, 1), found, "Stängt.", by=other, on=NEXT)
        return "cancelled"

    assert done(at_once(releasing(case, 1, one), cancel)) == 1
    assert len(payments_of(case, INSTALMENT)) == (instalments.of_case(case)[0].instalment.state == "released")


def test_one_reference_noted_in_two_cases_at_once_is_noted_once() -> None:
    cases, by = [builders.a_granted_case(), builders.a_granted_case()], builders.a_user()
    made = Elsewhere(DAY + timedelta(days=1), "E-17", "Regionens ekonomisystem.")

    def noting(case: Case) -> Callable[[], object]:
        return lambda: note_elsewhere.payment(
            case_file.for_act(case.number, by=by), Money.kronor(1_000), made, by=by, on=NEXT
        )

    assert done(at_once(*(noting(case) for case in cases))) == 1
    assert sum(len(payments_of(case, ELSEWHERE)) for case in cases) == 1


def test_what_was_released_is_exported_once_whoever_asks() -> None:
    case = a_service_grant()
    laid(case, Part(Money.kronor(120_000), "Öppet."))
    builders.an_exported_payment(released(case, 1), on=NEXT)
    assert balances.of_case(case.id).outstanding == Money(0)
    assert verify.everything().broken == []
