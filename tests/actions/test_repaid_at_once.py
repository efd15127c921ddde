"""What two people do about a recovery at the same moment never takes more of it than is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.actions import forgo, later, refund, repay
from grantdesk.actions.decide import Verdict
from grantdesk.actions.repay import Received
from grantdesk.domain import interest
from grantdesk.domain.interest import Claim
from grantdesk.domain.later import Later
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.recovery import STATE_LENDING
from grantdesk.domain.refusal import Refused
from grantdesk.models.decision import Decision
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, repayments
from tests import builders, recovering
from tests.actions.test_concurrency import at_once, done
from tests.builders import Person, terms
from tests.recovering import DUE, PAID, STARTS

# What runs on all of it until the day that it comes.
RUN = interest.accrued(Claim(PAID, STATE_LENDING, STARTS), [], terms().county.interest, on=DUE)

HALF = Money.kronor(17_500)

pytestmark = pytest.mark.usefixtures("database")


def noting(recovery: Decision, amount: Money, reference: str) -> Callable[[], object]:
    by, county = recovering.finance(), terms().county

    def act() -> object:
        found = repayments.for_act(recovery.id, county, by=by)
        return repay.note(found, Received(amount, DUE, reference), by=by, on=DUE, rates=county.interest)

    return act


def confirming(recovery: Decision, key: int) -> Callable[[], object]:
    by, rules = builders.a_user("director"), terms()

    def act() -> object:
        found = repayments.for_act(recovery.id, rules.county, by=by)
        forgo.confirm(found, repayments.loss_of(found, key), Verdict(""), by=by, on=DUE, terms=rules)
        return "confirmed"

    return act


def whole(recovery: Decision) -> Money:
    """What is left, when everything else about it is found to be right."""
    found = recovering.account(recovery)
    assert found.left >= ZERO
    held = total(balances.held_by_recipient(recovery.case_id).values())
    assert held == found.left
    assert verify.everything().broken == []
    return found.left


def test_two_who_note_the_same_payment_note_it_once() -> None:
    recovery = recovering.a_recovery()
    answers = at_once(*(noting(recovery, Money.kronor(1_000), "OCR 7") for _ in range(4)))
    assert done(answers) == 1
    assert whole(recovery) == Money.kronor(34_000) + interest_of(recovery)


def test_of_two_payments_of_the_whole_one_is_noted() -> None:
    recovery = recovering.a_recovery()
    answers = at_once(*(noting(recovery, PAID + RUN, f"OCR {number}") for number in range(3)))
    assert done(answers) == 1
    assert whole(recovery) == ZERO


def test_a_repayment_and_a_loss_of_the_whole_at_once_are_one_of_them() -> None:
    recovery = recovering.a_recovery()
    key = recovering.proposed(recovery, PAID)
    answers = at_once(noting(recovery, PAID + RUN, "OCR 1"), confirming(recovery, key))
    assert done(answers) == 1
    assert whole(recovery) == ZERO


def test_a_set_off_and_a_repayment_of_the_whole_at_once_are_one_of_them() -> None:
    recovery = recovering.a_recovery()
    other = builders.a_payment(builders.a_claim(builders.a_granted_case()))
    case = recovering.account(recovery).case
    said = Later("set_off", amount=PAID, recovery_id=recovery.id, payment=other.number)
    by, director, rules = builders.a_user(), builders.a_user("director"), terms()
    with db.transaction(at=builders.moment(DUE)):
        found = case_file.for_act(case.number, by=by)
        proposal = later.lay(found, said, "Kvittas.", by=by, on=DUE, terms=rules).id

    def set_off() -> object:
        found = case_file.for_act(case.number, by=director)
        return later.take(found, proposal, Verdict(""), by=director, on=DUE, terms=rules)

    answers = at_once(noting(recovery, PAID + RUN, "OCR 1"), set_off)
    assert done(answers) == 1
    assert recovering.account(recovery).left == ZERO
    assert verify.everything().broken == []


def test_a_lowering_and_a_repayment_of_the_whole_at_once_leave_nothing_that_nobody_owes() -> None:
    """Either the repayment comes first and too much is owed back, or the lowering does and so much is no longer taken."""
    recovery = recovering.a_recovery()
    number = recovering.account(recovery).case.number
    said = Later("lower", cause="mistaken", amount=HALF, recovery_id=recovery.id)
    by, director, rules = builders.a_user(), builders.a_user("director"), terms()
    with db.transaction(at=builders.moment(DUE)):
        proposal = later.lay(case_file.for_act(number, by=by), said, "Fel.", by=by, on=DUE, terms=rules).id

    def lower() -> object:
        return later.take(
            case_file.for_act(number, by=director), proposal, Verdict(""), by=director, on=DUE, terms=rules
        )

    answers = at_once(noting(recovery, PAID + RUN, "OCR 1"), lower)
    found = recovering.account(recovery)
    assert found.wanted == HALF
    assert bool(found.too_much) == (done(answers) == 2)
    assert not (found.too_much and found.left)
    assert verify.everything().broken == []


def test_two_who_confirm_the_same_refund_confirm_it_once() -> None:
    recovery, county = recovering.a_recovery(), terms().county
    recovering.repaid(recovery, PAID, DUE)
    recovering.lowered(recovery, HALF)
    key = recovering.refund_noted(recovery, recovering.account(recovery).too_much)
    heads = [recovering.finance("head_of_finance") for _ in range(3)]

    def confirming_by(head: Person) -> Callable[[], object]:
        def act() -> object:
            account = repayments.for_act(recovery.id, county, by=head)
            refund.confirm(account, repayments.refund_of(account, key), by=head, on=DUE)
            return "confirmed"

        return act

    assert done(at_once(*map(confirming_by, heads))) == 1
    assert recovering.account(recovery).too_much == ZERO
    assert verify.everything().broken == []


def interest_of(recovery: Decision) -> Money:
    """The interest that the noted repayments have covered."""
    return total(each.interest for each in recovering.account(recovery).received)


def test_the_database_itself_refuses_more_than_is_left() -> None:
    """Without the actions: the trigger holds whoever writes a row of their own."""
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(30_000), recovering.DECIDED)
    again = text(
        "INSERT INTO repayment (decision_id, amount_ore, interest_ore, capital_ore, received_on, reference, state,"
        " noted_on, noted_at, noted_by_id, noted_by) SELECT decision_id, amount_ore, interest_ore, capital_ore,"
        " received_on, 'x', state, noted_on, noted_at, noted_by_id, noted_by FROM repayment"
    )
    with pytest.raises(Refused) as refused, db.transaction(at=builders.moment()):
        db.session.execute(again)
    assert refused.value.reason.key == "constraint.repayment_never_above_what_is_left"
