"""Which amounts rest on values that the region has not confirmed?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true

from grantdesk import db
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import balances
from grantdesk.queries.balances import ALWAYS, Period, Sums

# An assessment from before this was kept counts as unconfirmed: nobody has said that it is not.
_UNCONFIRMED = func.coalesce(Assessment.answer["unconfirmed"].as_boolean(), true())
_GRANTED_ON = (
    select(Decision.assessment_id)
    .where(Decision.case_id == Case.id, Decision.kind == "grant")
    .correlate(Case)
    .scalar_subquery()
)
_LATEST = select(func.max(Assessment.id)).where(Assessment.case_id == Case.id).correlate(Case).scalar_subquery()


def among(case_numbers: Iterable[str]) -> frozenset[str]:
    """Those of the cases whose aid, as granted and else as last assessed, was decided by a value not confirmed."""
    cases = _marked(Case.number).where(Case.number.in_(set(case_numbers)))
    return frozenset(db.session.execute(cases).scalars())


def of_a_case() -> ColumnElement[bool]:
    """Whether a payment is of such a case, as part of a question."""
    return Payment.case_id.in_(_marked(Case.id))


def _marked(said: Any) -> Select[Any]:
    assessed = select(said).join(Assessment, Assessment.id == func.coalesce(_GRANTED_ON, _LATEST))
    return assessed.where(Assessment.eligible, _UNCONFIRMED)


def among_batches(numbers: Iterable[str]) -> frozenset[str]:
    """Those of the batches that hold a payment of such a case."""
    batches = (
        select(Batch.number)
        .join(Payment, Payment.batch_id == Batch.id)
        .where(Batch.number.in_(set(numbers)), Payment.case_id.in_(_granted()))
        .distinct()
    )
    return frozenset(db.session.execute(batches).scalars())


def in_all(*, period: Period = ALWAYS) -> Sums:
    """What of the ledger's sums belongs to such cases."""
    return balances.of_those(_granted(), period=period)


def _granted() -> Select[Any]:
    """The cases granted on such an assessment, by their keys."""
    return (
        select(Decision.case_id)
        .join(Assessment, Assessment.id == Decision.assessment_id)
        .where(Decision.kind == "grant", _UNCONFIRMED)
    )
