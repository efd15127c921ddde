"""A grant that is paid in instalments: each is released by itself, on its own condition, and paid once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grantdesk import db
from grantdesk.actions import clear, disburse
from grantdesk.domain.instalments import Part
from grantdesk.domain.later import Later
from grantdesk.domain.money import ZERO, Money
from grantdesk.models.case import Case
from grantdesk.models.payment import INSTALMENT
from grantdesk.operations import verify
from grantdesk.queries import balances, instalments, payouts
from tests import builders
from tests.paying_ahead import (
    NEXT,
    a_project,
    a_service_grant,
    cancelled,
    laid,
    lay,
    payments_of,
    refusal,
    released,
    take,
)

pytestmark = pytest.mark.usefixtures("database")

HALF = Money.kronor(60_000)
PARTS = (Part(HALF, "Butiken är öppen."), Part(HALF, "Årsredovisningen är lämnad.", NEXT + timedelta(days=60)))


def planned() -> Case:
    case = a_service_grant()
    laid(case, *PARTS)
    return case


def states(case: Case) -> list[str]:
    return [line.instalment.state for line in instalments.of_case(case)]


def test_releasing_one_instalment_prepares_the_payment_of_that_one_alone() -> None:
    case = planned()
    payment = released(case, 1)
    assert states(case) == ["released", "planned"]
    assert [each.id for each in payments_of(case, INSTALMENT)] == [payment.id]
    assert (payment.amount, payment.state) == (HALF, "prepared")
    builders.an_exported_payment(payment, on=NEXT)
    assert balances.of_case(case.id).paid == HALF
    assert states(case) == ["released", "planned"]
    assert verify.everything().broken == []


def test_an_instalment_waits_for_its_day_and_for_words() -> None:
    case = planned()
    assert refusal(released, case, 2) == "instalment.too_early"
    assert refusal(released, case, 1, " ") == "instalment.without_ground"
    assert released(case, 2, on=NEXT + timedelta(days=60)).amount == HALF


def test_what_has_been_released_is_not_released_again() -> None:
    case = planned()
    released(case, 1)
    assert refusal(released, case, 1) == "first.instalment"
    assert refusal(cancelled, case, 1) == "first.instalment"
    assert len(payments_of(case, INSTALMENT)) == 1


def test_an_instalment_whose_payment_was_sent_back_is_released_anew_and_once() -> None:
    case = planned()
    first, by = released(case, 1), builders.a_user("finance")
    with db.transaction(at=builders.moment(NEXT)):
        disburse.send_back(payouts.by_number(first.number), "Fel konto.", by=by, on=NEXT)
    second = released(case, 1, "Som förut.")
    assert [each.state for each in payments_of(case, INSTALMENT)] == ["cancelled", "prepared"]
    builders.an_exported_payment(second, on=NEXT)
    assert refusal(released, case, 1) == "first.instalment"
    assert verify.everything().broken == []


def test_a_payment_made_anew_is_of_the_same_instalment() -> None:
    case = planned()
    failed = builders.a_failed_payment(released(case, 1), on=NEXT)
    assert refusal(released, case, 1) == "first.instalment"
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment(NEXT)):
        again = clear.pay_anew(payouts.by_number(failed.number), by=by, on=NEXT)
        assert (again.kind, again.instalment_id) == (INSTALMENT, failed.instalment_id)
    builders.an_exported_payment(again, on=NEXT)
    assert balances.of_case(case.id).paid == HALF
    assert verify.everything().broken == []


def test_a_plan_is_never_above_what_is_left_of_the_grant() -> None:
    case = a_service_grant()
    assert refusal(laid, case, Part(HALF, "Ett."), Part(HALF + Money(1), "Två.")) == "instalment.above_free"
    laid(case, *PARTS)
    assert refusal(laid, case, Part(Money(1), "Tre.")) == "instalment.laid_already"
    released(case, 1)
    cancelled(case, 2)
    assert refusal(laid, case, Part(HALF + Money(1), "Tre.")) == "instalment.above_free"
    laid(case, Part(HALF, "Tre."))
    assert [line.instalment.number for line in instalments.of_case(case)] == [1, 2, 3]
    assert verify.everything().broken == []


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ((), "instalment.no_parts"),
        ((Part(ZERO, "Ett."),), "instalment.part"),
        ((Part(HALF, "  "),), "instalment.part"),
        ((Part(Money(1), "Ett."),) * 25, "instalment.too_many"),
    ],
)
def test_every_part_says_how_much_and_on_what_condition(parts: tuple[Part, ...], key: str) -> None:
    assert refusal(laid, a_service_grant(), *parts) == key


def test_what_is_paid_as_costs_are_reported_has_no_instalments() -> None:
    assert refusal(laid, a_project(), *PARTS) == "instalment.paid_as_reported"


def test_what_is_withheld_is_not_released() -> None:
    case = planned()
    take(case, lay(case, Later("withhold", cause="conditions_broken", amount=Money.kronor(60_001))))
    assert refusal(released, case, 1) == "payment.above_room"
    assert states(case) == ["planned", "planned"]
    take(case, lay(case, Later("withhold", cause="ended", amount=ZERO)))
    assert released(case, 1).amount == HALF


def test_what_a_change_took_back_is_not_released() -> None:
    case = planned()
    released(case, 1)
    take(case, lay(case, Later("change", total=Money.kronor(100_000))))
    late = NEXT + timedelta(days=60)
    assert refusal(released, case, 2, on=late) == "payment.above_room"
    assert balances.of_case(case.id).granted == Money.kronor(100_000)


@pytest.mark.parametrize("total", [60_000, 60_001, 100_000, 119_999])
def test_what_a_decrease_leaves_no_room_for_is_never_released_above_the_grant(total: int) -> None:
    case, late = planned(), NEXT + timedelta(days=60)
    builders.an_exported_payment(released(case, 1), on=NEXT)
    take(case, lay(case, Later("change", total=Money.kronor(total))))
    assert refusal(released, case, 2, on=late) == "payment.above_room"
    cancelled(case, 2, on=late)
    left = Money.kronor(total) - HALF
    if left:
        laid(case, Part(left, "Det som är kvar."), on=late)
        builders.an_exported_payment(released(case, 3, on=late), on=late)
    sums = balances.of_case(case.id)
    assert (sums.paid, sums.outstanding) == (Money.kronor(total), ZERO)
    assert verify.everything().broken == []


def test_what_waits_of_a_revoked_grant_is_released_no_more_and_can_be_cancelled() -> None:
    case = planned()
    builders.an_exported_payment(released(case, 1), on=NEXT)
    take(case, lay(case, Later("revoke", cause="own_request")))
    assert refusal(released, case, 2, on=NEXT + timedelta(days=60)) == "instalment.not_granted"
    cancelled(case, 2)
    assert (states(case), balances.of_case(case.id).paid) == (["released", "cancelled"], HALF)


def test_aid_to_commercial_service_that_is_no_investment_aid_is_not_set_off() -> None:
    case, other = planned(), planned()
    builders.an_exported_payment(released(case, 1), on=NEXT)
    due = NEXT + timedelta(days=60)
    wanted = Later("recover", cause="conditions_broken", amount=Money.kronor(10_000), due_on=due)
    recovery = take(case, lay(case, wanted))
    payment = released(other, 1)
    said = Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(10_000))
    assert refusal(lay, case, said) == "later.set_off_investment_only"
