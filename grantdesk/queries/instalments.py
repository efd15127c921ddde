"""Which instalments has a grant been divided into, and what has become of the payment of each?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, func, select, type_coerce

from grantdesk import db
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.instalment import Instalment
from grantdesk.models.payment import Payment


@dataclass(frozen=True)
class Line:
    """One instalment, its payment where one stands, and what of it a recovery has been set off against."""

    instalment: Instalment
    payment: Payment | None
    set_off: Money = ZERO

    @property
    def to_pay(self) -> Money:
        """What is still to be paid of it when it is released."""
        return self.instalment.amount - self.set_off

    @property
    def is_open(self) -> bool:
        """Whether it may be released: nothing is on its way or paid of it but what was set off."""
        return self.instalment.state != "cancelled" and self.payment is None and self.to_pay > ZERO

    @property
    def may_be_cancelled(self) -> bool:
        return self.instalment.state != "cancelled" and self.payment is None and not self.set_off


def of_case(case: Case) -> list[Line]:
    """The instalments of a case by number, as they are now."""
    rows = (
        select(Instalment, Payment)
        .outerjoin(Payment, (Payment.instalment_id == Instalment.id) & (Payment.state != "cancelled"))
        .where(Instalment.case_id == case.id)
        .order_by(Instalment.number)
        .execution_options(populate_existing=True)
    )
    set_off = _set_off(case)
    found = db.session.execute(rows)
    return [Line(instalment, payment, set_off.get(instalment.id, ZERO)) for instalment, payment in found]


def by_number(case: Case, number: int) -> Line:
    """One instalment of the case; raises `NotThere`."""
    found = next((line for line in of_case(case) if line.instalment.number == number), None)
    if found is None:
        raise NotThere("not_there.instalment", number=number, case=case.number)
    return found


def planned(lines: Sequence[Line]) -> Money:
    """What the instalments come to that wait to be released."""
    return total(line.to_pay for line in lines if line.is_open)


def _set_off(case: Case) -> dict[int, Money]:
    """By instalment, what its payments have been reduced by."""
    amount = func.sum(type_coerce(Decision.amount, BigInteger()))
    rows = (
        select(Payment.instalment_id, amount)
        .join(Decision, Decision.payment_id == Payment.id)
        .where(Payment.case_id == case.id, Payment.instalment_id.is_not(None))
        .group_by(Payment.instalment_id)
    )
    return {key: Money(int(ore)) for key, ore in db.session.execute(rows) if key is not None}
