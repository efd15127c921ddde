"""What comes back of a recovery: noted once, divided in interest and capital, and never more than what is left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grantdesk.domain.ledger import Code
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import Refused
from grantdesk.models.decision import Decision
from grantdesk.operations import verify
from grantdesk.queries import balances, grants
from tests import builders, recovering
from tests.builders import terms
from tests.recovering import DECIDED, DUE, PAID, STARTS

pytestmark = pytest.mark.usefixtures("database")

RATES = terms().county.interest
YEAR = timedelta(days=365)


def whole() -> None:
    assert verify.everything().broken == []


def left_of(recovery: Decision) -> Money:
    return recovering.account(recovery).left


def test_what_comes_in_before_interest_runs_is_all_capital_and_is_booked_as_recovered() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(10_000), STARTS)
    found = recovering.account(recovery)
    assert [(each.interest, each.capital) for each in found.repayments] == [(ZERO, Money.kronor(10_000))]
    assert found.left == Money.kronor(25_000)
    assert balances.of_case(recovery.case_id).recovered == Money.kronor(10_000)
    assert grants.of_case(found.case).recoveries[0].left == Money.kronor(25_000)
    whole()


def test_what_comes_in_late_covers_interest_first_and_the_interest_is_no_part_of_what_was_recovered() -> None:
    recovery = recovering.a_recovery()
    day = STARTS + YEAR
    # 35 000 at 2.04 and 2 percent for a year.
    interest = Money.kronor(1_414)
    recovering.repaid(recovery, Money.kronor(5_000), day)
    found = recovering.account(recovery)
    assert [(each.interest, each.capital) for each in found.repayments] == [(interest, Money.kronor(5_000) - interest)]
    assert balances.of_case(recovery.case_id).recovered == Money.kronor(5_000) - interest
    assert found.standing(RATES, on=day).interest == ZERO
    whole()


def test_interest_is_simple_and_what_is_left_bears_it() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(15_000), STARTS)
    standing = recovering.account(recovery).standing(RATES, on=STARTS + YEAR)
    assert (standing.left, standing.interest) == (Money.kronor(20_000), Money.kronor(808))


def test_the_last_repayment_takes_the_recovery_to_nothing_and_an_ore_more_is_refused() -> None:
    recovery = recovering.a_recovery()
    day = STARTS + YEAR
    whole_of_it = PAID + Money.kronor(1_414)
    with pytest.raises(Refused, match="is too much"):
        recovering.repaid(recovery, whole_of_it + Money(1), day)
    recovering.repaid(recovery, whole_of_it, day)
    standing = recovering.account(recovery).standing(RATES, on=day + YEAR)
    assert (standing.left, standing.interest, standing.late) == (ZERO, ZERO, None)
    assert sum(part.ore for part in balances.held_by_recipient(recovery.case_id).values()) == 0
    whole()


REFUSED = {
    "nothing": (ZERO, DUE, "OCR 2", "repay.nothing"),
    "without a reference": (Money.kronor(1), DUE, " ", "repay.without_reference"),
    "before the decision": (Money.kronor(1), DECIDED - timedelta(days=1), "OCR 2", "repay.before_decision"),
    "above what is left": (PAID + Money(1), DECIDED, "OCR 2", "repay.above_left"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_have_come_in_is_refused_in_words(what: str) -> None:
    recovery = recovering.a_recovery()
    amount, day, reference, key = REFUSED[what]
    with pytest.raises(Refused) as refused:
        recovering.repaid(recovery, amount, day, reference)
    assert refused.value.reason.key == key


def test_a_payment_of_the_bank_is_noted_once() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(1_000), reference="OCR 7")
    with pytest.raises(Refused) as refused:
        recovering.repaid(recovery, Money.kronor(1_000), reference="OCR 7")
    assert refused.value.reason.key == "constraint.uq_repayment_noted_once"
    assert left_of(recovery) == Money.kronor(34_000)


def test_what_came_in_before_what_has_been_noted_is_not_slipped_in_between() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(1_000), STARTS + YEAR)
    with pytest.raises(Refused) as refused:
        recovering.repaid(recovery, Money.kronor(1_000), STARTS, "OCR 2")
    assert refused.value.reason.key == "repay.before_last"


def test_another_reverses_the_latest_and_it_can_be_noted_anew() -> None:
    recovery, by = recovering.a_recovery(), recovering.finance()
    first = recovering.repaid(recovery, Money.kronor(1_000), reference="OCR 1")
    last = recovering.repaid(recovery, Money.kronor(2_000), reference="OCR 2", by=by)
    for key, who, reason, said in (
        (first, None, "Fel.", "repay.not_the_last"),
        (last, by, "Fel.", "repay.own"),
        (last, None, " ", "repay.without_reason"),
    ):
        with pytest.raises(Refused) as refused:
            recovering.reversed_again(recovery, key, by=who, reason=reason)
        assert refused.value.reason.key == said
    recovering.reversed_again(recovery, last)
    assert left_of(recovery) == Money.kronor(34_000)
    assert balances.of_case(recovery.case_id).recovered == Money.kronor(1_000)
    recovering.repaid(recovery, Money.kronor(2_000), reference="OCR 2")
    assert left_of(recovery) == Money.kronor(32_000)
    whole()


def test_a_reversal_is_made_once() -> None:
    recovery = recovering.a_recovery()
    key = recovering.repaid(recovery, Money.kronor(1_000))
    recovering.reversed_again(recovery, key)
    with pytest.raises(Refused) as refused:
        recovering.reversed_again(recovery, key)
    assert refused.value.reason.key == "first.repayment"


def test_what_is_repaid_can_no_longer_be_set_off() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(30_000))
    case = recovering.account(recovery).case
    assert grants.of_case(case).recoveries[0].left == Money.kronor(5_000)


def test_a_plan_comes_to_what_is_left_and_another_takes_its_place() -> None:
    recovery = recovering.a_recovery()
    days = [DUE + timedelta(days=30 * month) for month in range(3)]
    for parts, key in (
        ([], "plan.no_parts"),
        ([(days[0], 35_001)], "plan.sum"),
        ([(days[0], 20_000), (days[0], 15_000)], "plan.part"),
        ([(DECIDED - timedelta(days=1), 35_000)], "plan.part"),
    ):
        with pytest.raises(Refused) as refused:
            recovering.planned(recovery, parts)
        assert refused.value.reason.key == key
    recovering.planned(recovery, [(days[0], 15_000), (days[1], 10_000), (days[2], 10_000)])
    recovering.planned(recovery, [(days[1], 35_000)])
    found = recovering.account(recovery)
    assert [plan.state for plan in found.plans] == ["replaced", "standing"]
    assert [(part.due_on, part.amount) for part in found.parts] == [(days[1], PAID)]
    whole()


def test_a_part_that_has_not_come_is_late_and_what_comes_covers_the_first_part_first() -> None:
    recovery = recovering.a_recovery()
    days = [DUE + timedelta(days=30 * month) for month in range(3)]
    recovering.planned(recovery, [(days[0], 15_000), (days[1], 10_000), (days[2], 10_000)])
    assert recovering.account(recovery).standing(RATES, on=days[0]).late is None
    late = recovering.account(recovery).standing(RATES, on=days[0] + timedelta(days=1)).late
    assert late is not None
    assert (late.since, late.amount) == (days[0], Money.kronor(15_000))
    recovering.repaid(recovery, Money.kronor(18_000), days[0] + timedelta(days=1))
    found = recovering.account(recovery)
    assert found.standing(RATES, on=days[1]).late is None
    late = found.standing(RATES, on=days[1] + timedelta(days=1)).late
    assert late is not None
    assert (late.since, late.amount) == (days[1], Money.kronor(7_000))


def test_without_a_plan_all_is_late_after_the_day_of_payment() -> None:
    recovery = recovering.a_recovery()
    found = recovering.account(recovery)
    assert found.standing(RATES, on=DUE).late is None
    late = found.standing(RATES, on=DUE + timedelta(days=1)).late
    assert late is not None
    assert late.since == DUE


def test_a_project_pays_by_the_interest_act_from_the_day_of_payment() -> None:
    case = recovering.a_paid_case(builders.project_facts())
    recovery = recovering.a_recovery(case, amount=Money.kronor(20_000))
    claim = recovering.account(recovery).claim
    assert claim is not None
    assert claim.starts_on == DUE
    standing = recovering.account(recovery).standing(RATES, on=DUE + timedelta(days=10))
    # The reference rate of two percent, unconfirmed, with eight points, for ten days of 365.
    assert standing.interest == Money(5479)
    assert not standing.confirmed


def test_the_ledger_gives_back_over_the_objectives_no_more_than_each_holds() -> None:
    recovery = recovering.a_recovery()
    paid = balances.held_by_recipient(recovery.case_id)
    for number, day in enumerate((STARTS, STARTS + YEAR, STARTS + 2 * YEAR)):
        recovering.repaid(recovery, Money.kronor(9_999), day, f"OCR {number}")
        held = balances.held_by_recipient(recovery.case_id)
        assert all(ZERO <= held.get(objective, ZERO) <= amount for objective, amount in paid.items())
        assert total(held.values()) == PAID - balances.of_case(recovery.case_id).recovered
    assert balances.booked(Code.RECOVERED)[recovery.case_id] < Money.kronor(29_997)
    whole()
