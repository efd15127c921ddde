"""What frames are there, how much of each is used, and what room is there for a decision?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from grantdesk import db
from grantdesk.domain import frame
from grantdesk.domain.coding import Coding
from grantdesk.domain.frame import BUDGET, COMMITMENT, KINDS, SCOPES, WHOLE, Cover, Movement, Room
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case
from grantdesk.models.frame import Frame
from grantdesk.queries import movements

CONFIRMED = "confirmed"
EVERYTHING = Cover()
# By kind, scope and item (None where it is for every one), the first day that any confirmed frame of them holds.
Had = Mapping[tuple[str, str, str | None], date]


@dataclass(frozen=True)
class Line:
    """One year's frames of one cover, with what was decided (changes included), released and paid in it, and is outstanding.

    `needs` are the kinds of frame that a decision asks of this cover.
    """

    year: int
    scope: str
    item: str | None
    budget: Room
    commitment: Room
    decided: Money
    released: Money
    paid: Money
    needs: tuple[str, ...]


def all_of_them() -> list[Frame]:
    """Every frame that has been laid down, the latest year first, and in it the latest row first."""
    return list(db.session.execute(select(Frame).order_by(Frame.year.desc(), Frame.id.desc())).scalars())


def by_id(frame_id: int) -> Frame:
    """One frame, as it is now; raises `NotThere`."""
    found = db.session.get(Frame, frame_id, populate_existing=True)
    if found is None:
        raise NotThere("not_there.frame")
    return found


def holding(frames: Sequence[Frame], kind: str, scope: str, *, on: date, item: str | None = None) -> Frame | None:
    """The confirmed frame of the day's year that holds on it: the one that began last."""
    sought = (on.year, kind, scope, item, CONFIRMED)
    told = [
        one for one in frames if (one.year, one.kind, one.scope, one.item, one.state) == sought and one.from_on <= on
    ]
    return max(told, key=lambda one: (one.from_on, one.id), default=None)


def as_of(year: int, on: date) -> date:
    """The day that a year is told as of: its end where it is past on the day `on`, its beginning where it is to come."""
    return min(max(on, date(year, 1, 1)), date(year, 12, 31))


def budget_of(frames: Sequence[Frame], item: str, year: int, *, on: date, coding: Coding) -> Money | None:
    """The item's budget of a year, as of then; the whole county's where no other item was in use in that year."""
    day = as_of(year, on)
    held = holding(frames, BUDGET, WHOLE, on=day, item=item)
    if held is None and coding.items_in(year) == {item}:
        held = holding(frames, BUDGET, WHOLE, on=day)
    return held.amount if held else None


def needs_budget(frames: Sequence[Frame], item: str, year: int, *, on: date, coding: Coding) -> bool:
    """Whether the item needs a budget of a year for itself: where it is the county's only one, or has had one."""
    of, day = Cover(WHOLE, item), as_of(year, on)
    return coding.items_in(year) == {item} or needed(first_days(frames), BUDGET, of, on=day, coding=coding)


def rooms_for(case: Case, *, on: date, coding: Coding) -> list[Room]:
    """The frames that a decision in the case on the day would use: of whoever handles it, of its item, and the whole county's."""
    return _rooms(_of_year(on.year), case, on, coding)


def locked_rooms_for(case: Case, *, on: date, coding: Coding) -> list[Room]:
    """As `rooms_for`, with the year's frames locked for the act under way, so that no other act uses the same room.

    All rows of the year are locked, in the order of their keys: one that is confirmed meanwhile waits too, or is known to
    whoever comes next together with the row that they wait for.
    """
    rows = select(Frame).where(Frame.year == on.year).order_by(Frame.id)
    locked = rows.with_for_update(key_share=True).execution_options(populate_existing=True)
    return _rooms(list(db.session.execute(locked).scalars()), case, on, coding)


@dataclass(frozen=True)
class Own:
    """A frame of one hand's own; `is_needed` where that hand has had one, and so needs one every year."""

    room: Room
    is_needed: bool


def own_of(scope: str, *, on: date, coding: Coding) -> list[Own]:
    """The frames of the day's year that cover `scope` alone, a kind each; nothing is told of what covers the whole county."""
    books, had, of = _Books.of_year(_of_year(on.year), on, coding), _had(), Cover(scope)
    return [Own(books.room(kind, of, on), needed(had, kind, of, on=on, coding=coding)) for kind in KINDS]


def lines(frames: Sequence[Frame], *, on: date, coding: Coding) -> list[Line]:
    """Every year that has a frame or a booking, and the year of the day; the latest first, the whole county first in each.

    A year past is told as it ended, one to come as it will begin. The year of the day has what must have a frame and has none.
    """
    books, had = _Books(frames, movements.all_of_them(coding=coding), coding), first_days(frames)
    years = {on.year, *(one.year for one in frames), *(one.year for one in books.movements)}
    own = {(one.year, Cover(one.scope, one.item)) for one in frames if one.state == CONFIRMED}
    own |= {(on.year, of) for of in _lacking(had, on, coding)}
    return [
        _line(books, of, as_of(year, on), had)
        for year in sorted(years, reverse=True)
        for of in _covers(coding, [each for told, each in own if told == year])
    ]


