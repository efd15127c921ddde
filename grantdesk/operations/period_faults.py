"""What of the closed months does not agree: booked behind a closing, another balance, other figures than were signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grantdesk.domain import reconciliation
from grantdesk.domain.period import Month
from grantdesk.models.reconciliation import Reconciliation
from grantdesk.queries import drawings, periods, reconciliations
from grantdesk.region import Terms

Tables = Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Signed:
    """How many months have been signed, and those whose figures are others now: no fault, and good to know."""

    months: int
    changed: tuple[Month, ...]

    @property
    def said(self) -> str:
        now = f", of which {', '.join(map(str, self.changed))} have other figures now" if self.changed else ""
        return f"{self.months} signed months{now}"


def faults(terms: Terms) -> Iterator[str]:
    """Sentences on what is wrong."""
    yield from _year_balances(terms)
    for one in reconciliations.signed():
        yield from _figures(one)


def booked_afterwards(tables: Tables, told: Callable[[str], int | None]) -> Iterator[str]:
    """Sentences on months that are closed and were booked in afterwards; `told` is which event last tells of a row.

    By the order of history, which is that of the commits: an act bears the moment that it began, and may have waited since.
    A transfer that no event tells of came by another way, and then it is late.
    """
    booked = [(row["booked_on"], told(name)) for name, row in tables["transfer"].items()]
    for name, period in tables["accounting_period"].items():
        if period["state"] != periods.CLOSED:
            continue
        closed = told(name) or 0
        late = sum(day <= period["last_on"] and (event is None or event > closed) for day, event in booked)
        if late:
            yield f"period {Month.of(period['first_on'])} is closed, and {late} transfers were booked in it afterwards"


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
