"""What do the ledger, the batches, the bank and the State say of a month, who has signed it, and does that still stand?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.period import Month
from grantdesk.domain.reconciliation import BatchFigures, Figures
from grantdesk.domain.refusal import NotThere
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.reconciliation import Reconciliation
from grantdesk.queries import bookings, drawings
from grantdesk.queries.balances import Period
from grantdesk.queries.bookings import ThroughBatch

CHANGED, UNSIGNED = "changed", "unsigned"


def figures(month: Month) -> Figures:
    """The month as the books and the bank have it now, told as it was on its last day."""
    period = Period(month.first_on, month.last_on)
    flow, paid = bookings.of_period(period), bookings.paid(period)
    through = bookings.through_batches(until=month.last_on)
    moved = drawings.moved(month.first_on, month.last_on)
    return Figures(
        month=str(month),
        paid=paid.whole,
        reversed=paid.reversed,
        recovered=flow.recovered,
        released=flow.released,
        written_off=flow.written_off,
        elsewhere=paid.elsewhere,
        set_off=paid.set_off,
        settled=_settled_in(period),
        unanswered=total(one.booked - one.confirmed - one.reversed for one in through.values()),
        drawn=moved.get("drawn", ZERO),
        returned=moved.get("returned", ZERO),
        batches=tuple(_batches(month, through)),
    )


def _batches(month: Month, through: Mapping[int, ThroughBatch]) -> list[BatchFigures]:
    """The batches exported in the month, in order of number."""
    rows = db.session.execute(
        select(Batch)
        .where(Batch.exported_on >= month.first_on, Batch.exported_on <= month.last_on)
        .order_by(Batch.number)
    ).scalars()
    return [_of_batch(batch, through.get(batch.id, ThroughBatch())) for batch in rows]


def _of_batch(batch: Batch, ledger: ThroughBatch) -> BatchFigures:
    if batch.exported_on is None:
        raise ValueError(f"batch {batch.number} has not been exported")
    return BatchFigures(
        number=batch.number,
        exported_on=batch.exported_on,
        # A batch that was exported before batches were locked has no figures of its own beside the ledger's.
        payments=ledger.payments if batch.payments_locked is None else batch.payments_locked,
        locked=ledger.booked if batch.amount_locked is None else batch.amount_locked,
        payments_booked=ledger.payments,
        booked=ledger.booked,
        confirmed=ledger.confirmed,
        reversed=ledger.reversed,
    )


def _settled_in(period: Period) -> Money:
    """What the bank paid on the days of the period."""
    amount = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
    settled = select(amount).where(Payment.batch_id.is_not(None), Payment.settled_on.between(period.first, period.last))
    return Money(int(db.session.execute(settled).scalar_one()))


def signed(month: Month | None = None) -> list[Reconciliation]:
    """What has been signed of a month, or of all, the latest first."""
    rows = select(Reconciliation).order_by(Reconciliation.first_on.desc(), Reconciliation.id.desc())
    if month is not None:
        rows = rows.where(Reconciliation.first_on == month.first_on)
    return list(db.session.execute(rows.execution_options(populate_existing=True)).scalars())


def by_id(reconciliation_id: int) -> Reconciliation:
    """One reconciliation, as it is now; raises `NotThere`."""
    found = db.session.get(Reconciliation, reconciliation_id, populate_existing=True)
    if found is None:
        raise NotThere("not_there.reconciliation")
    return found


def standing(figures: Figures, signed: Sequence[Reconciliation]) -> Reconciliation | None:
    """The signature that is of these very figures, if there is one."""
    return next((one for one in signed if one.digest == figures.digest), None)


def state_of(figures: Figures, signed: Sequence[Reconciliation]) -> str:
    """Whether the month is signed as it is now, was signed with other figures, or not at all."""
    found = standing(figures, signed)
    return found.state if found else CHANGED if signed else UNSIGNED


@dataclass(frozen=True)
class LastSigned:
    """A month that has been signed, the last time with a digest that is or is not that of its figures now."""

    month: Month
    state: str


def last_signed(on: date) -> list[LastSigned]:
    """Every month that has been signed and is over, the latest first, with how its signature stands."""
    by_month: dict[date, list[Reconciliation]] = {}
    for one in signed():
        by_month.setdefault(one.first_on, []).append(one)
    months = [Month.of(first_on) for first_on in by_month if first_on <= on]
    return [LastSigned(month, state_of(figures(month), by_month[month.first_on])) for month in months]
