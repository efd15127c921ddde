"""Whatever people do, in whatever order, the ledger balances and nothing above the grant is paid."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grantdesk import db
from grantdesk.actions import bundle, disburse, enrol, follow_up, later
from grantdesk.actions.decide import Verdict
from grantdesk.actions.disburse import Approval, Report
from grantdesk.domain.later import Later
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, grants, payees, payouts
from tests import builders, claiming

pytestmark = pytest.mark.usefixtures("database")

ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "claim",
                "approve",
                "approve all",
                "attest",
                "send back",
                "pay",
                "close",
                "change",
                "withhold",
                "end withholding",
                "recover",
                "revoke",
            ]
        ),
        st.integers(1, 60_000_000),
    ),
    max_size=14,
)


class Desk:
    """The people who act, and one case that they act on."""

    def __init__(self) -> None:
        self.handler, self.finance = builders.a_user("handler"), builders.a_user("head_of_finance")
        self.director = builders.a_user("director")
        self.terms = builders.terms()

    def do(self, act: str, case: Case, ore: int) -> None:
        with db.transaction(at=builders.moment()):
            case = case_file.for_act(case.number, by=self.handler)
            getattr(self, "_" + act.replace(" ", "_"))(case, Money(ore))

    def _claim(self, case: Case, amount: Money) -> None:
        report = Report("interim", amount, builders.ACCOUNT, once=uuid.uuid4().hex)
        claim = disburse.claim(case, report, by=self.handler, on=builders.DAY)
        claiming.see_to(claim, by=self.handler)
        payee = payees.by_id(claim.payee_id or 0, organisation_id=case.organisation_id)
        if payee.state == "proposed":
            enrol.confirm(payee, by=self.finance, on=builders.DAY)

    def _approve(self, case: Case, amount: Money) -> None:
        for each in self._in(case, "submitted"):
            claim = payouts.claim_for_act(each.claim.id, by=self.handler)
            approval = Approval(min(amount, claim.reported), amount, "Avvikelse som prövas.")
            disburse.approve(claim, approval, by=self.handler, on=builders.DAY, terms=self.terms)

    def _approve_all(self, case: Case, _amount: Money) -> None:
        for each in self._in(case, "submitted"):
            claim = payouts.claim_for_act(each.claim.id, by=self.handler)
            proposed = disburse.proposal_for(claim, claim.reported, county=self.terms.county).proposed
            disburse.approve(
                claim, Approval(claim.reported, proposed), by=self.handler, on=builders.DAY, terms=self.terms
            )

    def _attest(self, case: Case, _amount: Money) -> None:
        for payment in self._payments(case):
            disburse.attest(payment, by=self.finance, on=builders.DAY, terms=self.terms)

    def _send_back(self, case: Case, _amount: Money) -> None:
        for payment in self._payments(case):
            disburse.send_back(payment, "Fel konto.", by=self.finance, on=builders.DAY)

    def _pay(self, case: Case, _amount: Money) -> None:
        payments = [payment for payment in self._payments(case) if payment.state == "attested"]
        batch = bundle.make(payments, by=self.finance, on=builders.DAY, once=uuid.uuid4().hex)
        bundle.lock(batch, by=self.finance, on=builders.DAY, terms=self.terms)
        bundle.export(batch, by=self.finance, on=builders.DAY, terms=self.terms)

    def _change(self, case: Case, amount: Money) -> None:
        self._decide(case, Later("change", total=amount))

    def _withhold(self, case: Case, amount: Money) -> None:
        self._decide(case, Later("withhold", cause="conditions_broken", amount=amount))

    def _end_withholding(self, case: Case, _amount: Money) -> None:
        self._decide(case, Later("withhold", cause="ended", amount=ZERO))

    def _recover(self, case: Case, amount: Money) -> None:
        due = builders.DAY + timedelta(days=30)
        self._decide(case, Later("recover", cause="wrong_data", amount=amount, due_on=due))

    def _revoke(self, case: Case, _amount: Money) -> None:
        self._decide(case, Later("revoke", cause="own_request"))

    def _decide(self, case: Case, said: Later) -> None:
        proposal = later.lay(case, said, "Skälen.", by=self.handler, on=builders.DAY, terms=self.terms)
        later.take(case, proposal.id, Verdict(""), by=self.director, on=builders.DAY, terms=self.terms)

    def _close(self, case: Case, _amount: Money) -> None:
        follow_up.close(case, by=self.handler, on=builders.DAY)

    def _in(self, case: Case, state: str) -> list[case_file.ClaimWithPayment]:
        return [each for each in case_file.claims_of(case) if each.claim.state == state]

    def _payments(self, case: Case) -> list[Payment]:
        found = [each.payment.number for each in case_file.claims_of(case) if each.payment]
        return list(payouts.by_numbers(found))


# One database for all examples: each has a case of its own.
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, granted=st.integers(1, 14_000_000))
def test_any_sequence_of_allowed_acts_leaves_the_ledger_balanced(acts: list[tuple[str, int]], granted: int) -> None:
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-1004"
    number = balances.totals(["scheme"]).sum.cases
    # Each example has an organisation of its own, or the room for de minimis aid would run out.
    given["applicant"]["organisation_number"] = _organisation(number)
    case = builders.a_granted_case(builders.a_registration(given), amount=Money(granted))
    desk = Desk()
    for act, ore in acts:
        try:
            desk.do(act, case, ore)
        except Refused:
            assert balances.of_case(case.id).outstanding >= ZERO
    sums = balances.of_case(case.id)
    grant = grants.of_case(case)
    assert ZERO <= sums.paid <= sums.granted <= grant.total <= max(grant.total, Money(granted))
    assert grant.total == Money(granted) + total(one.granted - (one.amount or ZERO) for one in _altering(grant))
    assert grant.recovered <= sums.paid
    on_its_way = total(payment.amount for payment in grants.on_its_way(case))
    assert on_its_way + (grant.withheld if case_is_open(case) else ZERO) <= sums.outstanding
    assert sums.outstanding == total(balances.left_of(case.id).values())
    assert all(left >= ZERO for left in balances.left_of(case.id).values())
    assert verify.everything().broken == []


def _altering(grant: grants.Grant) -> list[Decision]:
    return [one for one in grant.decisions if one.kind in ("change", "revoke")]


def case_is_open(case: Case) -> bool:
    return case_file.by_number(case.number, by=builders.a_user()).status == "granted"


def _organisation(number: int) -> str:
    from stdnum import luhn

    digits = f"5599{20000 + number:05d}"
    whole = digits + luhn.calc_check_digit(digits)
    return f"{whole[:6]}-{whole[6:]}"
