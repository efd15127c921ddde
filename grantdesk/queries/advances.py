"""How much of a grant has been paid in advance, how much more may be, and to which account?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, func, select, type_coerce

from grantdesk import db
from grantdesk.domain import advances
from grantdesk.domain.advances import AdvanceQuestion, AdvanceRoom
from grantdesk.domain.county import County
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.models.payee import Payee
from grantdesk.models.payment import ADVANCE, ELSEWHERE, Payment
from grantdesk.queries import payees
from grantdesk.queries.grants import Grant


def to_date(case_id: int) -> Money:
    """What has been paid in advance or is on its way, what a recovery was set off against included."""
    of_case = (Payment.case_id == case_id, Payment.kind == ADVANCE)
    stands = select(func.sum(type_coerce(Payment.amount, BigInteger()))).where(*of_case, Payment.state != "cancelled")
    # A payment that a recovery was set off against is replaced by one of the rest: what was set off was paid as well.
    replaced = select(Payment.id).where(*of_case)
    off = select(func.sum(type_coerce(Decision.amount, BigInteger()))).where(Decision.payment_id.in_(replaced))
    both = select(
        func.coalesce(stands.scalar_subquery(), 0),
        func.coalesce(off.scalar_subquery(), 0),
    )
    standing, set_off = db.session.execute(both).one()
    return Money(int(standing) + int(set_off))


def ahead(case_id: int, grant: Grant) -> Money:
    """What counts against the room for advances: those that were decided, and what was paid elsewhere ahead of any costs.

    A payment made elsewhere does not say that it was an advance. It was one as far as no approved costs stand behind it.
    """
    amount = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
    paid = select(amount).where(Payment.case_id == case_id, Payment.kind == ELSEWHERE, Payment.state != "cancelled")
    approved = select(func.coalesce(func.sum(type_coerce(Claim.approved, BigInteger())), 0)).where(
        Claim.case_id == case_id, Claim.state.in_(("approved", "settled"))
    )
    elsewhere, costs = db.session.execute(select(paid.scalar_subquery(), approved.scalar_subquery())).one()
    covered = Money(int(int(costs) * grant.rate))
    return to_date(case_id) + (Money(int(elsewhere)) - covered).floored_at_zero()


@dataclass(frozen=True)
class Line:
    """A decision on an advance, its payment where one stands, and what of it a recovery has been set off against."""

    decision: Decision
    payment: Payment | None
    set_off: Money

    @property
    def to_pay(self) -> Money:
        """What is to be paid of it still, where no payment stands."""
        return (self.decision.amount or ZERO) - self.set_off if self.payment is None else ZERO


def of_case(case: Case, grant: Grant) -> list[Line]:
    """The advances that have been decided, the first first, as they are now."""
    of_its_kind = (Payment.case_id == case.id, Payment.kind == ADVANCE)
    rows = select(Payment).where(*of_its_kind, Payment.state != "cancelled").execution_options(populate_existing=True)
    standing = {payment.decision_id: payment for payment in db.session.execute(rows).scalars()}
    amount = func.sum(type_coerce(Decision.amount, BigInteger()))
    set_off = select(Payment.decision_id, amount).join(Decision, Decision.payment_id == Payment.id)
    found = db.session.execute(set_off.where(*of_its_kind).group_by(Payment.decision_id))
    off = {key: Money(int(ore)) for key, ore in found}
    return [
        Line(decision, standing.get(decision.id), off.get(decision.id, ZERO))
        for decision in grant.decisions
        if decision.kind == ADVANCE
    ]


def room(case: Case, grant: Grant, stated: tuple[bool, bool], *, county: County, on: date) -> AdvanceRoom | None:
    """What may be paid in advance on a day where special reasons and soundness are stated or not; None without such a rule."""
    row = county.scheme(case.scheme).rules.advance.on(on)
    if row is None:
        return None
    special_reasons, sound = stated
    question = AdvanceQuestion(case.scheme, grant.total, ahead(case.id, grant), special_reasons, sound)
    return advances.room(question, row)


def payee_of(case: Case) -> Payee:
    """The account that holds for the recipient; raises Refused where none has been confirmed."""
    found = payees.confirmed_of(case.organisation_id)
    if found is None:
        raise Refused("later.no_payee", number=case.number)
    return found


def left(case: Case, grant: Grant, *, county: County, on: date) -> Money:
    """The most that may be paid in advance on a day, both grounds given; nothing where the scheme has no advances."""
    found = room(case, grant, (True, True), county=county, on=on)
    return found.ceiling if found else ZERO
