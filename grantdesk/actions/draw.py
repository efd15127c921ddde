"""Draw: what is promised is taken from the frames of the year, and never more than they hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from grantdesk.domain import frame
from grantdesk.domain.frame import Room
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import FrameExceeded
from grantdesk.domain.roles import ALMI, Actor
from grantdesk.models.case import Case
from grantdesk.queries import frames


def from_frames(case: Case, amount: Money, *, by: Actor, on: date) -> None:
    """Refuse an amount that a frame of the day's year has no room for; otherwise the frames are held until the commit.

    Asked by every act that promises more money, or the same money for longer, before it books. What is booked is itself
    what the frame counts, so nothing is written here. Raises `FrameExceeded`, which says by how much.
    """
    _from(case, by=by, on=on, wanted=lambda room: frame.asked(room.kind, room.year, amount, case.ends_on))


def for_longer(case: Case, amount: Money, outstanding: Money, until: date | None, *, by: Actor, on: date) -> None:
    """As `from_frames`, for `amount` more in a case that is to end on another day: what is outstanding moves with it."""

    def wanted(room: Room) -> Money:
        moved = frame.asked(room.kind, room.year, outstanding, until)
        stays = frame.asked(room.kind, room.year, outstanding, case.ends_on)
        return frame.asked(room.kind, room.year, amount, until) + (moved - stays).floored_at_zero()

    _from(case, by=by, on=on, wanted=wanted)


def _from(case: Case, *, by: Actor, on: date, wanted: Callable[[Room], Money]) -> None:
    for room in frames.locked_rooms_for(case, on=on):
        hidden = by.role == ALMI and room.scope == frame.WHOLE
        refusal = frame.discreet_refusal if hidden else frame.refusal
        said = refusal(room, wanted(room))
        if said is not None:
            raise FrameExceeded(said.key, **said.parameters)
