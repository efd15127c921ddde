"""Which recoveries are late, and which proposed losses wait for somebody who may decide on them? As questions to the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, exists, func, select, type_coerce
from sqlalchemy.orm import aliased

from grantdesk.domain.decision_kinds import LOWER, RECOVER, SET_OFF
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.repayment import CourtClaim, Loss, PlannedRepayment, Refund, Repayment, RepaymentPlan

_SET_OFF, _LOWERED, _SOONER = aliased(Decision), aliased(Decision), aliased(PlannedRepayment)


def _ore(amount: Any, *where: ColumnElement[bool]) -> ColumnElement[int]:
    """The sum of a column over the rows that belong to the recovery, in öre."""
    summed = select(func.coalesce(func.sum(type_coerce(amount, BigInteger())), 0)).where(*where)
    return summed.correlate(Decision, RepaymentPlan, PlannedRepayment).scalar_subquery()


_NOTED = (Repayment.decision_id == Decision.id, Repayment.state == "noted")
_LOST = (Loss.decision_id == Decision.id, Loss.state == "confirmed")
_OFF = (_SET_OFF.refers_to_id == Decision.id, _SET_OFF.kind == SET_OFF)
_DOWN = (_LOWERED.refers_to_id == Decision.id, _LOWERED.kind == LOWER)
# What is left of the capital; `queries.repayments` says the same of one recovery.
_LEFT = (
    type_coerce(Decision.amount, BigInteger())
    - _ore(Repayment.capital, *_NOTED)
    - _ore(Loss.capital, *_LOST)
    - _ore(_SET_OFF.amount, *_OFF)
    - _ore(_LOWERED.amount, *_DOWN)
    - _ore(_LOWERED.moved, *_DOWN)
)
# What has come since the plan was made, and what it asks up to and with a part.
_COVERED = (
    _ore(Repayment.amount, *_NOTED, Repayment.noted_at >= RepaymentPlan.made_at)
    + _ore(Loss.capital, *_LOST, Loss.settled_at >= RepaymentPlan.made_at)
    + _ore(_SET_OFF.amount, *_OFF, _SET_OFF.recorded_at >= RepaymentPlan.made_at)
    + _ore(_LOWERED.amount, *_DOWN, _LOWERED.recorded_at >= RepaymentPlan.made_at)
)
_ASKED = _ore(_SOONER.amount, _SOONER.plan_id == PlannedRepayment.plan_id, _SOONER.due_on <= PlannedRepayment.due_on)
_STANDS = and_(RepaymentPlan.decision_id == Decision.id, RepaymentPlan.state == "standing")
_IN_COURT = exists().where(CourtClaim.decision_id == Decision.id, CourtClaim.state == "handed_over")


def since(on: date) -> ColumnElement[date]:
    """The day that a recovery is late since: of payment, or of the first part of its plan that has not come; else NULL."""
    planned = select(RepaymentPlan.id).where(_STANDS).correlate(Decision).exists()
    last = select(func.max(PlannedRepayment.due_on)).where(PlannedRepayment.plan_id == RepaymentPlan.id)
    last_on = last.correlate(RepaymentPlan).scalar_subquery()
    part = (
        select(func.min(PlannedRepayment.due_on))
        .join(RepaymentPlan, RepaymentPlan.id == PlannedRepayment.plan_id)
        .where(_STANDS, PlannedRepayment.due_on < on, _ASKED > _COVERED)
        .correlate(Decision)
        .scalar_subquery()
    )
    over = select(last_on).where(_STANDS, last_on < on).correlate(Decision).scalar_subquery()
    without = case((and_(~planned, Decision.due_on < on), Decision.due_on), else_=None)
    return func.coalesce(without, part, over)


def waiting(things: Select[Any], *, on: date) -> Select[Any]:
    """Recoveries that are late with capital and are not with Tillväxtverket, the longest late first."""
    return (
        things.join(Decision, and_(Decision.case_id == Case.id, Decision.kind == RECOVER))
        .where(_LEFT > 0, ~_IN_COURT, since(on).is_not(None))
        .order_by(since(on), Decision.id)
    )


def owed() -> Select[Any]:
    """Recoveries, by key, of which more has come in than was wanted when they were last lowered, and has not been paid back."""
    again = aliased(Decision)
    is_last = ~exists().where(again.refers_to_id == Decision.refers_to_id, again.kind == LOWER, again.id > Decision.id)
    back = select(
        func.coalesce(
            func.sum(type_coerce(Refund.capital, BigInteger()) + type_coerce(Refund.interest, BigInteger())), 0
        )
    )
    back = back.where(
        Refund.decision_id == Decision.refers_to_id,
        Refund.state == "confirmed",
        Refund.settled_at >= Decision.recorded_at,
    )
    # What was noted by then, and has been taken back since, is owed to nobody.
    gone = select(func.coalesce(func.sum(type_coerce(Repayment.amount, BigInteger())), 0)).where(
        Repayment.decision_id == Decision.refers_to_id, Repayment.reversed_at > Decision.recorded_at
    )
    less = back.correlate(Decision).scalar_subquery() + gone.correlate(Decision).scalar_subquery()
    too_much = Decision.terms["too_much_ore"].as_integer()
    return select(Decision.refers_to_id).where(Decision.kind == LOWER, is_last, too_much > less)


def told(on: date) -> tuple[Any, Any, Any]:
    """What a list says of each: since when, its key, and what is left of it."""
    return since(on), Decision.id, _LEFT


# Of a proposed loss: since when, which recovery, and how much it is about.
LOSS_TOLD = (
    Loss.proposed_on,
    Decision.id,
    type_coerce(Loss.capital, BigInteger()) + type_coerce(Loss.interest, BigInteger()),
)


def losses(things: Select[Any]) -> Select[Any]:
    """Losses that are proposed, the first proposed first."""
    return (
        things.join(Decision, and_(Decision.case_id == Case.id, Decision.kind == RECOVER))
        .join(Loss, and_(Loss.decision_id == Decision.id, Loss.state == "proposed"))
        .order_by(Loss.proposed_on, Loss.id)
    )
