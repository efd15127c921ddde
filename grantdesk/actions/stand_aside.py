"""Stand aside: somebody has a conflict of interest with an applicant or in a case, and handles it no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import record
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor, may
from grantdesk.models.absence import ConflictOfInterest
from grantdesk.models.case import Case
from grantdesk.models.user import User
from grantdesk.queries import conflicts


@dataclass(frozen=True)
class Conflict:
    """Which of the law's grounds, in what way, and whether in this case alone or with the applicant in every case."""

    kind: str
    ground: str
    in_case_alone: bool


def declare(user: User, case: Case, told: Conflict, *, by: Actor, on: date) -> ConflictOfInterest:
    """Note that `user` has a conflict of interest: their own word, or that of a decision-maker or an administrator."""
    if user.id != by.id and not may(by.role, "conflict:note"):
        raise Refused("conflict.of_another")
    if not told.ground.strip():
        raise Refused("conflict.without_ground")
    if any(each.user_id == user.id for each in conflicts.standing_in(case)):
        raise Refused("conflict.already", name=user.name)
    made = ConflictOfInterest(
        user_id=user.id,
        organisation_id=None if told.in_case_alone else case.organisation_id,
        case_id=case.id if told.in_case_alone else None,
        kind=told.kind,
        ground=told.ground.strip(),
        stands=True,
        noted_on=on,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("conflict.declared", by=by, case=case, rows=[made], name=user.name)
    return made


def end(standing: ConflictOfInterest, case: Case, *, name: str, reason: str, by: Actor, on: date) -> ConflictOfInterest:
    """Note that it no longer stands, and why; by another than the one whose it was."""
    if not may(by.role, "conflict:note"):
        raise Refused("conflict.of_another")
    if standing.user_id == by.id:
        raise Refused("conflict.own")
    if not reason.strip():
        raise Refused("conflict.without_ground")
    made = ConflictOfInterest(
        user_id=standing.user_id,
        organisation_id=standing.organisation_id,
        case_id=standing.case_id,
        kind=standing.kind,
        ground=reason.strip(),
        stands=False,
        noted_on=on,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("conflict.ended", by=by, case=case, rows=[made], name=name)
    return made
