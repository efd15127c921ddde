"""Draw down: money between the Region and the State is written by one and confirmed by another, and never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain.frame import YEARS
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.period import open_from
from grantdesk.domain.refusal import Refused, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.domain.state_money import Kind
from grantdesk.models.drawing import Drawing
from grantdesk.queries import drawings, periods


@dataclass(frozen=True)
class NewEntry:
    """How much of which year's appropriation item moved on which day, and the paper that says so."""

    kind: Kind
    year: int
    item: str
    amount: Money
    moved_on: date
    reference: str
    once: str


def entry(new: NewEntry, *, by: Actor, on: date) -> Drawing:
    """Write an entry; it counts when another person has confirmed it."""
    _refuse_what_cannot_be(new, on=on)
    return _written(new, None, None, by=by)


def reverse(mistaken: Drawing, reason: str, *, once: str, by: Actor, on: date) -> Drawing:
    """Take back a confirmed entry, on a day that takes bookings; that too counts when another person has confirmed it."""
    if mistaken.state != "confirmed" or mistaken.reverses_id is not None:
        raise Refused("drawing.not_reversible")
    if not reason.strip():
        raise Refused("drawing.without_reason")
    # On its own day where that is open, so that a month or a year not closed yet comes out right.
    moved_on = max(mistaken.moved_on, open_from(periods.closed_through()) or mistaken.moved_on)
    new = NewEntry(
        kind=_kind_of(mistaken),
        year=mistaken.year,
        item=mistaken.item,
        amount=mistaken.amount,
        moved_on=moved_on,
        reference=mistaken.reference,
        once=once,
    )
    if moved_on > on:
        raise Refused("drawing.in_the_future", day=moved_on)
    return _written(new, mistaken, reason.strip(), by=by)


def confirm(written: Drawing, *, by: Actor) -> None:
    """Confirm what another has written; from now on it counts."""
    if written.recorded_by_id == by.id:
        raise TwoPairsOfEyes("drawing.own")
    _refuse_where_closed(written.moved_on)
    if written.kind == "opening" and written.reverses_id is None:
        _refuse_a_second_opening(written)
    _settle(written, "confirm", "drawing.confirmed", by=by)


def withdraw(written: Drawing, *, by: Actor) -> None:
    """Let an entry that nobody has confirmed come to nothing; it stays to be read."""
    _settle(written, "withdraw", "drawing.withdrawn", by=by)


def _written(new: NewEntry, mistaken: Drawing | None, reason: str | None, *, by: Actor) -> Drawing:
    made = Drawing(
        once=new.once,
        kind=new.kind,
        year=new.year,
        item=new.item,
        amount=new.amount,
        moved_on=new.moved_on,
        reference=new.reference.strip(),
        state=FIRST["drawing"],
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
        reverses_id=mistaken.id if mistaken else None,
        reason=reason,
    )
    db.session.add(made)
    db.session.flush()
    record.event("drawing.recorded", by=by, rows=[made], amount=made.amount, entry=made.kind)
    return made


def _settle(written: Drawing, act: str, kind: str, *, by: Actor) -> None:
    step = advance.step(written, act, settled_at=db.moment(), settled_by_id=by.id, settled_by=by.name)
    record.event(kind, by=by, changes=[step], amount=written.amount, entry=written.kind)


def _kind_of(written: Drawing) -> Kind:
    kinds: dict[str, Kind] = {"drawn": "drawn", "returned": "returned", "opening": "opening"}
    return kinds[written.kind]


def _refuse_what_cannot_be(new: NewEntry, *, on: date) -> None:
    first, last = YEARS
    if not first <= new.year <= last:
        raise Refused("drawing.year", first=first, last=last)
    if new.amount <= ZERO and new.kind != "opening":
        raise Refused("drawing.above_zero")
    if new.moved_on > on:
        raise Refused("drawing.in_the_future", day=new.moved_on)
    if new.moved_on.year < new.year - 1:
        raise Refused("drawing.before_its_year", day=new.moved_on, year=new.year)
    if not new.reference.strip():
        raise Refused("drawing.without_reference")
    _refuse_where_closed(new.moved_on)
    if new.kind == "opening":
        _refuse_another_opening(new)


def _refuse_where_closed(day: date) -> None:
    through = periods.closed_through()
    first = open_from(through)
    if through is not None and first is not None and day <= through:
        raise Refused("drawing.closed", through=through, day=day, first=first)


def _refuse_a_second_opening(written: Drawing) -> None:
    """Two may have been written at the same moment, before either could be seen: the first that is confirmed is the one."""
    drawings.lock_openings(written.item)
    others = [one for one in drawings.openings() if one.item == written.item and one.id != written.id]
    if confirmed := [one.year for one in others if one.state == "confirmed"]:
        raise Refused("drawing.opening_stated", year=confirmed[0])


def _refuse_another_opening(new: NewEntry) -> None:
    """The books begin once for each item: with one opening balance, in the year of their first entry or before it."""
    standing = [one.year for one in drawings.openings() if one.item == new.item]
    if standing:
        raise Refused("drawing.opening_stated", year=standing[0])
    first = drawings.first_year(new.item)
    if first is not None and new.moved_on.year > first:
        raise Refused("drawing.opening_after_others", year=first)
