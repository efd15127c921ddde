"""Close: a month takes no more bookings; another person than who closed it may open it again, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import Refused, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.models.base import Base
from grantdesk.models.drawing import YearBalance
from grantdesk.models.period import AccountingPeriod
from grantdesk.models.witness import Change
from grantdesk.queries import drawings, periods
from grantdesk.region import Terms


def close(month: Month, *, by: Actor, on: date, terms: Terms) -> AccountingPeriod:
    """Close a month that is over and whose turn it is. The first one ever closed closes every day before it too.

    Where the month ends a year, what the year came to is stored, and the next opens with it.
    """
    if not month.has_ended(on):
        raise Refused("period.not_over", month=str(month), last=month.last_on)
    # Closed first and judged then: from here on nobody books in the month, so what is judged is what will be.
    row, changes = _closed(month, by)
    _refuse_out_of_turn(month)
    for hindrance in periods.hindrances(month):
        raise Refused(hindrance.key, **hindrance.parameters)
    made: list[Base] = [] if changes else [row]
    made += _year_balances(row, month, terms) if month.ends_the_year else []
    record.event("period.closed", by=by, rows=made, changes=changes, month=str(month))
    return row


def reopen(period: AccountingPeriod, reason: str, *, by: Actor) -> None:
    """Let the last closed month take bookings again; somebody else than who closed it."""
    month = Month.of(period.first_on)
    if not reason.strip():
        raise Refused("period.without_reason")
    if period.closed_by_id == by.id:
        raise TwoPairsOfEyes("period.own", month=str(month))
    step = advance.step(
        period, "reopen", reopened_at=db.moment(), reopened_by_id=by.id, reopened_by=by.name, reason=reason.strip()
    )
    last = periods.closed_through()
    if last is not None and last > month.last_on:
        raise Refused("period.not_the_last", last=str(Month.of(last)))
    record.event("period.reopened", by=by, changes=[step], month=str(month), reason=reason.strip())


def _closed(month: Month, by: Actor) -> tuple[AccountingPeriod, list[Change]]:
    there = periods.find(month)
    done = {"closed_at": db.moment(), "closed_by_id": by.id, "closed_by": by.name}
    if there is not None:
        cleared = dict.fromkeys(("reopened_at", "reopened_by_id", "reopened_by", "reason"))
        return there, [advance.step(there, "close", **done, **cleared)]
    made = AccountingPeriod(first_on=month.first_on, last_on=month.last_on, state=FIRST["period"], **done)
    db.session.add(made)
    db.session.flush()
    return made, []


def _refuse_out_of_turn(month: Month) -> None:
    """Judged by the other months: those that are closed, and those that were opened again."""
    last = periods.closed_through(but=month)
    if last is not None and month.last_on <= last:
        raise Refused("period.closed_already", month=str(month))
    turn = periods.next_to_close(but=month)
    if turn is not None and (month > turn or (last is not None and month != turn)):
        raise Refused("period.not_in_order", next=str(turn))


def _year_balances(period: AccountingPeriod, month: Month, terms: Terms) -> Iterator[YearBalance]:
    """What the year came to, of each appropriation item; and of years before it that were never stored."""
    stored = drawings.stored()
    for item, years in drawings.years(terms, last=month.year).items():
        for year in years:
            if year.year < month.year and (item, year.year) in stored:
                continue
            made = YearBalance(
                period_id=period.id,
                year=year.year,
                item=item,
                opening=year.opening,
                drawn=year.drawn,
                paid=year.paid,
                recovered=year.recovered,
                returned=year.returned,
                closing=year.closing,
                stored_at=db.moment(),
            )
            db.session.add(made)
            db.session.flush()
            yield made
