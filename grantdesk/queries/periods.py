"""Which months are closed, which day takes bookings, and what of a month still hangs?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, or_, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import NotThere
from grantdesk.models.drawing import Drawing
from grantdesk.models.payment import ELSEWHERE, Batch, Payment
from grantdesk.models.period import AccountingPeriod

CLOSED = "closed"


def closed_through(*, but: Month | None = None) -> date | None:
    """The last day that takes no bookings; None where no month is closed. `but` leaves one month out of account."""
    last = select(func.max(AccountingPeriod.last_on)).where(AccountingPeriod.state == CLOSED)
    if but is not None:
        last = last.where(AccountingPeriod.first_on != but.first_on)
    return db.session.execute(last).scalar_one_or_none()


def next_to_close(*, but: Month | None = None) -> Month | None:
    """The first month that is open after those that are closed; None where none has ever been. `but` is left out of account."""
    if last := closed_through(but=but):
        return Month.of(last).next
    reopened = select(func.min(AccountingPeriod.first_on))
    if but is not None:
        reopened = reopened.where(AccountingPeriod.first_on != but.first_on)
    first = db.session.execute(reopened).scalar_one_or_none()
    return Month.of(first) if first else None


def all_of_them() -> list[AccountingPeriod]:
    """Every month that has ever been closed, the latest first."""
    return list(db.session.execute(select(AccountingPeriod).order_by(AccountingPeriod.first_on.desc())).scalars())


def find(month: Month) -> AccountingPeriod | None:
    """The month as it is now, where it has ever been closed."""
    rows = select(AccountingPeriod).where(AccountingPeriod.first_on == month.first_on)
    return db.session.execute(rows.execution_options(populate_existing=True)).scalar_one_or_none()


def by_month(month: Month) -> AccountingPeriod:
    """As `find`; raises `NotThere` where the month has never been closed."""
    found = find(month)
    if found is None:
        raise NotThere("not_there.period")
    return found


def drawings_that_wait(until: date) -> int:
    """How many entries of the State's money up to a day nobody has confirmed or withdrawn."""
    waiting = select(func.count()).where(Drawing.state == "recorded", Drawing.moved_on <= until)
    return int(db.session.execute(waiting).scalar_one())


def elsewhere_that_wait(until: date) -> int:
    """How many payments made elsewhere up to a day nobody has attested: they are booked on the day that they were made."""
    waiting = select(func.count()).where(
        Payment.kind == ELSEWHERE, Payment.state.in_(("prepared", "attested")), Payment.paid_on <= until
    )
    return int(db.session.execute(waiting).scalar_one())


def hindrances(month: Month) -> list[Message]:
    """What of the month, and of the time before it, somebody has to see to before it can be closed."""
    found = []
    if count := drawings_that_wait(month.last_on):
        found.append(message("period.drawings_wait", count=count, last=month.last_on, month=str(month)))
    if count := elsewhere_that_wait(month.last_on):
        found.append(message("period.elsewhere_waits", count=count, last=month.last_on, month=str(month)))
    return found


@dataclass(frozen=True)
class Hanging:
    """What of a month and the time before it is not done: what hinders its closing, and what is only remarked on."""

    hindrances: tuple[Message, ...]
    remarks: tuple[Message, ...]


def hanging(month: Month) -> Hanging:
    """What hangs when a month is to be closed."""
    return Hanging(tuple(hindrances(month)), tuple(_remarks(month.last_on)))


def _remarks(until: date) -> list[Message]:
    count, ore = db.session.execute(
        select(func.count(), func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0))
        .join(Batch, Batch.id == Payment.batch_id)
        .where(Batch.exported_on <= until, Payment.state.in_(("exported", "sent", "confirmed")))
        .where(or_(Payment.settled_on.is_(None), Payment.settled_on > until))
    ).one()
    locked = db.session.execute(
        select(func.count()).select_from(Batch).where(Batch.state == "locked", Batch.locked_on <= until)
    ).scalar_one()
    said = []
    if count:
        said.append(message("period.remark.unanswered", count=int(count), amount=Money(int(ore))))
    if locked:
        said.append(message("period.remark.locked", count=int(locked)))
    return said


def is_closed(month: Month) -> bool:
    """Whether no day of the month takes bookings."""
    closed = exists().where(AccountingPeriod.state == CLOSED, AccountingPeriod.last_on >= month.last_on)
    return bool(db.session.execute(select(closed)).scalar_one())
