"""A recovery is decided anew: for less or for nothing, counted as if it had been so from the beginning."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from grantdesk import db
from grantdesk.actions import disburse, later
from grantdesk.actions.decide import Verdict
from grantdesk.cli import main
from grantdesk.domain.later import Later
from grantdesk.domain.ledger import Code
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import OutsideDelegation, Refused
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, grants, payouts, recovery_books, recovery_statement, worklist
from grantdesk.queries.recovery_account import Account
from grantdesk.queries.worklist import Desk
from tests import builders, recovering
from tests.actions import test_later as laying
from tests.builders import terms
from tests.conftest import Database
from tests.recovering import DUE, PAID, STARTS
from tests.tampering import behind_the_programs_back

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("backend", ["sqlite"])]

RATES = terms().county.interest
YEAR = timedelta(days=365)
NEXT = STARTS + YEAR
HALF = Money.kronor(17_500)


def account(recovery: Decision) -> Account:
    return recovering.account(recovery)


def interest_of(recovery: Decision) -> Money:
    return total(recovery_books.interest(recovery.case_id).values())


def whole() -> None:
    assert verify.everything().broken == []


def test_what_is_wanted_falls_and_interest_is_counted_as_if_it_had_been_so_from_the_beginning() -> None:
    recovery = recovering.a_recovery()
    recovering.lowered(recovery, HALF, on=NEXT)
    found = account(recovery)
    assert (found.decided, found.wanted, found.left, found.too_much) == (PAID, HALF, HALF, ZERO)
    assert found.standing(RATES, on=NEXT).interest == Money.kronor(707)
    assert grants.of_case(found.case).recovered == HALF
    assert grants.of_case(found.case).recoveries[0].left == HALF
    whole()


def test_a_recovery_that_is_revoked_is_settled_and_the_same_money_can_be_wanted_back_anew() -> None:
    recovery = recovering.a_recovery()
    recovering.lowered(recovery, PAID)
    found = account(recovery)
    standing = found.standing(RATES, on=NEXT)
    assert (found.wanted, standing.in_all, found.state(standing)) == (ZERO, ZERO, "settled")
    again = recovering.a_recovery(found.case, amount=Money.kronor(1_000), on=DUE, due_on=DUE + YEAR)
    assert account(again).left == Money.kronor(1_000)
    whole()


def test_interest_that_was_paid_on_too_much_counts_as_capital() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(5_000), NEXT)
    assert interest_of(recovery) == Money.kronor(1_414)
    decision = recovering.lowered(recovery, HALF, on=NEXT)
    found = account(recovery)
    assert decision.moved == Money.kronor(707)
    assert (found.left, found.too_much) == (HALF - Money.kronor(4_293), ZERO)
    assert (interest_of(recovery), balances.of_case(recovery.case_id).recovered) == (
        Money.kronor(707),
        Money.kronor(4_293),
    )
    assert found.standing(RATES, on=NEXT).interest == ZERO
    assert grants.of_case(found.case).recoveries[0].left == found.left
    whole()


def test_no_more_than_what_is_left_then_comes_in() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(5_000), NEXT)
    recovering.lowered(recovery, HALF, on=NEXT)
    left = account(recovery).left
    with pytest.raises(Refused, match="left"):
        recovering.repaid(recovery, left + Money(1), NEXT, "OCR 2")
    recovering.repaid(recovery, left, NEXT, "OCR 2")
    assert account(recovery).standing(RATES, on=NEXT).in_all == ZERO
    whole()


def test_what_was_repaid_too_much_is_owed_and_is_paid_back_by_two() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, PAID + Money.kronor(1_414), NEXT)
    decision = recovering.lowered(recovery, HALF, on=NEXT)
    found = account(recovery)
    # Of 36 414 that came in 17 500 was wanted, with 707 of interest.
    owed = Money.kronor(18_207)
    assert (found.too_much, (decision.terms or {})["too_much"]) == (owed, str(owed))
    assert found.state(found.standing(RATES, on=NEXT)) == "owed"
    who = recovering.finance()
    key = recovering.refund_noted(recovery, owed, by=who, on=NEXT)
    assert account(recovery).too_much == owed
    with pytest.raises(Refused, match="noted the payment may not confirm"):
        recovering.refund_confirmed(recovery, key, by=who, on=NEXT)
    recovering.refund_confirmed(recovery, key, on=NEXT)
    sums = balances.of_case(recovery.case_id)
    assert (account(recovery).too_much, interest_of(recovery)) == (ZERO, Money.kronor(707))
    assert (sums.recovered, sums.kept, sums.lost) == (HALF, PAID - HALF, ZERO)
    lines = recovery_statement.lines(account(recovery), account(recovery).standing(RATES, on=NEXT))
    assert [line.kind for line in lines if line.kind != "interest"] == ["decided", "lowered", "repaid", "refunded"]
    assert (lines[-1].left, lines[-1].owed) == (ZERO, ZERO)
    whole()


def test_a_refund_is_never_more_than_is_owed_and_one_waits_at_a_time() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, PAID, DUE)
    recovering.lowered(recovery, HALF)
    with pytest.raises(Refused, match="more than what the recipient has paid too much"):
        recovering.refund_noted(recovery, HALF + Money.kronor(1_000))
    recovering.refund_noted(recovery, Money.kronor(1))
    with pytest.raises(Refused, match="already waits"):
        recovering.refund_noted(recovery, Money.kronor(1))


def test_a_refund_that_came_back_is_owed_again() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, PAID, DUE)
    recovering.lowered(recovery, HALF)
    owed = account(recovery).too_much
    key = recovering.refund_noted(recovery, owed)
    head = recovering.finance("head_of_finance")
    recovering.refund_confirmed(recovery, key, by=head)
    with pytest.raises(Refused, match="confirmed the payment may not reverse"):
        recovering.refund_reversed(recovery, key, by=head)
    recovering.refund_reversed(recovery, key)
    assert account(recovery).too_much == owed
    assert balances.booked(Code.REFUNDED)[recovery.case_id] == ZERO
    whole()


def test_what_was_set_off_too_much_is_owed() -> None:
    case, recovery, payment = laying.recovered_and_payable()
    laying.decided(case, Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(30_000)))
    recovering.lowered(recovery, Money.kronor(25_000))
    assert account(recovery).too_much == Money.kronor(25_000)
    whole()


def test_it_is_lowered_twice_and_never_below_nothing() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(20_000), NEXT)
    recovering.lowered(recovery, Money.kronor(10_000), on=NEXT)
    recovering.lowered(recovery, Money.kronor(10_000), on=NEXT)
    found = account(recovery)
    # 15 000 with 606 of interest; 20 000 came.
    assert (found.wanted, found.too_much) == (Money.kronor(15_000), Money.kronor(4_394))
    whole()
    with pytest.raises(Refused, match="cannot be lowered by"):
        recovering.lowered(recovery, Money.kronor(15_001), on=NEXT)


def test_what_has_been_given_up_or_is_in_court_is_not_lowered() -> None:
    recovery = recovering.a_recovery()
    recovering.confirmed(recovery, recovering.proposed(recovery, Money.kronor(30_000)))
    with pytest.raises(Refused, match="Reverse the loss first"):
        recovering.lowered(recovery, Money.kronor(5_001))
    recovering.lowered(recovery, Money.kronor(5_000))
    assert account(recovery).left == ZERO
    other = recovering.a_recovery()
    recovering.handed_over(other)
    with pytest.raises(Refused, match="with Tillväxtverket"):
        recovering.lowered(other, Money.kronor(1), on=DUE + timedelta(days=50))
    whole()


def test_a_repayment_that_was_counted_anew_or_paid_back_is_not_reversed_by_itself() -> None:
    recovery, head = recovering.a_recovery(), recovering.finance("head_of_finance")
    key = recovering.repaid(recovery, Money.kronor(5_000), NEXT)
    recovering.lowered(recovery, HALF, on=NEXT)
    with pytest.raises(Refused, match="counts as capital"):
        recovering.reversed_again(recovery, key, by=head, on=NEXT)
    other = recovering.a_recovery()
    key = recovering.repaid(other, PAID, DUE)
    recovering.lowered(other, HALF)
    recovering.refund_confirmed(other, recovering.refund_noted(other, HALF))
    with pytest.raises(Refused, match="Reverse that payment first"):
        recovering.reversed_again(other, key, by=head)


def test_a_plan_is_covered_by_what_is_lowered() -> None:
    recovery = recovering.a_recovery()
    recovering.planned(recovery, [(DUE, 20_000), (DUE + YEAR, 15_000)])
    recovering.lowered(recovery, Money.kronor(20_000), on=DUE)
    assert account(recovery).standing(RATES, on=DUE + timedelta(days=9)).late is None


def test_whoever_proposes_it_does_not_take_it_and_the_same_limits_hold_as_for_a_recovery() -> None:
    recovery, by = recovering.a_recovery(), builders.a_user()
    case = account(recovery).case.number
    said = Later("lower", cause="mistaken", amount=HALF, recovery_id=recovery.id)
    with db.transaction(at=builders.moment(DUE)):
        proposal = later.lay(case_file.for_act(case, by=by), said, "Fel.", by=by, on=DUE, terms=terms()).id
    verdict = Verdict("")
    with pytest.raises(OutsideDelegation), db.transaction(at=builders.moment(DUE)):
        later.take(case_file.for_act(case, by=by), proposal, verdict, by=by, on=DUE, terms=terms())


@pytest.mark.parametrize("said", [{"recovery_id": None}, {"recovery_id": 99}, {"amount": ZERO}, {"cause": "ended"}])
def test_a_lowering_says_of_what_how_much_and_why(said: dict[str, object]) -> None:
    recovery, by = recovering.a_recovery(), builders.a_user()
    facts = {"cause": "mistaken", "amount": HALF, "recovery_id": recovery.id} | said
    case = account(recovery).case.number
    with pytest.raises(Refused), db.transaction(at=builders.moment(DUE)):
        later.lay(case_file.for_act(case, by=by), Later("lower", **facts), "Fel.", by=by, on=DUE, terms=terms())  # type: ignore[arg-type]


def test_it_waits_for_whoever_may_decide_to_recover_as_much_and_is_theirs_on_the_command_line() -> None:
    recovery = recovering.a_recovery()
    by, director, number = builders.a_user(), builders.a_user("director"), account(recovery).case.number
    said = Later("lower", cause="mistaken", amount=HALF, recovery_id=recovery.id)
    with db.transaction(at=builders.moment(DUE)):
        later.lay(case_file.for_act(number, by=by), said, "Fel.", by=by, on=DUE, terms=terms())
    assert worklist.pile("later_to_decide", Desk(director, DUE, terms())).count == 1
    assert worklist.pile("later_for_the_board", Desk(builders.a_user("administrator"), DUE, terms())).count == 0
    words = ("--scheme", "investeringsstod", "--amount", "1000.00", "--json")
    told = [CliRunner().invoke(main, ["who-may", kind, *words]).stdout for kind in ("lower", "recover")]
    assert told[0] == told[1]
    assert json.loads(told[0])["may"]


def test_what_is_owed_back_is_not_paid_for_costs_as_well() -> None:
    case = recovering.a_paid_case()
    recovery = recovering.a_recovery(case)
    recovering.repaid(recovery, PAID, DUE)
    # While it was wanted back the costs were unpaid again; when it is wanted no longer they are paid for.
    claim = builders.a_claim(recovering.found(case.number), reported=Money.kronor(100_000), on=DUE)
    assert _proposed(claim) == PAID + PAID
    recovering.lowered(recovery, PAID, on=DUE)
    assert _proposed(claim) == PAID
    recovering.refund_confirmed(recovery, recovering.refund_noted(recovery, PAID))
    assert _proposed(claim) == PAID
    assert grants.of_case(recovering.found(case.number)).owed_back == ZERO


def test_interest_from_before_it_was_booked_is_noted_anew_first(database: Database) -> None:
    recovery = recovering.a_recovery()
    key = recovering.repaid(recovery, Money.kronor(5_000), NEXT)
    behind_the_programs_back(
        database,
        "DELETE FROM transfer WHERE code = 'interest'",
        f"UPDATE repayment SET interest_booked = NULL WHERE id = {int(key)}",  # noqa: S608 - our own key
    )
    with pytest.raises(Refused, match="note it anew first"):
        recovering.lowered(recovery, HALF, on=NEXT)


def _proposed(claim: Claim) -> Money:
    by = builders.a_user()
    with db.transaction(at=builders.moment(DUE)):
        found = payouts.claim_for_act(claim.id, by=by)
        return disburse.proposal_for(found, found.reported, county=terms().county).proposed
