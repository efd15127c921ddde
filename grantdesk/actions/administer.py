"""Administer: users, and the region's reference data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import record
from grantdesk.actions.sign_in import hashed
from grantdesk.domain.county import County
from grantdesk.domain.refusal import Refused, SomebodyWasFirst
from grantdesk.domain.roles import POSITIONS, Actor
from grantdesk.domain.sorting import swedish_key
from grantdesk.models.base import Base
from grantdesk.models.reference import ExchangeRate, GoalArea, Municipality, Objective, Scheme
from grantdesk.models.user import User
from grantdesk.models.witness import Change
from grantdesk.queries import people

SHORTEST_PASSWORD = 12


@dataclass(frozen=True)
class NewUser:
    """Who is to be added; the position decides the role."""

    email: str
    name: str
    position: str
    password: str


def add_user(new: NewUser, *, by: Actor | None) -> User:
    """Add somebody who may log in; `by` None is the command line."""
    if new.position not in POSITIONS:
        raise Refused("user.unknown_position", position=new.position, positions=", ".join(POSITIONS))
    _refuse_weak(new.password)
    if people.find_by_email(new.email):
        raise Refused("user.email_taken", email=new.email)
    user = User(
        email=new.email.strip().lower(),
        name=new.name.strip(),
        sort_key=swedish_key(new.name),
        role=POSITIONS[new.position],
        position=new.position,
        password_hash=hashed(new.password),
        active=True,
        created_at=db.moment(),
    )
    db.session.add(user)
    db.session.flush()
    record.event("user.added", by=by, rows=[user], email=user.email, role=user.role, position=user.position)
    return user


def disable_user(user: User, *, by: Actor | None) -> None:
    """Let somebody in no more; what they have done stays theirs."""
    if by is not None and by.id == user.id:
        raise Refused("user.not_oneself")
    if not user.active:
        raise SomebodyWasFirst("user.disabled_already", name=user.name)
    user.active = False
    record.event("user.disabled", by=by, changes=[Change(user, ("active",))], email=user.email)


def reset_password(user: User, password: str, *, by: Actor | None) -> None:
    """Give somebody a new password."""
    _refuse_weak(password)
    user.password_hash = hashed(password)
    record.event("user.password_reset", by=by, changes=[Change(user, ("password_hash",))], email=user.email)


def load_region(county: County) -> None:
    """Bring the reference tables to what the region's files say; what is no longer there stays, since cases name it."""
    wanted = [*_municipalities(county), *_goal_areas(county), *_objectives(county), *_schemes(county)]
    changed = [_merged(row) for row in wanted if _differs(row)]
    if changed:
        name = county.region.name.sv
        record.event("region.loaded", by=None, rows=changed, rows_changed=len(changed), region=name)


def load_rates(rates: Mapping[date, Decimal]) -> None:
    """Add the reference rates of days that have none yet; a stored rate is never changed."""
    known = set(db.session.execute(select(ExchangeRate.rate_on)).scalars())
    new = [ExchangeRate(rate_on=day, sek_per_eur=rate) for day, rate in rates.items() if day not in known]
    db.session.add_all(new)
    if new:
        db.session.flush()
        record.event("rates.loaded", by=None, rows=new, days=len(new), source="ECB")


def _refuse_weak(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused("user.password_too_short", shortest=SHORTEST_PASSWORD)


def _merged(row: Base) -> Base:
    merged = db.session.merge(row)
    db.session.flush()
    return merged


def _differs(row: Base) -> bool:
    columns = row.__table__.columns.keys()
    there = db.session.get(type(row), next(getattr(row, key.name) for key in row.__table__.primary_key))
    return there is None or any(getattr(there, name) != getattr(row, name) for name in columns)


def _municipalities(county: County) -> Iterable[Municipality]:
    return [
        Municipality(code=m.code, name=m.name, sort_key=swedish_key(m.name)) for m in county.municipalities.values()
    ]


def _goal_areas(county: County) -> Iterable[GoalArea]:
    return [GoalArea(code=a.code, name_sv=a.name.sv, name_en=a.name.en) for a in county.goal_areas.values()]


def _objectives(county: County) -> Iterable[Objective]:
    return [
        Objective(code=o.code, goal_area=o.goal_area, name_sv=o.name.sv, name_en=o.name.en, confirmed=o.confirmed)
        for o in county.objectives.values()
    ]


def _schemes(county: County) -> Iterable[Scheme]:
    return [
        Scheme(code=s.code, name_sv=s.name.sv, name_en=s.name.en, family=str(s.family), handled_by=s.handled_by)
        for s in county.schemes.values()
    ]
