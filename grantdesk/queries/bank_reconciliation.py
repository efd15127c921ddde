"""Do the ledger, the batches' files and the bank say the same, and of which payments has the bank said nothing?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain import working_days
from grantdesk.domain.bank_answer import CONFIRMED
from grantdesk.domain.bank_reconciliation import NONE, BatchReconciled, Counted
from grantdesk.domain.money import ZERO, Money
from grantdesk.models.bank import BankAnswer
from grantdesk.models.case import Case
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import balances

SHOWN = 50
_AMOUNT = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
_LEFT = ("exported", "sent")
_ANSWERED = exists().where(BankAnswer.payment_id == Payment.id, BankAnswer.outcome == CONFIRMED)
# By batch, its payments by state and by whether an answer of the bank's confirms them.
_Places = Mapping[tuple[str, bool], Counted]


def batches(*, page: int = 1) -> list[BatchReconciled]:
    """The batches that have left, the newest first, a page at a time."""
    rows = db.session.execute(
        select(Batch)
        .where(Batch.exported_on.is_not(None))
        .order_by(Batch.id.desc())
        .limit(SHOWN)
        .offset((page - 1) * SHOWN)
    ).scalars()
    return _reconciled(list(rows))


def of_batch(batch: Batch) -> BatchReconciled | None:
    """One batch; None where it has not left."""
    return next(iter(_reconciled([batch])), None)


def count_batches() -> int:
    return int(db.session.execute(select(func.count(Batch.id)).where(Batch.exported_on.is_not(None))).scalar_one())


def _reconciled(batches: Sequence[Batch]) -> list[BatchReconciled]:
    ids = [batch.id for batch in batches]
    places, booked = _places(ids), balances.of_batches(ids)
    return [
        _of(batch, batch.exported_on, places.get(batch.id, {}), booked.get(batch.id, ZERO))
        for batch in batches
        if batch.exported_on is not None
    ]


def _of(batch: Batch, exported_on: date, places: _Places, booked: Money) -> BatchReconciled:
    def of(*states: str, answered: tuple[bool, ...] = (True, False)) -> Counted:
        return sum((places.get((state, told), NONE) for state in states for told in answered), NONE)

    there = of(*_LEFT, "confirmed", "failed", "cancelled")
    locked, amount = batch.payments_locked, batch.amount_locked
    return BatchReconciled(
        number=batch.number,
        exported_on=exported_on,
        sent_on=batch.sent_on,
        # A batch that left before batches were locked says of itself what its payments come to.
        file=there if locked is None or amount is None else Counted(locked, amount),
        waiting=of(*_LEFT),
        confirmed=of("confirmed"),
        failed=of("failed"),
        cancelled=of("cancelled"),
        by_hand=of("confirmed", answered=(False,)),
        answered=of("confirmed", answered=(True,)),
        booked=booked,
    )


def _places(batch_ids: Sequence[int]) -> dict[int, dict[tuple[str, bool], Counted]]:
    rows = db.session.execute(
        select(Payment.batch_id, Payment.state, _ANSWERED, func.count(), _AMOUNT)
        .where(Payment.batch_id.in_(batch_ids))
        .group_by(Payment.batch_id, Payment.state, _ANSWERED)
    )
    found: dict[int, dict[tuple[str, bool], Counted]] = {}
    for batch_id, state, answered, count, ore in rows:
        found.setdefault(int(batch_id or 0), {})[state, bool(answered)] = Counted(int(count), Money(int(ore)))
    return found


@dataclass(frozen=True)
class Silent:
    """A payment that the bank has said nothing decisive of, and how many banking days have passed since it left."""

    number: str
    case_number: str
    organisation: str
    batch: str
    exported_on: date
    days: int
    amount: Money


def silent(*, through: date, on: date, page: int = 1) -> list[Silent]:
    """The payments exported up to and including a day that the bank has not answered, the oldest first."""
    query = (
        select(Payment.number, Case.number, Organisation.name, Batch.number, Batch.exported_on, Payment.amount)
        .join(Batch, Batch.id == Payment.batch_id)
        .join(Case, Case.id == Payment.case_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .where(is_silent(through))
        .order_by(Batch.exported_on, Payment.number)
        .limit(SHOWN)
        .offset((page - 1) * SHOWN)
    )
    return [
        Silent(number, case, name, batch, exported_on, working_days.between(exported_on, on), amount)
        for number, case, name, batch, exported_on, amount in db.session.execute(query)
        if exported_on is not None
    ]


def count_silent(*, through: date) -> Counted:
    """How many they are, and what they come to."""
    query = select(func.count(Payment.id), _AMOUNT).join(Batch, Batch.id == Payment.batch_id)
    count, ore = db.session.execute(query.where(is_silent(through))).one()
    return Counted(int(count), Money(int(ore)))


def is_silent(through: date) -> Any:
    """That a payment left up to and including the day and is still where it was; of a question that has its batch."""
    return and_(Payment.state.in_(_LEFT), Batch.exported_on <= through)


def waiting(named: Select[Any], through: date) -> Select[Any]:
    """The same as a pile of things that wait, of the columns that a pile has."""
    return (
        named.join(Payment, Payment.case_id == Case.id)
        .join(Batch, Batch.id == Payment.batch_id)
        .where(is_silent(through))
        .order_by(Batch.exported_on, Payment.id)
    )


TOLD = (Batch.exported_on, Payment.number, type_coerce(Payment.amount, BigInteger()))
