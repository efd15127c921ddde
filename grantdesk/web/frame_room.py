"""What the frames of the year have room for, as the one who decides on an amount sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk.domain import frame
from grantdesk.domain.coding import Coding
from grantdesk.domain.frame import WHOLE, Room
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.roles import ALMI, Actor
from grantdesk.models.case import Case
from grantdesk.queries import frames, proposals


@dataclass(frozen=True)
class FrameRoom:
    """What is left of each frame before and after the amount, why it does not fit, and what others have proposed.

    `none_left` says that no smaller amount would fit either.
    """

    told: list[Message]
    refusals: list[Message]
    none_left: bool
    proposed: Money


def of(case: Case, amount: Money, *, by: Actor, on: date, coding: Coding) -> FrameRoom:
    """As `by` may see it: Almi sees what is left of Almi's own frame, and of the Region's only that it does not do."""
    asked = [
        (room, wanted)
        for room in frames.rooms_for(case, on=on, coding=coding)
        if (wanted := frame.asked(room.kind, room.year, amount, case.ends_on))
    ]
    apart = by.role == ALMI
    refusals = [_refusal(room, wanted, hidden=apart and room.scope == WHOLE) for room, wanted in asked]
    return FrameRoom(
        told=[_told(room, wanted, room.left) for room, wanted in asked if room.left is not None and _seen(room, apart)],
        refusals=[said for said in refusals if said is not None],
        none_left=any(room.left is None or room.left <= ZERO for room, _ in asked),
        proposed=proposals.amount_standing(besides=case, handled_by=ALMI if apart else None),
    )


def _seen(room: Room, apart: bool) -> bool:
    return not (apart and room.scope == WHOLE)


def _refusal(room: Room, wanted: Money, *, hidden: bool) -> Message | None:
    return frame.discreet_refusal(room, wanted) if hidden else frame.refusal(room, wanted)


def _told(room: Room, wanted: Money, left: Money) -> Message:
    return message(f"frame.{room.kind}_left", year=room.year, of=frame.cover_name(room), left=left, after=left - wanted)
