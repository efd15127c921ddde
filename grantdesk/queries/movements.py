"""What did each year's bookings come to by scheme, item and hand: what the frames are counted from?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, extract, func, literal, or_, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.coding import Coding
from grantdesk.domain.frame import Movement
from grantdesk.domain.ledger import Account, Code
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.models.ledger import Transfer
from grantdesk.queries import coded_items
from grantdesk.queries.balances import net

_AMOUNT = type_coerce(Transfer.amount, BigInteger())
_OF = (extract("year", Transfer.booked_on), extract("year", Case.ends_on), Case.handled_by, Case.scheme)
_TO_FRAME = case((Transfer.to_account == Account.FRAME, _AMOUNT), else_=-_AMOUNT)
_SUMS = (
    net(Account.FRAME, Account.COMMITMENT),
    net(Account.COMMITMENT, Account.RECIPIENT),
    func.sum(case((Transfer.code == Code.RELEASED, _TO_FRAME), else_=0)),
)


def all_of_them(*, coding: Coding, needed_in: int | None = None) -> list[Movement]:
    """What each year's bookings came to by scheme and item, by the year that the cases end in and by whose hands they are in.

    `needed_in` leaves out what no frame of that year counts: later bookings, and earlier ones in cases that have ended.
    """
    query = _of(coding, *_SUMS)
    if needed_in is not None:
        first, last = date(needed_in, 1, 1), date(needed_in, 12, 31)
        lasts_longer = or_(Transfer.booked_on >= first, Case.ends_on > last, Case.ends_on.is_(None))
        query = query.where(Transfer.booked_on <= last, lasts_longer)
    return _found(query)


def unasked(before: date, at: datetime, *, coding: Coding) -> list[Movement]:
    """What a frame that begins on the day, and was confirmed at the moment, was not asked for: booked before either."""
    return _found(_of(coding, *_SUMS).where(or_(Transfer.booked_at <= at, Transfer.booked_on < before)))


def came_back(*, coding: Coding) -> list[Movement]:
    """What payments gave back to what is outstanding when they failed or returned, as movements of the year of the reversal."""
    back = _of(coding, literal(0), -func.sum(_AMOUNT), literal(0))
    return _found(back.where(Transfer.code == Code.PAID, Transfer.reverses_id.is_not(None)))


def _of(coding: Coding, *sums: ColumnElement[Any]) -> Select[Any]:
    item = coded_items.column(coding, Transfer.booked_on.expression)
    query = select(*_OF, item, *sums).join(Case, Case.id == Transfer.case_id)
    return query.group_by(*_OF, coded_items.NAME)


def _found(query: Select[Any]) -> list[Movement]:
    return [_movement(*row) for row in db.session.execute(query)]


def _movement(year: Any, ends_in: Any, handled_by: str, scheme: str, item: str, *ore: Any) -> Movement:
    granted, paid, released = (Money(int(each)) for each in ore)
    ends = int(ends_in) if ends_in is not None else None
    return Movement(int(year), ends, handled_by, scheme, item, granted, released, granted - paid)
