"""What has been drawn from the State and returned to it, and what does each year come to beside what was paid?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import case, extract, func, or_, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain import state_money
from grantdesk.domain.coding import Coding
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.state_money import Entry, Spent, Year
from grantdesk.models.drawing import Drawing, YearBalance
from grantdesk.queries import bookings
from grantdesk.region import Terms

_AMOUNT = type_coerce(Drawing.amount, BigInteger())
# A reversal takes away what the other row gave.
_SIGNED = func.coalesce(func.sum(case((Drawing.reverses_id.is_(None), _AMOUNT), else_=-_AMOUNT)), 0)
_COUNTS = Drawing.state == "confirmed"


def all_of_them() -> list[Drawing]:
    """Every entry, the latest day first."""
    return list(db.session.execute(select(Drawing).order_by(Drawing.moved_on.desc(), Drawing.id.desc())).scalars())


def by_id(drawing_id: int) -> Drawing:
    """One entry, as it is now; raises `NotThere`."""
    found = db.session.get(Drawing, drawing_id, populate_existing=True)
    if found is None:
        raise NotThere("not_there.drawing")
    return found


def openings() -> list[Drawing]:
    """Opening balances that have not been withdrawn or reversed."""
    reversed_ = select(Drawing.reverses_id).where(Drawing.reverses_id.is_not(None), Drawing.state != "withdrawn")
    stands = Drawing.reverses_id.is_(None) & (Drawing.state != "withdrawn") & Drawing.id.not_in(reversed_)
    rows = select(Drawing).where(Drawing.kind == "opening", stands).execution_options(populate_existing=True)
    return list(db.session.execute(rows).scalars())


def lock_openings(item: str) -> None:
    """Let nobody else settle an opening balance of the item until the act under way has been committed."""
    rows = select(Drawing.id).where(Drawing.kind == "opening", Drawing.item == item).order_by(Drawing.id)
    db.session.execute(rows.with_for_update())


def first_year(item: str) -> int | None:
    """The first year that anything was drawn or returned in, confirmed or not."""
    moved = select(func.min(Drawing.moved_on)).where(Drawing.item == item, Drawing.kind != "opening")
    first = db.session.execute(moved.where(Drawing.state != "withdrawn")).scalar_one_or_none()
    return first.year if first else None


def moved(months: Sequence[Month]) -> dict[tuple[Month, str], Money]:
    """By month and kind, what moved between the Region and the State."""
    within = or_(*(Drawing.moved_on.between(month.first_on, month.last_on) for month in months))
    rows = select(Drawing.moved_on, Drawing.kind, _SIGNED).where(_COUNTS, within)
    found: dict[tuple[Month, str], Money] = {}
    for moved_on, kind, ore in db.session.execute(rows.group_by(Drawing.moved_on, Drawing.kind)):
        key = (Month.of(moved_on), kind)
        found[key] = found.get(key, ZERO) + Money(int(ore))
    return found


def drawn() -> dict[tuple[str, int], Money]:
    """By item and year of the appropriation, what has been drawn of it and not returned, whatever day it moved."""
    rows = select(Drawing.item, Drawing.year, Drawing.kind, _SIGNED).where(_COUNTS)
    found: dict[tuple[str, int], Money] = {}
    for item, year, kind, ore in db.session.execute(rows.group_by(Drawing.item, Drawing.year, Drawing.kind)):
        signed = {"drawn": Money(int(ore)), "returned": ZERO - Money(int(ore))}.get(kind, ZERO)
        found[item, year] = found.get((item, year), ZERO) + signed
    return found


def years(terms: Terms, *, last: int) -> dict[str, list[Year]]:
    """By appropriation item, each year up to `last`, in order; none where nothing has been written of the item."""
    entries, spent, kept = _entries(), _spent(terms.coding), stored()
    # What has been written of an item that no scheme is paid from any more is still the State's money.
    known = sorted({*terms.coding.items, *entries, *(item for item, _ in kept)})
    return {
        item: list(
            state_money.years(
                entries.get(item, ()),
                spent.get(item, {}),
                {year: row.closing for (of, year), row in kept.items() if of == item},
                last=last,
            )
        )
        for item in known
    }


def items(terms: Terms) -> list[str]:
    """The appropriation items that the region's schemes are paid from."""
    return terms.coding.items


def stored() -> dict[tuple[str, int], YearBalance]:
    """By item and year, what the year was closed with; the last time where it was closed more than once."""
    rows = db.session.execute(select(YearBalance).order_by(YearBalance.id)).scalars()
    return {(row.item, row.year): row for row in rows}


@dataclass(frozen=True)
class Difference:
    """A year that was closed with something else than it comes to now."""

    item: str
    year: int
    stored: Money
    now: Money

    @property
    def said(self) -> Message:
        return message(
            "money_in.differs", year=self.year, stored=self.stored, now=self.now, difference=self.now - self.stored
        )


def differences(now: Mapping[str, Sequence[Year]]) -> Iterator[Difference]:
    """The closed years that no longer come to what they were closed with, in order."""
    for (item, year), row in sorted(stored().items()):
        comes_to = next((each.closing for each in now.get(item, ()) if each.year == year), ZERO)
        if comes_to != row.closing:
            yield Difference(item, year, row.closing, comes_to)


def _entries() -> dict[str, list[Entry]]:
    year = extract("year", Drawing.moved_on)
    rows = select(Drawing.item, year, Drawing.kind, _SIGNED).where(_COUNTS).group_by(Drawing.item, year, Drawing.kind)
    found: dict[str, list[Entry]] = {}
    for item, moved_in, kind, ore in db.session.execute(rows):
        found.setdefault(item, []).append(Entry(int(moved_in), kind, Money(int(ore))))
    return found


def _spent(coding: Coding) -> dict[str, dict[int, Spent]]:
    """By item and year, what the ledger has paid and taken back on days that the schemes were paid from it."""
    found: dict[str, dict[int, Spent]] = {}
    for (year, item), flow in bookings.by_year_and_item(coding).items():
        found.setdefault(item, {})[year] = Spent(flow.paid, flow.recovered)
    return found
