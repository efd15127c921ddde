"""Which batches have not been exported?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.models.payment import Batch, Payment


@dataclass(frozen=True)
class OpenBatch:
    """A batch that has not been exported."""

    number: str
    made_on: date
    payments: int
    amount: Money


def every() -> list[OpenBatch]:
    """Every batch that has not been exported, oldest first."""
    amount = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
    rows = db.session.execute(
        select(Batch.number, Batch.made_on, func.count(Payment.id), amount)
        .outerjoin(Payment, Payment.batch_id == Batch.id)
        .where(Batch.state.in_(("open", "locked")))
        .group_by(Batch.id)
        .order_by(Batch.id)
    )
    return [OpenBatch(number, made_on, int(count), Money(int(ore))) for number, made_on, count, ore in rows]
