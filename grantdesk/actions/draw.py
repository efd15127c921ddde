"""Draw: what is promised is taken from the frames of the year, and never more than they hold."""

from __future__ import annotations

from datetime import date

from grantdesk.domain import frame
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
    for room in frames.locked_rooms_for(case, on=on):
        wanted = frame.asked(room.kind, room.year, amount, case.ends_on)
        hidden = by.role == ALMI and room.scope == frame.WHOLE
        said = frame.discreet_refusal(room, wanted) if hidden else frame.refusal(room, wanted)
        if said is not None:
            raise FrameExceeded(said.key, **said.parameters)
