"""What has come back of a case's recoveries, as a copy of its file tells it, and what was agreed, given up or handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from grantdesk import db
from grantdesk.domain.masking import Row
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.repayment import CourtClaim, Loss, Refund, Repayment, RepaymentPlan
from grantdesk.queries.case_copy_words import Wording

# Amounts are marked with the payments, and what is said of the recipient with the reasons of decisions.
AMOUNTS, REASONS = "payments", "decision.reason"


def rows(case: Case, w: Wording) -> Iterator[Row]:
    """Each kind in the order that it was done."""
    for repaid in _of(Repayment, case):
        yield from _repaid(repaid, w)
    for plan in _of(RepaymentPlan, case, RepaymentPlan.parts):
        yield from w.row(
            "", "copy.repayment_plan", f"{w.day(plan.made_on)}: {w.named('state.repayment_plan', plan.state)}"
        )
        for part in plan.parts:
            yield from w.row(AMOUNTS, "copy.plan_part", f"{w.day(part.due_on)}: {w.money(part.amount)}")
        yield from w.row(REASONS, "copy.reason", plan.reason, plan.reason)
    for loss in _of(Loss, case):
        yield from _lost(loss, w)
    for refund in _of(Refund, case):
        state = w.named("state.refund", refund.state)
        yield from w.row("", "copy.refund", f"{w.day(refund.paid_on)}, {refund.reference}: {state}")
        yield from w.figure(AMOUNTS, "copy.amount", refund.capital + refund.interest)
        yield from w.row(REASONS, "copy.reversed", refund.reversed_because or "", refund.reversed_because or "")
    for claim in _of(CourtClaim, case):
        state = w.named("state.court_claim", claim.state)
        yield from w.row(
            "", "copy.court", f"{w.day(claim.handed_on)}: {', '.join(filter(None, [state, claim.reference]))}"
        )
        yield from w.figure(AMOUNTS, "copy.amount", claim.capital + claim.interest)
        for paper in claim.papers:
            yield from w.row(REASONS, "copy.court_paper", paper, paper)
        yield from w.row(REASONS, "copy.outcome", claim.outcome or "", claim.outcome or "")


def _repaid(repaid: Repayment, w: Wording) -> Iterator[Row]:
    state = w.named("state.repayment", repaid.state)
    yield from w.row("", "copy.repaid", f"{w.day(repaid.received_on)}, {repaid.reference}: {state}")
    yield from w.figure(AMOUNTS, "copy.amount", repaid.amount)
    yield from w.figure(AMOUNTS, "copy.interest", repaid.interest)
    yield from w.row(REASONS, "copy.reversed", repaid.reversed_because or "", repaid.reversed_because or "")


def _lost(loss: Loss, w: Wording) -> Iterator[Row]:
    yield from w.row("", "copy.loss", f"{w.day(loss.proposed_on)}: {w.named('state.loss', loss.state)}")
    yield from w.figure(AMOUNTS, "copy.amount", loss.capital)
    yield from w.figure(AMOUNTS, "copy.interest", loss.interest)
    ground = w.named("loss_ground", loss.ground)
    yield from w.row(REASONS, "copy.cause", ground, ground)
    yield from w.row(REASONS, "copy.reason", loss.reason, loss.reason)
    if loss.delegation is not None:
        yield from w.row("", "copy.ground", w.both(loss.delegation))
    yield from w.row(REASONS, "copy.reversed", loss.reversed_because or "", loss.reversed_because or "")


def _of(model: Any, case: Case, *besides: Any) -> Sequence[Any]:
    found = select(model).join(Decision, Decision.id == model.decision_id).where(Decision.case_id == case.id)
    loaded = found.options(*(selectinload(each) for each in besides)).order_by(model.id)
    return db.session.execute(loaded).scalars().all()
