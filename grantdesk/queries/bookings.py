"""What the ledger has of a period, code by code, and of the batches that left in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, Subquery, and_, case, extract, func, literal, select, type_coerce, union_all
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.coding import Coding
from grantdesk.domain.ledger import Code
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.period import Month
from grantdesk.models.case import Case
from grantdesk.models.ledger import Transfer
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import coded_accounts, coded_items
from grantdesk.queries.balances import Period

_AMOUNT = type_coerce(Transfer.amount, BigInteger())
_FORWARD = Transfer.reverses_id.is_(None)


# What lowers what the codes that it is told with come to.
LOWERS = (Code.CHANGED_DOWN, Code.REFUNDED, Code.INTEREST_BACK)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((condition, _AMOUNT), else_=0)), 0)


def _less_what_was_reversed(*codes: Code) -> ColumnElement[Any]:
    """Öre booked under the codes in the direction of each, less what was reversed; for a code that lowers, below zero."""
    parts = []
    for code in codes:
        sign = -1 if code in LOWERS else 1
        parts.append((and_(Transfer.code == code, _FORWARD), sign * _AMOUNT))
        parts.append((and_(Transfer.code == code, ~_FORWARD), -sign * _AMOUNT))
    return func.coalesce(func.sum(case(*parts, else_=0)), 0)


# What each column of a report has, by its name in `Flow` and in that order: the codes that it sums.
COLUMNS: Mapping[str, tuple[Code, ...]] = {
    "granted": (Code.GRANTED, Code.CHANGED_UP, Code.CHANGED_DOWN),
    "released": (Code.RELEASED,),
    "paid": (Code.PAID,),
    "recovered": (Code.RECOVERED, Code.REFUNDED),
    "written_off": (Code.WRITTEN_OFF,),
    "interest": (Code.INTEREST, Code.INTEREST_BACK),
}
_COLUMNS = tuple(_less_what_was_reversed(*codes) for codes in COLUMNS.values())
KEYS: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "scheme": (Case.scheme.expression,),
    "objective": (Transfer.objective.expression,),
    "month": (extract("year", Transfer.booked_on), extract("month", Transfer.booked_on)),
}


@dataclass(frozen=True)
class Flow:
    """What was booked: granted with changes and before what was released, paid, come back, and written off as lost.

    `interest` came in besides, and is no aid.
    """

    granted: Money = ZERO
    released: Money = ZERO
    paid: Money = ZERO
    recovered: Money = ZERO
    written_off: Money = ZERO
    interest: Money = ZERO

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
            self.interest + other.interest,
        )


NOTHING = Flow()


def flows(key: str, *, period: Period) -> dict[tuple[str, ...], Flow]:
    """By the codes of a key of `KEYS`, in their order, what was booked in the period."""
    columns = KEYS[key]
    query = select(*columns, *_COLUMNS).join(Case, Case.id == Transfer.case_id).where(*within(period))
    found = {}
    for row in db.session.execute(query.group_by(*columns)):
        codes = tuple(code if isinstance(code, str) else f"{int(code):02d}" for code in row[: len(columns)])
        found[codes] = _flow(row[len(columns) :])
    return dict(sorted(found.items()))


def by_account(coding: Coding, *, period: Period) -> dict[str, Flow]:
    """By the account that the cost is coded on the day that it was booked, as its voucher has it, what was booked."""
    account = coded_accounts.column(coding, Transfer.booked_on.expression)
    query = select(account, *_COLUMNS).join(Case, Case.id == Transfer.case_id).where(*within(period))
    rows = db.session.execute(query.group_by(coded_accounts.NAME).order_by(coded_accounts.NAME))
    return {number: _flow(amounts) for number, *amounts in rows}


def by_year_and_item(coding: Coding) -> dict[tuple[int, str], Flow]:
    """By year and the appropriation item of the day that it was booked, what was booked."""
    year, item = extract("year", Transfer.booked_on), coded_items.column(coding, Transfer.booked_on.expression)
    query = select(year, item, *_COLUMNS).join(Case, Case.id == Transfer.case_id)
    rows = db.session.execute(query.group_by(year, coded_items.NAME))
    return {(int(booked_in), of): _flow(amounts) for booked_in, of, *amounts in rows}


@dataclass(frozen=True)
class OfMonth:
    """What was booked in a month, and how what was paid left: `elsewhere` and `set_off` through no batch.

    `paid` is what was booked as paid and `reversed` what of it, whatever day it was booked, was reversed in the month.
    """

    flow: Flow = NOTHING
    paid: Money = ZERO
    reversed: Money = ZERO
    elsewhere: Money = ZERO
    set_off: Money = ZERO


def of_months(months: Sequence[Month]) -> dict[Month, OfMonth]:
    """What was booked in each of the months; one question for all of them."""
    within = _calendar(months)
    forward = and_(Transfer.code == Code.PAID, _FORWARD)
    how_paid = (
        _sum(forward),
        _sum(and_(Transfer.code == Code.PAID, ~_FORWARD)),
        _sum(and_(forward, Payment.kind == "elsewhere")),
        _sum(and_(forward, Transfer.payment_id.is_(None))),
    )
    rows = db.session.execute(
        select(within.c.first, *_COLUMNS, *how_paid)
        .join(within, Transfer.booked_on.between(within.c.first, within.c.last))
        .outerjoin(Payment, Payment.id == Transfer.payment_id)
        .group_by(within.c.first)
    )
    told = {Month.of(first): [Money(int(ore)) for ore in amounts] for first, *amounts in rows}
    booked = {
        month: OfMonth(Flow(*amounts[: len(_COLUMNS)]), *amounts[len(_COLUMNS) :]) for month, amounts in told.items()
    }
    return {month: booked.get(month, OfMonth()) for month in months}


@dataclass(frozen=True)
class ThroughBatch:
    """What the ledger has paid through a batch up to a day: how many, how much, what the bank has paid, what came back."""

    payments: int = 0
    booked: Money = ZERO
    confirmed: Money = ZERO
    reversed: Money = ZERO

    @property
    def waiting(self) -> Money:
        """What the bank has not answered."""
        return self.booked - self.confirmed - self.reversed


# The batches that were exported before the month, taken together.
EARLIER = 0


def through_batches(months: Sequence[Month]) -> dict[tuple[Month, int], ThroughBatch]:
    """By month and the batches exported in it, as they were on its last day; one question for all of them."""
    within = _calendar(months)
    there, back = _sum(_FORWARD).label("there"), _sum(~_FORWARD).label("back")
    batch = case((Batch.exported_on >= within.c.first, Batch.id), else_=EARLIER).label("batch")
    one = (
        select(within.c.first, batch, within.c.last, Payment.settled_on, there, back)
        .select_from(Transfer)
        .join(within, Transfer.booked_on <= within.c.last)
        .join(Payment, Payment.id == Transfer.payment_id)
        .join(Batch, Batch.id == Payment.batch_id)
        .where(Transfer.code == Code.PAID)
        .group_by(within.c.first, within.c.last, batch, Payment.id, Payment.settled_on)
        .subquery()
    )
    settled = case((and_(one.c.settled_on <= one.c.last, one.c.back == 0), one.c.there), else_=0)
    sums = (func.count(), func.sum(one.c.there), func.sum(settled), func.sum(one.c.back))
    rows = db.session.execute(select(one.c.first, one.c.batch, *sums).group_by(one.c.first, one.c.batch))
    return {
        (Month.of(first), int(batch_id)): ThroughBatch(int(count), *(Money(int(ore)) for ore in amounts))
        for first, batch_id, count, *amounts in rows
    }


def _calendar(months: Sequence[Month]) -> Subquery:
    """The first and the last day of each month, a row each."""
    rows = [
        select(literal(month.first_on, Date).label("first"), literal(month.last_on, Date).label("last"))
        for month in months
    ]
    return union_all(*rows).subquery("calendar")


def within(period: Period) -> list[ColumnElement[bool]]:
    days = []
    if period.first is not None:
        days.append(Transfer.booked_on >= period.first)
    if period.last is not None:
        days.append(Transfer.booked_on <= period.last)
    return days


def flow_of(*conditions: ColumnElement[bool]) -> Flow:
    """What was booked in the transfers, and their cases, that the conditions are true of."""
    query = select(*_COLUMNS).join(Case, Case.id == Transfer.case_id).where(*conditions)
    return _flow(db.session.execute(query).one())


def _flow(row: Any) -> Flow:
    return Flow(*(Money(int(ore)) for ore in row))
