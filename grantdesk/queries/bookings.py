"""What the ledger has of a period, code by code, and of the batches that left in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, extract, func, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.ledger import Code
from grantdesk.domain.money import ZERO, Money
from grantdesk.models.case import Case
from grantdesk.models.ledger import Transfer
from grantdesk.models.payment import Payment
from grantdesk.queries.balances import Period

_AMOUNT = type_coerce(Transfer.amount, BigInteger())
_FORWARD = Transfer.reverses_id.is_(None)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((condition, _AMOUNT), else_=0)), 0)


def _less_what_was_reversed(*codes: Code) -> ColumnElement[Any]:
    """Öre booked under the codes in the direction of each, less what was reversed; for a code that lowers, below zero."""
    parts = []
    for code in codes:
        sign = -1 if code is Code.CHANGED_DOWN else 1
        parts.append((and_(Transfer.code == code, _FORWARD), sign * _AMOUNT))
        parts.append((and_(Transfer.code == code, ~_FORWARD), -sign * _AMOUNT))
    return func.coalesce(func.sum(case(*parts, else_=0)), 0)


_COLUMNS = (
    _less_what_was_reversed(Code.GRANTED, Code.CHANGED_UP, Code.CHANGED_DOWN),
    _less_what_was_reversed(Code.RELEASED),
    _less_what_was_reversed(Code.PAID),
    _less_what_was_reversed(Code.RECOVERED),
    _less_what_was_reversed(Code.WRITTEN_OFF),
)
KEYS: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "scheme": (Case.scheme.expression,),
    "objective": (Transfer.objective.expression,),
    "month": (extract("year", Transfer.booked_on), extract("month", Transfer.booked_on)),
    "scheme and month": (
        Case.scheme.expression,
        extract("year", Transfer.booked_on),
        extract("month", Transfer.booked_on),
    ),
}


@dataclass(frozen=True)
class Flow:
    """What was booked: granted with changes and before what was released, paid, come back, and written off as lost."""

    granted: Money = ZERO
    released: Money = ZERO
    paid: Money = ZERO
    recovered: Money = ZERO
    written_off: Money = ZERO

    @property
    def left(self) -> Money:
        """What of the granted is neither released nor paid: `Sums.outstanding` by another way."""
        return self.granted - self.released - self.paid

    def __add__(self, other: Flow) -> Flow:
        return Flow(
            self.granted + other.granted,
            self.released + other.released,
            self.paid + other.paid,
            self.recovered + other.recovered,
            self.written_off + other.written_off,
        )


def flows(key: str, *, period: Period) -> dict[tuple[str, ...], Flow]:
    """By the codes of a key of `KEYS`, in their order, what was booked in the period."""
    columns = KEYS[key]
    query = select(*columns, *_COLUMNS).join(Case, Case.id == Transfer.case_id).where(*_within(period))
    found = {}
    for row in db.session.execute(query.group_by(*columns)):
        codes = tuple(code if isinstance(code, str) else f"{int(code):02d}" for code in row[: len(columns)])
        found[codes] = _flow(row[len(columns) :])
    return dict(sorted(found.items()))


def of_period(period: Period) -> Flow:
    """What was booked in the period, all together."""
    return _flow(db.session.execute(select(*_COLUMNS).where(*_within(period))).one())


@dataclass(frozen=True)
class Paid:
    """What was booked as paid in a period: through batches, elsewhere, and by set-off; and what of any day was reversed in it."""

    whole: Money
    reversed: Money
    elsewhere: Money
    set_off: Money


def paid(period: Period) -> Paid:
    """How what was paid in a period left the Region."""
    is_paid = Transfer.code == Code.PAID
    forward = and_(is_paid, _FORWARD)
    columns = (
        _sum(forward),
        _sum(and_(is_paid, ~_FORWARD)),
        _sum(and_(forward, Payment.kind == "elsewhere")),
        _sum(and_(forward, Transfer.payment_id.is_(None))),
    )
    query = select(*columns).select_from(Transfer).outerjoin(Payment, Payment.id == Transfer.payment_id)
    return Paid(*(Money(int(ore)) for ore in db.session.execute(query.where(*_within(period))).one()))


@dataclass(frozen=True)
class ThroughBatch:
    """What the ledger has paid through one batch up to a day: how many, how much, what the bank has paid, what came back."""

    payments: int = 0
    booked: Money = ZERO
    confirmed: Money = ZERO
    reversed: Money = ZERO


def through_batches(*, until: date) -> dict[int, ThroughBatch]:
    """Every batch exported by the day `until`, as it was on it."""
    there, back = _sum(_FORWARD).label("there"), _sum(~_FORWARD).label("back")
    each = (
        select(Payment.batch_id, Payment.settled_on, there, back)
        .join(Transfer, Transfer.payment_id == Payment.id)
        .where(Transfer.code == Code.PAID, Transfer.booked_on <= until, Payment.batch_id.is_not(None))
        .group_by(Payment.id)
    )
    one = each.subquery()
    settled = case((and_(one.c.settled_on <= until, one.c.back == 0), one.c.there), else_=0)
    rows = db.session.execute(
        select(one.c.batch_id, func.count(), func.sum(one.c.there), func.sum(settled), func.sum(one.c.back))
        .group_by(one.c.batch_id)
        .order_by(one.c.batch_id)
    )
    return {
        batch_id: ThroughBatch(int(count), *(Money(int(ore)) for ore in amounts)) for batch_id, count, *amounts in rows
    }


def _within(period: Period) -> list[ColumnElement[bool]]:
    days = []
    if period.first is not None:
        days.append(Transfer.booked_on >= period.first)
    if period.last is not None:
        days.append(Transfer.booked_on <= period.last)
    return days


def _flow(row: Any) -> Flow:
    return Flow(*(Money(int(ore)) for ore in row))
