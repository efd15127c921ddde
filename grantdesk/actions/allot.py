"""Allot: a frame for a year is laid down by one person, and holds once another has confirmed it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain.frame import WHOLE, YEARS
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.models.frame import Frame


@dataclass(frozen=True)
class NewFrame:
    """How much, of what (a kind and a scope of `domain.frame`), for which year, from which day, and by which decision.

    `item` is the appropriation item that it is for; None where it is for every one.
    """

    year: int
    kind: str
    scope: str
    amount: Money
    ground: str
    from_on: date
    once: str
    item: str | None = None


def frame(new: NewFrame, *, by: Actor, items: Collection[str] = ()) -> Frame:
    """Lay down a frame. It replaces the one before, of the same year, kind, scope and item, from its day, when confirmed.

    `items` are the appropriation items that there are; a frame for another would never be asked.
    """
    _refuse_what_cannot_be(new)
    _refuse_what_covers_nothing(new, items)
    made = Frame(
        once=new.once,
        year=new.year,
        kind=new.kind,
        scope=new.scope,
        item=new.item,
        amount=new.amount,
        ground=new.ground.strip(),
        from_on=new.from_on,
        state=FIRST["frame"],
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("frame.laid_down", by=by, rows=[made], year=made.year, amount=made.amount)
    return made


def confirm(laid: Frame, *, by: Actor) -> None:
    """Confirm what another has laid down; from its day it holds.

    It may be below what is decided already, as when the Government cuts an appropriation: then nothing more is granted.
    """
    if laid.recorded_by_id == by.id:
        raise TwoPairsOfEyes("frame.own")
    _settle(laid, "confirm", "frame.confirmed", by=by)


def withdraw(laid: Frame, *, by: Actor) -> None:
    """Let a frame that nobody has confirmed come to nothing; it stays to be read."""
    _settle(laid, "withdraw", "frame.withdrawn", by=by)


def _settle(laid: Frame, act: str, kind: str, *, by: Actor) -> None:
    step = advance.step(laid, act, settled_at=db.moment(), settled_by_id=by.id, settled_by=by.name)
    record.event(kind, by=by, changes=[step], year=laid.year, amount=laid.amount)


def _refuse_what_cannot_be(new: NewFrame) -> None:
    first, last = YEARS
    if not first <= new.year <= last:
        raise Refused("frame.year", first=first, last=last)
    if new.amount < ZERO:
        raise Refused("frame.below_zero")
    if new.from_on.year > new.year:
        raise Refused("frame.from_after_year", year=new.year, day=new.from_on)
    if not new.ground.strip():
        raise Refused("frame.without_ground")


def _refuse_what_covers_nothing(new: NewFrame, items: Collection[str]) -> None:
    if new.item is None:
        return
    if new.scope != WHOLE:
        raise Refused("frame.item_of_one_hand")
    if new.item not in items:
        raise Refused("frame.unknown_item", item=new.item, known=", ".join(sorted(items)) or "–")
