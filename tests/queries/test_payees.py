"""What whoever attests a payment is told of its account."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import event

from grantdesk import db
from grantdesk.actions import disburse
from grantdesk.actions.disburse import Report
from grantdesk.domain.account import Account, parse
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money
from grantdesk.models.claim import Claim
from grantdesk.models.payment import Payment
from grantdesk.queries import case_file, payees, payouts
from grantdesk.queries.payouts import Line
from tests import builders, enrolling
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")


def signals(payment: Payment) -> list[str]:
    db.session.rollback()
    return [said.key for said in payees.signals_of([payouts.line(payment.number)])[payment.id]]


def another_payment(number: str) -> Payment:
    """The next payment of the same case, prepared."""
    case = case_file.by_number(number, by=builders.a_user())
    return builders.a_payment(builders.a_claim(case, reported=Money.kronor(20_000)))


def test_the_first_payment_to_somebody_is_told_of() -> None:
    payment = builders.a_payment()
    assert signals(payment) == ["payee.signal.first"]


def test_a_payment_to_the_same_account_as_the_last_says_nothing() -> None:
    first = builders.an_exported_payment()
    number = first.case.number
    again = another_payment(number)
    assert signals(again) == []
    # The one before stays what it was.
    assert signals(first) == ["payee.signal.first"]


def test_an_account_other_than_the_last_payments_is_new_until_it_has_been_paid_to() -> None:
    first = builders.an_exported_payment()
    number = first.case.number
    payment = builders.a_payment(claimed(number, enrolling.THIRD))
    assert signals(payment) == ["payee.signal.new"]
    builders.an_exported_payment(payment)
    following = builders.a_payment(claimed(number, enrolling.THIRD))
    assert signals(following) == []
    # What was new when it was attested is so for whoever looks back.
    assert signals(payment) == ["payee.signal.new"]


def test_the_same_account_written_in_another_way_is_no_new_one() -> None:
    number = builders.an_exported_payment().case.number
    builders.an_exported_payment(builders.a_payment(claimed(number, parse("account", "825 74 66", clearing="5839"))))
    payment = builders.a_payment(claimed(number, parse("iban", "SE45 5000 0000 0583 9825 7466")))
    assert signals(payment) == []


def claimed(number: str, account: Account) -> Claim:
    """A claim in the case, to be paid to that account, which finance confirms."""
    by = builders.a_user()
    report = Report("interim", Money.kronor(20_000), account, once=uuid.uuid4().hex)
    with db.transaction(at=builders.moment()):
        made = disburse.claim(case_file.for_act(number, by=by), report, by=by, on=builders.DAY)
        organisation_id = made.case.organisation_id
    builders.confirm_account(organisation_id)
    return made


def test_an_account_that_is_not_confirmed_or_no_longer_used_is_told_of() -> None:
    claim = builders.a_claim()
    organisation = case_file.by_number(claim.case.number, by=builders.a_user()).organisation
    payment = builders.a_payment(claim)
    enrolling.confirm(enrolling.proposed(organisation, enrolling.SECOND))
    assert signals(payment) == ["payee.signal.ended", "payee.signal.first"]


def test_an_account_of_others_too_is_told_of_by_name_or_by_number() -> None:
    payment = builders.a_payment()
    for place, number in enumerate(("559900-2002", "559900-3000", "559900-4008", "559900-5005")):
        enrolling.proposed(enrolling.an_organisation(number, f"Påhitt {place} AB"), builders.ACCOUNT)
        db.session.rollback()
        (_, shared) = payees.signals_of([payouts.line(payment.number)])[payment.id]
        said = render(shared, "sv")
        assert ("Påhitt 0 AB" in said) == (place < 3), said
    assert "4 organisationer till" in said


def test_the_signals_of_many_payments_are_four_questions(database: Database) -> None:
    lines = [payouts.line(builders.a_payment().number)]
    one = _asked(database, lines)
    given = builders.facts()
    given["applicant"] |= {"organisation_number": "559900-2002"}
    other = builders.a_granted_case(builders.a_registration(given))
    lines.append(payouts.line(builders.an_exported_payment(builders.a_payment(builders.a_claim(other))).number))
    lines.append(payouts.line(another_payment(other.number).number))
    assert one <= 4
    assert _asked(database, lines) == 4


def _asked(database: Database, lines: list[Line]) -> int:
    asked: list[str] = []
    db.session.rollback()
    event.listen(database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    payees.signals_of(lines)
    return sum(each.startswith("SELECT") for each in asked)
