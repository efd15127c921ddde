"""When what was promised was paid, and what is left of it: the ledger as it stood on a day, case by case in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, distinct, extract, func, literal_column, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain import pace
from grantdesk.domain.ledger import Account, Code
from grantdesk.domain.money import Money
from grantdesk.domain.pace import History, Paid, Remainder
from grantdesk.models.case import Case
from grantdesk.models.ledger import Transfer
from grantdesk.queries.balances import Period

_AMOUNT = type_coerce(Transfer.amount, BigInteger())
_PAID = case((Transfer.reverses_id.is_(None), _AMOUNT), else_=-_AMOUNT)
_INTO = case(
    (Transfer.to_account == Account.COMMITMENT, _AMOUNT),
    (Transfer.from_account == Account.COMMITMENT, -_AMOUNT),
    else_=0,
)


@dataclass(frozen=True)
class Open:
    """A case that something is left of, and under which scheme."""

    case_id: int
    scheme: str
    left: Remainder


@dataclass(frozen=True)
class Outcome:
    """What was paid under a scheme: in cases that had been decided by a day, and in those decided later."""

    known: Money
    later: Money


def history(on: date) -> History:
    """The pace of the cases that were closed by the day, by what had been paid in them then."""
    decided = _decided(on)
    length, since = _months(decided.c.decided_on, Case.ends_on), _months(decided.c.decided_on, Transfer.booked_on)
    closed = (Transfer.code == Code.PAID, Transfer.booked_on <= on, Case.closed_on <= on)
    joined = select(length).select_from(Transfer).join(decided, decided.c.case_id == Transfer.case_id)
    joined = joined.join(Case, Case.id == Transfer.case_id).where(*closed)
    paid = db.session.execute(joined.add_columns(since, func.sum(_PAID)).group_by(length, since))
    cases = db.session.execute(joined.add_columns(func.count(distinct(Transfer.case_id))).group_by(length))
    return pace.history(
        (Paid(_whole(months), _whole(month) or 0, int(ore)) for months, month, ore in paid),
        {_whole(months): int(count) for months, count in cases},
    )


def remainders(on: date, *, case_id: int | None = None) -> list[Open]:
    """Every case that something was left of on the evening of the day, or the one that is asked for."""
    decided = _decided(on)
    query = (
        select(Case.id, Case.scheme, decided.c.decided_on, Case.ends_on, func.sum(_INTO))
        .select_from(Transfer)
        .join(decided, decided.c.case_id == Transfer.case_id)
        .join(Case, Case.id == Transfer.case_id)
        .where(Transfer.booked_on <= on)
        .group_by(Case.id, Case.scheme, decided.c.decided_on, Case.ends_on)
        .having(func.sum(_INTO) > 0)
        .order_by(Case.id)
    )
    if case_id is not None:
        query = query.where(Case.id == case_id)
    return [
        Open(key, scheme, Remainder(first_on, ends_on, Money(int(ore))))
        for key, scheme, first_on, ends_on, ore in db.session.execute(query)
    ]


def outcome(period: Period, *, known_by: date) -> dict[str, Outcome]:
    """By scheme, what was paid in the period, less what came undone in it."""
    decided = _decided(period.last or known_by)
    known = func.sum(case((decided.c.decided_on <= known_by, _PAID), else_=0))
    rows = db.session.execute(
        select(Case.scheme, known, func.sum(_PAID))
        .select_from(Transfer)
        .join(decided, decided.c.case_id == Transfer.case_id)
        .join(Case, Case.id == Transfer.case_id)
        .where(Transfer.code == Code.PAID, Transfer.booked_on.between(period.first, period.last))
        .group_by(Case.scheme)
    )
    return {scheme: Outcome(Money(int(was)), Money(int(paid) - int(was))) for scheme, was, paid in rows}


def _decided(on: date) -> Subquery:
    """The day that each case was first granted something, by what was booked up to the day."""
    granted = and_(Transfer.code == Code.GRANTED, Transfer.reverses_id.is_(None), Transfer.booked_on <= on)
    first_on = func.min(Transfer.booked_on).label("decided_on")
    return select(Transfer.case_id, first_on).where(granted).group_by(Transfer.case_id).subquery("decided")


def _months(first: Any, last: Any) -> ColumnElement[Any]:
    """Calendar months from the month of one day to that of another."""
    # The number stands in the statement itself: PostgreSQL does not see that two parameters are the same when it groups.
    years = extract("year", last) - extract("year", first)
    return years * literal_column("12") + extract("month", last) - extract("month", first)


def _whole(months: Any) -> int | None:
    return None if months is None else max(int(months), 0)
