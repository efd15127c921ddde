"""Prepare: the one way in which a payment is made. It never takes more than what is promised, and free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import number
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import CeilingExceeded, Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.models.instalment import Instalment
from grantdesk.models.payee import Payee
from grantdesk.models.payment import Payment
from grantdesk.queries import grants, payees

PAYMENT_PREFIX = "UT"


@dataclass(frozen=True)
class Elsewhere:
    """That a payment was made by somebody else's hand: on which day, under which reference, and how that is known."""

    paid_on: date
    reference: str
    ground: str


@dataclass(frozen=True)
class Wanted:
    """A payment to be made: what it is for (a kind of `models.payment`), how much, and the account.

    A claim is paid to the account that it names, or to the one that holds where that does so no longer; `because_of` is the
    claim, the decision on an advance, or the instalment.
    """

    kind: str
    amount: Money
    payee: Payee | None = None
    because_of: Claim | Decision | Instalment | None = None
    elsewhere: Elsewhere | None = None


def payment(case: Case, wanted: Wanted, *, by: Actor, on: date) -> Payment:
    """Prepare a payment, in a case that is locked for the act under way; whoever calls vouches for the row in history.

    Raises `Refused` for nothing, and `CeilingExceeded` for more than is promised, not paid, not on its way and not withheld.
    """
    if wanted.amount <= ZERO:
        raise Refused("payment.nothing_to_pay")
    room = (grants.free_of(case) - grants.of_case(case).withheld).floored_at_zero()
    if wanted.amount > room:
        raise CeilingExceeded("payment.above_room", amount=wanted.amount, room=room, number=case.number)
    made = _written(case, wanted, by=by, on=on)
    db.session.add(made)
    db.session.flush()
    return made


def instead_of(replaced: Payment, amount: Money, *, payee: Payee | None = None, by: Actor, on: date) -> Payment:
    """Prepare a payment for the same as another that has just been cancelled, to the same account where no other is named.

    Never for more: the room is that which the other held.
    """
    if not ZERO < amount <= replaced.amount:
        raise CeilingExceeded("payment.above_replaced", amount=amount, number=replaced.number)
    made = Payment(
        number=number.following(PAYMENT_PREFIX, year=on.year),
        kind=replaced.kind,
        case_id=replaced.case_id,
        claim_id=replaced.claim_id,
        decision_id=replaced.decision_id,
        instalment_id=replaced.instalment_id,
        amount=amount,
        payee_id=payee.id if payee else replaced.payee_id,
        bankgiro=None if payee else replaced.bankgiro,
        state=FIRST["payment"],
        prepared_by_id=by.id,
        prepared_on=on,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _written(case: Case, wanted: Wanted, *, by: Actor, on: date) -> Payment:
    because, told = wanted.because_of, wanted.elsewhere
    claim = because if isinstance(because, Claim) else None
    return Payment(
        number=number.following(PAYMENT_PREFIX, year=on.year),
        kind=wanted.kind,
        case_id=case.id,
        claim_id=claim.id if claim else None,
        decision_id=because.id if isinstance(because, Decision) else None,
        instalment_id=because.id if isinstance(because, Instalment) else None,
        amount=wanted.amount,
        payee_id=wanted.payee.id if wanted.payee else (payees.of_claim(claim) if claim else None),
        bankgiro=claim.bankgiro if claim else None,
        state=FIRST["payment"],
        prepared_by_id=by.id,
        prepared_on=on,
        paid_on=told.paid_on if told else None,
        reference=told.reference if told else None,
        ground=told.ground if told else None,
    )
