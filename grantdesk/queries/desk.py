"""What do those at the desk of one hand see of their own: frames, cases, proposals, and what they may decide?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, func, select, type_coerce

from grantdesk import db
from grantdesk.domain import delegation
from grantdesk.domain.delegation import Ruling
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.roles import Actor
from grantdesk.domain.scheme import Scheme
from grantdesk.models.case import Case
from grantdesk.models.proposal import Proposal
from grantdesk.queries import absences
from grantdesk.region import Terms


@dataclass(frozen=True)
class Proposed:
    """The proposals that stand in one hand's cases, and what they come to."""

    count: int
    amount: Money


def proposed(handled_by: str) -> Proposed:
    amount = func.coalesce(func.sum(type_coerce(Proposal.amount, BigInteger())), 0)
    count, ore = db.session.execute(
        select(func.count(), amount)
        .select_from(Proposal)
        .join(Case, Case.id == Proposal.case_id)
        .where(Proposal.state == "standing", Case.handled_by == handled_by)
    ).one()
    return Proposed(int(count), Money(int(ore)))


@dataclass(frozen=True)
class Delegated:
    """A scheme that the delegation order names somebody for, and whether they decide under it themselves."""

    scheme: Scheme
    ruling: Ruling


def delegated(by: Actor, *, on: date, terms: Terms) -> list[Delegated]:
    """The schemes that the order names the person's position for that day: to decide, or to prepare for the Region."""
    me = absences.staff(on=on).find(by.id)
    rulings = [
        (scheme, delegation.may_take(
            "grant", position=by.position, scheme=code, amount=ZERO, on=on, order=terms.order,
            person=me.email if me else None,
        ))
        for code, scheme in terms.county.schemes.items()
    ]  # fmt: skip
    return [Delegated(scheme, ruling) for scheme, ruling in rulings if ruling.row is not None]
