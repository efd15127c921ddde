"""Repay: money that comes back for a recovery is noted, or agreed to come in parts; what was wrong is reversed by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, book, record
from grantdesk.domain import interest
from grantdesk.domain.interest_rates import InterestRates, NoRate
from grantdesk.domain.ledger import Code, Split, split, split_over_what_is_left
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.period import open_from
from grantdesk.domain.refusal import CeilingExceeded, Refused, TwoPairsOfEyes
from grantdesk.domain.repayments import Part
from grantdesk.domain.roles import Actor
from grantdesk.models.base import Base
from grantdesk.models.case import Case
from grantdesk.models.repayment import PlannedRepayment, Repayment, RepaymentPlan
from grantdesk.queries import balances, conflicts, periods, recovery_books
from grantdesk.queries.recovery_account import Account


@dataclass(frozen=True)
class Received:
    """Money as it came in: how much, which day, and under which reference of the bank."""

    amount: Money
    received_on: date
    reference: str


def note(account: Account, told: Received, *, by: Actor, on: date, rates: InterestRates) -> Repayment:
    """Note what has come in, interest and capital apart, and book the capital as recovered; never more than what is left."""
    _refuse_what_cannot_be(account, told, on)
    covers, capital = _divided(account, told, rates)
    made = Repayment(
        decision_id=account.recovery.id,
        amount=told.amount,
        interest=covers,
        capital=capital,
        interest_booked=True,
        received_on=told.received_on,
        reference=told.reference.strip(),
        state=FIRST["repayment"],
        noted_on=on,
        noted_at=db.moment(),
        noted_by_id=by.id,
        noted_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    on_day, key = open_day(told.received_on), _key(made)
    booked = [
        *taken_from_recipient(account, capital, Code.RECOVERED, on=on_day, key=key),
        *_interest(account, covers, on=on_day, key=key),
    ]
    record.event(
        "repayment.noted",
        by=by,
        case=account.case,
        rows=[made, *booked],
        amount=made.amount,
        interest=made.interest,
        received_on=made.received_on,
        reference=made.reference,
    )
    return made


def reverse(account: Account, repayment: Repayment, reason: str, *, by: Actor, on: date) -> None:
    """Take back a repayment that was wrong, the latest first; what was booked is reversed. By another than noted it."""
    if not reason.strip():
        raise Refused("repay.without_reason")
    if repayment.noted_by_id == by.id:
        raise TwoPairsOfEyes("repay.own")
    last = max(account.received, key=lambda each: (each.received_on, each.id), default=None)
    if last is not None and repayment.state == "noted" and last.id != repayment.id:
        raise Refused("repay.not_the_last", last=last.received_on)
    _refuse_what_was_counted_anew(account, repayment)
    change = advance.step(repayment, "reverse", **reversal(reason, by=by, on=on))
    booked = book.reverse_under(_key(repayment), on=on)
    record.event(
        "repayment.reversed",
        by=by,
        case=account.case,
        rows=booked,
        changes=[change],
        amount=repayment.amount,
        reference=repayment.reference,
        reason=reason.strip(),
    )


def plan(account: Account, parts: Sequence[Part], reason: str, *, by: Actor, on: date) -> RepaymentPlan:
    """Lay down that what is left of the capital comes back in parts; a plan that stands is replaced."""
    conflicts.refuse_where_partial(account.case, by=by)
    refuse_in_court(account)
    _refuse_the_parts(account, parts, reason, on)
    changes = [advance.step(account.plan, "replace", ended_on=on)] if account.plan else []
    made = RepaymentPlan(
        decision_id=account.recovery.id,
        reason=reason.strip(),
        state=FIRST["repayment_plan"],
        made_on=on,
        made_at=db.moment(),
        made_by_id=by.id,
        made_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    laid = [PlannedRepayment(plan_id=made.id, due_on=each.due_on, amount=each.amount) for each in parts]
    db.session.add_all(laid)
    db.session.flush()
    last_on = max(each.due_on for each in parts)
    rows, case = [made, *laid], account.case
    record.event("plan.made", by=by, case=case, rows=rows, changes=changes, parts=len(laid), last_on=last_on)
    return made


def taken_from_recipient(account: Account, capital: Money, code: Code, *, on: date, key: str) -> Sequence[Base]:
    """Book capital that the recipient no longer holds, over the objectives by what is held of each."""
    if not capital:
        return []
    held = balances.held_by_recipient(account.case.id)
    if capital > total(held.values()):
        raise CeilingExceeded("repay.above_held", held=total(held.values()), amount=capital)
    parts = split_over_what_is_left(capital, held)
    return book.one(book.Booking(account.case, code, parts, on=on, key=key, because_of=account.recovery))


def _interest(account: Account, covers: Money, *, on: date, key: str) -> Sequence[Base]:
    """Book interest that has come in, beside the aid: over the objectives as the grant was divided."""
    if not covers:
        return []
    shares = {objective: amount.ore for objective, amount in recovery_books.granted(account.case.id).items()}
    parts = split(covers, shares)
    key = f"{key}:interest"
    return book.one(book.Booking(account.case, Code.INTEREST, parts, on=on, key=key, because_of=account.recovery))


def out_of_interest(case: Case, amount: Money) -> Split:
    """Interest that is taken out of the books again, by objective; what was noted before it was booked is not there."""
    held = recovery_books.interest(case.id)
    if amount > total(held.values()):
        raise Refused("repay.interest_not_booked", amount=amount)
    return split_over_what_is_left(amount, held)


def reversal(reason: str, *, by: Actor, on: date) -> dict[str, object]:
    """Who reversed something, when and why, as its row keeps it."""
    return {
        "reversed_on": on,
        "reversed_at": db.moment(),
        "reversed_by_id": by.id,
        "reversed_by": by.name,
        "reversed_because": reason.strip(),
    }


def interest_due(account: Account, rates: InterestRates, *, on: date) -> Money:
    """The interest that is owed on a day; raises `Refused` where a day has no rate."""
    try:
        return account.interest_due(rates, on=on)
    except NoRate as lacking:
        raise Refused("repay.no_rate", on=lacking.on) from None


def refuse_in_court(account: Account) -> None:
    """What is with Tillväxtverket is for them to settle until it is ended."""
    if account.in_court is not None:
        raise Refused("court.stands", on=account.in_court.handed_on)


def _key(repayment: Repayment) -> str:
    return f"repayment:{repayment.id}"


def _refuse_what_cannot_be(account: Account, told: Received, today: date) -> None:
    if told.amount <= ZERO:
        raise Refused("repay.nothing")
    if not told.reference.strip():
        raise Refused("repay.without_reference")
    if told.received_on > today:
        raise Refused("repay.later", on=told.received_on, today=today)
    if told.received_on < account.recovery.decided_on:
        raise Refused("repay.before_decision", on=told.received_on, decided=account.recovery.decided_on)
    # What covered interest of days to come would have covered too much of it.
    days = [each.received_on for each in account.received]
    days += [each.settled_on for each in account.lost if each.interest and each.settled_on]
    if days and told.received_on < max(days):
        raise Refused("repay.before_last", on=told.received_on, last=max(days))


def _refuse_what_was_counted_anew(account: Account, repayment: Repayment) -> None:
    """What a lowered recovery has moved from interest to capital, or that has been paid back, cannot be taken back by itself."""
    after = [each for each in account.lowerings if each.moved and str(repayment.id) in (each.terms or {})["interest"]]
    if after:
        raise Refused("repay.counted_anew", on=after[0].decided_on)
    if any(each.state in ("noted", "confirmed") for each in account.refunds):
        raise Refused("repay.paid_back")


def _divided(account: Account, told: Received, rates: InterestRates) -> tuple[Money, Money]:
    due = interest_due(account, rates, on=told.received_on)
    if told.amount > account.left + due:
        left = account.left + due
        raise CeilingExceeded("repay.above_left", left=left, on=told.received_on, interest=due, amount=told.amount)
    first = rates.covers_interest_first(on=told.received_on)
    return interest.divided(told.amount, due=due, left=account.left, interest_first=first)


def open_day(day: date) -> date:
    """The day that money moved, or the first that takes bookings where that day's period is closed."""
    first = open_from(periods.closed_through())
    return day if first is None else max(day, first)


def _refuse_the_parts(account: Account, parts: Sequence[Part], reason: str, today: date) -> None:
    if not account.left:
        raise Refused("plan.nothing_left")
    if not reason.strip():
        raise Refused("plan.without_reason")
    if not parts:
        raise Refused("plan.no_parts")
    days = {each.due_on for each in parts}
    if len(days) != len(parts) or any(each.amount <= ZERO or each.due_on < today for each in parts):
        raise Refused("plan.part")
    planned = total(each.amount for each in parts)
    if planned != account.left:
        raise Refused("plan.sum", planned=planned, left=account.left)
