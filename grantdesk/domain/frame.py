"""The frames of a year: how much may be decided in it, and how much of what is promised may fall due after it.

A *budget frame* is used by what is granted in the year, with changes, less what is released in it, whatever year the
released money was granted in. A *commitment authority* is used by what is promised and not yet paid in cases that end
after the year; a case whose end nobody has stated counts as ending after every year, so that what is unknown never makes room.

A frame may be for one appropriation item. A case's scheme says which item it is paid from, and that may change from one day to
the next. What was granted or released is of the item of the day that it was booked, as the vouchers are. What is promised
and not paid is of the item that it would be paid from now, wherever it was promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.coding import Coding
from grantdesk.domain.messages import Both, Message, in_both, message
from grantdesk.domain.money import ZERO, Money, total

BUDGET, COMMITMENT = "budget", "commitment"
KINDS = (BUDGET, COMMITMENT)
# What a frame covers: every case, or those in the hands of somebody who has a frame of their own.
WHOLE = "all"
SCOPES = (WHOLE, "almi")
YEARS = (2000, 2100)


@dataclass(frozen=True)
class Movement:
    """What the bookings of a year came to in a scheme's cases that one hand has and that end in one year (None: not stated).

    `item` is the appropriation item of the days that they were booked. `granted` is with changes and less releases,
    `outstanding` is that less what was paid.
    """

    year: int
    ends_in: int | None
    handled_by: str
    scheme: str
    item: str
    granted: Money
    released: Money
    outstanding: Money


@dataclass(frozen=True)
class Cover:
    """What a frame is for: one of `SCOPES`, and one appropriation item or (None) every one."""

    scope: str = WHOLE
    item: str | None = None


@dataclass(frozen=True)
class Room:
    """One frame and what of it is used; `amount` is None where there has to be a frame and none is confirmed."""

    kind: str
    scope: str
    year: int
    amount: Money | None
    used: Money
    item: str | None = None

    @property
    def left(self) -> Money | None:
        """What is left; below zero where the frame has been cut below what is used. None where there is no frame."""
        return None if self.amount is None else self.amount - self.used


def covers(scope: str, handled_by: str) -> bool:
    """Whether a frame of `scope` is used by a case in these hands."""
    return scope in (WHOLE, handled_by)


def asked(kind: str, year: int, amount: Money, ends_on: date | None) -> Money:
    """What a decision of `amount` would use of a frame of the kind: of the authority nothing, if it all falls due in the year."""
    if kind == BUDGET or _after(year, ends_on.year if ends_on else None):
        return amount
    return ZERO


def of_item(kind: str, movements: Iterable[Movement], item: str | None, *, coding: Coding, on: date) -> list[Movement]:
    """The movements that a frame of the kind for the item counts on a day; every one where it is for every item."""
    if item is None:
        return list(movements)
    if kind == BUDGET:
        return [one for one in movements if one.item == item]
    return [one for one in movements if coding.item_of(one.scheme, on) == item]


def used(kind: str, scope: str, year: int, movements: Iterable[Movement]) -> Money:
    """What is used of a frame, by the ledger's bookings; those of other years may be among them."""
    told = [one for one in movements if covers(scope, one.handled_by)]
    if kind == BUDGET:
        return total(one.granted for one in told if one.year == year)
    return total(one.outstanding for one in told if one.year <= year and _after(year, one.ends_in))


def released(scope: str, year: int, movements: Iterable[Movement]) -> Money:
    """What was released in the year, and so has given room back."""
    return total(one.released for one in movements if covers(scope, one.handled_by) and one.year == year)


def paid(scope: str, year: int, movements: Iterable[Movement]) -> Money:
    """What was paid in the year, whatever year it was decided in."""
    told = [one for one in movements if covers(scope, one.handled_by) and one.year == year]
    return total(one.granted for one in told) - total(one.outstanding for one in told)


def refusal(room: Room, wanted: Money) -> Message | None:
    """Why `wanted` does not fit, and by how much it is too much; None where it fits or asks nothing of the frame."""
    above = _above(room, wanted)
    if above is None:
        return None
    if room.amount is None or room.left is None:
        return message(f"frame.{room.kind}_missing", year=room.year, of=cover_name(room))
    return message(
        f"frame.{room.kind}_exceeded",
        year=room.year,
        of=cover_name(room),
        amount=room.amount,
        used=room.used,
        left=room.left.floored_at_zero(),
        asked=wanted,
        above=above,
    )


def discreet_refusal(room: Room, wanted: Money) -> Message | None:
    """As `refusal`, for somebody who may not see what is used of the frame."""
    above = _above(room, wanted)
    if above is None or room.amount is None:
        return refusal(room, wanted)
    if room.item is not None:
        key = f"frame.{room.kind}_item_exceeded_elsewhere"
        return message(key, year=room.year, of=cover_name(room), asked=wanted, above=above)
    return message(f"frame.{room.kind}_exceeded_elsewhere", year=room.year, asked=wanted, above=above)


def cover_name(of: Cover | Room) -> Both:
    """The words for what a frame covers."""
    said = in_both(message(f"frame.scope.{of.scope}") if of.item is None else message("frame.item", item=of.item))
    return Both(said["sv"], said["en"])


def _above(room: Room, wanted: Money) -> Money | None:
    if not wanted:
        return None
    above = room.used + wanted - (room.amount or ZERO)
    return above if room.amount is None or above > ZERO else None


def _after(year: int, ends_in: int | None) -> bool:
    return ends_in is None or ends_in > year
