"""What was booked when payments left the house, by objective: as a stream, for files of ten thousand payments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.ledger import Code
from grantdesk.domain.money import Money
from grantdesk.domain.vouchers import Coded
from grantdesk.models.case import Case
from grantdesk.models.ledger import Transfer

# How many rows are held at a time.
AT_A_TIME = 1000
# A reversal is an event of its own: what a file said stays said.
_BOOKED = (Transfer.code == Code.PAID, Transfer.reverses_id.is_(None))


def paid_payments() -> Select[Any]:
    """The keys of the payments that have been booked as paid, whatever has been reversed since."""
    return select(Transfer.payment_id).where(*_BOOKED)


def by_objective(payments: Select[Any]) -> Iterator[tuple[int, str, Money]]:
    """Payment, objective and amount, a row at a time in that order; `payments` is a question for their keys."""
    query = select(Transfer.payment_id, Transfer.objective, Transfer.amount).where(
        *_BOOKED, Transfer.payment_id.in_(payments)
    )
    rows = query.order_by(Transfer.payment_id, Transfer.objective).execution_options(yield_per=AT_A_TIME)
    for payment_id, objective, amount in db.session.execute(rows):
        if payment_id is not None:
            yield payment_id, objective, amount


def by_scheme(payments: Select[Any]) -> list[Coded]:
    """The same added up by scheme and objective, in that order."""
    rows = db.session.execute(
        select(Case.scheme, Transfer.objective, func.sum(type_coerce(Transfer.amount, BigInteger())))
        .join(Case, Case.id == Transfer.case_id)
        .where(*_BOOKED, Transfer.payment_id.in_(payments))
        .group_by(Case.scheme, Transfer.objective)
    )
    found = (Coded(scheme, objective, Money(int(ore))) for scheme, objective, ore in rows)
    return sorted(found, key=lambda each: (each.scheme, each.objective))
