"""Frames for the tests: those that a database has from the beginning, and others that a test lays down itself."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime

from grantdesk import db
from grantdesk.actions import administer, allot
from grantdesk.actions.administer import NewUser
from grantdesk.actions.allot import NewFrame
from grantdesk.domain.coding import Coding
from grantdesk.domain.frame import KINDS, WHOLE
from grantdesk.domain.money import Money
from grantdesk.models.frame import Frame
from grantdesk.models.user import User
from grantdesk.queries import frames
from grantdesk.queries.frames import Line
from tests import builders

YEARS = range(2022, 2041)
PLENTY = Money.kronor(10_000_000_000)
GROUND = "Påhittat villkorsbeslut"


def every_year(*, at: datetime) -> None:
    """Frames with room for whatever a test grants. Those who laid them down and confirmed them have left since."""
    with db.transaction(at=at):
        by, other = _somebody("finance"), _somebody("head_of_finance")
        for year in YEARS:
            for kind in KINDS:
                allot.confirm(allot.frame(new(year, kind, PLENTY), by=by), by=other)
        for one in (by, other):
            administer.disable_user(one, by=None)


def new(
    year: int, kind: str, amount: Money, *, scope: str = WHOLE, from_on: date | None = None, item: str | None = None
) -> NewFrame:
    return NewFrame(year, kind, scope, amount, GROUND, from_on or date(year, 1, 1), uuid.uuid4().hex, item)


def a_frame(
    amount: Money,
    kind: str = "budget",
    *,
    year: int = 2026,
    scope: str = WHOLE,
    from_on: date | None = None,
    item: str | None = None,
) -> Frame:
    """A confirmed frame; it replaces the one that the database has from the beginning."""
    by, other = builders.a_user("finance"), builders.a_user("head_of_finance")
    with db.transaction(at=builders.moment()):
        laid = new(year, kind, amount, scope=scope, from_on=from_on, item=item)
        made = allot.frame(laid, by=by, items=builders.terms().coding.items)
        allot.confirm(made, by=other)
    return made


def lines(*, on: date, coding: Coding | None = None) -> list[Line]:
    """What is told of every frame, by the county's own coding where no other is given."""
    return frames.lines(frames.all_of_them(), on=on, coding=coding or builders.terms().coding)


def moved(scheme: str, item: str, *, on: date) -> Coding:
    """The county's coding with a row more: from a day on the scheme is paid from another item."""
    coding = builders.terms().coding
    rows = coding.schemes[scheme]
    last = rows.values[-1]
    row = replace(last, value=replace(last.value, appropriation_item=item), valid_from=on)
    return replace(coding, schemes={**coding.schemes, scheme: replace(rows, values=(*rows.values, row))})


def _somebody(position: str) -> User:
    email = f"{position}.{uuid.uuid4().hex[:8]}@example.org"
    return administer.add_user(NewUser(email, "Påhittad före detta", position, builders.PASSWORD), by=None)
