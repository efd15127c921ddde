"""A batch of any size: one payment is made by the actions that the pages call, and the others are its likes."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import insert, inspect, select, update

from grantdesk import db
from grantdesk.actions import book, bundle
from grantdesk.domain.ledger import Code
from grantdesk.models.base import Base
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.payment import Payment
from grantdesk.queries import balances, payouts
from tests import builders

YEAR = builders.DAY.year


def an_attested_batch(payments: int) -> str:
    """A batch of so many attested payments, each of a case of its own, that is still open; gives its number."""
    attested(payments)
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        return bundle.make(payouts.attested_for_act(), by=by, on=builders.DAY, once=uuid.uuid4().hex).number


def attested(payments: int, first: Payment | None = None) -> None:
    """So many attested payments, each of a case of its own, that are in no batch; all are like the first."""
    first = first or builders.an_attested_payment()
    with db.transaction(at=builders.moment()):
        _likes(first, payments - 1)


def an_exported_batch(payments: int) -> str:
    number = an_attested_batch(payments)
    builders.export(payouts.batch_by_number(number))
    return number


def _likes(first: Payment, count: int) -> None:
    case, claim = db.session.get_one(Case, first.case_id), db.session.get_one(Claim, first.claim_id)
    granted = balances.left_of(case.id)
    keys = range(case.id + 1, case.id + 1 + count)
    _insert(Case, case, [{"id": key, "number": f"GD-{YEAR}-9{key:05d}", "once": uuid.uuid4().hex} for key in keys])
    _insert(Claim, claim, [{"id": claim.id + key, "case_id": key, "once": uuid.uuid4().hex} for key in keys])
    # As it is when it begins; then it is attested as the first is.
    prepared = {"state": "prepared", "attested_by_id": None, "attested_at": None}
    like = [
        {"id": first.id + key, "number": f"UT-{YEAR}-9{key:05d}", "case_id": key, "claim_id": claim.id + key} | prepared
        for key in keys
    ]
    _insert(Payment, first, like)
    attest = {name: getattr(first, name) for name in prepared}
    db.session.execute(update(Payment).where(Payment.id > first.id, Payment.state == "prepared").values(attest))
    cases = db.session.execute(select(Case).where(Case.id > case.id)).scalars()
    book.many(book.Booking(each, Code.GRANTED, granted, on=builders.DAY, key=f"like:{each.id}") for each in cases)


def _insert(model: type[Base], like: Base, changes: list[dict[str, Any]]) -> None:
    """Rows that say what one of them says, but for what is changed."""
    said = {column.key: getattr(like, column.key) for column in inspect(model).column_attrs}
    if changes:
        db.session.execute(insert(model), [said | each for each in changes])
