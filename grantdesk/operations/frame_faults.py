"""What of the frames does not agree with the ledger, and which year has more in it than any frame allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from grantdesk.domain import frame
from grantdesk.domain.coding import Coding
from grantdesk.domain.frame import BUDGET, COMMITMENT, Cover, Movement
from grantdesk.domain.money import Money, total
from grantdesk.models.frame import Frame
from grantdesk.queries import balances, bookings, frames, movements
from grantdesk.queries.balances import Sums


def faults(laid: Sequence[Frame], *, coding: Coding) -> Iterator[str]:
    """Sentences on what is wrong.

    A year is compared with the largest frame that was confirmed for it: one that was cut below what had been decided
    stops the next decision, and is no fault. A year that no frame was confirmed for was decided before there were frames, and
    so was what had been decided when the first frame of its kind and cover came.
    """
    moved, back = movements.all_of_them(coding=coding), movements.came_back(coding=coding)
    yield from _sums(moved)
    yield from _sums_by_item(moved, coding)
    for (year, kind, of), amount in _most(laid):
        if kind == COMMITMENT and of.item is not None and _has_moved(of.item, year, coding):
            continue
        day = date(year, 12, 31)
        told, returned = (frame.of_item(kind, each, of.item, coding=coding, on=day) for each in (moved, back))
        used = frame.used(kind, of.scope, year, told)
        allowed = amount if kind == BUDGET else _allowed(amount, of.scope, year, told, returned)
        if used > allowed and used - _unasked(laid, kind, of, day, coding) > allowed:
            covers = of.scope if of.item is None else f"item {of.item}"
            yield f"frame of {year} ({kind}, {covers}): {used} is used of {amount}, which is {used - allowed} too much"


def _most(laid: Sequence[Frame]) -> list[tuple[tuple[int, str, Cover], Money]]:
    """By year, kind and cover, the largest frame that was confirmed."""
    most: dict[tuple[int, str, Cover], Money] = {}
    for one in laid:
        if one.state == frames.CONFIRMED:
            key = (one.year, one.kind, Cover(one.scope, one.item))
            most[key] = max(one.amount, most.get(key, one.amount))
    return sorted(most.items(), key=lambda each: (*each[0][:2], each[0][2].scope, each[0][2].item or ""))


def _allowed(amount: Money, scope: str, year: int, told: Sequence[Movement], returned: Sequence[Movement]) -> Money:
    """How much an authority may hold at the end of its year without anybody having promised above it.

    What was outstanding when the year began came with it, however small the authority; and a payment that comes back is
    outstanding anew, though somebody else may have been promised the room that it left.
    """
    carried = frame.used(COMMITMENT, scope, year, [one for one in told if one.year < year])
    back = frame.used(COMMITMENT, scope, year, [one for one in returned if one.year == year])
    return max(amount, carried) + back


def _unasked(laid: Sequence[Frame], kind: str, of: Cover, day: date, coding: Coding) -> Money:
    """What of a year's use is from before the first frame of the kind and cover, and was asked of none."""
    same = [
        one for one in laid if (one.kind, one.scope, one.item, one.state) == (kind, of.scope, of.item, frames.CONFIRMED)
    ]
    begins = frames.first_days(same)[kind, of.scope, of.item]
    confirmed = min(one.settled_at for one in same if one.settled_at is not None)
    told = frame.of_item(kind, movements.unasked(begins, confirmed, coding=coding), of.item, coding=coding, on=day)
    return frame.used(kind, of.scope, day.year, told).floored_at_zero()


def _has_moved(item: str, year: int, coding: Coding) -> bool:
    """Whether a scheme came to the item or left it in the year, with what was outstanding of it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    paid_from = [(coding.item_of(code, first), coding.item_of(code, last)) for code in coding.schemes]
    return any((begins == item) != (ends == item) for begins, ends in paid_from)


def _sums(moved: Sequence[Movement]) -> Iterator[str]:
    """The years' sums are those of the ledger, of everything and of each hand."""
    whole, by_hand = balances.of_everything(), balances.totals(["handled-by"])
    sums: dict[str | None, Sums] = {None: whole}
    sums.update((row.codes[0], row.sums) for row in by_hand.rows)
    for hand, ledger in sums.items():
        told = [one for one in moved if hand in (None, one.handled_by)]
        for what, said in (("granted", ledger.granted), ("outstanding", ledger.outstanding)):
            added = total(getattr(one, what) for one in told)
            if added != said:
                yield f"frames ({hand or frame.WHOLE}): {what} adds up to {added}, the ledger's sum is {said}"


def _sums_by_item(moved: Sequence[Movement], coding: Coding) -> Iterator[str]:
    """What the frames of an item count in a year is what the appropriation is told to have come to."""
    for (year, item), flow in bookings.by_year_and_item(coding).items():
        added = total(one.granted for one in moved if (one.year, one.item) == (year, item))
        if added != flow.granted - flow.released:
            yield f"frames ({year}, item {item}): {added} is decided, the ledger has {flow.granted - flow.released}"
