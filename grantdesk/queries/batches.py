"""The batches: what is in them, what they come to, and who did what with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select, type_coerce
from sqlalchemy.orm import aliased
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.messages import Both
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.models.case import Case
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.reference import Scheme
from grantdesk.models.user import User
from grantdesk.queries import history, unconfirmed

# How far back whoever came too late looks for whoever was first.
_LATELY = 200


@dataclass(frozen=True)
class First:
    """Who did something first, what, and when."""

    who: str
    when: datetime
    done: Both


_DONE = {
    "batch.made": Both("gjorde", "made"),
    "batch.locked": Both("låste", "locked"),
    "batch.unlocked": Both("låste upp", "unlocked"),
    "batch.exported": Both("exporterade", "exported"),
    "batch.sent": Both("sände", "sent"),
}


def last_act_on(batch: Batch) -> First | None:
    """The last that was done with the batch, which is read as it is now. Asked only by whoever came too late."""
    db.session.refresh(batch)
    done = (each for each in history.newest_of(tuple(_DONE), at_most=_LATELY) if each.said["number"] == batch.number)
    last = next(done, None)
    return First(last.actor, last.happened_at, _DONE[last.kind]) if last else None


def attested_by(payment: Payment) -> First | None:
    """Who attested the payment, and when; None where nobody has."""
    if payment.attested_by_id is None or payment.attested_at is None:
        return None
    name = db.session.execute(select(User.name).where(User.id == payment.attested_by_id)).scalar_one()
    return First(name, payment.attested_at, Both("attesterade", "attested"))


@dataclass(frozen=True)
class BatchLine:
    """One batch as a list shows it."""

    number: str
    state: str
    made_on: date
    made_by: str
    exported_on: date | None
    exported_by: str | None
    payments: int
    amount: Money


_MAKER, _EXPORTER = aliased(User), aliased(User)


def batches() -> list[BatchLine]:
    """Every batch with how many payments it holds and their sum, newest first."""
    amount = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
    rows = db.session.execute(
        select(Batch, func.count(Payment.id), amount, _MAKER.name, _EXPORTER.name)
        .outerjoin(Payment, Payment.batch_id == Batch.id)
        .join(_MAKER, _MAKER.id == Batch.made_by_id)
        .outerjoin(_EXPORTER, _EXPORTER.id == Batch.exported_by_id)
        .group_by(Batch.id, _MAKER.id, _EXPORTER.id)
        .order_by(Batch.id.desc())
    )
    return [
        BatchLine(
            batch.number, batch.state, batch.made_on, maker, batch.exported_on, exporter, int(count), Money(int(ore))
        )
        for batch, count, ore, maker, exporter in rows
    ]


@dataclass(frozen=True)
class People:
    """Who did what with a batch; None for what has not been done."""

    made_by: str
    locked_by: str | None
    exported_by: str | None
    sent_by: str | None


_LOCKER, _SENDER = aliased(User), aliased(User)


def people_of_batch(batch: Batch) -> People:
    """Who made, locked, exported and sent the batch."""
    maker, locker, exporter, sender = db.session.execute(
        select(_MAKER.name, _LOCKER.name, _EXPORTER.name, _SENDER.name)
        .select_from(Batch)
        .join(_MAKER, _MAKER.id == Batch.made_by_id)
        .outerjoin(_LOCKER, _LOCKER.id == Batch.locked_by_id)
        .outerjoin(_EXPORTER, _EXPORTER.id == Batch.exported_by_id)
        .outerjoin(_SENDER, _SENDER.id == Batch.sent_by_id)
        .where(Batch.id == batch.id)
    ).one()
    return People(maker, locker, exporter, sender)


@dataclass(frozen=True)
class Sum:
    """How many payments there are, what they come to, and how much of it rests on values that are not confirmed."""

    payments: int
    amount: Money
    unconfirmed: Money


NOTHING = Sum(0, ZERO, ZERO)


@dataclass(frozen=True)
class SchemeTotal:
    """What a batch holds of one scheme."""

    scheme: Both
    sum: Sum


_AMOUNT = type_coerce(Payment.amount, BigInteger())
_SUM = (func.count(), func.sum(_AMOUNT), func.sum(case((unconfirmed.of_a_case(), _AMOUNT), else_=0)))


def by_scheme(batch: Batch) -> list[SchemeTotal]:
    """The control totals of a batch, in order of the schemes' codes."""
    rows = db.session.execute(
        select(Scheme.name_sv, Scheme.name_en, *_SUM)
        .select_from(Payment)
        .join(Case, Case.id == Payment.case_id)
        .join(Scheme, Scheme.code == Case.scheme)
        .where(Payment.batch_id == batch.id)
        .group_by(Scheme.code, Scheme.name_sv, Scheme.name_en)
        .order_by(Scheme.code)
    )
    return [SchemeTotal(Both(swedish, english), _sum(*counted)) for swedish, english, *counted in rows]


def in_all(schemes: Sequence[SchemeTotal]) -> Sum:
    """The control totals together."""
    sums = [each.sum for each in schemes]
    return Sum(
        sum(each.payments for each in sums),
        total(each.amount for each in sums),
        total(each.unconfirmed for each in sums),
    )


def by_state(states: Sequence[str]) -> dict[str, Sum]:
    """What there is of payments in each of the states."""
    rows = db.session.execute(select(Payment.state, *_SUM).where(Payment.state.in_(states)).group_by(Payment.state))
    found = {state: _sum(*counted) for state, *counted in rows}
    return {state: found.get(state, NOTHING) for state in states}


def _sum(payments: int, ore: int, marked: int) -> Sum:
    return Sum(int(payments), Money(int(ore)), Money(int(marked)))
