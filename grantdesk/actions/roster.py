"""Roster: who is away is recorded, so that whoever stands in for them may act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from grantdesk import db
from grantdesk.actions import record
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor, may
from grantdesk.models.absence import Absence
from grantdesk.models.user import User
from grantdesk.queries import absences, people


@dataclass(frozen=True)
class Period:
    """The first and the last day that somebody is away."""

    first: date
    last: date


def away(user: User, period: Period, *, by: Actor, on: date) -> Absence:
    """Record that `user` is away; by themselves, or by an administrator. What has been decided meanwhile stands."""
    if user.id != by.id and not may(by.role, "user:administer"):
        raise Refused("absence.of_another")
    if period.last < period.first:
        raise Refused("absence.ends_before_it_begins")
    if period.first < on:
        raise Refused("absence.past", today=on)
    # Locked, so that two who record at once do not record the same days twice.
    people.locked(user.id)
    until = period.last + timedelta(days=1)
    if absences.overlapping(user.id, from_on=period.first, until_on=until):
        raise Refused("absence.already")
    made = _row(user.id, period.first, until, by)
    db.session.add(made)
    db.session.flush()
    record.event("absence.recorded", by=by, rows=[made], name=user.name, first=period.first, last=period.last)
    return made


def back(absence: Absence, *, by: Actor, on: date) -> Absence:
    """End the absence: the person is back on the day `on`, or never left where it had not begun."""
    people.locked(absence.user_id)
    # Found anew behind the lock: of two who end it at once the second finds it ended.
    current = absences.by_id(absence.id, by=by)
    if on >= current.until_on:
        raise Refused("absence.over")
    made = _row(current.user_id, current.from_on, max(current.from_on, on), by)
    made.replaces_id = current.id
    db.session.add(made)
    db.session.flush()
    record.event("absence.ended", by=by, rows=[made], until=made.until_on)
    return made


def _row(user_id: int, from_on: date, until_on: date, by: Actor) -> Absence:
    return Absence(
        user_id=user_id,
        from_on=from_on,
        until_on=until_on,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
