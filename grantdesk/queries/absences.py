"""Who is away, and who is at the desk, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from grantdesk import db
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import ALMI, Actor, may
from grantdesk.domain.staff import Colleague, Staff
from grantdesk.models.absence import Absence
from grantdesk.models.user import User


@dataclass(frozen=True)
class Away:
    """One absence that has not ended, and whose it is."""

    id: int
    user_id: int
    name: str
    position: str
    from_on: date
    until_on: date


def staff(*, on: date) -> Staff:
    """Everybody who may log in, and whether they are away on the day; asked of the database at once."""
    away = exists().where(Absence.user_id == User.id, _holds(), Absence.from_on <= on, on < Absence.until_on)
    rows = db.session.execute(
        select(User.id, User.email, User.position, away).where(User.active.is_(True)).order_by(User.id)
    )
    return Staff(tuple(Colleague(key, email, position, bool(gone)) for key, email, position, gone in rows))


def not_ended(*, on: date, by: Actor) -> list[Away]:
    """Absences under way or to come, the first to begin first. Almi's people see those of Almi's."""
    found = (
        select(Absence.id, User.id, User.name, User.position, Absence.from_on, Absence.until_on)
        .join(User, User.id == Absence.user_id)
        .where(_holds(), on < Absence.until_on, Absence.from_on < Absence.until_on, User.active.is_(True))
        .order_by(Absence.from_on, User.sort_key, Absence.id)
    )
    return [Away(*row) for row in db.session.execute(_seen_by(by, found))]


def by_id(absence_id: int, *, by: Actor) -> Absence:
    """An absence that nothing has replaced, of `by` or of anybody for an administrator; raises `NotThere`."""
    found = select(Absence).where(Absence.id == absence_id, _holds())
    if not may(by.role, "user:administer"):
        found = found.where(Absence.user_id == by.id)
    absence = db.session.execute(found).scalar_one_or_none()
    if absence is None:
        raise NotThere("not_there.absence")
    return absence


def overlapping(user_id: int, *, from_on: date, until_on: date) -> bool:
    """Whether the person is recorded as away on any of the days already."""
    found = exists().where(Absence.user_id == user_id, _holds(), Absence.from_on < until_on, from_on < Absence.until_on)
    return bool(db.session.execute(select(found)).scalar_one())


def _holds() -> ColumnElement[bool]:
    """That no later row says how long the absence became."""
    later = aliased(Absence)
    return ~exists().where(later.replaces_id == Absence.id)


def _seen_by(by: Actor, found: Any) -> Any:
    return found.where(User.role == ALMI) if by.role == ALMI else found
