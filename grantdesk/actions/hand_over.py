"""Hand over: a case that waits for a decision goes into Almi's hands, or back into the Region's.

Only before the first decision. What is granted counts against the frames of whoever handles the case, so a granted case that
changed hands would use a frame that nobody asked.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CursorResult, update

from grantdesk import db
from grantdesk.actions import record
from grantdesk.domain import lifecycle
from grantdesk.domain.delegation import DelegationOrder
from grantdesk.domain.refusal import Refused, SomebodyWasFirst
from grantdesk.domain.roles import ALMI, Actor, may
from grantdesk.models.case import Case
from grantdesk.models.user import User
from grantdesk.models.witness import Change
from grantdesk.queries import conflicts, proposals
from grantdesk.region import Terms

REGION = "region"
# What may still be rejected has no decision yet.
_UNDECIDED = lifecycle.TRANSITIONS["case", "reject"][0]


def to_almi(case: Case, receiver: User, reason: str, *, by: Actor, on: date, terms: Terms) -> None:
    """Hand the case to `receiver` at Almi, where a row of the delegation order names Almi for its scheme that day."""
    if not is_almis(case.scheme, on=on, order=terms.order):
        raise Refused("hand_over.not_almis_scheme", number=case.number)
    if receiver.role != ALMI:
        raise Refused("hand_over.not_at_almi", name=receiver.name)
    _hand(case, receiver, ALMI, reason, by=by)


def back(case: Case, receiver: User, reason: str, *, by: Actor) -> None:
    """Take the case back to `receiver`, one of the Region's own; Almi sees nothing more of it."""
    if not may_take_back(receiver):
        raise Refused("hand_over.not_at_the_region", name=receiver.name)
    _hand(case, receiver, REGION, reason, by=by)


def is_almis(scheme: str, *, on: date, order: DelegationOrder) -> bool:
    """Whether any row names Almi for decisions under the scheme that day, be it to decide or to prepare."""
    return any(row.position == ALMI and row.concerns("grant", scheme=scheme, on=on) for row in order.rows)


def may_take_back(receiver: User) -> bool:
    """Whether the person is one of the Region's who handle cases."""
    return receiver.role != ALMI and may(receiver.role, "case:assess")


def is_undecided(case: Case) -> bool:
    """Whether the case still waits for its first decision."""
    return case.status in _UNDECIDED


def _hand(case: Case, receiver: User, hands: str, reason: str, *, by: Actor) -> None:
    _refuse_what_stands_in_the_way(case, receiver, reason, by=by)
    from_hands = REGION if hands == ALMI else ALMI
    # Asked of the row as it is now, as every change of state is: who hands over while another decides comes second.
    changed = db.session.execute(
        update(Case)
        .where(Case.id == case.id, Case.handled_by == from_hands, Case.status.in_(_UNDECIDED))
        .values(handled_by=hands, handler_id=receiver.id),
        execution_options={"synchronize_session": False},
    )
    if not isinstance(changed, CursorResult) or changed.rowcount != 1:
        raise SomebodyWasFirst("first.case")
    db.session.refresh(case, attribute_names=["handled_by", "handler_id"])
    kind = "case.handed_over" if hands == ALMI else "case.taken_back"
    step = Change(case, ("handled_by", "handler_id"))
    record.event(kind, by=by, case=case, changes=[step], name=receiver.name, reason=reason.strip())


def _refuse_what_stands_in_the_way(case: Case, receiver: User, reason: str, *, by: Actor) -> None:
    if not may(by.role, "case:hand_over"):
        raise Refused("hand_over.not_yours")
    if not reason.strip():
        raise Refused("hand_over.without_reason")
    if not is_undecided(case):
        raise Refused("hand_over.decided", number=case.number)
    conflicts.refuse_where_partial(case, by=by)
    if not receiver.active:
        raise Refused("hand_over.left", name=receiver.name)
    if receiver.id in conflicts.close_to(case.number).conflicted:
        raise Refused("hand_over.partial", name=receiver.name)
    standing = proposals.standing_in(case)
    if standing is not None:
        raise Refused("hand_over.proposal_stands", amount=standing.amount)
