"""The door to the ledger: money moves and is reversed; it is never edited, and never on a day that is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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

# How many keys one question names: databases have a limit.
_AT_ONCE = 500


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


def reverse_payments(payments: Sequence[Payment], *, on: date) -> dict[int, list[Transfer]]:
    """Reverse what was booked as paid by payments that did not arrive; gives the reversals by the payment's key.

    Raises `Refused` where the recipient does not hold it all any more: some of it has been repaid.
    """
    booked = [transfer for some in _parts([payment.id for payment in payments]) for transfer in _booked_by(some)]
    held = balances.held_by_recipients(sorted({payment.case_id for payment in payments}))
    for transfer in booked:
        left = held.get(transfer.case_id, {})
        if transfer.amount > left.get(transfer.objective, ZERO):
            (number,) = (payment.number for payment in payments if payment.id == transfer.payment_id)
            raise Refused("payment.repaid_since", number=number)
        left[transfer.objective] -= transfer.amount
    made: dict[int, list[Transfer]] = {payment.id: [] for payment in payments}
    for reversal in reverse(booked, on=on):
        made[reversal.payment_id or 0].append(reversal)
    return made


def _booked_by(payment_ids: Sequence[int]) -> Sequence[Transfer]:
    # What reverses is left out here: asked to, SQLite would look it up by that, and go through the whole ledger.
    booked = select(Transfer).where(Transfer.payment_id.in_(payment_ids)).order_by(Transfer.id)
    return [each for each in db.session.execute(booked).scalars() if each.reverses_id is None]


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))


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
