"""The pile of late recoveries says what each recovery's own account says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grantdesk.domain.money import Money
from grantdesk.models.decision import Decision
from grantdesk.queries import finance_desk, worklist
from grantdesk.queries.worklist import Desk
from tests import builders, recovering
from tests.builders import terms
from tests.recovering import DECIDED, DUE, PAID

pytestmark = pytest.mark.usefixtures("database")

DAYS = [DUE + timedelta(days=30 * month) for month in range(3)]
PARTS = [(DAYS[0], 15_000), (DAYS[1], 10_000), (DAYS[2], 10_000)]


def pile(name: str, position: str, on: date) -> list[tuple[date, str, Money | None]]:
    found = worklist.pile(name, Desk(builders.a_user(position), on, terms()))
    return [(each.since, each.number, each.amount) for each in found.things]


def agreed(recovery: Decision, on: date) -> date | None:
    """Since when it is late, by the pile and by the account, which say the same."""
    late = recovering.account(recovery).standing(terms().county.interest, on=on).late
    piled = pile("late_recoveries", "finance", on)
    assert [since for since, _, _ in piled] == ([late.since] if late else [])
    assert all(number == str(recovery.id) for _, number, _ in piled)
    return late.since if late else None


def test_without_a_plan_it_is_late_after_the_day_of_payment() -> None:
    recovery = recovering.a_recovery()
    assert agreed(recovery, DUE) is None
    assert agreed(recovery, DUE + timedelta(days=1)) == DUE
    recovering.repaid(recovery, Money.kronor(5_000), DECIDED)
    assert pile("late_recoveries", "finance", DAYS[1]) == [(DUE, str(recovery.id), Money.kronor(30_000))]
    recovering.handed_over(recovery)
    assert pile("late_recoveries", "finance", DAYS[2]) == []


def test_by_a_plan_the_first_part_that_has_not_come_is_late() -> None:
    recovery = recovering.a_recovery()
    recovering.planned(recovery, PARTS)
    assert [agreed(recovery, day) for day in (DAYS[0], DAYS[0] + timedelta(days=1))] == [None, DAYS[0]]
    recovering.repaid(recovery, Money.kronor(16_000), DAYS[0])
    assert [agreed(recovery, day) for day in (DAYS[1], DAYS[1] + timedelta(days=1))] == [None, DAYS[1]]
    recovering.confirmed(recovery, recovering.proposed(recovery, Money.kronor(9_000), on=DAYS[0]), on=DAYS[0])
    assert agreed(recovery, DAYS[1] + timedelta(days=1)) is None
    # All parts are covered by 35 000, of which some went to interest: what is left is late when the last day has passed.
    recovering.repaid(recovery, Money.kronor(10_000), DAYS[1], "OCR 2")
    assert agreed(recovery, DAYS[2]) is None
    assert agreed(recovery, DAYS[2] + timedelta(days=1)) == DAYS[2]


def test_what_is_settled_is_late_no_more() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, PAID, DECIDED)
    assert agreed(recovery, DAYS[2]) is None


def test_a_proposed_loss_waits_for_those_who_may_decide_on_as_much() -> None:
    recovery = recovering.a_recovery()
    recovering.proposed(recovery, PAID)
    expected = [(DUE, str(recovery.id), PAID)]
    assert pile("losses", "director", DUE) == expected
    assert pile("losses", "head_of_unit", DUE) == expected


def desk() -> dict[str, tuple[int, Money | None]]:
    return {each.name: (each.count, each.amount) for each in finance_desk.waiting(on=recovering.DUE)}


def test_what_was_repaid_too_much_waits_for_finance_until_it_is_paid_back_and_confirmed() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, recovering.PAID)
    assert desk()["owed"] == (0, None)
    recovering.lowered(recovery, Money.kronor(20_000))
    assert (desk()["owed"], desk()["refunds"]) == ((1, None), (0, Money(0)))
    assert worklist_of_late("late_recoveries") == 0
    part = recovering.refund_noted(recovery, Money.kronor(5_000))
    assert desk()["refunds"] == (1, Money.kronor(5_000))
    recovering.refund_confirmed(recovery, part)
    assert (desk()["owed"], desk()["refunds"]) == ((1, None), (0, Money(0)))
    rest = recovering.refund_noted(recovery, Money.kronor(15_000))
    recovering.refund_confirmed(recovery, rest)
    assert desk()["owed"] == (0, None)
    recovering.refund_reversed(recovery, rest)
    assert desk()["owed"] == (1, None)


def worklist_of_late(name: str) -> int:
    return worklist.pile(name, Desk(builders.a_user("finance"), recovering.DUE, terms())).count
