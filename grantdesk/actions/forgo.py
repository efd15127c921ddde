"""Forgo: what does not come in of a recovery is proposed as lost by one, and confirmed by another who may decide on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, book, decide, record, repay
from grantdesk.actions.decide import Verdict
from grantdesk.actions.later_effects import Done
from grantdesk.domain.decision_kinds import RECOVER
from grantdesk.domain.delegation import BOARD, Ruling
from grantdesk.domain.interest_rates import InterestRates
from grantdesk.domain.ledger import Code
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import CeilingExceeded, OutsideDelegation, Refused, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.models.repayment import LOSS_GROUNDS, LOWERED, Loss
from grantdesk.queries import conflicts
from grantdesk.queries.recovery_account import Account
from grantdesk.region import Terms


@dataclass(frozen=True)
class Forgone:
    """What is given up of the capital and of the interest, on which of `LOSS_GROUNDS`, and what shows it."""

    capital: Money
    interest: Money
    ground: str
    reason: str


def propose(account: Account, told: Forgone, *, by: Actor, on: date, rates: InterestRates) -> Loss:
    """Propose that part of the recovery is lost; nothing is booked before another has confirmed it."""
    conflicts.refuse_where_partial(account.case, by=by)
    repay.refuse_in_court(account)
    if account.loss_proposed is not None:
        raise Refused("loss.proposed_already")
    _refuse_what_cannot_be(told)
    _refuse_above(account, told.capital, told.interest, rates, on)
    made = Loss(
        decision_id=account.recovery.id,
        capital=told.capital,
        interest=told.interest,
        ground=told.ground,
        reason=told.reason.strip(),
        state=FIRST["loss"],
        proposed_on=on,
        proposed_at=db.moment(),
        proposed_by_id=by.id,
        proposed_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("loss.proposed", by=by, case=account.case, rows=[made], amount=in_all(made), ground=made.ground)
    return made


def ruling_on(account: Account, loss: Loss, *, by: Actor, on: date, terms: Terms) -> Ruling:
    """Whether `by` may confirm the loss: whoever may decide to recover as much may decide not to."""
    return decide.ruling_on(RECOVER, account.case, in_all(loss), by=by, on=on, terms=terms)


def confirm(account: Account, loss: Loss, verdict: Verdict, *, by: Actor, on: date, terms: Terms) -> None:
    """Confirm a loss that another proposed, and book the capital as written off."""
    conflicts.refuse_where_partial(account.case, by=by)
    repay.refuse_in_court(account)
    if loss.proposed_by_id == by.id:
        raise TwoPairsOfEyes("loss.own")
    _refuse_above(account, loss.capital, loss.interest, terms.county.interest, on)
    ruling = ruling_on(account, loss, by=by, on=on, terms=terms)
    if not ruling.allowed or ruling.row is None:
        raise OutsideDelegation("decide.outside_delegation", why=decide.both(ruling.reason))
    by_board = ruling.row.position == BOARD
    minutes = (verdict.minutes or "").strip() or None
    if by_board != (minutes is not None):
        raise Refused("decide.board_and_minutes")
    said = {"position": ruling.row.position or by.position, "minutes": minutes}
    change = advance.step(loss, "confirm", **settled(by, on), **said, delegation=decide.ground_of(ruling.row, ruling))
    booked = repay.taken_from_recipient(account, loss.capital, Code.WRITTEN_OFF, on=on, key=_key(loss))
    _record("loss.confirmed", account, loss, Done(tuple(booked), (change,)), by=by)


def withdraw(account: Account, loss: Loss, *, by: Actor, on: date) -> None:
    """Take a proposed loss back; it is kept as withdrawn."""
    change = advance.step(loss, "withdraw", **settled(by, on))
    _record("loss.withdrawn", account, loss, Done(changes=(change,)), by=by)


def reverse(account: Account, loss: Loss, reason: str, *, by: Actor, on: date) -> None:
    """Reverse a confirmed loss, as where money comes after all. By another than confirmed it."""
    if not reason.strip():
        raise Refused("loss.without_reason")
    if loss.settled_by_id == by.id:
        raise TwoPairsOfEyes("loss.own_confirmed")
    change = advance.step(loss, "reverse", **repay.reversal(reason, by=by, on=on))
    booked = book.reverse_under(_key(loss), on=on)
    _record("loss.reversed", account, loss, Done(tuple(booked), (change,)), by=by, reason=reason.strip())


def settled(by: Actor, on: date) -> dict[str, object]:
    """Who settled a proposed loss, and when, as its row keeps it."""
    return {"settled_on": on, "settled_at": db.moment(), "settled_by_id": by.id, "settled_by": by.name}


def in_all(loss: Loss) -> Money:
    return loss.capital + loss.interest


def _key(loss: Loss) -> str:
    return f"loss:{loss.id}"


def _record(kind: str, account: Account, loss: Loss, done: Done, *, by: Actor, **said: str) -> None:
    """Have history tell of one step of a loss."""
    what = {"amount": in_all(loss), "ground": loss.ground, **said}
    record.event(kind, by=by, case=account.case, rows=done.rows, changes=done.changes, **what)


def _refuse_what_cannot_be(told: Forgone) -> None:
    if told.ground not in LOSS_GROUNDS:
        raise Refused("loss.unknown_ground")
    if min(told.capital, told.interest) < ZERO or not told.capital + told.interest:
        raise Refused("loss.nothing")
    if told.ground == LOWERED and told.capital:
        raise Refused("loss.lowered")
    if not told.reason.strip():
        raise Refused("loss.without_reason")


def _refuse_above(account: Account, capital: Money, covered: Money, rates: InterestRates, on: date) -> None:
    due = repay.interest_due(account, rates, on=on)
    if capital > account.left or covered > due:
        raise CeilingExceeded("loss.above_left", left=account.left, interest=due)
