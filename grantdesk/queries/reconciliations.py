"""What do the ledger, the batches, the bank and the State say of a month, who has signed it, and does that still stand?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, or_, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.period import Month
from grantdesk.domain.reconciliation import BatchFigures, Figures
from grantdesk.domain.refusal import NotThere
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.reconciliation import Reconciliation
from grantdesk.queries import bookings, drawings
from grantdesk.queries.bookings import ThroughBatch

CHANGED, UNSIGNED = "changed", "unsigned"


def figures(month: Month) -> Figures:
    """The month as the books and the bank have it now, told as it was on its last day."""
    return of_months([month])[month]


def of_months(months: Sequence[Month]) -> dict[Month, Figures]:
    """As `figures`, for several months with as many questions as for one."""
    if not months:
        return {}
    booked, through = bookings.of_months(months), bookings.through_batches(months)
    settled, moved, batches = _settled_in(months), drawings.moved(months), _batches(months)
    return {
        month: Figures(
            month=str(month),
            paid=booked[month].paid,
            reversed=booked[month].reversed,
            recovered=booked[month].flow.recovered,
            released=booked[month].flow.released,
            written_off=booked[month].flow.written_off,
            elsewhere=booked[month].elsewhere,
            set_off=booked[month].set_off,
            settled=settled.get(month, ZERO),
            unanswered=total(one.waiting for (of, _), one in through.items() if of == month),
            drawn=moved.get((month, "drawn"), ZERO),
            returned=moved.get((month, "returned"), ZERO),
            interest=booked[month].flow.interest,
            batches=tuple(_of_batch(each, through, month) for each in batches.get(month, ())),
        )
        for month in months
    }


def _batches(months: Sequence[Month]) -> dict[Month, list[Batch]]:
    """The batches exported in each month, in order of number."""
    within = or_(*(Batch.exported_on.between(month.first_on, month.last_on) for month in months))
    found: dict[Month, list[Batch]] = {}
    for batch in db.session.execute(select(Batch).where(within).order_by(Batch.number)).scalars():
        if batch.exported_on is not None:
            found.setdefault(Month.of(batch.exported_on), []).append(batch)
    return found


def _of_batch(batch: Batch, through: Mapping[tuple[Month, int], ThroughBatch], month: Month) -> BatchFigures:
    ledger = through.get((month, batch.id), ThroughBatch())
    return BatchFigures(
        number=batch.number,
        exported_on=batch.exported_on or month.last_on,
        # A batch that was exported before batches were locked has no figures of its own beside the ledger's.
        payments=ledger.payments if batch.payments_locked is None else batch.payments_locked,
        locked=ledger.booked if batch.amount_locked is None else batch.amount_locked,
        payments_booked=ledger.payments,
        booked=ledger.booked,
        confirmed=ledger.confirmed,
        reversed=ledger.reversed,
    )


def _settled_in(months: Sequence[Month]) -> dict[Month, Money]:
    """What the bank paid on the days of each month."""
    amount = func.sum(type_coerce(Payment.amount, BigInteger()))
    within = or_(*(Payment.settled_on.between(month.first_on, month.last_on) for month in months))
    rows = select(Payment.settled_on, amount).where(Payment.batch_id.is_not(None), within).group_by(Payment.settled_on)
    found: dict[Month, Money] = {}
    for settled_on, ore in db.session.execute(rows):
        if settled_on is None:
            continue
        month = Month.of(settled_on)
        found[month] = found.get(month, ZERO) + Money(int(ore))
    return found


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


def of_month(month: Month, reconciliation_id: int) -> Reconciliation:
    """As `by_id`, where it is one of the month's."""
    found = by_id(reconciliation_id)
    if found.first_on != month.first_on:
        raise NotThere("not_there.reconciliation")
    return found


def standing(figures: Figures, signed: Sequence[Reconciliation]) -> Reconciliation | None:
    """The signature that is of these very figures, if there is one."""
    return next((one for one in signed if one.digest == figures.digest), None)


def state_of(figures: Figures, signed: Sequence[Reconciliation]) -> str:
    """Whether the month is signed as it is now, was signed with other figures, or not at all."""
    found = standing(figures, signed)
    return found.state if found else CHANGED if signed else UNSIGNED


def states(months: Sequence[Month]) -> dict[Month, str]:
    """How the signature of each month stands."""
    now = of_months(months)
    of_month: dict[date, list[Reconciliation]] = {}
    for one in signed():
        of_month.setdefault(one.first_on, []).append(one)
    return {month: state_of(now[month], of_month.get(month.first_on, [])) for month in months}
