"""Which payments of a case were made outside the desk?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from grantdesk import db
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case
from grantdesk.models.payment import ELSEWHERE, Payment
from grantdesk.models.user import User

_PREPARER, _ATTESTER = aliased(User), aliased(User)


@dataclass(frozen=True)
class Noted:
    """A payment that was made elsewhere, who recorded it, and who attested it where somebody has."""

    payment: Payment
    recorded_by: str
    attested_by: str | None


def of_case(case: Case) -> list[Noted]:
    """Those of the case, the first recorded first, cancelled ones too."""
    rows = (
        select(Payment, _PREPARER.name, _ATTESTER.name)
        .join(_PREPARER, _PREPARER.id == Payment.prepared_by_id)
        .outerjoin(_ATTESTER, _ATTESTER.id == Payment.attested_by_id)
        .where(Payment.case_id == case.id, Payment.kind == ELSEWHERE)
        .order_by(Payment.id)
    )
    return [Noted(payment, by, attested) for payment, by, attested in db.session.execute(rows)]


def by_number(case: Case, number: str) -> Noted:
    """One of those of the case, by the number of the payment; raises `NotThere`."""
    found = next((noted for noted in of_case(case) if noted.payment.number == number), None)
    if found is None:
        raise NotThere("not_there.payment", number=number)
    return found


def find_by_reference(reference: str) -> Payment | None:
    """The payment of any case that stands under this reference."""
    stands = (Payment.kind == ELSEWHERE, Payment.state != "cancelled", Payment.reference == reference)
    return db.session.execute(select(Payment).where(*stands)).scalars().first()
