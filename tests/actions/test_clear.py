"""What becomes of a payment that has left the house, and of one that could not be paid."""

from __future__ import annotations

import pytest

from grantdesk import db
from grantdesk.actions import clear, disburse, follow_up
from grantdesk.actions.disburse import Approval
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.models.case import Case
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, payouts
from tests import builders
from tests.builders import DAY

pytestmark = pytest.mark.usefixtures("database")

PAID = Money.kronor(35_000)


def state_of(payment: Payment) -> str:
    return payouts.line(payment.number).state


def case_of(payment: Payment) -> Case:
    return case_file.by_number(payouts.line(payment.number).case_number, by=builders.a_user())


def whole() -> None:
    assert verify.everything().broken == []


def confirmed(payment: Payment) -> Payment:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        clear.confirm(payouts.by_number(payment.number), by=by, on=DAY, because="camt.054 nr 1")
    return payment


def failed(payment: Payment) -> Payment:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        found, why = payouts.by_number(payment.number), message("payment.stopped", reason="Kontot finns inte.")
        clear.fail(found, why, by=by, on=DAY, because="pain.002 nr 1")
    return payment


def given_up(payment: Payment) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        clear.give_up(payouts.by_number(payment.number), "Ska inte ut.", by=by, on=DAY)


def anew(payment: Payment) -> Payment:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        return clear.pay_anew(payouts.by_number(payment.number), by=by, on=DAY)


def closed(case: Case) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        follow_up.close(case_file.for_act(case.number, by=by), by=by, on=DAY)


def test_what_the_bank_confirms_is_paid_on_its_day_and_confirmed_once() -> None:
    payment = confirmed(builders.an_exported_payment())
    line = payouts.line(payment.number)
    assert (line.state, line.settled_on) == ("confirmed", DAY)
    with pytest.raises(SomebodyWasFirst):
        confirmed(payment)
    whole()


def test_a_payment_that_failed_is_reversed_and_its_room_is_held() -> None:
    payment = failed(builders.an_exported_payment())
    case = case_of(payment)
    assert balances.of_case(case.id).paid == ZERO
    assert payouts.line(payment.number).failure is not None
    # The room of what is owed is not given to another claim: the same costs would be paid for twice.
    claim = builders.a_claim(case, reported=Money.kronor(10_000))
    proposed = disburse.proposal_for(claim, claim.reported, county=builders.terms().county)
    assert proposed.proposed == Money.kronor(3_500)
    whole()


def test_what_failed_is_paid_anew_once_by_a_payment_that_is_attested_again() -> None:
    payment = failed(builders.an_exported_payment())
    made = anew(payment)
    assert (state_of(payment), state_of(made), made.amount) == ("cancelled", "prepared", payment.amount)
    with pytest.raises(SomebodyWasFirst):
        anew(payment)
    confirmed(builders.an_exported_payment(made))
    assert balances.of_case(made.case_id).paid == PAID
    whole()


def test_it_is_paid_anew_to_the_account_that_holds_then() -> None:
    payment = failed(builders.an_exported_payment())
    builders.replace_account(payment)
    made = anew(payment)
    account = payouts.line(made.number).account
    assert account is not None
    assert account.kind == "plusgiro"


def test_what_comes_back_after_it_was_confirmed_is_reversed_and_keeps_the_day_that_the_bank_paid_it() -> None:
    payment = failed(confirmed(builders.an_exported_payment()))
    line = payouts.line(payment.number)
    assert (line.state, line.settled_on) == ("failed", DAY)
    assert balances.of_case(payment.case_id).paid == ZERO
    whole()


def test_what_is_given_up_opens_the_claim_to_be_judged_anew() -> None:
    payment = failed(builders.an_exported_payment())
    given_up(payment)
    case = case_of(payment)
    (claim,) = (each.claim for each in case_file.claims_of(case))
    assert (state_of(payment), claim.state, claim.approved) == ("cancelled", "submitted", None)
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        approval = Approval(Money.kronor(80_000), Money.kronor(28_000), "Mindre godkänns.")
        disburse.approve(found, approval, by=by, on=DAY, terms=builders.terms())
    whole()


def test_a_claim_is_not_opened_beside_another() -> None:
    payment = failed(builders.an_exported_payment())
    builders.a_claim(case_of(payment), reported=Money.kronor(10_000))
    with pytest.raises(Refused) as refused:
        given_up(payment)
    assert refused.value.reason.key == "payment.another_claim_open"
    anew(payment)


def test_what_comes_back_in_a_case_that_is_closed_is_paid_anew_or_released() -> None:
    first, second = (builders.an_exported_payment() for _ in range(2))
    for payment in (first, second):
        closed(case_of(payment))
        failed(payment)
        assert balances.of_case(payment.case_id).outstanding == PAID
        whole()
    builders.an_exported_payment(anew(first))
    given_up(second)
    assert balances.of_case(first.case_id).paid == PAID
    assert balances.of_case(second.case_id).granted == ZERO
    whole()


def test_who_exported_a_payment_may_not_stop_it_and_another_says_why() -> None:
    finance = builders.a_user("finance")
    payment = builders.an_exported_payment(by=finance)

    def stop(by: builders.Person, why: str) -> None:
        with db.transaction(at=builders.moment()):
            clear.cancel(payouts.by_number(payment.number), why, by=by, on=DAY)

    with pytest.raises(TwoPairsOfEyes):
        stop(finance, "Fel mottagare.")
    other = builders.a_user("head_of_finance")
    with pytest.raises(Refused, match="Say why"):
        stop(other, " ")
    stop(other, "Fel mottagare.")
    assert state_of(payment) == "failed"
    assert balances.of_case(payment.case_id).paid == ZERO
    with pytest.raises(SomebodyWasFirst):
        stop(other, "Fel mottagare.")
    whole()


def test_a_confirmed_payment_is_not_stopped() -> None:
    payment = confirmed(builders.an_exported_payment())
    by = builders.a_user("head_of_finance")
    with pytest.raises(Refused, match="can only be recovered"), db.transaction(at=builders.moment()):
        clear.cancel(payouts.by_number(payment.number), "Fel mottagare.", by=by, on=DAY)
