"""What of the closed months does not agree: booked behind a closing, another balance, other figures than were signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grantdesk.domain import reconciliation
from grantdesk.domain.period import Month
from grantdesk.models.period import AccountingPeriod
from grantdesk.models.reconciliation import Reconciliation
from grantdesk.queries import bookings, drawings, periods, reconciliations
from grantdesk.region import Terms


@dataclass(frozen=True)
class Signed:
    """How many months have been signed, and those whose figures are others now: no fault, and good to know."""

    months: int
    changed: tuple[Month, ...]

    @property
    def said(self) -> str:
        now = f", of which {', '.join(map(str, self.changed))} have other figures now" if self.changed else ""
        return f"{self.months} signed months{now}"


def faults(closed: Sequence[AccountingPeriod], terms: Terms) -> Iterator[str]:
    """Sentences on what is wrong."""
    for period in closed:
        if period.state == periods.CLOSED and (late := bookings.after_closing(period.last_on, period.closed_at)):
            yield f"period {Month.of(period.first_on)} is closed, and {late} transfers were booked in it afterwards"
    yield from _year_balances(terms)
    for one in reconciliations.signed():
        yield from _figures(one)


def signed() -> Signed:
    """The months that have been signed, and how they stand."""
    months = sorted({Month.of(one.first_on) for one in reconciliations.signed()})
    states = reconciliations.states(months)
    changed = tuple(month for month in months if states[month] == reconciliations.CHANGED)
    return Signed(len(months), changed)


def _year_balances(terms: Terms) -> Iterator[str]:
    """A year that is closed comes to what it was closed with; one that has been opened again may not."""
    through = periods.closed_through()
    for each in drawings.differences(drawings.years(terms, last=through.year) if through else {}):
        if through and each.year <= through.year and periods.is_closed(Month(each.year, 12)):
            yield f"year {each.year} ({each.item}): closed with {each.stored}, and comes to {each.now}"


def _figures(one: Reconciliation) -> Iterator[str]:
    name = f"reconciliation:{one.id} ({Month.of(one.first_on)})"
    try:
        figures = reconciliation.read(one.figures)
    except ValueError:
        yield f"{name} has figures that nobody can read"
        return
    if figures.digest != one.digest or figures.text != one.figures:
        yield f"{name}: the figures do not give its digest"
