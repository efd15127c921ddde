"""What waits for finance, how many and how much?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, type_coerce, union_all
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month, to_close
from grantdesk.models.bank import BankAnswer, BankRemark
from grantdesk.models.case import Case
from grantdesk.models.drawing import Drawing
from grantdesk.models.payee import Payee
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.repayment import Refund
from grantdesk.queries import bank_files, late_recoveries, periods, reconciliations

# How many of the latest closed months the desk looks at.
_MONTHS = 12


_REFUND = type_coerce(Refund.capital, BigInteger()) + type_coerce(Refund.interest, BigInteger())


@dataclass(frozen=True)
class Waiting:
    """Things that wait for the same act: how many, and what they come to where they have amounts."""

    name: str
    count: int
    amount: Money | None


def waiting(*, on: date) -> list[Waiting]:
    """Everything that waits, in the order of the work; what nothing waits in is there with none."""
    asked = union_all(*_money(), *_recoveries(on), *_without_amounts())
    rows = {name: (int(count), ore) for name, count, ore in db.session.execute(asked)}
    found = [Waiting(name, count, None if ore is None else Money(int(ore))) for name, (count, ore) in rows.items()]
    return [*found, *_books(on)]


def _money() -> list[Select[Any]]:
    amount = type_coerce(Payment.amount, BigInteger())
    payments = {
        "to_attest": Payment.state == "prepared",
        "to_batch": Payment.state == "attested",
        "failed": Payment.state == "failed",
        "unanswered": Payment.state.in_(("exported", "sent")),
    }
    batches = {
        "to_lock": Batch.state == "open",
        "to_export": Batch.state == "locked",
        # What the bank has answered has reached it, whether somebody has said so or not.
        "to_send": (Batch.state == "exported") & (Payment.state == "exported"),
    }
    return [
        *(_counted(name, func.count(), amount).select_from(Payment).where(which) for name, which in payments.items()),
        *(
            _counted(name, func.count(Batch.id.distinct()), amount)
            .select_from(Batch)
            .outerjoin(Payment, Payment.batch_id == Batch.id)
            .where(which)
            for name, which in batches.items()
        ),
        _counted("money_in", func.count(), type_coerce(Drawing.amount, BigInteger()))
        .select_from(Drawing)
        .where(Drawing.state == "recorded"),
    ]


def _counted(name: str, count: ColumnElement[Any], amount: ColumnElement[Any]) -> Select[Any]:
    return select(literal(name), count, func.coalesce(func.sum(amount), 0))


def _recoveries(on: date) -> list[Select[Any]]:
    """Recoveries that are late, and losses that somebody has proposed."""
    late = late_recoveries.waiting(_about(late_recoveries.told(on)[2]), on=on)
    return [
        _summed("recoveries", late),
        _counted("refunds", func.count(), _REFUND).select_from(Refund).where(Refund.state == "noted"),
        _summed("losses", late_recoveries.losses(_about(late_recoveries.LOSS_TOLD[2]))),
    ]


def _about(ore: Any) -> Select[Any]:
    return select(ore.label("ore")).select_from(Case)


def _summed(name: str, things: Select[Any]) -> Select[Any]:
    each = things.order_by(None).subquery()
    return _counted(name, func.count(), each.c.ore).select_from(each)


def _without_amounts() -> list[Select[Any]]:
    payees = _uncounted("payees").select_from(Payee).where(Payee.state == "proposed")
    answers = select(BankAnswer.id).outerjoin(BankRemark, BankRemark.answer_id == BankAnswer.id).where(bank_files.WAITS)
    owed = _uncounted("owed").select_from(late_recoveries.owed().subquery())
    return [payees, owed, _uncounted("mismatched").select_from(answers.subquery())]


def _uncounted(name: str) -> Select[Any]:
    """As `_counted`, of things that have no amount."""
    columns: list[Any] = [literal(name), func.count(), literal(None, BigInteger)]
    return select(*columns)


def _books(on: date) -> list[Waiting]:
    """Months to close, opened again, and to sign: by nobody yet, by one only, or with other figures than they have now."""
    rows = periods.all_of_them()
    months = to_close(periods.next_to_close(), on=on) if periods.closed_through() else []
    closed = [Month.of(one.first_on) for one in rows if one.state == periods.CLOSED][:_MONTHS]
    states = list(reconciliations.states(closed).values())
    unsigned = sum(state in (reconciliations.UNSIGNED, reconciliations.CHANGED) for state in states)
    return [
        Waiting("reopened", sum(one.state != periods.CLOSED for one in rows), None),
        Waiting("to_close", len(months), None),
        Waiting("to_sign", unsigned, None),
        Waiting("to_countersign", sum(state == "signed" for state in states), None),
    ]
