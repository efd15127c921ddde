"""Who may take a decision or attest: the role opens the door, the delegation order gives the sum. Both are asked here only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk.domain import delegation
from grantdesk.domain.delegation import ATTEST, BOARD, DelegationOrder, Ruling
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.roles import POSITIONS, Actor, may


@dataclass(frozen=True)
class Matter:
    """What is to be decided: the kind of decision, under which scheme, for how much, on which day."""

    kind: str
    scheme: str
    amount: Money
    on: date


def person_may_take(matter: Matter, *, by: Actor, order: DelegationOrder) -> Ruling:
    """Whether `by` may take the decision themselves. Without the right role, no."""
    if not may(by.role, "decision:take"):
        return Ruling(False, message("delegation.role_may_not"), None)
    return _of_position(matter, by.position, order)


def board_may_take(matter: Matter, *, order: DelegationOrder) -> Ruling:
    """Whether the decision is the board's: only what is above everyone's limit."""
    above = delegation.above_everyone(
        matter.kind, scheme=matter.scheme, amount=matter.amount, on=matter.on, order=order, positions=POSITIONS
    )
    if not above:
        return Ruling(False, message("delegation.not_above_everyone"), None)
    return _of_position(matter, BOARD, order)


def may_enter(matter: Matter, *, by: Actor, order: DelegationOrder) -> Ruling:
    """Whether `by` may enter the decision: their own, or the board's where it is their task to record that."""
    if may(by.role, "decision:record"):
        return board_may_take(matter, order=order)
    return person_may_take(matter, by=by, order=order)


def may_attest(amount: Money, *, scheme: str, on: date, by: Actor, order: DelegationOrder) -> Ruling:
    """Whether `by` may attest a payment of this size that somebody else has prepared."""
    if not may(by.role, "payout:attest"):
        return Ruling(False, message("attest.role_may_not"), None)
    return _of_position(Matter(ATTEST, scheme, amount, on), by.position, order)


def _of_position(matter: Matter, position: str, order: DelegationOrder) -> Ruling:
    return delegation.may_take(
        matter.kind, position=position, scheme=matter.scheme, amount=matter.amount, on=matter.on, order=order
    )
