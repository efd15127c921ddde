"""Absence, conflict of interest and two pairs of eyes: what each act answers, and that a refused one writes nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from grantdesk import db
from grantdesk.actions import assess, decide, disburse, propose, roster, stand_aside
from grantdesk.actions.disburse import Approval
from grantdesk.actions.roster import Period
from grantdesk.actions.stand_aside import Conflict
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.absence import Absence
from grantdesk.models.case import Case
from grantdesk.models.event import Event
from grantdesk.operations import verify
from grantdesk.queries import absences, case_file, conflicts, payouts, people
from tests import builders
from tests.builders import DAY, Person

pytestmark = pytest.mark.usefixtures("database")

A_SISTER = Conflict("relative", "Sökanden är min syster.", in_case_alone=False)


def away(who: Person, *, first: date = DAY, last: date = DAY, by: Person | None = None) -> Absence:
    with db.transaction(at=builders.moment()):
        return roster.away(people.by_email(who.email), Period(first, last), by=by or who, on=DAY)


def declare(who: Person, case: Case, told: Conflict = A_SISTER, *, by: Person | None = None) -> int:
    by = by or who
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=by)
        return stand_aside.declare(people.by_email(who.email), found, told, by=by, on=DAY).id


def events() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(Event)).scalar_one()


def refused(act: Callable[[], Any]) -> str:
    """What the act answers; nothing has been written."""
    before = events()
    with pytest.raises(Refused) as answered:
        act()
    assert events() == before
    return render(answered.value.reason, "en")


def a_large_case(by: Person | None = None) -> Case:
    """A project of 600 000: above a head of unit, within a director."""
    given = builders.project_facts(
        costs=[{"category": "staff", "amount": "1200000.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": "600000.00"}],
    )
    return builders.an_assessed_case(builders.a_registration(given), by=by)


def test_a_substitute_decides_while_the_director_is_away_and_the_decision_says_so() -> None:
    director, head = builders.a_user("director"), builders.a_user("head_of_unit")
    case = a_large_case()
    assert "above the limit" in refused(lambda: builders.grant(case, by=head))
    away(director)
    builders.grant(case, by=head)
    decision = case_file.decision_of(case)
    assert decision is not None
    assert (decision.position, decision.recorded_by_id) == ("director", head.id)
    assert decision.ground["substitute_for"] == "director"
    assert "Substitute for the director" in decision.ground["en"]


def test_a_substitute_waits_while_another_director_is_there_and_from_the_day_that_one_is_back() -> None:
    director, head = builders.a_user("director"), builders.a_user("head_of_unit")
    case, absence = a_large_case(), away(director, last=DAY + timedelta(days=6))
    other = builders.a_user("director")
    assert "above the limit" in refused(lambda: builders.grant(case, by=head))
    away(other)
    with db.transaction(at=builders.moment()):
        roster.back(absences.by_id(absence.id, by=director), by=director, on=DAY)
    assert "above the limit" in refused(lambda: builders.grant(case, by=head))
    builders.grant(case, by=director)


def test_whoever_is_away_decides_nothing_and_attests_nothing() -> None:
    director, finance = builders.a_user("director"), builders.a_user("finance")
    case, payment = builders.an_assessed_case(), builders.a_payment()
    away(director)
    away(finance)
    assert "recorded as absent" in refused(lambda: builders.grant(case, by=director))
    assert "recorded as absent" in refused(lambda: builders.an_attested_payment(payment, by=finance))


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (DAY, DAY - timedelta(days=1), "ends before it begins"),
        (DAY - timedelta(days=1), DAY, "recorded from today"),
        (DAY + timedelta(days=1), DAY + timedelta(days=1), "already"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(first: date, last: date, sentence: str) -> None:
    who = builders.a_user("director")
    away(who, first=DAY + timedelta(days=1), last=DAY + timedelta(days=2))
    assert sentence in refused(lambda: away(who, first=first, last=last))


def test_somebody_elses_absence_is_for_an_administrator() -> None:
    director, handler, administrator = (builders.a_user(one) for one in ("director", "handler", "administrator"))
    assert "Only an administrator" in refused(lambda: away(director, by=handler))
    absence = away(director, by=administrator)
    with pytest.raises(NotThere):
        absences.by_id(absence.id, by=handler)


def test_of_two_who_end_an_absence_at_once_one_does() -> None:
    director = builders.a_user("director")
    absence = away(director, last=DAY + timedelta(days=3))
    answers: list[str] = []

    def end() -> None:
        try:
            with db.transaction(at=builders.moment()):
                roster.back(absences.by_id(absence.id, by=director), by=director, on=DAY)
            answers.append("ended")
        except NotThere:
            answers.append("not there")
        finally:
            db.session.remove()

    threads = [threading.Thread(target=end) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["ended", "not there"]


def _assess(case: Case, by: Person) -> None:
    with db.transaction(at=builders.moment()):
        assess.case(case_file.for_act(case.number, by=by), by=by, on=DAY, county=builders.terms().county)


def _reject(case: Case, by: Person) -> None:
    with db.transaction(at=builders.moment()):
        verdict = builders.verdict_on(case, reason="Nej")
        decide.reject(case_file.for_act(case.number, by=by), verdict, by=by, on=DAY, terms=builders.terms())


def _take_back(case: Case, by: Person) -> None:
    with db.transaction(at=builders.moment()):
        propose.take_back(case_file.for_act(case.number, by=by), "Fel", by=by, on=DAY)


@pytest.mark.parametrize("in_case_alone", [True, False])
def test_whoever_has_a_conflict_neither_assesses_proposes_nor_decides(in_case_alone: bool) -> None:
    handler, director, administrator = (builders.a_user(one) for one in ("handler", "director", "administrator"))
    case = builders.an_assessed_case()
    told = Conflict("own_interest", "Jag äger en del av bolaget.", in_case_alone)
    for who in (handler, director, administrator):
        declare(who, case, told)
    builders.propose(case)
    answers = [
        refused(lambda: _assess(case, handler)),
        refused(lambda: _take_back(case, handler)),
        refused(lambda: builders.propose(case, by=handler)),
        refused(lambda: builders.grant(case, by=director)),
        refused(lambda: _reject(case, director)),
        refused(lambda: builders.grant(case, by=administrator, minutes="RUN § 1")),
    ]
    assert all("chapter 6, section 28" in each for each in answers)
    builders.grant(case)


def test_whoever_has_a_conflict_neither_approves_attests_nor_sends_back() -> None:
    handler, finance = builders.a_user("handler"), builders.a_user("finance")
    claim = builders.a_claim()
    with db.transaction(at=builders.moment()):
        case = payouts.claim_for_act(claim.id, by=handler).case
    declare(handler, case)
    declare(finance, case)

    def refuse_claim() -> None:
        with db.transaction(at=builders.moment()):
            disburse.refuse(payouts.claim_for_act(claim.id, by=handler), "Nej", by=handler)

    def approve() -> None:
        with db.transaction(at=builders.moment()):
            found, one = payouts.claim_for_act(claim.id, by=handler), Money.kronor(1)
            disburse.approve(found, Approval(one, one, "x"), by=handler, on=DAY, terms=builders.terms())

    answers = [refused(approve), refused(refuse_claim)]
    payment = builders.a_payment(claim)

    def send_back() -> None:
        with db.transaction(at=builders.moment()):
            disburse.send_back(payouts.by_number(payment.number), "Fel", by=finance, on=builders.DAY)

    answers += [refused(lambda: builders.an_attested_payment(payment, by=finance)), refused(send_back)]
    assert all("chapter 6, section 28" in each for each in answers)
    builders.an_attested_payment(payment)


def test_a_conflict_with_the_applicant_holds_in_its_other_cases_and_one_in_a_case_does_not() -> None:
    handler, other = builders.a_user("handler"), builders.a_user("handler")
    first, second = builders.an_assessed_case(), builders.an_assessed_case()
    assert first.organisation_id == second.organisation_id
    declare(handler, first)
    declare(other, first, Conflict("other", "Vänskap", in_case_alone=True))
    assert conflicts.close_to(second.number).conflicted == {handler.id}
    assert conflicts.close_to(first.number).conflicted == {handler.id, other.id}


def test_a_conflict_is_ended_by_another_who_may_and_can_be_declared_again() -> None:
    handler, director, second = (builders.a_user(one) for one in ("handler", "director", "director"))
    case = builders.an_assessed_case()
    assert "decision-maker or an administrator" in refused(lambda: declare(director, case, by=handler))
    key = declare(director, case)
    assert "already" in refused(lambda: declare(director, case))

    def end(by: Person) -> None:
        with db.transaction(at=builders.moment()):
            found = case_file.for_act(case.number, by=by)
            standing = conflicts.by_id(key, case=found)
            stand_aside.end(standing, found, name=director.name, reason="Sålt andelen", by=by, on=DAY)

    assert "decision-maker or an administrator" in refused(lambda: end(handler))
    assert "does not note themselves" in refused(lambda: end(director))
    end(second)
    assert conflicts.close_to(case.number).conflicted == frozenset()
    with pytest.raises(NotThere):
        end(second)
    declare(director, case)
    assert conflicts.close_to(case.number).conflicted == {director.id}


def test_whoever_assessed_the_case_does_not_decide_it_where_the_order_says_so() -> None:
    director = builders.a_user("director")
    case = builders.an_assessed_case()
    with db.transaction(at=builders.moment(DAY + timedelta(days=1))):
        found = case_file.for_act(case.number, by=director)
        assess.case(found, by=director, on=DAY + timedelta(days=1), county=builders.terms().county)
    tomorrow = DAY + timedelta(days=1)
    assert "prepared the case may not decide" in refused(lambda: builders.grant(case, by=director, on=tomorrow))
    builders.grant(case, on=tomorrow)


def test_whoever_decided_does_not_attest_the_payment() -> None:
    director = builders.a_user("director")
    case = builders.grant(builders.an_assessed_case(), by=director)
    payment = builders.a_payment(builders.a_claim(case))
    moved = Person(director.id, director.name, director.email, "finance", "finance")
    assert "Whoever took the decision" in refused(lambda: builders.an_attested_payment(payment, by=moved))
    builders.an_attested_payment(payment)


def test_what_is_written_of_absence_and_conflict_is_whole() -> None:
    director = builders.a_user("director")
    absence = away(director)
    with db.transaction(at=builders.moment()):
        roster.back(absences.by_id(absence.id, by=director), by=director, on=DAY)
    declare(director, builders.a_case())
    assert verify.everything().broken == []
