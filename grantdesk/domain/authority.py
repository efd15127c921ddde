"""Who may take a decision or attest: the role opens the door, the delegation order gives the sum. Both are asked here only.

Whoever is not known at the desk, is away, has a conflict of interest, or has prepared what the order wants a second pair
of eyes on, may not; and what no row gives, nobody may.
"""

from __future__ import annotations

from collections.abc import Iterator

from grantdesk.domain import delegation
from grantdesk.domain.delegation import BOARD, DelegationOrder, Ruling
from grantdesk.domain.messages import Message, message
from grantdesk.domain.roles import POSITIONS, Actor, may
from grantdesk.domain.staff import Colleague, Matter, Staff

# Whoever asks only of the sums names nobody.
_NOBODY = Staff(())


def person_may_take(matter: Matter, *, by: Actor, order: DelegationOrder, staff: Staff) -> Ruling:
    """Whether `by` may take the decision themselves, in their own position or in that of somebody who is away."""
    if not may(by.role, "decision:take"):
        return _no("delegation.role_may_not")
    return _of_person(matter, by, order, staff)


def board_may_take(matter: Matter, *, order: DelegationOrder, staff: Staff = _NOBODY) -> Ruling:
    """Whether the decision is the board's: what is above everyone's limit, or what each who has it must stand aside from."""
    above = delegation.above_everyone(
        matter.kind, scheme=matter.scheme, amount=matter.amount, on=matter.on, order=order, positions=POSITIONS
    )
    if not above and not all_stand_aside(matter, order=order, staff=staff):
        return _no("delegation.not_above_everyone")
    return _of_position(matter, BOARD, None, order)


def all_stand_aside(matter: Matter, *, order: DelegationOrder, staff: Staff) -> bool:
    """Whether somebody has the decision, each of them has a conflict of interest or has prepared it, and nobody stands in.

    Who is away comes back, and is waited for: only those who could not decide if they were there send it to the board.
    """
    deciders = [each for each in staff.colleagues if may(POSITIONS[each.position], "decision:take")]
    holders = [
        (each, own.row)
        for each in deciders
        if (own := _of_position(matter, each.position, each.email, order)).allowed and own.row is not None
    ]
    barred = [
        each.id in matter.conflicted or (row.two_pairs and each.id in matter.prepared_by) for each, row in holders
    ]
    return bool(holders) and all(barred) and not any(_taken_by(matter, each, order, staff).allowed for each in deciders)


def may_enter(matter: Matter, *, by: Actor, order: DelegationOrder, staff: Staff) -> Ruling:
    """Whether `by` may enter the decision: their own, or the board's where it is their task to record that."""
    if may(by.role, "decision:record"):
        partial = conflict(matter, by=by)
        return Ruling(False, partial, None) if partial else board_may_take(matter, order=order, staff=staff)
    return person_may_take(matter, by=by, order=order, staff=staff)


def may_attest(matter: Matter, *, by: Actor, order: DelegationOrder, staff: Staff) -> Ruling:
    """Whether `by` may attest a payment of this size: one that others have decided and prepared."""
    if not may(by.role, "payout:attest"):
        return _no("attest.role_may_not")
    if by.id in matter.decided_by:
        return _no("attest.own_decision")
    if by.id in matter.prepared_by:
        return _no("attest.prepared")
    return _of_person(matter, by, order, staff)


def conflict(matter: Matter, *, by: Actor) -> Message | None:
    """Why `by` may not touch the case at all; None where they have no conflict of interest in it."""
    return message("conflict.stands") if by.id in matter.conflicted else None


def _of_person(matter: Matter, by: Actor, order: DelegationOrder, staff: Staff) -> Ruling:
    me = staff.find(by.id)
    if me is None:
        return _no("delegation.unknown_person")
    return _taken_by(matter, me, order, staff)


def _taken_by(matter: Matter, me: Colleague, order: DelegationOrder, staff: Staff) -> Ruling:
    if me.id in matter.conflicted:
        return _no("conflict.stands")
    if me.away:
        return _no("delegation.away")
    own = _of_position(matter, me.position, me.email, order)
    # Their own right comes first: whoever has it needs to stand in for nobody.
    ruling = own if own.allowed else next(_as_substitute(matter, me, order, staff), own)
    if ruling.allowed and ruling.row is not None and ruling.row.two_pairs and me.id in matter.prepared_by:
        return Ruling(False, message("delegation.prepared_by_same"), ruling.row, ruling.limit, ruling.substitute)
    return ruling


def _as_substitute(matter: Matter, me: Colleague, order: DelegationOrder, staff: Staff) -> Iterator[Ruling]:
    for each in order.stood_in_for(me.position, on=matter.on):
        if staff.all_away(each.position):
            found = _of_position(matter, each.position, None, order)
            if found.allowed:
                yield Ruling(True, found.reason, found.row, found.limit, each)


def _of_position(matter: Matter, position: str, person: str | None, order: DelegationOrder) -> Ruling:
    return delegation.may_take(
        matter.kind,
        position=position,
        scheme=matter.scheme,
        amount=matter.amount,
        on=matter.on,
        order=order,
        person=person,
    )


def _no(why: str) -> Ruling:
    return Ruling(False, message(why), None)
