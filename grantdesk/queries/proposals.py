"""What decision is proposed in a case, and what room do other proposals hold?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import BigInteger, func, select, type_coerce

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.models.proposal import Proposal


def standing_in(case: Case) -> Proposal | None:
    """The proposal that waits for a decision, where there is one."""
    return db.session.execute(
        select(Proposal).where(Proposal.case_id == case.id, Proposal.state == "standing")
    ).scalar_one_or_none()


def amount_standing(*, besides: Case, handled_by: str | None) -> Money:
    """What standing proposals in other cases come to; those in one's hands where `handled_by` says whose."""
    query = select(func.coalesce(func.sum(type_coerce(Proposal.amount, BigInteger())), 0)).where(
        Proposal.state == "standing", Proposal.case_id != besides.id
    )
    if handled_by is not None:
        query = query.join(Case, Case.id == Proposal.case_id).where(Case.handled_by == handled_by)
    return Money(int(db.session.execute(query).scalar_one()))


def room_held(companies: Sequence[int], *, besides: Case | None) -> list[tuple[str, Decimal]]:
    """By regulation, the euros that standing proposals hold for these companies in other cases than `besides`."""
    others = [Proposal.case_id != besides.id] if besides is not None else []
    rows = db.session.execute(
        select(Proposal)
        .join(Case, Case.id == Proposal.case_id)
        .where(
            Case.organisation_id.in_(companies),
            Proposal.state == "standing",
            Proposal.regulation.is_not(None),
            *others,
        )
        .order_by(Proposal.id)
    ).scalars()
    return [(str(one.regulation), one.reserved_eur or Decimal(0)) for one in rows]
