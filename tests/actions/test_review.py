"""The rows of a claim: entered in a draft, sampled, judged, and approved with what is approved of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from grantdesk import db
from grantdesk.actions import disburse, draft, review
from grantdesk.domain.later import Later, PlanLine
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.claim import Claim
from grantdesk.operations import verify
from grantdesk.queries import case_file, claim_lines, grants, history, payouts
from tests import builders, reviewing
from tests.actions.test_later import decided
from tests.actions.test_standing_aside import declare
from tests.builders import DAY
from tests.reviewing import a_draft, a_handed_in_claim, a_project, a_row, approve, draw, judge, of

pytestmark = pytest.mark.usefixtures("database")
KRONOR = Money.kronor
STAFF_ALONE = (PlanLine("staff", KRONOR(800_000)), PlanLine("in_kind", KRONOR(200_000)))


def why(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as error:
        act()
    return error.value.reason.key


def locked(claim: Claim, act: Callable[[Claim], object]) -> str:
    """Why an act on the claim is refused."""
    by = builders.a_user()

    def done() -> None:
        with db.transaction(at=builders.moment()):
            act(payouts.claim_for_act(claim.id, by=by))

    return why(done)


def states(claim: Claim) -> list[str]:
    return [line.state for line in of(claim)]


def test_a_draft_reports_what_its_rows_do() -> None:
    claim = a_draft(None, a_row(10_000), a_row(20_000))
    reviewing.add(claim, a_row(5_000))
    found = case_file.claim_of(claim.case.number, 1, by=builders.a_user())
    assert (found.state, found.reported, found.in_kind) == ("draft", KRONOR(35_000), ZERO)
    assert [line.number for line in of(claim)] == [1, 2, 3]
    assert claim_lines.reported_of(claim) == KRONOR(35_000)
    assert verify.everything().broken == []


def test_the_same_form_sent_twice_adds_its_rows_once() -> None:
    claim = a_draft()
    once = uuid.uuid4().hex
    reviewing.add(claim, a_row(), once=once)
    assert why(lambda: reviewing.add(claim, a_row(), once=once)) == "claim_line.already_added"
    assert len(of(claim)) == 1


def test_tax_counts_in_a_project_whose_owner_may_not_deduct_it_and_never_in_aid_to_a_company() -> None:
    row = a_row(10_000, category="travel", vat=KRONOR(2_500))
    project = a_draft(a_project(), row, vat_deductible=False)
    company = a_draft(None, a_row(10_000, vat=KRONOR(2_500)), vat_deductible=False)
    assert [of(claim)[0].counted for claim in (project, company)] == [KRONOR(12_500), KRONOR(10_000)]


def test_hours_count_at_the_rate_of_the_scheme_and_are_refused_where_it_has_none() -> None:
    hours = a_row(category="staff", net=None, basis="hourly", hours=Decimal("10.50"))
    assert of(a_draft(a_project(), hours))[0].counted == KRONOR(5_250)
    assert why(lambda: a_draft(None, hours)) == "claim_line.no_hourly_rate"


def test_a_row_entered_by_mistake_is_struck_and_counts_no_longer() -> None:
    claim = a_draft(None, a_row(10_000), a_row(20_000))
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        review.strike(claim_lines.of_number(payouts.claim_for_act(claim.id, by=by), 1), "Fel belopp", by=by)
    assert states(claim) == ["struck", "open"]
    assert case_file.claim_of(claim.case.number, 1, by=by).reported == KRONOR(20_000)
    assert verify.everything().broken == []


def test_a_row_is_not_struck_without_a_reason_nor_twice_nor_after_the_draft() -> None:
    claim, by = a_draft(None, a_row()), builders.a_user()

    def strike(said: str) -> Callable[[Claim], object]:
        return lambda found: review.strike(claim_lines.of_number(found, 1), said, by=by)

    assert locked(claim, strike(" ")) == "claim_line.struck_without_reason"
    reviewing.hand_in(claim)
    assert locked(claim, strike("Fel")) == "claim_line.not_a_draft"


def test_a_claim_without_rows_is_not_handed_in() -> None:
    assert why(lambda: reviewing.hand_in(a_draft())) == "claim.draft_without_rows"


def test_rows_are_not_added_to_what_is_handed_in() -> None:
    claim = a_handed_in_claim()
    assert why(lambda: reviewing.add(claim, a_row())) == "claim_line.not_a_draft"
    assert why(lambda: reviewing.hand_in(claim)) == "claim_line.not_a_draft"


def test_one_claim_at_a_time_is_open_and_a_draft_that_is_withdrawn_is_not() -> None:
    case, by = builders.a_granted_case(), builders.a_user()
    claim = a_draft(case, a_row())
    assert why(lambda: a_draft(case)) == "claim.one_at_a_time"
    assert why(lambda: builders.a_claim(case)) == "claim.one_at_a_time"
    with db.transaction(at=builders.moment()):
        draft.withdraw(payouts.claim_for_act(claim.id, by=by), "Fel ärende", by=by)
    assert a_draft(case).number == 2
    assert verify.everything().broken == []


def test_a_draft_is_not_withdrawn_without_a_reason() -> None:
    claim, by = a_draft(), builders.a_user()
    assert locked(claim, lambda found: draft.withdraw(found, " ", by=by)) == "claim.withdrawn_without_reason"


def test_whoever_has_a_conflict_of_interest_neither_enters_rows_nor_judges_them() -> None:
    claim, by = a_handed_in_claim(), builders.a_user()
    declare(by, claim.case)
    assert why(lambda: judge(claim, 1, by=by)) == "conflict.stands"


def test_the_sample_has_every_large_row_and_is_kept_with_its_seed() -> None:
    claim = a_handed_in_claim(None, a_row(60_000), *(a_row(1_000) for _ in range(20)))
    drawn = draw(claim)
    assert 1 in drawn
    assert len(drawn) == 3
    kept = case_file.claim_of(claim.case.number, 1, by=builders.a_user()).sample
    assert kept is not None
    assert (kept["above"], kept["every"]) == ("50000.00", 10)
    assert [line.number for line in of(claim) if line.sampled] == drawn
    assert why(lambda: draw(claim)) == "claim_line.already_drawn"
    assert verify.everything().broken == []


def test_a_reviewer_may_add_to_the_sample() -> None:
    claim = a_handed_in_claim(None, *(a_row(1_000) for _ in range(5)))
    drawn, by = draw(claim), builders.a_user()
    other = next(line.number for line in of(claim) if line.number not in drawn)
    with db.transaction(at=builders.moment()):
        review.add_to_sample(claim_lines.of_number(payouts.claim_for_act(claim.id, by=by), other), by=by)
    assert [line.number for line in of(claim) if line.sampled] == sorted([*drawn, other])
    again = locked(claim, lambda found: review.add_to_sample(claim_lines.of_number(found, other), by=by))
    assert again == "claim_line.already_in_sample"


def test_the_rest_is_approved_in_one_act_after_the_sample_is_drawn() -> None:
    claim = a_handed_in_claim(None, *(a_row(1_000) for _ in range(5)))
    assert why(lambda: reviewing.approve_rest(claim)) == "claim_line.rest_without_sample"
    drawn = draw(claim)
    assert reviewing.approve_rest(claim) == [number for number in range(1, 6) if number not in drawn]
    assert why(lambda: reviewing.approve_rest(claim)) == "claim_line.no_rest"
    assert why(lambda: approve(claim, KRONOR(1))) == "claim_line.some_open"


def test_a_claim_is_approved_with_what_is_approved_of_its_rows() -> None:
    claim = a_handed_in_claim(None, a_row(60_000), a_row(20_000), a_row(20_000))
    judge(claim, 1)
    judge(claim, 2, "deduct", approved=KRONOR(5_000), reason="not_paid")
    judge(claim, 3, "deduct", approved=ZERO, reason="other", remark="Privat")
    assert why(lambda: approve(claim, approved=KRONOR(100_000))) == "claim_line.approved_is_rows"
    payment = approve(claim)
    # 35 per cent of 65 000.
    assert payment.amount == KRONOR(22_750)
    found = case_file.claim_of(claim.case.number, 1, by=builders.a_user())
    assert (found.state, found.reported, found.approved) == ("approved", KRONOR(100_000), KRONOR(65_000))
    assert verify.everything().broken == []


def test_a_row_that_awaits_an_answer_keeps_the_claim_from_being_approved() -> None:
    claim = a_handed_in_claim(None, a_row())
    judge(claim, 1, "park", question="När betalades den?")
    assert why(lambda: approve(claim, KRONOR(1))) == "claim_line.some_parked"
    judge(claim, 1)
    approve(claim)
    assert [(line.state, line.question) for line in of(claim)] == [("approved", "")]


def test_a_row_outside_the_plan_is_approved_only_where_it_is_moved() -> None:
    claim = a_handed_in_claim(None, a_row(10_000, category="boat"))
    assert why(lambda: judge(claim, 1)) == "claim_line.outside_plan"
    moved = judge(claim, 1, category="machinery")
    assert (moved.category, moved.counted_to, moved.approved) == ("boat", "machinery", KRONOR(10_000))
    judge(claim, 1, "deduct", category="boat", approved=ZERO, reason="not_in_plan")
    assert of(claim)[0].moved_to is None


def test_rows_outside_the_plan_are_not_approved_with_the_rest() -> None:
    claim = a_handed_in_claim(None, a_row(1_000, category="boat"), *(a_row(1_000) for _ in range(4)))
    drawn = draw(claim)
    assert 1 not in reviewing.approve_rest(claim)
    assert of(claim)[0].state == "open"
    assert len(drawn) == 1


def test_more_than_the_plan_has_in_a_category_needs_a_reason() -> None:
    case = a_project()
    claim = a_handed_in_claim(case, a_row(110_000, category="travel"))
    judge(claim, 1)
    assert why(lambda: approve(claim)) == "claim_line.above_plan"
    assert approve(claim, reason="Resorna blev dyrare, och personalen billigare.").amount == KRONOR(55_000)


def test_the_flat_rate_gives_its_share_of_what_is_approved_and_no_more() -> None:
    claim = a_handed_in_claim(
        a_project(), a_row(100_000, category="staff"), a_row(20_000, category="overhead", basis="flat")
    )
    for number in (1, 2):
        judge(claim, number)
    assert why(lambda: approve(claim)) == "claim_line.above_flat_rate"
    judge(claim, 2, "deduct", approved=KRONOR(15_000), reason="not_reasonable")
    assert approve(claim).amount == KRONOR(57_500)


def test_costs_in_kind_count_as_far_as_financing_in_kind_stands_against_them() -> None:
    case = a_project()
    claim = a_handed_in_claim(case, a_row(250_000, category="in_kind"), a_row(50_000, category="staff"))
    judge(claim, 1)
    judge(claim, 2)
    # 50 000 more in kind than is financed in kind counts as not approved: half of 250 000.
    assert approve(claim, reason="Naturabidraget blev större än planen.").amount == KRONOR(125_000)


def test_what_is_deducted_in_kind_needs_no_financing() -> None:
    claim = a_handed_in_claim(a_project(), a_row(250_000, category="in_kind"), a_row(50_000, category="staff"))
    judge(claim, 1, "deduct", approved=KRONOR(200_000), reason="not_reasonable")
    judge(claim, 2)
    assert approve(claim).amount == KRONOR(125_000)


def test_everything_accumulates_against_the_decision() -> None:
    case = a_project()
    first = a_handed_in_claim(case, a_row(40_000, category="travel"), a_row(50_000, category="staff"))
    for number in (1, 2):
        judge(first, number)
    builders.export(builders.a_batch(builders.an_attested_payment(approve(first))))
    second = a_handed_in_claim(case, a_row(70_000, category="travel"))
    judge(second, 1)
    to_date = claim_lines.accumulated(second, grants.of_case(case).plan, of(second))
    travel = next(each for each in to_date.categories if each.category == "travel")
    assert (travel.planned, travel.earlier, travel.approved) == (KRONOR(100_000), KRONOR(40_000), KRONOR(70_000))
    assert (travel.accumulated, travel.left, travel.is_above) == (KRONOR(110_000), ZERO, True)
    assert (to_date.planned, to_date.accumulated) == (KRONOR(1_000_000), KRONOR(160_000))
    assert why(lambda: approve(second)) == "claim_line.above_plan"


def test_a_claim_of_one_sum_accumulates_too() -> None:
    case = builders.a_granted_case()
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))))
    claim = a_draft(case, a_row(10_000))
    to_date = claim_lines.accumulated(claim, grants.of_case(case).plan, of(claim))
    assert (to_date.without_rows, to_date.accumulated, to_date.reported) == (
        KRONOR(100_000), KRONOR(100_000), KRONOR(10_000),
    )  # fmt: skip


def test_rows_are_judged_only_while_the_claim_is_reviewed() -> None:
    claim = a_draft(None, a_row())
    assert why(lambda: judge(claim, 1)) == "claim_line.not_reviewed_now"
    assert why(lambda: draw(claim)) == "claim_line.not_reviewed_now"
    reviewing.hand_in(claim)
    judge(claim, 1)
    approve(claim)
    assert why(lambda: judge(claim, 1)) == "claim_line.not_reviewed_now"


def test_a_payment_that_is_sent_back_lets_the_rows_be_judged_again() -> None:
    claim = a_handed_in_claim(None, a_row(10_000))
    judge(claim, 1)
    payment, by = approve(claim), builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        disburse.send_back(payouts.by_number(payment.number), "Fel belopp", by=by, on=builders.DAY)
    judge(claim, 1, "deduct", approved=KRONOR(5_000), reason="no_voucher")
    assert approve(claim).amount == KRONOR(1_750)


def test_a_change_of_the_plan_parks_the_rows_whose_category_is_gone() -> None:
    claim = a_handed_in_claim(a_project(), a_row(20_000, category="travel"), a_row(30_000, category="staff"))
    judge(claim, 1)
    judge(claim, 2)
    change = decided(claim.case, Later("change", plan=STAFF_ALONE), on=DAY)
    gone, stays = of(claim)
    assert (gone.state, gone.approved, gone.remapped_by_id) == ("parked", None, change.id)
    assert (stays.state, stays.approved) == ("approved", KRONOR(30_000))
    assert "claim.remapped" in [entry.kind for entry in history.of_case(claim.case)]
    assert why(lambda: approve(claim, KRONOR(1))) == "claim_line.some_parked"
    judge(claim, 1, category="staff")
    assert approve(claim).amount == KRONOR(25_000)
    assert verify.everything().broken == []


def test_a_change_of_the_plan_parks_the_rows_of_a_draft_too_and_leaves_those_that_stay() -> None:
    claim = a_draft(a_project(), a_row(20_000, category="travel"), a_row(30_000, category="staff"))
    decided(claim.case, Later("change", plan=STAFF_ALONE), on=DAY)
    assert states(claim) == ["parked", "open"]
    reviewing.hand_in(claim)
    assert why(lambda: judge(claim, 1)) == "claim_line.outside_plan"


def test_a_change_of_the_plan_while_a_payment_waits_is_seen_when_it_comes_back() -> None:
    claim = a_handed_in_claim(a_project(), a_row(20_000, category="travel"))
    judge(claim, 1)
    payment, by = approve(claim), builders.a_user("finance")
    decided(claim.case, Later("change", plan=STAFF_ALONE), on=DAY)
    assert states(claim) == ["approved"]
    with db.transaction(at=builders.moment()):
        disburse.send_back(payouts.by_number(payment.number), "Planen är ändrad", by=by, on=builders.DAY)
    assert why(lambda: approve(claim)) == "claim_line.outside_plan"


def test_a_row_that_is_not_there_is_said_so() -> None:
    claim = a_handed_in_claim()
    with pytest.raises(NotThere):
        judge(claim, 99)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim_line SET net_ore = net_ore + 1, counted_ore = counted_ore + 1",
        "UPDATE claim_line SET supplier = 'Annan'",
        "UPDATE claim_line SET number = 7",
        "DELETE FROM claim_line",
    ],
)
def test_what_was_reported_is_neither_changed_nor_deleted(statement: str) -> None:
    claim = a_handed_in_claim(None, a_row(10_000))
    with pytest.raises(IntegrityError, match="claim_line"), db.transaction(at=builders.moment()):
        db.session.execute(text(statement))
    assert [line.net for line in of(claim)] == [KRONOR(10_000)]


def test_a_claim_that_is_sent_back_takes_more_rows_and_is_sampled_anew() -> None:
    claim, by = a_handed_in_claim(None, a_row(60_000), a_row()), builders.a_user()
    draw(claim)
    judge(claim, 1)
    with db.transaction(at=builders.moment()):
        draft.send_back(payouts.claim_for_act(claim.id, by=by), "Fakturan från mars saknas.", by=by)
    found = case_file.claim_of(claim.case.number, 1, by=by)
    assert (found.state, found.sample, found.reason) == ("draft", None, "Fakturan från mars saknas.")
    reviewing.add(claim, a_row(70_000))
    reviewing.hand_in(claim)
    # What came afterwards was in no sample: the rest waits until it is drawn anew.
    assert why(lambda: reviewing.approve_rest(claim)) == "claim_line.rest_without_sample"
    assert 3 in draw(claim)
    assert states(claim) == ["approved", "open", "open"]
    assert case_file.claim_of(claim.case.number, 1, by=by).reason == ""
    assert verify.everything().broken == []


def test_only_a_claim_of_rows_in_review_is_sent_back_and_with_words() -> None:
    claim, by = a_handed_in_claim(), builders.a_user()
    assert locked(claim, lambda found: draft.send_back(found, " ", by=by)) == "claim.sent_back_without_reason"
    one_sum = builders.a_claim(builders.a_granted_case(amount=KRONOR(50_000)))
    assert locked(one_sum, lambda found: draft.send_back(found, "Mer", by=by)) == "claim.one_sum_sent_back"
    assert (
        locked(a_draft(a_project()), lambda found: draft.send_back(found, "Mer", by=by))
        == "claim_line.not_reviewed_now"
    )


def test_a_claim_in_review_is_withdrawn_and_an_approved_one_is_not() -> None:
    case, by = builders.a_granted_case(), builders.a_user()
    claim = builders.a_claim(case)
    with db.transaction(at=builders.moment()):
        draft.withdraw(payouts.claim_for_act(claim.id, by=by), "Föreningen drar tillbaka den.", by=by)
    assert case_file.claim_of(case.number, 1, by=by).state == "withdrawn"
    another = builders.a_claim(case)
    builders.a_payment(another)
    assert locked(another, lambda found: draft.withdraw(found, "Nej", by=by)) == "first.claim"
    assert verify.everything().broken == []


VEHICLE = {"category": "vehicle", "amount": "200000.00"}
MACHINERY = {"category": "machinery", "amount": "400000.00"}


def test_a_cost_that_no_aid_was_given_for_is_not_paid_for() -> None:
    # SFS 2022:1467 24 §: no aid is given for vehicles. Of the 140 000 nothing is for the van in the application.
    case = builders.a_granted_case(builders.a_registration(builders.facts(costs=[MACHINERY, VEHICLE])))
    assert [line.category for line in grants.of_case(case).claimable] == ["machinery"]
    claim = a_handed_in_claim(case, a_row(200_000, category="vehicle"), a_row())
    assert why(lambda: judge(claim, 1)) == "claim_line.outside_plan"


def test_a_change_that_moves_costs_to_what_no_aid_is_given_for_parks_their_rows() -> None:
    case = builders.a_granted_case(
        builders.a_registration(builders.facts(costs=[MACHINERY, {**MACHINERY, "category": "building"}]))
    )
    claim = a_handed_in_claim(case, a_row(), a_row(20_000, category="building"))
    plan = (PlanLine("machinery", KRONOR(800_000)), PlanLine("vehicle", KRONOR(200_000)))
    decided(case, Later("change", plan=plan))
    assert [line.category for line in grants.of_case(case).claimable] == ["machinery"]
    assert states(claim) == ["open", "parked"]
