"""What happens to a payment when its case is over, when it never arrived, or when somebody writes a day that is to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from grantdesk import db
from grantdesk.actions import bundle, clear, disburse, keep_file, later
from grantdesk.domain.later import Later
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, payout_files, payouts
from tests import builders, paying_ahead, recovering
from tests.builders import DAY, terms
from tests.recovering import DUE

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("backend", ["sqlite"])]


def of_a_claim() -> Payment:
    return builders.an_exported_payment()


def in_advance() -> Payment:
    made = paying_ahead.advanced(paying_ahead.a_project(), Money.kronor(250_000), on=DAY)
    return builders.an_exported_payment(made)


def came_back(payment: Payment) -> None:
    by, why = builders.a_user("finance"), message("payment.stopped", reason="Kontot är avslutat")
    with db.transaction(at=builders.moment()):
        clear.fail(payouts.by_number(payment.number), why, by=by, on=DUE, because="påhittad fil")


@pytest.mark.parametrize("made", [of_a_claim, in_advance])
def test_a_payment_made_anew_and_sent_back_when_its_case_is_over_leaves_nothing_held(
    made: Callable[[], Payment],
) -> None:
    payment, by, handler = made(), builders.a_user("finance"), builders.a_user()
    with db.transaction(at=builders.moment()):
        case = case_file.of_id(payment.case_id, by=handler)
    recovering.closed(case)
    came_back(payment)
    with db.transaction(at=builders.moment()):
        anew = clear.pay_anew(payouts.by_number(payment.number), by=by, on=DUE).number
    with db.transaction(at=builders.moment()):
        disburse.send_back(payouts.by_number(anew), "Ska inte ut.", by=by, on=DUE)
    assert balances.of_case(case.id).outstanding == ZERO
    assert [each.claim.state for each in case_file.claims_of(case)] in (["settled"], [])
    assert verify.everything().broken == []


def test_what_the_recipient_never_had_is_not_set_off() -> None:
    case = recovering.a_paid_case()
    recovery = recovering.a_recovery(case)
    (paid,) = (each.payment for each in case_file.claims_of(case) if each.payment)
    came_back(paid)
    other = builders.a_payment(builders.a_claim(builders.a_granted_case()))
    said = Later("set_off", amount=Money.kronor(1_000), recovery_id=recovery.id, payment=other.number)
    handler, rules = builders.a_user(), terms()

    def lay() -> None:
        found = case_file.for_act(case.number, by=handler)
        later.lay(found, said, "Kvittas.", by=handler, on=DUE, terms=rules)

    with pytest.raises(Refused) as refused, db.transaction(at=builders.moment(DUE)):
        lay()
    assert refused.value.reason.key == "repay.above_held"
    assert payouts.line(other.number).state == "prepared"


def test_a_file_with_a_payment_that_has_been_stopped_is_not_given_out_before_it_is_noted_as_sent() -> None:
    payment, by = builders.an_exported_payment(), builders.a_user("finance")
    number = payouts.line(payment.number).batch_number or ""
    file = payout_files.find(payouts.batch_by_number(number), keep_file.PAIN001, "sv")
    assert file is not None
    assert b"".join(keep_file.give_out(file, payouts.batch_by_number(number)))
    db.session.rollback()
    came_back(payment)
    with pytest.raises(Refused, match=f"{payment.number} in it has been stopped"):
        keep_file.give_out(file, payouts.batch_by_number(number))
    db.session.rollback()
    with db.transaction(at=builders.moment()):
        bundle.mark_sent(payouts.batch_by_number(number), by=by, on=DUE, today=DUE)
    assert b"".join(keep_file.give_out(file, payouts.batch_by_number(number)))


def test_a_batch_is_not_noted_as_sent_on_a_day_to_come() -> None:
    payment, by = builders.an_exported_payment(), builders.a_user("finance")
    number = payouts.line(payment.number).batch_number or ""
    with pytest.raises(Refused) as refused, db.transaction(at=builders.moment()):
        bundle.mark_sent(payouts.batch_by_number(number), by=by, on=DAY + timedelta(days=1), today=DAY)
    assert refused.value.reason.key == "batch.sent_later"
    with db.transaction(at=builders.moment()):
        bundle.mark_sent(payouts.batch_by_number(number), by=by, on=DAY, today=DAY)
    assert payouts.batch_by_number(number).sent_on == DAY
