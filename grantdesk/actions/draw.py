"""Draw: what is promised is taken from the frames of the year, and never more than they hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from grantdesk.domain import frame
from grantdesk.domain.coding import Coding
from grantdesk.domain.frame import COMMITMENT, Room
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import FrameExceeded
from grantdesk.domain.roles import ALMI, Actor
from grantdesk.models.case import Case
from grantdesk.queries import frames


def from_frames(case: Case, amount: Money, *, by: Actor, on: date, coding: Coding) -> None:
    """Refuse an amount that a frame of the day's year has no room for; otherwise the frames are held until the commit.

    Asked by every act that promises more money, or the same money for longer, before it books. What is booked is itself
    what the frame counts, so nothing is written here. Raises `FrameExceeded`, which says by how much.
    """
    rooms = frames.locked_rooms_for(case, on=on, coding=coding)
    _refuse(rooms, by=by, wanted=lambda room: frame.asked(room.kind, room.year, amount, case.ends_on))


def for_longer(
    case: Case, amount: Money, outstanding: Money, until: date | None, *, by: Actor, on: date, coding: Coding
) -> None:
    """As `from_frames`, for `amount` more in a case that is to end on another day: what is outstanding moves with it."""

    def wanted(room: Room) -> Money:
        moved = frame.asked(room.kind, room.year, outstanding, until)
        stays = frame.asked(room.kind, room.year, outstanding, case.ends_on)
        return frame.asked(room.kind, room.year, amount, until) + (moved - stays).floored_at_zero()

    _refuse(frames.locked_rooms_for(case, on=on, coding=coding), by=by, wanted=wanted)


def from_years_since(case: Case, promised: Money, day: date, *, by: Actor, on: date, coding: Coding) -> None:
    """Refuse what was `promised` on a day of an earlier year, and is written down `on` a later one, where a year since is full.

    What falls due after those years uses their commitment authorities too, and nobody asked them. It is booked by now, so
    each room is told as it was before it.
    """
    for year in range(day.year + 1, on.year + 1):
        rooms = frames.locked_rooms_for(case, on=min(on, date(year, 12, 31)), coding=coding)
        asked = {room: frame.asked(room.kind, room.year, promised, case.ends_on) for room in rooms}
        before = {replace(room, used=room.used - asked[room]): asked[room] for room in rooms if room.kind == COMMITMENT}
        _refuse(list(before), by=by, wanted=before.__getitem__)


def _refuse(rooms: list[Room], *, by: Actor, wanted: Callable[[Room], Money]) -> None:
    for room in rooms:
        hidden = by.role == ALMI and room.scope == frame.WHOLE
        refusal = frame.discreet_refusal if hidden else frame.refusal
        said = refusal(room, wanted(room))
        if said is not None:
            raise FrameExceeded(said.key, **said.parameters)
