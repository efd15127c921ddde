"""The door to the ledger: money moves and is reversed; it is never edited, and never on a day that is closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain.ledger import MOVES, Code, Split
from grantdesk.domain.money import ZERO
from grantdesk.domain.period import open_from
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.ledger import Transfer
from grantdesk.models.payment import Payment
from grantdesk.queries import balances, periods


@dataclass(frozen=True)
class Booking:
    """One movement of a case's money, divided over its objectives. `because_of` is the decision or payment behind it.

    `key` is what makes it happen once: booking the same key again is refused by the database.
    """

    case: Case
    code: Code
    parts: Split
    on: date
    key: str
    because_of: Decision | Payment | None = None


def one(booking: Booking) -> list[Transfer]:
    """Book one movement; a transfer an objective. The database refuses to take more from a commitment than it holds."""
    return many([booking])


def many(bookings: Iterable[Booking]) -> list[Transfer]:
    """Book several movements."""
    wanted = list(bookings)
    _refuse_closed_days(booking.on for booking in wanted)
    transfers = [_transfer(booking, objective) for booking in wanted for objective in booking.parts]
    db.session.add_all(transfers)
    db.session.flush()
    return transfers


def reverse(transfers: Iterable[Transfer], *, on: date) -> list[Transfer]:
    """Move the same amounts the other way, once; what was booked stays, so a closed period is reversed on an open day."""
    _refuse_closed_days([on])
    reversals = [_reversal(transfer, on) for transfer in transfers]
    db.session.add_all(reversals)
    db.session.flush()
    return reversals


def _refuse_closed_days(days: Iterable[date]) -> None:
    through = periods.closed_through()
    first = open_from(through)
    if through is None or first is None:
        return
    if closed := [day for day in days if day <= through]:
        raise Refused("period.closed", through=through, day=min(closed), first=first)


def reverse_payment(payment: Payment, *, on: date) -> list[Transfer]:
    """Reverse what was booked as paid by a payment that did not arrive.

    Raises `Refused` where the recipient does not hold it all any more: some of it has been repaid.
    """
    booked = select(Transfer).where(Transfer.payment_id == payment.id, Transfer.reverses_id.is_(None))
    found = list(db.session.execute(booked.order_by(Transfer.id)).scalars())
    held = balances.held_by_recipient(payment.case_id)
    if any(transfer.amount > held.get(transfer.objective, ZERO) for transfer in found):
        raise Refused("payment.repaid_since", number=payment.number)
    return reverse(found, on=on)


def reverse_under(key: str, *, on: date) -> list[Transfer]:
    """Reverse all that was booked under a key, over whichever objectives."""
    booked = select(Transfer).where(Transfer.key.startswith(f"{key}:", autoescape=True), Transfer.reverses_id.is_(None))
    return reverse(db.session.execute(booked.order_by(Transfer.id)).scalars().all(), on=on)


def _transfer(booking: Booking, objective: str) -> Transfer:
    from_account, to_account = MOVES[booking.code]
    behind = booking.because_of
    return Transfer(
        key=f"{booking.key}:{objective}",
        code=str(booking.code),
        from_account=str(from_account),
        to_account=str(to_account),
        amount=booking.parts[objective],
        case_id=booking.case.id,
        objective=objective,
        booked_on=booking.on,
        booked_at=db.moment(),
        decision_id=behind.id if isinstance(behind, Decision) else None,
        payment_id=behind.id if isinstance(behind, Payment) else None,
    )


def _reversal(transfer: Transfer, on: date) -> Transfer:
    return Transfer(
        key=f"reversal:{transfer.key}",
        code=transfer.code,
        from_account=transfer.to_account,
        to_account=transfer.from_account,
        amount=transfer.amount,
        case_id=transfer.case_id,
        objective=transfer.objective,
        booked_on=on,
        booked_at=db.moment(),
        decision_id=transfer.decision_id,
        payment_id=transfer.payment_id,
        reverses_id=transfer.id,
    )
