"""An advance: for special reasons to a sound recipient, within half of the grant and 400 000 kronor, earlier ones included."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grantdesk import db
from grantdesk.actions import clear, disburse, follow_up, pay_in_advance
from grantdesk.actions.disburse import Approval
from grantdesk.domain.later import Later
from grantdesk.domain.money import ZERO, Money
from grantdesk.models.case import Case
from grantdesk.models.payment import ADVANCE, Payment
from grantdesk.operations import verify
from grantdesk.queries import advances, balances, case_file, grants, payouts
from tests import builders
from tests.actions.test_elsewhere import noted
from tests.builders import terms
from tests.paying_ahead import NEXT, a_project, advanced, an_account, lay, payments_of, refusal, said, take

pytestmark = pytest.mark.usefixtures("database")


def room(case: Case) -> Money:
    return advances.left(case, grants.of_case(case), county=terms().county, on=NEXT)


def sent_back(number: str) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment(NEXT)):
        disburse.send_back(payouts.by_number(number), "Fel konto.", by=by, on=NEXT)


def test_an_advance_is_decided_and_its_payment_waits_to_be_attested() -> None:
    case = a_project()
    payment = advanced(case, Money.kronor(250_000))
    assert (payment.state, payment.amount, payment.claim_id) == ("prepared", Money.kronor(250_000), None)
    decision = grants.of_case(case).decisions[-1]
    assert (payment.decision_id, decision.amount, decision.granted) == (decision.id, Money.kronor(250_000), ZERO)
    assert decision.terms is not None
    assert decision.terms["special_reasons"].startswith("Föreningen saknar")
    assert [finding["rule"] for finding in decision.terms["findings"]] == [
        "advance.ceiling", "advance.special_reasons", "advance.sound",
    ]  # fmt: skip
    assert balances.of_case(case.id).paid == ZERO
    builders.an_exported_payment(payment, on=NEXT)
    assert balances.of_case(case.id).paid == Money.kronor(250_000)
    assert verify.everything().broken == []


# Granted, paid in advance before, and the most that may be paid in advance then.
TABLE = [
    (1_000_000, 150_000, 250_000),
    (1_000_000, 0, 400_000),
    (400_000, 0, 200_000),
    (800_000, 0, 400_000),
    (400_000, 200_000, 0),
]


@pytest.mark.parametrize(("granted", "earlier", "most"), TABLE)
def test_the_table_of_the_law_holds_through_the_acts(granted: int, earlier: int, most: int) -> None:
    case = a_project(kronor=granted)
    if earlier:
        builders.an_exported_payment(advanced(case, Money.kronor(earlier)), on=NEXT)
    assert room(case) == Money.kronor(most)
    assert refusal(lay, case, said(Money.kronor(most) + Money(1))) == "later.above_advance"
    if most:
        assert advanced(case, Money.kronor(most)).amount == Money.kronor(most)
        assert room(case) == ZERO


@pytest.mark.parametrize(
    ("missing", "key"),
    [
        ({"special_reasons": ""}, "later.advance_without_reasons"),
        ({"special_reasons": None}, "later.advance_without_reasons"),
        ({"soundness": "  "}, "later.advance_without_soundness"),
        ({"amount": ZERO}, "later.no_amount"),
        ({"amount": None}, "later.no_amount"),
        ({"cause": "wrong_data"}, "later.unknown_cause"),
    ],
)
def test_both_grounds_are_stated_in_words(missing: dict[str, object], key: str) -> None:
    assert refusal(lay, a_project(), Later(**(vars(said(Money.kronor(100))) | missing))) == key


def test_only_what_has_a_rule_on_advances_is_paid_so() -> None:
    case = an_account(builders.a_granted_case())
    assert "advance" not in grants.of_case(case).open_kinds("granted", balances.of_case(case.id), to_advance=room(case))
    assert refusal(lay, case, said(Money.kronor(1_000))) == "later.no_advance"


def test_without_a_confirmed_account_there_is_nobody_to_pay() -> None:
    given = builders.a_registration(builders.project_facts())
    assert refusal(lay, builders.a_granted_case(given), said(Money.kronor(1_000))) == "later.no_payee"


def test_what_is_withheld_or_on_its_way_is_not_paid_in_advance() -> None:
    case = a_project()
    withheld = Later("withhold", cause="conditions_broken", amount=Money.kronor(400_000))
    take(case, lay(case, withheld))
    assert refusal(lay, case, said(Money.kronor(100_001))) == "later.above_free"
    advanced(case, Money.kronor(60_000))
    assert refusal(lay, case, said(Money.kronor(40_001))) == "later.above_free"
    assert advanced(case, Money.kronor(40_000)).state == "prepared"


def test_an_advance_laid_before_payment_was_withheld_is_refused_when_it_is_taken() -> None:
    case = a_project()
    laid = lay(case, said(Money.kronor(250_000)))
    builders.a_payment(builders.a_claim(case, reported=Money.kronor(800_000), on=NEXT), on=NEXT)
    assert refusal(take, case, laid) == "later.above_free"
    assert payments_of(case, ADVANCE) == []


def test_an_advance_is_set_off_in_the_claims_that_follow() -> None:
    case = a_project()
    builders.an_exported_payment(advanced(case, Money.kronor(100_000)), on=NEXT)
    claim = builders.a_claim(case, reported=Money.kronor(300_000), on=NEXT)
    found = disburse.proposal_for(claim, claim.reported, county=terms().county)
    assert (found.proposed, found.ceiling) == (Money.kronor(50_000), Money.kronor(200_000))
    [covered] = [finding for finding in found.findings if finding.rule == "payout.advance"]
    assert covered.met


def test_a_final_claim_that_leaves_an_advance_uncovered_proposes_a_recovery() -> None:
    case = a_project()
    builders.an_exported_payment(advanced(case, Money.kronor(100_000)), on=NEXT)
    claim = builders.a_claim(case, reported=Money.kronor(120_000), kind="final", on=NEXT)
    found = disburse.proposal_for(claim, claim.reported, county=terms().county)
    [finding] = [finding for finding in found.findings if finding.rule == "payout.advance"]
    assert found.proposed == ZERO
    assert not finding.met
    assert dict(finding.reason.parameters)["uncovered"] == Money.kronor(40_000)
    due = NEXT + timedelta(days=30)
    recovery = Later("recover", cause="conditions_broken", amount=Money.kronor(40_000), due_on=due)
    assert take(case, lay(case, recovery)).amount == Money.kronor(40_000)


def test_costs_that_an_advance_has_paid_for_are_approved_and_nothing_is_paid() -> None:
    case = a_project()
    builders.an_exported_payment(advanced(case, Money.kronor(100_000)), on=NEXT)
    claim, by = builders.a_claim(case, reported=Money.kronor(120_000), on=NEXT), builders.a_user()
    approval = Approval(claim.reported, ZERO)
    with db.transaction(at=builders.moment(NEXT)):
        disburse.cover(payouts.claim_for_act(claim.id, by=by), approval, by=by, on=NEXT, terms=terms())
    assert balances.of_case(case.id).paid == Money.kronor(100_000)
    later = builders.a_claim(case, reported=Money.kronor(180_000), on=NEXT)
    assert disburse.proposal_for(later, later.reported, county=terms().county).proposed == Money.kronor(50_000)
    assert refusal(_cover, later.id, Approval(later.reported, ZERO)) == "claim.something_to_pay"
    assert verify.everything().broken == []


def _cover(claim_id: int, approval: Approval) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment(NEXT)):
        disburse.cover(payouts.claim_for_act(claim_id, by=by), approval, by=by, on=NEXT, terms=terms())


def test_a_case_is_not_closed_while_its_advance_is_on_its_way() -> None:
    case = a_project()
    payment = advanced(case, Money.kronor(100_000))
    assert refusal(_close, case) == "close.payment_on_its_way"
    builders.an_exported_payment(payment, on=NEXT)
    _close(case)
    assert balances.of_case(case.id).granted == Money.kronor(100_000)


def _close(case: Case) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment(NEXT)):
        follow_up.close(case_file.for_act(case.number, by=by), by=by, on=NEXT)


def test_an_advance_that_failed_still_counts_until_it_is_given_up() -> None:
    case = a_project(kronor=400_000)
    payment = builders.a_failed_payment(advanced(case, Money.kronor(200_000)), on=NEXT)
    assert room(case) == ZERO
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment(NEXT)):
        again = clear.pay_anew(payouts.by_number(payment.number), by=by, on=NEXT)
        assert (again.kind, again.decision_id) == (ADVANCE, payment.decision_id)
    assert room(case) == ZERO
    sent_back(again.number)
    assert room(case) == Money.kronor(200_000)
    assert verify.everything().broken == []


@given(st.lists(st.integers(1, 450_000), min_size=1, max_size=4), st.sampled_from([300_000, 700_000, 900_000]))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("backend", ["sqlite"])
def test_advances_in_all_never_exceed_half_of_the_grant_and_400_000(amounts: list[int], granted: int) -> None:
    case, most = a_project(kronor=granted), min(granted // 2, 400_000)
    paid = 0
    for kronor in amounts:
        if paid + kronor <= most:
            advanced(case, Money.kronor(kronor))
            paid += kronor
        else:
            assert refusal(lay, case, said(Money.kronor(kronor))) == "later.above_advance"
        assert advances.to_date(case.id) == Money.kronor(paid)


def prepared_anew(case: Case, decision_id: int | None) -> Payment:
    by = builders.a_user()
    with db.transaction(at=builders.moment(NEXT)):
        found = case_file.for_act(case.number, by=by)
        return pay_in_advance.anew(found, decision_id or 0, by=by, on=NEXT, terms=terms())


def test_an_advance_whose_payment_was_sent_back_is_prepared_anew_once_and_within_the_room() -> None:
    case = a_project()
    first = advanced(case, Money.kronor(200_000))
    assert refusal(prepared_anew, case, first.decision_id) == "first.advance"
    sent_back(first.number)
    second = prepared_anew(case, first.decision_id)
    assert (second.amount, second.decision_id) == (first.amount, first.decision_id)
    assert refusal(prepared_anew, case, first.decision_id) == "first.advance"
    sent_back(second.number)
    advanced(case, Money.kronor(100_000))
    assert refusal(prepared_anew, case, first.decision_id) == "later.above_advance"
    assert refusal(prepared_anew, case, None) == "not_there.grant"
    assert verify.everything().broken == []


def test_what_was_paid_elsewhere_ahead_of_costs_counts_against_the_room_for_advances() -> None:
    case = a_project(kronor=500_000)
    assert room(case) == Money.kronor(250_000)
    payment = noted(case, Money.kronor(100_000))
    assert room(case) == Money.kronor(150_000)
    builders.an_attested_payment(payment, on=NEXT)
    assert room(case) == Money.kronor(150_000)
    assert refusal(lay, case, said(Money.kronor(150_001))) == "later.above_advance"
    # Half of the costs is granted: 300 000 stand behind all of it.
    builders.a_payment(builders.a_claim(case, reported=Money.kronor(300_000), on=NEXT), on=NEXT)
    assert room(case) == Money.kronor(250_000)
