"""Whatever is paid ahead, and whatever becomes of it, nothing above the grant is paid and nothing twice."""

from __future__ import annotations

import uuid
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from grantdesk import db
from grantdesk.actions import clear, instal, note_elsewhere
from grantdesk.actions.disburse import Approval, cover
from grantdesk.actions.prepare import Elsewhere
from grantdesk.domain.instalments import Part
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import advances, balances, grants, instalments, payouts
from tests.actions.test_ledger_properties import Desk
from tests.builders import DAY
from tests.paying_ahead import a_project, a_service_grant, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("backend", ["sqlite"])]

_SHARED = [
    "attest",
    "send back",
    "pay",
    "fail",
    "pay anew",
    "give up",
    "elsewhere",
    "withhold",
    "end withholding",
    "change",
]
_MOST = Money.kronor(400_000)


def acts(*own: str) -> st.SearchStrategy[list[tuple[str, int]]]:
    return st.lists(st.tuples(st.sampled_from([*own, *_SHARED]), st.integers(1, 40_000_000)), max_size=16)


class Ahead(Desk):
    """The same people, who pay in advance and in instalments too, and see to payments that fail."""

    def _advance(self, case: Case, amount: Money) -> None:
        self._decide(case, said(Money.kronor(amount.ore // 100)))

    def _cover(self, case: Case, _amount: Money) -> None:
        for each in self._in(case, "submitted"):
            claim = payouts.claim_for_act(each.claim.id, by=self.handler)
            cover(claim, Approval(claim.reported, ZERO), by=self.handler, on=DAY, terms=self.terms)

    def _lay_down(self, case: Case, amount: Money) -> None:
        parts = [Part(Money(max(amount.ore // 3, 1)), "Ett."), Part(Money(max(amount.ore // 2, 1)), "Två.")]
        instal.lay_down(case, parts, by=self.handler, on=DAY, terms=self.terms)

    def _release(self, case: Case, amount: Money) -> None:
        lines = instalments.of_case(case)
        if lines:
            line = lines[amount.ore % len(lines)]
            instal.release(line, case, "Sett.", by=self.handler, on=DAY, terms=self.terms)

    def _cancel(self, case: Case, amount: Money) -> None:
        lines = instalments.of_case(case)
        if lines:
            instal.cancel(lines[amount.ore % len(lines)], case, "Nej.", by=self.handler, on=DAY)

    def _elsewhere(self, case: Case, amount: Money) -> None:
        made = Elsewhere(DAY, uuid.uuid4().hex, "Annat system.")
        note_elsewhere.payment(case, Money(amount.ore // 4 or 1), made, by=self.handler, on=DAY)

    def _fail(self, case: Case, _amount: Money) -> None:
        for payment in self._in_state(case, "exported"):
            clear.fail(payment, message("payment.stopped", reason="Prov."), by=self.finance, on=DAY, because="prov")

    def _pay_anew(self, case: Case, _amount: Money) -> None:
        for payment in self._in_state(case, "failed"):
            clear.pay_anew(payment, by=self.handler, on=DAY)

    def _give_up(self, case: Case, _amount: Money) -> None:
        for payment in self._in_state(case, "failed"):
            clear.give_up(payment, "Konkurs.", by=self.handler, on=DAY)

    def _in_state(self, case: Case, state: str) -> list[Payment]:
        return [payment for payment in self._payments(case) if payment.state == state]

    def _payments(self, case: Case) -> list[Payment]:
        rows = select(Payment.number).where(Payment.case_id == case.id).order_by(Payment.number)
        return list(payouts.by_numbers(list(db.session.execute(rows).scalars())))


def tried(desk: Ahead, act: str, case: Case, ore: int) -> None:
    with suppress(Refused):
        desk.do(act, case, ore)


def holds(case: Case) -> None:
    """What must be so after every act, done or refused."""
    sums = balances.of_case(case.id)
    waiting = Money(sum(payment.amount.ore for payment in grants.on_its_way(case)))
    assert ZERO <= sums.paid <= sums.granted
    assert sums.paid + waiting <= sums.granted
    twice = (
        select(Payment.instalment_id)
        .where(Payment.case_id == case.id, Payment.instalment_id.is_not(None), Payment.state != "cancelled")
        .group_by(Payment.instalment_id)
        .having(func.count() > 1)
    )
    assert db.session.execute(twice).all() == []


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts("advance", "claim", "approve", "approve all", "cover"))
def test_a_project_that_is_paid_in_advance_is_never_paid_above_its_grant(acts: list[tuple[str, int]]) -> None:
    case, desk = a_project(), Ahead()
    for act, ore in acts:
        tried(desk, act, case, ore)
        holds(case)
        # A grant can only be made smaller here: half of what was first granted is the most there ever was room for.
        assert advances.to_date(case.id) <= min(_MOST, Money.kronor(250_000))
    assert verify.everything().broken == []


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts("lay down", "release", "release", "cancel"))
def test_a_grant_that_is_paid_in_instalments_is_never_paid_above_it(acts: list[tuple[str, int]]) -> None:
    case, desk = a_service_grant(kronor=30_000), Ahead()
    for act, ore in acts:
        tried(desk, act, case, ore % 3_000_000 + 1)
        holds(case)
    assert verify.everything().broken == []
