"""What frames are there, how much of each is used, and what room is there for a decision?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain import frame
from grantdesk.domain.frame import BUDGET, COMMITMENT, KINDS, SCOPES, WHOLE, Room
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case
from grantdesk.models.frame import Frame
from grantdesk.queries import balances

CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Line:
    """One year's frames of one scope, with what was decided (changes included), released and is outstanding."""

    year: int
    scope: str
    budget: Room
    commitment: Room
    decided: Money
    released: Money


def all_of_them() -> list[Frame]:
    """Every frame that has been laid down, the latest year first, and in it the latest row first."""
    return list(db.session.execute(select(Frame).order_by(Frame.year.desc(), Frame.id.desc())).scalars())


def by_id(frame_id: int) -> Frame:
    """One frame, as it is now; raises `NotThere`."""
    found = db.session.get(Frame, frame_id, populate_existing=True)
    if found is None:
        raise NotThere("not_there.frame")
    return found


def holding(frames: Sequence[Frame], kind: str, scope: str, *, on: date) -> Frame | None:
    """The confirmed frame of the day's year that holds on it: the one that began last."""
    told = [
        one
        for one in frames
        if (one.year, one.kind, one.scope, one.state) == (on.year, kind, scope, CONFIRMED) and one.from_on <= on
    ]
    return max(told, key=lambda one: (one.from_on, one.id), default=None)


def rooms_for(case: Case, *, on: date) -> list[Room]:
    """The frames that a decision in the case on the day would use, those of whoever handles it first."""
    return list(_rooms(_of_year(on.year), case.handled_by, on))


def locked_rooms_for(case: Case, *, on: date) -> list[Room]:
    """As `rooms_for`, with the year's frames locked for the act under way, so that no other act uses the same room.

    All rows of the year are locked, in the order of their keys: one that is confirmed meanwhile waits too, or is known to
    whoever comes next together with the row that they wait for.
    """
    rows = select(Frame).where(Frame.year == on.year).order_by(Frame.id)
    locked = rows.with_for_update(key_share=True).execution_options(populate_existing=True)
    return list(_rooms(list(db.session.execute(locked).scalars()), case.handled_by, on))


@dataclass(frozen=True)
class Own:
    """A frame of one hand's own; `is_needed` where that hand has ever had one, and so needs one every year."""

    room: Room
    is_needed: bool


def own_of(scope: str, *, on: date) -> list[Own]:
    """The frames of the day's year that cover `scope` alone, a kind each; nothing is told of what covers the whole county."""
    frames, movements = _of_year(on.year), balances.movements(needed_in=on.year)
    needed = _own_frames(scope)
    return [Own(_room(frames, movements, kind, scope, on), (kind, scope) in needed) for kind in KINDS]


def lines(frames: Sequence[Frame], *, on: date) -> list[Line]:
    """Every year that has a frame or a booking, and the year of the day; the latest first, the whole county first in each.

    A year past is told as it ended, one to come as it will begin.
    """
    movements = balances.movements()
    years = {on.year, *(one.year for one in frames), *(one.year for one in movements)}
    own = {(one.year, one.scope) for one in frames if one.state == CONFIRMED}
    return [
        _line(frames, movements, scope, min(max(on, date(year, 1, 1)), date(year, 12, 31)))
        for year in sorted(years, reverse=True)
        for scope in SCOPES
        if scope == WHOLE or (year, scope) in own
    ]


def _line(frames: Sequence[Frame], movements: Sequence[frame.Movement], scope: str, on: date) -> Line:
    rooms = {kind: _room(frames, movements, kind, scope, on) for kind in KINDS}
    released = frame.released(scope, on.year, movements)
    decided = rooms[BUDGET].used + released
    return Line(on.year, scope, rooms[BUDGET], rooms[COMMITMENT], decided, released)


def _rooms(frames: Sequence[Frame], handled_by: str, on: date) -> Iterator[Room]:
    movements = balances.movements(needed_in=on.year)
    own = _own_frames(handled_by) if handled_by in SCOPES else set()
    for scope in (handled_by, WHOLE):
        for kind in KINDS:
            if scope == WHOLE or (kind, scope) in own:
                yield _room(frames, movements, kind, scope, on)


def _room(frames: Sequence[Frame], movements: Sequence[frame.Movement], kind: str, scope: str, on: date) -> Room:
    held = holding(frames, kind, scope, on=on)
    amount = held.amount if held else None
    return Room(kind, scope, on.year, amount, frame.used(kind, scope, on.year, movements))


def _own_frames(handled_by: str) -> set[tuple[str, str]]:
    """The kinds of frame that whoever handles the case has of their own.

    Who has ever had one needs one every year: otherwise a frame forgotten at the turn of the year would free them of it.
    """
    rows = select(Frame.kind, Frame.scope).where(Frame.scope == handled_by, Frame.state == CONFIRMED).distinct()
    return {(kind, scope) for kind, scope in db.session.execute(rows)}


def _of_year(year: int) -> list[Frame]:
    return list(db.session.execute(select(Frame).where(Frame.year == year).order_by(Frame.id)).scalars())
