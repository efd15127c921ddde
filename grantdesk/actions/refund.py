"""Refund: what a recipient has repaid too much is paid back in the Region's own ledger; one notes it, another confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, book, record, repay
from grantdesk.actions.book import Booking
from grantdesk.domain.ledger import Code, split_over_what_is_left
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import CeilingExceeded, Refused, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.models.base import Base
from grantdesk.models.repayment import Refund
from grantdesk.queries import conflicts, recovery_books
from grantdesk.queries.recovery_account import Account


@dataclass(frozen=True)
class PaidBack:
    """How much was paid back, on which day, and under which reference in the Region's ledger."""

    amount: Money
    paid_on: date
    reference: str


def note(account: Account, told: PaidBack, *, by: Actor, on: date) -> Refund:
    """Note what has been paid back; it counts when another has confirmed it. Never more than is owed to the recipient."""
    conflicts.refuse_where_partial(account.case, by=by)
    _refuse_what_cannot_be(account, told, on)
    capital = min(told.amount, account.capital_too_much)
    made = Refund(
        decision_id=account.recovery.id,
        capital=capital,
        interest=told.amount - capital,
        paid_on=told.paid_on,
        reference=told.reference.strip(),
        state=FIRST["refund"],
        noted_on=on,
        noted_at=db.moment(),
        noted_by_id=by.id,
        noted_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    _record("refund.noted", account, made, by=by, rows=[made])
    return made


def confirm(account: Account, refund: Refund, *, by: Actor, on: date) -> None:
    """Confirm that it was paid back, and book it, on its own day where that is open."""
    conflicts.refuse_where_partial(account.case, by=by)
    if refund.noted_by_id == by.id:
        raise TwoPairsOfEyes("refund.own")
    if refund.amount > account.too_much or refund.capital > account.capital_too_much:
        raise CeilingExceeded("refund.above_owed", amount=refund.amount, owed=account.too_much)
    change = advance.step(refund, "confirm", **_settled(by, on))
    rows = _booked(account, refund, on=repay.open_day(refund.paid_on))
    _record("refund.confirmed", account, refund, by=by, rows=rows, changes=[change])


def withdraw(account: Account, refund: Refund, *, by: Actor, on: date) -> None:
    """Take back what nobody has confirmed; it is kept as withdrawn."""
    change = advance.step(refund, "withdraw", **_settled(by, on))
    _record("refund.withdrawn", account, refund, by=by, changes=[change])


def reverse(account: Account, refund: Refund, reason: str, *, by: Actor, on: date) -> None:
    """Reverse a refund that was confirmed and was wrong, or came back. By another than confirmed it."""
    if not reason.strip():
        raise Refused("repay.without_reason")
    if refund.settled_by_id == by.id:
        raise TwoPairsOfEyes("refund.own_confirmed")
    change = advance.step(refund, "reverse", **repay.reversal(reason, by=by, on=on))
    rows = book.reverse_under(_key(refund), on=on)
    _record("refund.reversed", account, refund, by=by, rows=rows, changes=[change], reason=reason.strip())


def _refuse_what_cannot_be(account: Account, told: PaidBack, today: date) -> None:
    if told.amount <= ZERO:
        raise Refused("refund.nothing")
    if not told.reference.strip():
        raise Refused("refund.without_reference")
    last = max((each.decided_on for each in account.lowerings), default=today)
    if not last <= told.paid_on <= today:
        raise Refused("refund.day", first=last, today=today)
    if account.refund_noted is not None:
        raise Refused("refund.noted_already")
    if told.amount > account.too_much:
        raise CeilingExceeded("refund.above_owed", amount=told.amount, owed=account.too_much)


def _booked(account: Account, refund: Refund, *, on: date) -> list[Base]:
    case, key, because = account.case, _key(refund), account.recovery
    rows: list[Base] = []
    if refund.capital:
        parts = split_over_what_is_left(refund.capital, recovery_books.recovered(case.id))
        rows += book.one(Booking(case, Code.REFUNDED, parts, on=on, key=key, because_of=because))
    if refund.interest:
        out = repay.out_of_interest(case, refund.interest)
        rows += book.one(Booking(case, Code.INTEREST_BACK, out, on=on, key=f"{key}:interest", because_of=because))
    return rows


def _settled(by: Actor, on: date) -> dict[str, object]:
    return {"settled_on": on, "settled_at": db.moment(), "settled_by_id": by.id, "settled_by": by.name}


def _key(refund: Refund) -> str:
    return f"refund:{refund.id}"


def _record(kind: str, account: Account, refund: Refund, *, by: Actor, **said: Any) -> None:
    record.event(
        kind, by=by, case=account.case, amount=refund.amount, paid_on=refund.paid_on, reference=refund.reference, **said
    )
