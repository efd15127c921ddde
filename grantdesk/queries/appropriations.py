"""What became of each year's appropriation: budget, decided, released, paid and left, by appropriation item?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.frame import BUDGET, WHOLE
from grantdesk.domain.money import Money
from grantdesk.models.frame import Frame
from grantdesk.queries import bookings, drawings, frames
from grantdesk.queries.balances import ALWAYS
from grantdesk.queries.bookings import NOTHING, Flow
from grantdesk.region import Terms


@dataclass(frozen=True)
class Year:
    """One year of one item. `budget` is None where no frame is confirmed, or the county has more items than the frame is for."""

    year: int
    item: str
    budget: Money | None
    flow: Flow

    @property
    def left(self) -> Money | None:
        """What may still be decided: a release gives room back in the year that it is booked."""
        return None if self.budget is None else self.budget - self.flow.granted + self.flow.released


def years(laid: Sequence[Frame], *, terms: Terms, on: date) -> list[Year]:
    """Every year that has a booking or a confirmed budget, and the year of the day; the latest first."""
    flows: dict[tuple[int, str], Flow] = {}
    for (scheme, written, _month), flow in bookings.flows("scheme and month", period=ALWAYS).items():
        year = int(written)
        key = (year, drawings.item_of(terms, scheme, date(year, 12, 31)))
        flows[key] = flows.get(key, NOTHING) + flow
    items = drawings.items(terms)
    with_budget = {one.year for one in laid if (one.kind, one.scope, one.state) == (BUDGET, WHOLE, frames.CONFIRMED)}
    for year in {on.year, *with_budget}:
        for item in items:
            flows.setdefault((year, item), NOTHING)
    return [
        Year(year, item, _budget(laid, year, on) if len(items) == 1 else None, flow)
        for (year, item), flow in sorted(flows.items(), key=lambda each: (-each[0][0], each[0][1]))
    ]


def _budget(laid: Sequence[Frame], year: int, on: date) -> Money | None:
    """The budget as it stood at the end of a year that is past, as it will begin in one to come, or as it is today."""
    held = frames.holding(laid, BUDGET, WHOLE, on=min(max(on, date(year, 1, 1)), date(year, 12, 31)))
    return held.amount if held else None
