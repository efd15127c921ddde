"""What is decided of a grant after it was granted: proposed by one, taken by another, and the money follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grantdesk import db
from grantdesk.actions import assess, decide, disburse, follow_up, later, propose
from grantdesk.actions.decide import Verdict
from grantdesk.domain.later import Later, PlanLine
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import CeilingExceeded, FrameExceeded, NotThere, OutsideDelegation, Refused
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import awards, balances, case_file, grants, history, payouts, proposals, set_off
from tests import builders, framing
from tests.builders import DAY, terms
from tests.conftest import Database

NEXT = DAY + timedelta(days=30)
ALL = Money.kronor(140_000)

pytestmark = pytest.mark.usefixtures("database")


def lay(case: Case, said: Later, *, by: Any = None, on: date = NEXT) -> int:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        case = case_file.for_act(case.number, by=by)
        return later.lay(case, said, "Så är det.", by=by, on=on, terms=terms()).id


def take(case: Case, proposal_id: int, *, by: Any = None, on: date = NEXT, **said: Any) -> Decision:
    by = by or builders.a_user("director")
    with db.transaction(at=builders.moment(on)):
        case = case_file.for_act(case.number, by=by)
        return later.take(case, proposal_id, Verdict("", **said), by=by, on=on, terms=terms())


def decided(case: Case, said: Later, *, on: date = NEXT) -> Decision:
    return take(case, lay(case, said, on=on), on=on)


def refused(case: Case, said: Later) -> str:
    with pytest.raises(Refused) as error:
        lay(case, said)
    return error.value.reason.key


def paid_case() -> Case:
    """A case of 140 000 of which 35 000 has been paid."""
    case = builders.a_granted_case()
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))))
    return case


def whole() -> None:
    assert verify.everything().broken == []


def test_less_is_taken_back_over_the_objectives_and_no_room_is_held_by_it() -> None:
    case = builders.a_granted_case()
    decision = decided(case, Later("change", total=Money.kronor(100_000)))
    assert (decision.granted, decision.amount) == (ZERO, Money.kronor(40_000))
    assert balances.of_case(case.id).granted == Money.kronor(100_000)
    assert grants.of_case(case).total == Money.kronor(100_000)
    held = awards.held_by([case.organisation_id], on=NEXT)
    rate = grants.of_case(case).first.eur_rate
    assert rate is not None
    assert [one.granted_eur for one in held] == [awards.in_euro(Money.kronor(100_000), rate)]
    whole()


def test_more_is_promised_only_as_the_rules_give() -> None:
    case = builders.a_granted_case(amount=Money.kronor(100_000))
    assert refused(case, Later("change", total=Money.kronor(140_001))) == "later.above_aid"
    decision = decided(case, Later("change", total=ALL))
    assert decision.granted == Money.kronor(40_000)
    assert decision.regulation == "2023/2831"
    assert balances.of_case(case.id).granted == ALL
    assert len(awards.held_by([case.organisation_id], on=NEXT)) == 2
    whole()


def test_another_cost_plan_is_assessed_anew_and_what_is_paid_follows_it() -> None:
    case = builders.a_granted_case()
    plan = (PlanLine("machinery", Money.kronor(300_000), "En mindre maskin"),)
    assert refused(case, Later("change", plan=plan)) == "later.above_aid"
    decision = decided(case, Later("change", total=Money.kronor(105_000), plan=plan))
    grant = grants.of_case(case)
    assert decision.costs == Money.kronor(300_000)
    assert grant.plan == plan
    assert decision.terms is not None
    assert decision.terms["plan_before"][0]["amount"] == "400000.00"
    claim = builders.a_claim(case, on=NEXT)
    proposed = disburse.proposal_for(claim, claim.reported, county=terms().county)
    assert proposed.proposed == Money.kronor(35_000)
    assert [line.amount for line in case_file.by_number(case.number, by=builders.a_user()).costs] == [
        Money.kronor(400_000)
    ]
    whole()


def test_a_draft_claim_stays_and_is_judged_by_the_changed_grant() -> None:
    case = builders.a_granted_case()
    claim = builders.a_claim(case, reported=Money.kronor(400_000))
    decided(case, Later("change", total=Money.kronor(100_000)))
    proposed = disburse.proposal_for(claim, claim.reported, county=terms().county)
    assert (proposed.proposed, proposed.ceiling) == (Money.kronor(100_000), Money.kronor(100_000))


def test_time_and_conditions_change_without_money() -> None:
    case = builders.a_granted_case()
    decision = decided(case, Later("change", ends_on=date(2027, 6, 30), conditions="Slutredovisas i juni."))
    assert (decision.granted, decision.amount) == (ZERO, ZERO)
    assert decision.terms == {
        "ends_on": "2027-06-30",
        "ends_on_before": None,
        "conditions": "Slutredovisas i juni.",
    }
    found = case_file.by_number(case.number, by=builders.a_user())
    assert found.ends_on == date(2027, 6, 30)
    assert grants.of_case(found).conditions == "Slutredovisas i juni."
    whole()


def test_what_is_on_its_way_out_is_not_taken_back() -> None:
    case = builders.a_granted_case()
    payment = builders.a_payment(builders.a_claim(case))
    assert payment.amount == Money.kronor(35_000)
    assert refused(case, Later("change", total=Money.kronor(34_999))) == "later.above_free"
    assert refused(case, Later("revoke", cause="own_request")) == "later.payment_on_its_way"
    assert refused(case, Later("withhold", cause="wrong_data", amount=Money.kronor(105_001))) == "later.above_free"


def test_a_revocation_takes_back_all_that_is_not_paid() -> None:
    case = paid_case()
    decision = decided(case, Later("revoke", cause="own_request"))
    sums = balances.of_case(case.id)
    assert decision.amount == Money.kronor(105_000)
    assert (sums.granted, sums.outstanding) == (Money.kronor(35_000), ZERO)
    assert case_file.by_number(case.number, by=builders.a_user()).status == "revoked"
    assert refused(case, Later("revoke", cause="own_request")) == "later.not_open"
    whole()


def test_what_is_withheld_is_not_paid_until_the_withholding_ends() -> None:
    case = builders.a_granted_case()
    decided(case, Later("withhold", cause="conditions_broken", amount=Money.kronor(130_000)))
    claim = builders.a_claim(case, on=NEXT)
    proposal = disburse.proposal_for(claim, claim.reported, county=terms().county)
    assert proposal.ceiling == Money.kronor(10_000)
    assert "payout.withheld" in [finding.rule for finding in proposal.findings]
    with pytest.raises(CeilingExceeded):
        _approve(claim.id, Money.kronor(10_001))
    ended = decided(case, Later("withhold", cause="ended", amount=ZERO))
    assert ended.refers_to_id == grants.of_case(case).decisions[1].id
    assert _approve(claim.id, Money.kronor(35_000)).amount == Money.kronor(35_000)
    whole()


def test_no_more_is_recovered_than_was_paid_in_all_decisions_together() -> None:
    case = paid_case()
    due = NEXT + timedelta(days=30)
    decided(case, Later("recover", cause="wrong_data", amount=Money.kronor(30_000), due_on=due))
    said = Later("recover", cause="wrong_data", amount=Money.kronor(5_001), due_on=due)
    assert refused(case, said) == "later.above_paid"
    decided(case, Later("recover", cause="conditions_broken", amount=Money.kronor(5_000), due_on=due))
    assert [one.left for one in grants.of_case(case).recoveries] == [Money.kronor(30_000), Money.kronor(5_000)]
    assert balances.of_case(case.id).recovered == ZERO
    whole()


def recovered_and_payable() -> tuple[Case, Decision, Payment]:
    """A case with 30 000 to repay, and a payment of 35 000 to the same recipient in another."""
    case = paid_case()
    due = NEXT + timedelta(days=30)
    recovery = decided(case, Later("recover", cause="wrong_data", amount=Money.kronor(30_000), due_on=due))
    other = builders.a_granted_case()
    return case, recovery, builders.a_payment(builders.a_claim(other, on=NEXT), on=NEXT)


def test_a_set_off_replaces_the_payment_and_counts_on_both_sides() -> None:
    case, recovery, payment = recovered_and_payable()
    said = Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(30_000))
    decision = decided(case, said)
    assert decision.payment_id == payment.id
    assert decision.refers_to_id == recovery.id
    there, here = balances.of_case(payment.case_id), balances.of_case(case.id)
    assert (there.paid, here.recovered) == (Money.kronor(30_000), Money.kronor(30_000))
    (left,) = _living_payments(payment.case_id)
    assert left.amount == Money.kronor(5_000)
    builders.export(builders.a_batch(builders.an_attested_payment(left)))
    assert balances.of_case(payment.case_id).paid == Money.kronor(35_000)
    assert [one.left for one in grants.of_case(case).recoveries] == [ZERO]
    whole()


def test_a_payment_set_off_whole_settles_its_claim() -> None:
    case, recovery, payment = recovered_and_payable()
    more = Later("recover", cause="wrong_data", amount=Money.kronor(5_000), due_on=NEXT + timedelta(days=30))
    decided(case, more)
    said = Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(30_000))
    decided(case, said)
    (left,) = _living_payments(payment.case_id)
    second = grants.of_case(case).recoveries[1].decision
    decided(case, Later("set_off", recovery_id=second.id, payment=left.number, amount=Money.kronor(5_000)))
    assert _living_payments(payment.case_id) == []
    found = case_file.claim_of(_number(payment.case_id), 1, by=builders.a_user())
    assert found.state == "settled"
    whole()


def test_a_set_off_is_never_above_what_is_left_or_against_somebody_else() -> None:
    case, recovery, payment = recovered_and_payable()
    above = Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(30_001))
    assert refused(case, above) == "later.above_set_off"
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    elsewhere = builders.a_granted_case(builders.a_registration(given))
    other = builders.a_payment(builders.a_claim(elsewhere))
    said = Later("set_off", recovery_id=recovery.id, payment=other.number, amount=Money.kronor(1_000))
    assert refused(case, said) == "later.set_off_elsewhere"


def test_whoever_proposed_may_not_decide() -> None:
    case = builders.a_granted_case()
    director = builders.a_user("director")
    proposal = lay(case, Later("change", conditions="Nya villkor."), by=director)
    with pytest.raises(OutsideDelegation):
        take(case, proposal, by=director)
    assert take(case, proposal).kind == "change"


def test_what_was_seen_is_what_is_decided() -> None:
    case = builders.a_granted_case()
    handler = builders.a_user()
    seen = lay(case, Later("change", conditions="Ett."), by=handler)
    with db.transaction(at=builders.moment(NEXT)):
        propose.take_back(case_file.for_act(case.number, by=handler), "Fel ord.", by=handler, on=NEXT)
    lay(case, Later("change", conditions="Två."), by=handler)
    with pytest.raises(Refused) as error:
        take(case, seen)
    assert error.value.reason.key == "later.proposed_since"


def test_the_whole_grant_is_measured_against_the_delegation() -> None:
    case = builders.a_granted_case(builders.a_registration(builders.project_facts()))
    proposal = lay(case, Later("change", total=Money.kronor(499_000)))
    assert take(case, proposal, by=builders.a_user("head_of_unit")).amount == Money.kronor(1_000)
    larger = builders.facts(costs=[{"category": "machinery", "amount": "2000000.00"}])
    case = builders.a_granted_case(builders.a_registration(larger))
    proposal = lay(case, Later("change", total=Money.kronor(1_000)))
    with pytest.raises(OutsideDelegation):
        take(case, proposal, by=builders.a_user("head_of_unit"))


def test_a_case_is_not_closed_under_a_proposal() -> None:
    case = builders.a_granted_case()
    lay(case, Later("change", conditions="Nya villkor."))
    handler = builders.a_user()
    with pytest.raises(Refused), db.transaction(at=builders.moment(NEXT)):
        follow_up.close(case_file.for_act(case.number, by=handler), by=handler, on=NEXT)


def test_longer_time_needs_room_in_the_years_to_come() -> None:
    case = builders.a_granted_case(builders.a_registration(ends_on=date(2026, 12, 31)))
    proposal = lay(case, Later("change", ends_on=date(2027, 12, 31)))
    framing.a_frame(Money.kronor(139_999), "commitment", from_on=NEXT)
    with pytest.raises(FrameExceeded):
        take(case, proposal)


@pytest.mark.parametrize(("kind", "cause", "status"), [
    ("dismiss", "not_competent", "dismissed"), ("write_off", "ceased", "written_off"),
])  # fmt: skip
def test_an_application_ends_without_being_tried(kind: str, cause: str, status: str) -> None:
    case = builders.a_case()
    director = builders.a_user("director")
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=director)
        act = decide.dismiss if kind == "dismiss" else decide.write_off
        decision = act(found, Verdict("Skälen.", cause=cause), by=director, on=DAY, terms=terms())
    assert (decision.kind, decision.cause, decision.granted) == (kind, cause, ZERO)
    assert case_file.by_number(case.number, by=director).status == status
    whole()


def test_a_dismissal_says_its_ground() -> None:
    case, director = builders.a_case(), builders.a_user("director")
    verdict = Verdict("Skälen.", cause="withdrawn")
    with pytest.raises(Refused) as error, db.transaction(at=builders.moment()):
        decide.dismiss(case_file.for_act(case.number, by=director), verdict, by=director, on=DAY, terms=terms())
    assert error.value.reason.key == "decide.without_cause"


def _number(case_id: int) -> str:
    return case_file.of_id(case_id, by=builders.a_user()).number


def _living_payments(case_id: int) -> list[Payment]:
    return grants.on_its_way(case_file.of_id(case_id, by=builders.a_user()))


def _approve(claim_id: int, amount: Money) -> Payment:
    by = builders.a_user()
    with db.transaction(at=builders.moment(NEXT)):
        claim = payouts.claim_for_act(claim_id, by=by)
        approval = disburse.Approval(claim.reported, amount, "Så mycket nu.")
        return disburse.approve(claim, approval, by=by, on=NEXT, terms=terms())


def test_nothing_stands_in_a_case_whose_proposal_was_taken(database: Database) -> None:
    case = builders.a_granted_case()
    decided(case, Later("change", conditions="Nya villkor."))
    assert proposals.standing_in(case) is None
    assert database.backend in ("sqlite", "postgresql")


def test_a_rejection_that_was_wrong_is_revoked_and_the_application_decided_anew() -> None:
    case, director = builders.an_assessed_case(), builders.a_user("director")
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=director)
        wrong = decide.reject(found, Verdict("Fel ort."), by=director, on=DAY, terms=terms())
    with db.transaction(at=builders.moment(NEXT)):
        found = case_file.for_act(case.number, by=director)
        revoked = decide.reopen(found, Verdict("Orten var rätt."), by=director, on=NEXT, terms=terms())
    assert (revoked.refers_to_id, revoked.amount) == (wrong.id, ZERO)
    found = case_file.by_number(case.number, by=director)
    assert (found.status, case_file.decision_of(found)) == ("registered", None)
    handler = builders.a_user()
    with db.transaction(at=builders.moment(NEXT)):
        found = case_file.for_act(case.number, by=handler)
        assess.case(found, by=handler, on=NEXT, county=terms().county)
    builders.grant(found, on=NEXT)
    granted = case_file.decision_of(found)
    assert granted is not None
    assert (granted.kind, granted.refers_to_id) == ("grant", revoked.id)
    assert grants.of_case(found).total == ALL
    whole()


def test_only_what_went_against_the_applicant_is_reopened() -> None:
    case, director = builders.a_granted_case(), builders.a_user("director")
    verdict = Verdict("Skälen.")
    with pytest.raises(Refused) as error, db.transaction(at=builders.moment(NEXT)):
        decide.reopen(case_file.for_act(case.number, by=director), verdict, by=director, on=NEXT, terms=terms())
    assert error.value.reason.key == "decide.not_to_reopen"


def test_almi_neither_sees_nor_sets_off_against_a_payment_in_the_regions_case() -> None:
    case, recovery, payment = recovered_and_payable()
    almi, county = builders.a_user("almi"), terms().county
    assert [one.number for one in set_off.payments_against(case, county, by=builders.a_user())] == [payment.number]
    assert set_off.payments_against(case, county, by=almi) == []
    said = Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(1_000))
    # Almi reaches no case of the Region's: the row is handed over here, as it would be from a case of its own.
    handler = builders.a_user()
    with pytest.raises(NotThere), db.transaction(at=builders.moment(NEXT)):
        later.lay(case_file.for_act(case.number, by=handler), said, "Kvittas.", by=almi, on=NEXT, terms=terms())


def test_the_paid_case_does_not_name_the_case_with_the_recovery() -> None:
    case, recovery, payment = recovered_and_payable()
    decided(case, Later("set_off", recovery_id=recovery.id, payment=payment.number, amount=Money.kronor(10_000)))
    against = case_file.of_id(payment.case_id, by=builders.a_user())
    assert case.number not in str([entry.said for entry in history.of_case(against)])
