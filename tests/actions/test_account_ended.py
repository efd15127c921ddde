"""An account that is replaced or withdrawn while a payment to it is on its way: nothing goes there, and nothing is stuck."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import bundle, clear, disburse
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.organisation import Organisation
from grantdesk.models.payee import Payee
from grantdesk.models.payment import Batch, Payment
from grantdesk.operations import verify
from grantdesk.queries import case_file, payees, payouts
from tests import builders, enrolling

pytestmark = pytest.mark.usefixtures("database")

REPLACED, WITHDRAWN = "changed accounts", "withdrawn"


def withdraw(payment: Payment) -> None:
    found = db.session.execute(select(Payee).where(Payee.id == payment.payee_id)).scalar_one()
    enrolling.withdraw(found, "Mottagaren säger att kontot inte är deras.")


ENDS: dict[str, Callable[[Payment], None]] = {REPLACED: builders.replace_account, WITHDRAWN: withdraw}


def account_of(number: str) -> str:
    db.session.rollback()
    account = payouts.line(number).account
    return account.kind if account else ""


def organisation_of(case: Case) -> Organisation:
    found = case_file.by_number(case.number, by=builders.a_user()).organisation
    db.session.rollback()
    return found


def state_of(payment: Payment) -> str:
    db.session.rollback()
    return payouts.line(payment.number).state


def send_back(payment: Payment) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        disburse.send_back(payouts.by_number(payment.number), "Kontot gäller inte.", by=by, on=builders.DAY)


@pytest.mark.parametrize("how", ENDS)
def test_a_prepared_payment_is_not_attested(how: str) -> None:
    payment = builders.a_payment()
    ENDS[how](payment)
    with pytest.raises(Refused, match=how):
        builders.an_attested_payment(payment)


def test_a_payment_that_is_sent_back_and_prepared_anew_goes_to_the_account_that_holds() -> None:
    payment = builders.a_payment()
    builders.replace_account(payment)
    send_back(payment)
    again = builders.a_payment(payment.claim)
    assert account_of(again.number) == "plusgiro"
    builders.an_exported_payment(again)
    assert verify.everything().broken == []


def test_a_claim_that_names_an_account_that_is_replaced_before_it_is_approved_is_paid_to_the_one_that_holds() -> None:
    claim = builders.a_claim()
    enrolling.confirm(enrolling.proposed(organisation_of(claim.case), enrolling.THIRD))
    assert account_of(builders.a_payment(claim).number) == "plusgiro"


def test_a_claim_that_names_an_account_that_waits_is_paid_to_it_and_to_no_other() -> None:
    claim = builders.a_claim()
    organisation = organisation_of(claim.case)
    (named,) = payees.standing_of(organisation.id)
    waits = enrolling.proposed(organisation, enrolling.THIRD)
    payment = builders.a_payment(claim)
    enrolling.confirm(waits)
    assert account_of(payment.number) == named.kind


def test_where_the_account_is_withdrawn_and_none_holds_nothing_is_paid_until_one_does() -> None:
    claim = builders.a_claim()
    organisation = organisation_of(claim.case)
    enrolling.withdraw(payees.standing_of(organisation.id)[0])
    payment = builders.a_payment(claim)
    with pytest.raises(Refused, match="withdrawn"):
        builders.an_attested_payment(payment)
    enrolling.confirm(enrolling.proposed(organisation, enrolling.THIRD))
    send_back(payment)
    again = builders.an_attested_payment(builders.a_payment(claim))
    assert account_of(again.number) == "plusgiro"


@pytest.mark.parametrize("how", ENDS)
def test_an_attested_payment_in_an_open_batch_is_set_aside_and_paid_anew_to_the_account_that_holds(how: str) -> None:
    payment = builders.an_attested_payment()
    batch = builders.a_batch(payment, another())
    ENDS[how](payment)
    builders.lock(batch)
    assert state_of(payment) == "failed"
    if how == WITHDRAWN:
        enrolling.confirm(enrolling.proposed(organisation_of(payment.case), enrolling.THIRD))
    made = anew(payment)
    assert account_of(made.number) == "plusgiro"
    builders.an_exported_payment(made)
    assert verify.everything().broken == []


@pytest.mark.parametrize("how", ENDS)
def test_a_locked_batch_is_not_exported_until_it_is_locked_without_the_payment(how: str) -> None:
    payment = builders.an_attested_payment()
    batch = builders.a_batch(payment, another())
    builders.lock(batch)
    ENDS[how](payment)
    with pytest.raises(Refused, match=how):
        export(batch)
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        bundle.unlock(payouts.batch_by_number(batch.number), by=by)
    builders.export(batch)
    assert state_of(payment) == "failed"
    assert verify.everything().broken == []


def another() -> Payment:
    """A payment of somebody else's."""
    given = builders.facts()
    given["applicant"] |= {"organisation_number": "559900-2002"}
    case = builders.a_granted_case(builders.a_registration(given, organisation_name="Påhittade Sågen AB"))
    return builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))


def export(batch: Batch) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        found = payouts.batch_by_number(batch.number)
        bundle.export(found, by=by, on=builders.DAY, terms=builders.terms())


def anew(payment: Payment) -> Payment:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        return clear.pay_anew(payouts.by_number(payment.number), by=by, on=builders.DAY)
