"""What never comes back: proposed by one, confirmed by another who may decide on it, or handed over for court."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import OutsideDelegation, Refused, TwoPairsOfEyes
from grantdesk.operations import verify
from grantdesk.queries import balances, grants, repayments
from tests import builders, recovering
from tests.builders import terms
from tests.recovering import DUE, PAID, STARTS

pytestmark = pytest.mark.usefixtures("database")

YEAR = timedelta(days=365)
LATER = DUE + timedelta(days=40)


def key_of(error: pytest.ExceptionInfo[Refused]) -> str:
    return error.value.reason.key


def test_a_loss_counts_when_another_who_may_decide_on_it_has_confirmed_it() -> None:
    recovery, by = recovering.a_recovery(), recovering.finance()
    key = recovering.proposed(recovery, PAID, by=by)
    found = recovering.account(recovery)
    assert (found.left, found.loss_proposed is not None) == (PAID, True)
    with pytest.raises(TwoPairsOfEyes):
        recovering.confirmed(recovery, key, by=by)
    with pytest.raises(OutsideDelegation):
        recovering.confirmed(recovery, key, by=recovering.finance("head_of_finance"))
    recovering.confirmed(recovery, key)
    found = recovering.account(recovery)
    assert (found.left, found.given_up) == (ZERO, PAID)
    assert [(loss.state, loss.position) for loss in found.losses] == [("confirmed", "director")]
    assert balances.of_case(recovery.case_id).recovered == ZERO
    assert total(balances.held_by_recipient(recovery.case_id).values()) == ZERO
    assert grants.of_case(found.case).recoveries[0].left == ZERO
    assert verify.everything().broken == []


def test_what_is_repaid_cannot_be_lost_and_what_is_lost_cannot_be_repaid() -> None:
    recovery = recovering.a_recovery()
    key = recovering.proposed(recovery, PAID, on=recovering.DECIDED)
    recovering.repaid(recovery, Money.kronor(1_000), recovering.DECIDED)
    with pytest.raises(Refused) as refused:
        recovering.confirmed(recovery, key)
    assert key_of(refused) == "loss.above_left"
    recovering.confirmed(recovery, recovering.proposed_anew(recovery, key, Money.kronor(34_000)))
    with pytest.raises(Refused) as refused:
        recovering.repaid(recovery, Money.kronor(1_000), DUE, "OCR 2")
    assert key_of(refused) == "repay.above_left"


def test_a_loss_is_reversed_by_another_when_money_comes_after_all() -> None:
    recovery, director = recovering.a_recovery(), builders.a_user("director")
    key = recovering.proposed(recovery, PAID)
    recovering.confirmed(recovery, key, by=director)
    with pytest.raises(TwoPairsOfEyes):
        recovering.loss_reversed(recovery, key, by=director)
    recovering.loss_reversed(recovery, key, by=recovering.finance())
    assert recovering.account(recovery).left == PAID
    recovering.repaid(recovery, Money.kronor(500), LATER)
    assert verify.everything().broken == []


def test_interest_is_lowered_without_touching_the_capital() -> None:
    recovery, day = recovering.a_recovery(), STARTS + YEAR
    with pytest.raises(Refused) as refused:
        recovering.proposed(recovery, Money.kronor(1), Money.kronor(1), ground="lowered", on=day)
    assert key_of(refused) == "loss.lowered"
    with pytest.raises(Refused) as refused:
        recovering.proposed(recovery, ZERO, Money.kronor(1_414) + Money(1), ground="lowered", on=day)
    assert key_of(refused) == "loss.above_left"
    key = recovering.proposed(recovery, ZERO, Money.kronor(1_000), ground="lowered", on=day)
    recovering.confirmed(recovery, key, on=day)
    standing = recovering.account(recovery).standing(terms().county.interest, on=day)
    assert (standing.left, standing.interest) == (PAID, Money.kronor(414))


REFUSED = {
    "nothing": ((ZERO, ZERO), "bankruptcy", "Så.", "loss.nothing"),
    "an unknown ground": ((PAID, ZERO), "mood", "Så.", "loss.unknown_ground"),
    "without what shows it": ((PAID, ZERO), "barred", " ", "loss.without_reason"),
    "above what is left": ((PAID + Money(1), ZERO), "cost", "Så.", "loss.above_left"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_given_up_is_refused_in_words(what: str) -> None:
    (capital, interest), ground, reason, key = REFUSED[what]
    with pytest.raises(Refused) as refused:
        recovering.proposed(recovering.a_recovery(), capital, interest, ground=ground, reason=reason)
    assert key_of(refused) == key


def test_one_loss_waits_at_a_time() -> None:
    recovery = recovering.a_recovery()
    recovering.proposed(recovery, Money.kronor(1))
    with pytest.raises(Refused) as refused:
        recovering.proposed(recovery, Money.kronor(1))
    assert key_of(refused) == "loss.proposed_already"


def test_a_recovery_is_handed_over_for_court_with_its_papers_and_what_comes_of_it_is_a_repayment() -> None:
    recovery = recovering.a_recovery()
    with pytest.raises(Refused) as refused:
        recovering.handed_over(recovery, on=DUE)
    assert key_of(refused) == "court.too_early"
    with pytest.raises(Refused) as refused:
        recovering.handed_over(recovery, papers=(" ",))
    assert key_of(refused) == "court.no_papers"
    recovering.handed_over(recovery, papers=("Beslutet", "", "Kravet den 20 maj"))
    found = recovering.account(recovery)
    assert found.in_court is not None
    assert (found.in_court.capital, found.in_court.papers) == (PAID, ["Beslutet", "Kravet den 20 maj"])
    # The days from 13 May to the handing over, at 4.04 percent.
    assert found.in_court.interest == found.interest_due(terms().county.interest, on=LATER)
    for act in (
        lambda: recovering.handed_over(recovery),
        lambda: recovering.proposed(recovery, PAID, on=LATER),
        lambda: recovering.planned(recovery, [(LATER, 35_000)], on=LATER),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert key_of(refused) == "court.stands"
    recovering.repaid(recovery, Money.kronor(20_000), LATER)
    recovering.ended(recovery, on=LATER)
    assert recovering.account(recovery).in_court is None
    assert verify.everything().broken == []


def test_nobody_else_brings_the_action_for_project_money() -> None:
    recovery = recovering.a_recovery(recovering.a_paid_case(builders.project_facts()), amount=Money.kronor(20_000))
    with pytest.raises(Refused) as refused:
        recovering.handed_over(recovery)
    assert key_of(refused) == "court.project"


def test_another_desk_does_not_see_the_recovery() -> None:
    recovery = recovering.a_recovery()
    with pytest.raises(Refused) as refused:
        recovering.account(recovery, by=builders.a_user("almi"))
    assert key_of(refused) == "not_there.recovery"
    assert repayments.all_of_them(terms().county, by=builders.a_user("almi")) == []
