"""Money out: in the right order, by two people, never more than what was granted."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from sqlalchemy import text

from grantdesk import db
from grantdesk.actions import book, bundle, disburse, follow_up
from grantdesk.actions.disburse import Approval, Report
from grantdesk.domain.ledger import Code
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import CeilingExceeded, OutsideDelegation, Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, payouts
from tests import builders
from tests.conftest import Database

pytestmark = pytest.mark.usefixtures("database")


def approve(claim: Claim, approved: Money, amount: Money, reason: str = "") -> Payment:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        claim = payouts.claim_for_act(claim.id, by=by)
        return disburse.approve(
            claim, Approval(approved, amount, reason), by=by, on=builders.DAY, terms=builders.terms()
        )


def close(case: Case) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        follow_up.close(case_file.for_act(case.number, by=by), by=by, on=builders.DAY)


def test_the_one_who_prepared_a_payout_may_not_attest_it() -> None:
    head = builders.a_user("head_of_finance")
    payment = builders.a_payment(by=head)
    with pytest.raises(TwoPairsOfEyes):
        builders.an_attested_payment(payment, by=head)


def test_the_database_itself_refuses_one_pair_of_eyes(database: Database) -> None:
    payment = builders.a_payment()
    with (
        pytest.raises(Exception, match="ck_payment_two_pairs_of_eyes"),
        database.engine.begin() as connection,
    ):
        connection.execute(
            text("UPDATE payment SET attested_by_id = prepared_by_id, state = 'attested' WHERE id = :id"),
            {"id": payment.id},
        )


@pytest.mark.parametrize("position", ["handler", "director", "controller", "administrator", "almi"])
def test_only_finance_attests(position: str) -> None:
    payment = builders.a_payment()
    with pytest.raises(OutsideDelegation):
        builders.an_attested_payment(payment, by=builders.a_user(position))


def test_above_the_attest_limit_the_head_of_finance_attests() -> None:
    given = builders.project_facts(
        costs=[{"category": "staff", "amount": "9000000.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": "4500000.00"}],
    )
    case = builders.grant(
        builders.an_assessed_case(builders.a_registration(given)), by=builders.a_user("administrator"), minutes="§ 3"
    )
    payment = builders.a_payment(builders.a_claim(case, reported=Money.kronor(4_000_002)))
    assert payment.amount == Money.kronor(2_000_001)
    with pytest.raises(OutsideDelegation, match="limit"):
        builders.an_attested_payment(payment, by=builders.a_user("finance"))
    builders.an_attested_payment(payment, by=builders.a_user("head_of_finance"))


def test_a_claim_needs_a_granted_case_and_one_is_open_at_a_time() -> None:
    with pytest.raises(Refused, match="not granted"):
        builders.a_claim(builders.an_assessed_case())
    case = builders.a_granted_case()
    builders.a_claim(case)
    with pytest.raises(Refused, match="open claim"):
        builders.a_claim(case)


def test_what_is_proposed_is_the_granted_share_of_what_was_approved() -> None:
    claim = builders.a_claim(reported=Money.kronor(100_001))
    with pytest.raises(Refused, match=r"SEK\xa035,000"):
        approve(claim, Money.kronor(100_001), Money.kronor(34_000))
    assert approve(claim, Money.kronor(100_001), Money.kronor(34_000), "Ett avdrag.").amount == Money.kronor(34_000)


def test_above_the_ceiling_is_refused_whatever_the_reason() -> None:
    claim = builders.a_claim(reported=Money.kronor(400_000))
    with pytest.raises(CeilingExceeded):
        approve(claim, Money.kronor(400_000), Money.kronor(140_001), "Vi vill.")
    with pytest.raises(CeilingExceeded):
        approve(claim, Money.kronor(400_001), Money.kronor(140_000), "Vi vill.")


def test_a_payment_sent_back_opens_its_claim_again_and_is_never_paid() -> None:
    claim = builders.a_claim()
    payment = builders.an_attested_payment(builders.a_payment(claim))
    finance = builders.a_user("finance")
    with pytest.raises(Refused, match="why"), db.transaction(at=builders.moment()):
        disburse.send_back(payouts.by_number(payment.number), " ", by=finance, on=builders.DAY)
    with db.transaction(at=builders.moment()):
        disburse.send_back(payouts.by_number(payment.number), "Fel konto.", by=finance, on=builders.DAY)
    with pytest.raises(SomebodyWasFirst):
        builders.a_batch(payment)
    again = builders.an_attested_payment(builders.a_payment(claim))
    builders.export(builders.a_batch(again))
    assert balances.of_case(claim.case_id).paid == again.amount
    assert verify.everything().broken == []


def test_a_batch_holds_attested_payments_only_and_is_exported_once() -> None:
    finance = builders.a_user("finance")
    with pytest.raises(SomebodyWasFirst):
        builders.a_batch(builders.a_payment())
    with pytest.raises(Refused, match="at least one"), db.transaction(at=builders.moment()):
        bundle.make([], by=finance, on=builders.DAY, once=uuid.uuid4().hex)
    batch = builders.a_batch()
    builders.export(batch)
    with pytest.raises(SomebodyWasFirst):
        builders.export(batch)


def test_the_last_payment_takes_exactly_what_is_left_of_each_objective() -> None:
    county = builders.terms().county
    first, second, third = list(county.objectives)[:3]
    shares = {first: 3333, second: 3333, third: 3334}
    case = builders.a_granted_case(builders.a_registration(objectives=shares), amount=Money(100_00))
    for reported in (10_001, 7_777, 6_666):
        payment = builders.a_payment(builders.a_claim(case, reported=Money.kronor(reported)))
        builders.export(builders.a_batch(builders.an_attested_payment(payment)))
        assert all(left >= Money(0) for left in balances.left_of(case.id).values())
    claim = builders.a_claim(case, reported=Money.kronor(400_000), kind="final")
    rest = balances.of_case(case.id).outstanding
    builders.export(builders.a_batch(builders.an_attested_payment(approve(claim, claim.reported, rest, "Resten."))))
    assert balances.left_of(case.id) == {}
    assert verify.everything().broken == []


def test_closing_a_case_releases_what_is_left_and_the_granted_total_falls() -> None:
    case = builders.a_granted_case()
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))))
    close(case)
    sums = balances.of_case(case.id)
    assert (sums.granted, sums.paid, sums.outstanding) == (Money.kronor(35_000), Money.kronor(35_000), Money(0))
    with pytest.raises(Refused):
        builders.a_claim(case)
    assert verify.everything().broken == []


def test_a_case_with_an_open_claim_is_not_closed() -> None:
    claim = builders.a_claim()
    with pytest.raises(Refused, match="open claim"):
        close(claim.case)


def test_a_booking_with_the_same_key_is_refused_and_a_reversal_happens_once() -> None:
    case = builders.a_granted_case()
    objective = next(iter(balances.left_of(case.id)))
    by = builders.a_user()

    def release(key: str) -> None:
        found = case_file.for_act(case.number, by=by)
        booking = book.Booking(found, Code.RELEASED, {objective: Money(100)}, on=builders.DAY, key=key)
        book.reverse(book.one(booking), on=date(2026, 3, 15))

    with db.transaction(at=builders.moment()):
        release("en gång")
    assert balances.of_case(case.id).granted == Money.kronor(140_000)
    with pytest.raises(Refused, match="booked only once"), db.transaction(at=builders.moment()):
        release("en gång")


@pytest.mark.parametrize("in_kind", [-1, 100_001])
def test_costs_in_kind_are_part_of_what_is_reported(in_kind: int, database: Database) -> None:
    case, by = builders.a_granted_case(), builders.a_user()
    report = Report("interim", Money(100_000), builders.ACCOUNT, once=uuid.uuid4().hex, in_kind=Money(in_kind))
    with pytest.raises(Refused, match="costs in kind"), db.transaction(at=builders.moment()):
        disburse.claim(case_file.for_act(case.number, by=by), report, by=by, on=builders.DAY)
    builders.a_claim(case)
    with (
        pytest.raises(Exception, match="claim_never_changes"),
        database.engine.begin() as connection,
    ):
        connection.execute(text("UPDATE claim SET in_kind_ore = -1"))


def test_costs_below_zero_are_not_approved() -> None:
    with pytest.raises(Refused, match="nothing to pay"):
        approve(builders.a_claim(), Money(-1), Money(1), "Fel.")


def test_a_refused_claim_is_never_paid_and_makes_way_for_another_or_for_closing() -> None:
    claim, by = builders.a_claim(), builders.a_user()
    with pytest.raises(Refused, match="why"), db.transaction(at=builders.moment()):
        disburse.refuse(payouts.claim_for_act(claim.id, by=by), " ", by=by)
    with db.transaction(at=builders.moment()):
        disburse.refuse(payouts.claim_for_act(claim.id, by=by), "Kostnaderna hör inte till ärendet.", by=by)
    with pytest.raises(SomebodyWasFirst):
        builders.a_payment(claim)
    case = case_file.of_id(claim.case_id, by=by)
    again = builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))
    builders.export(builders.a_batch(again))
    assert balances.of_case(claim.case_id).paid == again.amount
    assert verify.everything().broken == []
