"""Which decisions were taken on delegation, and which of them is the board still to be told of?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from grantdesk import db
from grantdesk.domain.delegation import BOARD
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.meeting import DelegationReport, Meeting
from grantdesk.models.organisation import Organisation
from grantdesk.models.reference import Scheme
from grantdesk.models.user import User

SHOWN = 50


@dataclass(frozen=True)
class Delegated:
    """One decision as the board is told of it; `amount` is None where it is about no money."""

    case_number: str
    title: str
    applicant: str
    scheme: Both
    kind: str
    decided_on: date
    amount: Money | None
    ground: Both
    name: str
    position: str


@dataclass(frozen=True)
class Waiting:
    """How many decisions the board has not been told of, and the day of the oldest."""

    count: int
    oldest: date | None


def not_reported() -> ColumnElement[bool]:
    """That a decision was taken on delegation, and that no meeting that has been held was told of it."""
    told = exists().where(
        DelegationReport.decision_id == Decision.id,
        DelegationReport.meeting_id == Meeting.id,
        Meeting.state == "held",
    )
    return _on_delegation() & ~told


def waiting() -> Waiting:
    """What waits to be reported."""
    count, oldest = db.session.execute(select(func.count(), func.min(Decision.decided_on)).where(not_reported())).one()
    return Waiting(int(count), oldest)


def ids_not_listed(*, until: date) -> list[int]:
    """The decisions taken on delegation to the end of the day `until` that are on no meeting's list, the oldest first."""
    rows = select(Decision.id).where(_not_listed(until)).order_by(Decision.decided_on, Decision.id)
    return list(db.session.execute(rows).scalars())


def count(meeting: Meeting) -> int:
    """How many decisions the meeting's list has, or would have if it were made now."""
    rows = select(func.count()).select_from(Decision).where(_of(meeting))
    return int(db.session.execute(rows).scalar_one())


def of_meeting(meeting: Meeting, *, page: int | None = None) -> list[Delegated]:
    """The meeting's list, by who decided and then by day: as it was made, or as it would be. All of it, or one page."""
    rows = _told().where(_of(meeting)).order_by(User.sort_key, User.id, Decision.decided_on, Decision.id)
    if page is not None:
        rows = rows.limit(SHOWN).offset((page - 1) * SHOWN)
    return [_delegated(row) for row in db.session.execute(rows)]


def _of(meeting: Meeting) -> ColumnElement[bool]:
    if meeting.listed_at is None:
        return _not_listed(meeting.day)
    return exists().where(DelegationReport.decision_id == Decision.id, DelegationReport.meeting_id == meeting.id)


def _not_listed(until: date) -> ColumnElement[bool]:
    listed = exists().where(DelegationReport.decision_id == Decision.id)
    return _on_delegation() & (Decision.decided_on <= until) & ~listed


def _on_delegation() -> ColumnElement[bool]:
    return Decision.position != BOARD


def _told() -> Any:
    return (
        select(Decision, Case.number, Case.title, Organisation.name, Scheme.name_sv, Scheme.name_en)
        .join(Case, Case.id == Decision.case_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(Scheme, Scheme.code == Case.scheme)
        .join(User, User.id == Decision.recorded_by_id)
    )


def _delegated(row: Any) -> Delegated:
    decision, number, title, applicant, scheme_sv, scheme_en = row
    return Delegated(
        case_number=number,
        title=title,
        applicant=applicant,
        scheme=Both(scheme_sv, scheme_en),
        kind=decision.kind,
        decided_on=decision.decided_on,
        amount=decision.granted or decision.amount or None,
        ground=Both(decision.ground["sv"], decision.ground["en"]),
        name=decision.recorded_by,
        position=decision.position,
    )
