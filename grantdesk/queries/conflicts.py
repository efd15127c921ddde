"""Who may not touch a case, and who has been close to it: by a conflict of interest, or by having prepared or decided it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from grantdesk import db
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.absence import ConflictOfInterest
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.proposal import Proposal
from grantdesk.models.user import User


@dataclass(frozen=True)
class CloseTo:
    """By id: those with a conflict of interest, those whose assessment or proposal stands, and those who have decided."""

    conflicted: frozenset[int]
    prepared_by: frozenset[int]
    decided_by: frozenset[int]


@dataclass(frozen=True)
class Shown:
    """A conflict of interest that stands, and whose it is; in the case alone, or with the applicant."""

    id: int
    user_id: int
    name: str
    kind: str
    ground: str
    noted_on: date
    recorded_by: str
    in_case_alone: bool


def close_to(number: str) -> CloseTo:
    """Who is close to the case with this number."""
    return close_to_many([number])[number]


def close_to_many(numbers: Iterable[str]) -> dict[str, CloseTo]:
    """Who is close to each of the cases; one question to the database."""
    found = {
        number: {"conflicted": set[int](), "prepared_by": set[int](), "decided_by": set[int]()} for number in numbers
    }
    for number, how, user_id in db.session.execute(union_all(*_questions(list(found)))):
        found[number][how].add(user_id)
    return {number: CloseTo(**{how: frozenset(users) for how, users in each.items()}) for number, each in found.items()}


def refuse_where_partial(case: Case, *, by: Actor) -> None:
    """Raises Refused where `by` has a conflict of interest in the case."""
    if by.id in close_to(case.number).conflicted:
        raise Refused("conflict.stands")


def with_organisation(organisation_id: int) -> frozenset[int]:
    """Those who have a conflict of interest with the organisation, or in any of its cases."""
    own_cases = select(Case.id).where(Case.organisation_id == organisation_id)
    about = or_(ConflictOfInterest.organisation_id == organisation_id, ConflictOfInterest.case_id.in_(own_cases))
    return frozenset(db.session.execute(select(ConflictOfInterest.user_id).where(_stands(), about)).scalars())


def standing_in(case: Case) -> list[Shown]:
    """The conflicts of interest that stand in the case, in Swedish order of name."""
    rows = db.session.execute(
        select(ConflictOfInterest, User.name)
        .join(User, User.id == ConflictOfInterest.user_id)
        .join(Case, _is_about())
        .where(_stands(), Case.id == case.id)
        .order_by(User.sort_key, ConflictOfInterest.id)
    )
    return [
        Shown(
            id=each.id,
            user_id=each.user_id,
            name=name,
            kind=each.kind,
            ground=each.ground,
            noted_on=each.noted_on,
            recorded_by=each.recorded_by,
            in_case_alone=each.case_id is not None,
        )
        for each, name in rows
    ]


def by_id(conflict_id: int, *, case: Case) -> ConflictOfInterest:
    """A conflict of interest that stands in the case; raises `NotThere`."""
    found = db.session.execute(
        select(ConflictOfInterest)
        .join(Case, _is_about())
        .where(ConflictOfInterest.id == conflict_id, _stands(), Case.id == case.id)
    ).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.conflict")
    return found


def _questions(numbers: list[str]) -> list[Any]:
    latest = select(func.max(Assessment.id)).where(Assessment.case_id == Case.id).correlate(Case).scalar_subquery()
    conflicted = select(Case.number, literal("conflicted"), ConflictOfInterest.user_id).join(Case, _is_about())
    assessed = (
        select(Case.number, literal("prepared_by"), Assessment.made_by_id)
        .join(Case, Case.id == Assessment.case_id)
        .where(Assessment.id == latest)
    )
    proposed = (
        select(Case.number, literal("prepared_by"), Proposal.proposed_by_id)
        .join(Case, Case.id == Proposal.case_id)
        .where(Proposal.state == "standing")
    )
    decided = select(Case.number, literal("decided_by"), Decision.recorded_by_id).join(
        Case, Case.id == Decision.case_id
    )
    everything = (conflicted.where(_stands()), assessed, proposed, decided)
    return [each.where(Case.number.in_(numbers)) for each in everything]


def _is_about() -> ColumnElement[bool]:
    """That it is in the case, or with its applicant."""
    return or_(ConflictOfInterest.case_id == Case.id, ConflictOfInterest.organisation_id == Case.organisation_id)


def _stands() -> ColumnElement[bool]:
    """That the row says so, and that no later row of the same person says otherwise of the same thing."""
    later = aliased(ConflictOfInterest)
    same = or_(later.case_id == ConflictOfInterest.case_id, later.organisation_id == ConflictOfInterest.organisation_id)
    of_it = and_(later.user_id == ConflictOfInterest.user_id, later.id > ConflictOfInterest.id, same)
    return and_(ConflictOfInterest.stands.is_(True), ~exists().where(of_it))
