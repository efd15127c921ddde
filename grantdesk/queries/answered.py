"""What the bank's answers are held against: the payments that they name, and what it has said of them before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from grantdesk import db
from grantdesk.domain.bank_answer import CONFIRMED, FAILED, KEPT, PAID, PAID_TWICE, RETURNED, TOLD_BEFORE, Known, Sent
from grantdesk.domain.money import total
from grantdesk.models.bank import BankAnswer
from grantdesk.models.case import Case
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries.case_file import locked

T = TypeVar("T")

# How many references one question to the database names.
_AT_A_TIME = 5_000
# What became of an entry that has moved money on the account.
_BELIEVED = (CONFIRMED, FAILED, TOLD_BEFORE, PAID_TWICE)
# What is still in a file that the bank has, or has been.
_IN_THE_FILE = ("exported", "sent", "confirmed")


def payments_for_act(references: Iterable[str]) -> dict[str, Payment]:
    """The payments with those numbers, locked in order of number for the act under way; those there are."""
    found: dict[str, Payment] = {}
    for numbers in _a_few_at_a_time(sorted(set(references))):
        query = select(Payment).where(Payment.number.in_(numbers)).order_by(Payment.number)
        rows = db.session.execute(locked(query.options(*_WHOLE), of=Payment)).scalars()
        found |= {payment.number: payment for payment in rows}
    return found


_WHOLE = (
    selectinload(Payment.case).selectinload(Case.organisation),
    selectinload(Payment.claim),
    selectinload(Payment.batch),
)


def known(payments: Iterable[Payment]) -> dict[str, Known]:
    """Each payment as the bank's answers are held against it, by number."""
    there = list(payments)
    entries = _entries([payment.id for payment in there])
    return {
        payment.number: Known(
            payment.number,
            payment.amount,
            payment.state,
            payment.batch.number if payment.batch else None,
            payment.batch.exported_on if payment.batch else None,
            entries[PAID].get(payment.id, frozenset()),
            entries[RETURNED].get(payment.id, frozenset()),
        )
        for payment in there
    }


def _entries(payment_ids: Sequence[int]) -> dict[str, dict[int, frozenset[str]]]:
    """By what they are and by payment, the bank's own references of the entries that it has told of before."""
    found: dict[str, dict[int, frozenset[str]]] = {PAID: {}, RETURNED: {}}
    for some in _a_few_at_a_time(sorted(payment_ids)):
        rows = db.session.execute(
            select(BankAnswer.status, BankAnswer.payment_id, BankAnswer.bank_reference).where(
                BankAnswer.payment_id.in_(some),
                BankAnswer.booked,
                BankAnswer.status.in_((PAID, RETURNED)),
                BankAnswer.outcome.in_(_BELIEVED),
                BankAnswer.bank_reference != "",
            )
        )
        for status, payment_id, reference in rows:
            of_payment = found[status].get(payment_id or 0, frozenset())
            found[status][payment_id or 0] = of_payment | {reference}
    return found


def find_sent(batch: str) -> Sent | None:
    """The file of the batch as it left, and which of its payments stand; None where no such file has left."""
    found = db.session.execute(select(Batch).where(Batch.number == batch)).scalar_one_or_none()
    if found is None or found.exported_on is None or found.payments_locked is None or found.amount_locked is None:
        return None
    members = select(Payment.number, Payment.amount).where(
        Payment.batch_id == found.id, Payment.state.in_(_IN_THE_FILE)
    )
    rows = db.session.execute(members.order_by(Payment.number)).all()
    standing = total(amount for _number, amount in rows)
    numbers = tuple(number for number, _amount in rows)
    return Sent(
        found.number, found.payments_locked, found.amount_locked, numbers, standing, _booked_in_one(found.number)
    )


def _booked_in_one(batch: str) -> frozenset[str]:
    """The bank's own references of entries that it has told of before, in which the whole file is booked."""
    told = select(BankAnswer.bank_reference).where(
        BankAnswer.reference == batch, BankAnswer.booked, BankAnswer.bank_reference != "",
        BankAnswer.outcome.in_((KEPT, TOLD_BEFORE, PAID_TWICE)),
    )  # fmt: skip
    return frozenset(db.session.execute(told).scalars())


def _a_few_at_a_time(wanted: Sequence[T]) -> Iterator[Sequence[T]]:
    for place in range(0, len(wanted), _AT_A_TIME):
        yield wanted[place : place + _AT_A_TIME]
