"""Takes a row one step along its life cycle, and refuses when somebody was first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import CursorResult, update
from sqlalchemy.orm.attributes import set_committed_value

from grantdesk import db
from grantdesk.domain.lifecycle import TRANSITIONS, Noun
from grantdesk.domain.refusal import SomebodyWasFirst
from grantdesk.models.aid_register import RegisterReport
from grantdesk.models.appeal import Appeal
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.models.correspondence import Supplement
from grantdesk.models.drawing import Drawing
from grantdesk.models.frame import Frame
from grantdesk.models.instalment import Instalment
from grantdesk.models.letter import Dispatch
from grantdesk.models.meeting import AgendaItem, Meeting
from grantdesk.models.payee import Payee
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.period import AccountingPeriod
from grantdesk.models.proposal import Proposal
from grantdesk.models.reconciliation import Reconciliation
from grantdesk.models.repayment import CourtClaim, Loss, Refund, Repayment, RepaymentPlan
from grantdesk.models.rule_version import RuleVersion
from grantdesk.models.watch import Watch
from grantdesk.models.witness import Change

Living = (
    Case
    | Proposal
    | Claim
    | ClaimLine
    | Payment
    | Payee
    | Batch
    | RuleVersion
    | Frame
    | RegisterReport
    | Dispatch
    | Supplement
    | Appeal
    | Meeting
    | AgendaItem
    | Repayment
    | RepaymentPlan
    | Loss
    | CourtClaim
    | Refund
    | AccountingPeriod
    | Drawing
    | Reconciliation
    | Instalment
    | Watch
)

# How many rows one statement names: databases have a limit.
_AT_ONCE = 500

_NOUNS: dict[type[Living], Noun] = {
    Case: "case",
    Proposal: "proposal",
    Claim: "claim",
    ClaimLine: "claim_line",
    Payment: "payment",
    Payee: "payee",
    Batch: "batch",
    RuleVersion: "rule_version",
    Frame: "frame",
    RegisterReport: "report",
    Dispatch: "dispatch",
    Supplement: "supplement",
    Appeal: "appeal",
    Meeting: "meeting",
    AgendaItem: "agenda_item",
    Repayment: "repayment",
    RepaymentPlan: "repayment_plan",
    Loss: "loss",
    CourtClaim: "court_claim",
    Refund: "refund",
    AccountingPeriod: "period",
    Drawing: "drawing",
    Reconciliation: "reconciliation",
    Instalment: "instalment",
    Watch: "watch",
}


def step(row: Living, act: str, **besides: Any) -> Change:
    """Change the state of `row` as the life cycle says of `act`, and with it the columns named in `besides`.

    Gives back what was changed, for history.

    The change is made only where the state still is one that `act` may start from; otherwise `SomebodyWasFirst`.
    """
    model = type(row)
    noun = _NOUNS[model]
    may_start_from, to = TRANSITIONS[noun, act]
    state = "status" if noun == "case" else "state"
    # Without synchronisation: the row in hand is refreshed below, whatever it said before.
    changed = db.session.execute(
        update(model)
        .where(model.id == row.id, getattr(model, state).in_(may_start_from))
        .values({state: to, **besides}),
        execution_options={"synchronize_session": False},
    )
    if not isinstance(changed, CursorResult) or changed.rowcount != 1:
        raise SomebodyWasFirst(f"first.{noun}")
    db.session.refresh(row, attribute_names=[state, *besides])
    return Change(row, (state, *besides))


def steps(rows: Sequence[Living], act: str, **besides: Any) -> list[Change]:
    """As `step`, for rows of one kind that take the same step; all of them do, or `SomebodyWasFirst`."""
    if not rows:
        return []
    model = type(rows[0])
    noun = _NOUNS[model]
    may_start_from, to = TRANSITIONS[noun, act]
    for part in _parts(rows):
        changed = db.session.execute(
            update(model)
            .where(model.id.in_([row.id for row in part]), model.__table__.c.state.in_(may_start_from))
            .values({"state": to, **besides}),
            execution_options={"synchronize_session": False},
        )
        if not isinstance(changed, CursorResult) or changed.rowcount != len(part):
            raise SomebodyWasFirst(f"first.{noun}")
    for row in rows:
        for attribute, value in {"state": to, **besides}.items():
            set_committed_value(row, attribute, value)
    return [Change(row, ("state", *besides)) for row in rows]


def _parts(rows: Sequence[Living]) -> Iterator[Sequence[Living]]:
    yield from (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE))
