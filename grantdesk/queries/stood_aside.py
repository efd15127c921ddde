"""Which cases can only the board decide, since each who may must stand aside?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

from grantdesk import db
from grantdesk.domain import authority
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.roles import POSITIONS, may
from grantdesk.domain.staff import Matter, Staff
from grantdesk.models.absence import ConflictOfInterest
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.organisation import Organisation
from grantdesk.models.proposal import Proposal
from grantdesk.models.reference import Scheme
from grantdesk.models.user import User
from grantdesk.queries import absences, conflicts, meetings
from grantdesk.queries.conflicts import CloseTo
from grantdesk.queries.worklist import Desk

_DECIDERS = tuple(position for position, role in POSITIONS.items() if may(role, "decision:take"))


@dataclass(frozen=True)
class Aside:
    """A case that waits for the board in everyone's place, with the grant that is proposed."""

    case_number: str
    title: str
    applicant: str
    scheme: Both
    amount: Money


def from_all(desk: Desk) -> list[Aside]:
    """The proposed grants that each who may decide must stand aside from, and that are on no agenda; the oldest first.

    Only what is close to some decision-maker is tried: a case that no such person has a conflict in, or has prepared, has one.
    """
    rows = db.session.execute(_close_to_a_decider()).all()
    staff = absences.staff(on=desk.on)
    close = conflicts.close_to_many([row.number for row in rows])
    return [_aside(row) for row in rows if _is_the_boards(row, close[row.number], staff, desk)]


def _is_the_boards(row: Any, close: CloseTo, staff: Staff, desk: Desk) -> bool:
    matter = Matter(
        "grant", row.scheme, row.amount, desk.on, conflicted=close.conflicted, prepared_by=close.prepared_by
    )
    return authority.all_stand_aside(matter, order=desk.terms.order, staff=staff)


def _aside(row: Any) -> Aside:
    return Aside(row.number, row.title, row.name, Both(row.name_sv, row.name_en), row.amount)


def _close_to_a_decider() -> Any:
    return (
        select(Case.number, Case.title, Case.scheme, Organisation.name, Scheme.name_sv, Scheme.name_en, Proposal.amount)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(Scheme, Scheme.code == Case.scheme)
        .join(Proposal, Proposal.case_id == Case.id)
        .where(Case.status == "assessed", Proposal.state == "standing", Proposal.kind == "grant")
        .where(_is_close(), ~meetings.on_an_agenda())
        .order_by(Case.received_on, Case.id)
    )


def _is_close() -> ColumnElement[bool]:
    about = or_(ConflictOfInterest.case_id == Case.id, ConflictOfInterest.organisation_id == Case.organisation_id)
    return or_(
        exists().where(about, ConflictOfInterest.user_id == User.id, User.position.in_(_DECIDERS)),
        exists().where(Assessment.case_id == Case.id, Assessment.made_by_id == User.id, User.position.in_(_DECIDERS)),
        exists().where(Proposal.proposed_by_id == User.id, User.position.in_(_DECIDERS)),
    )
