"""What became of each year's appropriation: budget, decided, released, paid and left, by appropriation item?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.coding import Coding
from grantdesk.domain.frame import BUDGET, WHOLE
from grantdesk.domain.money import Money
from grantdesk.models.frame import Frame
from grantdesk.queries import bookings, frames
from grantdesk.queries.bookings import NOTHING, Flow


@dataclass(frozen=True)
class Year:
    """One year of one item. `budget` is None where no frame is confirmed for it and it is not the only one that year."""

    year: int
    item: str
    budget: Money | None
    flow: Flow

    @property
    def left(self) -> Money | None:
        """What may still be decided: a release gives room back in the year that it is booked."""
        return None if self.budget is None else self.budget - self.flow.granted + self.flow.released


def years(laid: Sequence[Frame], *, on: date, coding: Coding) -> list[Year]:
    """Every year that has a booking or a confirmed budget, and the year of the day; the latest first."""
    flows = bookings.by_year_and_item(coding)
    budgets = [one for one in laid if (one.kind, one.scope, one.state) == (BUDGET, WHOLE, frames.CONFIRMED)]
    for year in {on.year, *(one.year for one in budgets)}:
        for item in coding.items_in(year) | {one.item for one in budgets if one.year == year and one.item}:
            flows.setdefault((year, item), NOTHING)
    return [
        Year(year, item, frames.budget_of(laid, item, year, on=on, coding=coding), flow)
        for (year, item), flow in sorted(flows.items(), key=lambda each: (-each[0][0], each[0][1]))
    ]