def needed(had: Had, kind: str, of: Cover, *, on: date, coding: Coding) -> bool:
    """Whether a decision that `of` covers needs a frame of the kind for it: from the first day that there was one, every year.

    Otherwise one forgotten at the turn of the year would free them of it. What there has been of an item counts for the item
    that its schemes are paid from after it.
    """
    if of == EVERYTHING:
        return True
    items = {None} if of.item is None else coding.items_behind(of.item, on)
    return any(had.get((kind, of.scope, item), date.max) <= on for item in items)


def first_days(frames: Iterable[Frame]) -> Had:
    """The first day that any of the confirmed frames of each kind, scope and item holds."""
    told = [one for one in frames if one.state == CONFIRMED]
    return _first(((one.kind, one.scope, one.item), one.year, one.from_on) for one in told)


def _covers(coding: Coding, own: Collection[Cover]) -> list[Cover]:
    """The whole county, the hands and then the items that have frames of their own."""
    items = {*coding.items, *(of.item for of in own if of.item is not None)}
    every = [*(Cover(scope) for scope in SCOPES), *(Cover(WHOLE, item) for item in sorted(items))]
    return [of for of in every if of == EVERYTHING or of in own]


def _lacking(had: Had, on: date, coding: Coding) -> list[Cover]:
    """What needs a frame of its own on the day, be there one or not."""
    in_use = {coding.item_of(code, on) for code in coding.schemes}
    every = [*(Cover(scope) for scope in SCOPES), *(Cover(WHOLE, item) for item in in_use)]
    return [of for of in every if any(needed(had, kind, of, on=on, coding=coding) for kind in KINDS)]


def _line(books: _Books, of: Cover, on: date, had: Had) -> Line:
    rooms = {kind: books.room(kind, of, on) for kind in KINDS}
    told = books.counted(BUDGET, of.item, on)
    released, paid = frame.released(of.scope, on.year, told), frame.paid(of.scope, on.year, told)
    decided = rooms[BUDGET].used + released
    needs = tuple(kind for kind in KINDS if needed(had, kind, of, on=on, coding=books.coding))
    return Line(on.year, of.scope, of.item, rooms[BUDGET], rooms[COMMITMENT], decided, released, paid, needs)


def _rooms(laid: Sequence[Frame], case: Case, on: date, coding: Coding) -> list[Room]:
    books, had = _Books.of_year(laid, on, coding), _had()
    covers = [Cover(WHOLE, coding.item_of(case.scheme, on)), EVERYTHING]
    if case.handled_by in SCOPES:
        covers.insert(0, Cover(case.handled_by))
    return [books.room(kind, of, on) for of in covers for kind in KINDS if needed(had, kind, of, on=on, coding=coding)]


@dataclass(frozen=True)
class _Books:
    """What a room is counted from: the frames, what the ledger has booked, and which item that is of."""

    laid: Sequence[Frame]
    movements: Sequence[Movement]
    coding: Coding

    @classmethod
    def of_year(cls, laid: Sequence[Frame], on: date, coding: Coding) -> _Books:
        return cls(laid, movements.all_of_them(coding=coding, needed_in=on.year), coding)

    def counted(self, kind: str, item: str | None, on: date) -> list[Movement]:
        return frame.of_item(kind, self.movements, item, coding=self.coding, on=on)

    def room(self, kind: str, of: Cover, on: date) -> Room:
        held = holding(self.laid, kind, of.scope, on=on, item=of.item)
        used = frame.used(kind, of.scope, on.year, self.counted(kind, of.item, on))
        return Room(kind, of.scope, on.year, held.amount if held else None, used, of.item)


def _had() -> Had:
    key = (Frame.kind, Frame.scope, Frame.item, Frame.year)
    rows = select(*key, func.min(Frame.from_on)).where(Frame.state == CONFIRMED).group_by(*key)
    return _first(((kind, scope, item), year, day) for kind, scope, item, year, day in db.session.execute(rows))


def _first(days: Iterable[tuple[tuple[str, str, str | None], int, date]]) -> Had:
    """A frame that says an earlier day than its year's first holds from that one."""
    found: dict[tuple[str, str, str | None], date] = {}
    for key, year, from_on in days:
        found[key] = min(found.get(key, date.max), max(from_on, date(year, 1, 1)))
    return found


def _of_year(year: int) -> list[Frame]:
    return list(db.session.execute(select(Frame).where(Frame.year == year).order_by(Frame.id)).scalars())
