"""What was booked when payments left the house, by objective: as a stream, for files of ten thousand payments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.ledger import Code
from grantdesk.domain.money import Money
from grantdesk.domain.vouchers import Coded
from grantdesk.models.case import Case
from grantdesk.models.ledger import Transfer
from grantdesk.models.payment import Payment

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


@dataclass(frozen=True)
class Moved:
    """One transfer beside the batches: its day, what it moved, and the key that it happened once by."""

    on: date
    coded: Coded
    key: str
    is_reversal: bool


def returned(first: date, last: date) -> list[Moved]:
    """Payments that had left the house and did not arrive, by the day that they were booked back."""
    left = select(Payment.id).where(Payment.batch_id.is_not(None))
    return _moved(
        first, last, Transfer.code == Code.PAID, Transfer.reverses_id.is_not(None), Transfer.payment_id.in_(left)
    )


def set_off(first: date, last: date) -> list[Moved]:
    """What counts as paid because it was set off: it is booked for a decision, and no payment left the house."""
    return _moved(first, last, Transfer.code == Code.PAID, Transfer.payment_id.is_(None))


def repaid(first: date, last: date) -> list[Moved]:
    """Capital that recipients have repaid, and repayments that were taken back."""
    keys = Transfer.key.like("repayment:%") | Transfer.key.like("reversal:repayment:%")
    return _moved(first, last, Transfer.code == Code.RECOVERED, keys)


def interest(first: date, last: date) -> list[Moved]:
    """Interest that recipients have paid, and what was taken back of it with the repayment."""
    keys = Transfer.key.like("repayment:%") | Transfer.key.like("reversal:repayment:%")
    return _moved(first, last, Transfer.code == Code.INTEREST, keys)


def counted_anew(first: date, last: date) -> list[Moved]:
    """What was booked as interest and became capital when a recovery was lowered: the capital of it."""
    return _moved(first, last, Transfer.code == Code.RECOVERED, Transfer.key.like("lower:%"))


def _moved(first: date, last: date, *conditions: Any) -> list[Moved]:
    rows = db.session.execute(
        select(Transfer.booked_on, Transfer.key, Transfer.reverses_id, Case.scheme, Transfer.objective, Transfer.amount)
        .join(Case, Case.id == Transfer.case_id)
        .where(Transfer.booked_on.between(first, last), *conditions)
        .order_by(Transfer.booked_on, Transfer.id)
    )
    return [
        Moved(on, Coded(scheme, objective, amount), key, reverses is not None)
        for on, key, reverses, scheme, objective, amount in rows
    ]


def paid_by_payment() -> dict[int, Money]:
    """By payment, what the ledger has of it as paid, less what was reversed; one of which nothing stands is not in it."""
    ore = type_coerce(Transfer.amount, BigInteger())
    net = func.sum(case((Transfer.reverses_id.is_(None), ore), else_=-ore))
    rows = db.session.execute(
        select(Transfer.payment_id, net)
        .where(Transfer.payment_id.is_not(None), Transfer.code == Code.PAID)
        .group_by(Transfer.payment_id)
    )
    return {payment_id: Money(int(paid)) for payment_id, paid in rows if payment_id is not None and paid}
