"""The books for the tests: a month closed or opened again, money drawn from the State, a month signed."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from grantdesk import db
from grantdesk.actions import close_period, draw_down, reconcile
from grantdesk.actions.draw_down import NewEntry
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from grantdesk.domain.roles import Actor
from grantdesk.domain.state_money import Kind
from grantdesk.models.drawing import Drawing
from grantdesk.models.period import AccountingPeriod
from grantdesk.models.reconciliation import Reconciliation
from grantdesk.queries import drawings, periods, reconciliations
from tests import builders


def close(written: str, *, by: Actor | None = None, on: date | None = None) -> AccountingPeriod:
    """Close the month written as `2026-03`, on the day after its last unless another is said."""
    month, by = Month.parse(written), by or builders.a_user("finance")
    on = on or month.last_on + timedelta(days=1)
    with db.transaction(at=builders.moment(on)):
        return close_period.close(month, by=by, on=on, terms=builders.terms())


def reopen(written: str, reason: str = "En rättelse", *, by: Actor | None = None) -> None:
    month, by = Month.parse(written), by or builders.a_user("head_of_finance")
    with db.transaction(at=builders.moment()):
        close_period.reopen(periods.by_month(month), reason, by=by)


def item() -> str:
    """The appropriation item that the region's money is of."""
    return drawings.items(builders.terms())[0]


def new(amount: Money, *, kind: Kind = "drawn", on: date = builders.DAY, year: int | None = None) -> NewEntry:
    return NewEntry(kind, year or on.year, item(), amount, on, "Påhittad avi 17", uuid.uuid4().hex)


def an_entry(
    amount: Money, *, kind: Kind = "drawn", on: date = builders.DAY, by: Actor | None = None, confirmed: bool = True
) -> Drawing:
    """An entry of the State's money, confirmed by another unless it is to wait."""
    by, other = by or builders.a_user("finance"), builders.a_user("controller")
    with db.transaction(at=builders.moment(on)):
        made = draw_down.entry(new(amount, kind=kind, on=on), by=by, on=on)
        if confirmed:
            draw_down.confirm(made, by=other)
    return made


def reverse(entry: Drawing, *, on: date = builders.DAY) -> Drawing:
    """A confirmed reversal."""
    by, other = builders.a_user("finance"), builders.a_user("controller")
    with db.transaction(at=builders.moment(on)):
        made = draw_down.reverse(drawings.by_id(entry.id), "Fel belopp", once=uuid.uuid4().hex, by=by, on=on)
        draw_down.confirm(made, by=other)
    return made


def sign(written: str, remark: str = "", *, by: Actor | None = None, twice: bool = False) -> Reconciliation:
    """The month written as `2026-03` signed as its figures are now; by another person too where that is said."""
    month, by, other = Month.parse(written), by or builders.a_user("finance"), builders.a_user("controller")
    with db.transaction(at=builders.moment()):
        made = reconcile.sign(month, reconciliations.figures(month).digest, remark, by=by)
        if twice:
            reconcile.countersign(made, by=other)
    return made


def a_signed_month() -> str:
    """A month that is closed and signed, with an entry of it and one that waits."""
    an_entry(Money.kronor(1_000), on=date(2026, 10, 30))
    closed = close("2026-10")
    an_entry(Money.kronor(1_000), on=date(2026, 11, 2), confirmed=False)
    return str(Month.of(sign(str(Month.of(closed.first_on))).first_on))
