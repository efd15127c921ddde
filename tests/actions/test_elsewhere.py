"""A payment made elsewhere: recorded by one and attested by another, counted on its own day, and never paid again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grantdesk import db
from grantdesk.actions import bundle, note_elsewhere
from grantdesk.actions.prepare import Elsewhere
from grantdesk.domain.later import Later
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import Refused, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import awards, balances, case_file, finance_reports, payouts, reconciliations, set_off
from grantdesk.queries.balances import Period
from tests import builders
from tests.builders import DAY
from tests.paying_ahead import NEXT, lay, refusal, take

pytestmark = pytest.mark.usefixtures("database")

PAID_ON = DAY + timedelta(days=10)
AMOUNT = Money.kronor(40_000)


def noted(
    case: Case, amount: Money = AMOUNT, *, reference: str = "E-17", paid_on: date = PAID_ON, by: Actor | None = None
) -> Payment:
    by = by or builders.a_user()
    made = Elsewhere(paid_on, reference, "Regionens ekonomisystem, verifikation 17.")
    with db.transaction(at=builders.moment(NEXT)):
        return note_elsewhere.payment(case_file.for_act(case.number, by=by), amount, made, by=by, on=NEXT)


def test_it_counts_as_paid_on_its_own_day_when_another_has_attested_it() -> None:
    case = builders.a_granted_case()
    payment = noted(case)
    assert balances.of_case(case.id).paid == ZERO
    builders.an_attested_payment(payment, on=NEXT)
    with db.transaction(at=builders.moment(NEXT)):
        found = payouts.by_number(payment.number)
        assert (found.state, found.settled_on, found.batch_id) == ("confirmed", PAID_ON, None)
    assert balances.totals(["scheme"], period=Period(PAID_ON, PAID_ON)).sum.paid == AMOUNT
    assert verify.everything().broken == []


def test_whoever_recorded_it_may_not_attest_it() -> None:
    finance = builders.a_user("finance")
    payment = noted(builders.a_granted_case(), by=finance)
    with pytest.raises(TwoPairsOfEyes):
        builders.an_attested_payment(payment, by=finance, on=NEXT)


def test_it_is_never_put_in_a_batch() -> None:
    payment = builders.an_attested_payment(noted(builders.a_granted_case()), on=NEXT)
    by = builders.a_user("finance")
    with pytest.raises(Refused), db.transaction(at=builders.moment(NEXT)):
        bundle.make(payouts.by_numbers([payment.number]), by=by, on=NEXT, once="x")


def test_it_holds_room_and_lowers_every_ceiling() -> None:
    case = builders.a_granted_case()
    noted(case, Money.kronor(100_000))
    assert refusal(noted, case, Money.kronor(40_001), reference="E-18") == "payment.above_room"
    claim = builders.a_claim(case, reported=Money.kronor(400_000), on=NEXT)
    assert builders.a_payment(claim, on=NEXT).amount == Money.kronor(40_000)


def test_one_reference_is_recorded_once_in_whichever_case() -> None:
    case, other = builders.a_granted_case(), builders.a_granted_case()
    noted(case)
    assert refusal(noted, case, Money.kronor(1)) == "elsewhere.same_reference"
    assert refusal(noted, other, reference=" E-17 ") == "elsewhere.same_reference"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"reference": " "}, "elsewhere.without_reference"),
        ({"paid_on": NEXT + timedelta(days=1)}, "elsewhere.day_to_come"),
        ({"paid_on": DAY - timedelta(days=1)}, "elsewhere.before_granted"),
        ({"amount": ZERO}, "payment.nothing_to_pay"),
    ],
)
def test_it_says_what_was_paid_when_and_under_which_reference(changes: dict[str, object], key: str) -> None:
    assert refusal(noted, builders.a_granted_case(), **changes) == key


def test_nothing_is_recorded_in_a_case_without_a_grant() -> None:
    assert refusal(noted, builders.an_assessed_case()) == "elsewhere.not_granted"


def test_what_was_recorded_by_mistake_is_taken_back_by_another_than_who_attested_it() -> None:
    case, finance = builders.a_granted_case(), builders.a_user("finance")
    payment = builders.an_attested_payment(noted(case), by=finance, on=NEXT)
    assert refusal(taken_back, payment, by=finance) == "elsewhere.taken_back_by_attester"
    assert refusal(taken_back, payment, " ") == "elsewhere.taken_back_without_reason"
    taken_back(payment)
    assert balances.of_case(case.id).paid == ZERO
    assert noted(case).state == "prepared"
    assert refusal(taken_back, payment) == "first.payment"
    assert verify.everything().broken == []


def test_only_what_was_made_elsewhere_is_taken_back_so() -> None:
    assert refusal(taken_back, builders.an_exported_payment()) == "first.payment"


def taken_back(payment: Payment, why: str = "Den hör till ett annat ärende.", *, by: Actor | None = None) -> None:
    by = by or builders.a_user("finance")
    with db.transaction(at=builders.moment(NEXT)):
        note_elsewhere.take_back(payouts.by_number(payment.number), why, by=by, on=NEXT)


def test_nothing_is_set_off_against_what_was_paid_elsewhere() -> None:
    case = builders.a_granted_case()
    builders.an_exported_payment(builders.a_payment(builders.a_claim(case)))
    due = NEXT + timedelta(days=30)
    recovery = take(case, lay(case, Later("recover", cause="wrong_data", amount=Money.kronor(10_000), due_on=due)))
    other = noted(builders.a_granted_case())
    assert set_off.payments_against(case, builders.terms().county, by=builders.a_user()) == []
    said = Later("set_off", recovery_id=recovery.id, payment=other.number, amount=Money.kronor(1_000))
    assert refusal(lay, case, said) == "later.payment_has_left"


def test_it_has_a_line_of_its_own_between_the_ledger_and_the_bank() -> None:
    case = builders.a_granted_case()
    builders.an_exported_payment(builders.a_payment(builders.a_claim(case)))
    builders.an_attested_payment(noted(case), on=NEXT)
    months = sorted({Month.of(DAY), Month.of(PAID_ON)})
    told = reconciliations.of_months(months)
    assert total(figures.elsewhere for figures in told.values()) == AMOUNT
    for figures in told.values():
        out = total(batch.booked for batch in figures.batches) + figures.elsewhere + figures.set_off
        assert (out, list(figures.differences())) == (figures.paid, [])
    report = finance_reports.report("scheme", period=Period(DAY, NEXT), terms=builders.terms())
    assert report.sum.paid == balances.of_everything().paid == AMOUNT + Money.kronor(35_000)


def test_de_minimis_aid_counts_by_what_was_granted_whoever_paid_it() -> None:
    case = builders.a_granted_case()
    before = awards.held_by([case.organisation_id], on=NEXT)
    builders.an_attested_payment(noted(case), on=NEXT)
    assert [each.amount_eur for each in awards.held_by([case.organisation_id], on=NEXT)] == [
        each.amount_eur for each in before
    ]
    assert before
