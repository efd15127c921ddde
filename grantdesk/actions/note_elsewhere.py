"""Note elsewhere: a payment made outside the desk is recorded, so that it counts and is never made again; or taken back."""

from __future__ import annotations

from datetime import date

from grantdesk.actions import clear, prepare, record
from grantdesk.actions.prepare import Elsewhere, Wanted
from grantdesk.domain.lifecycle import may
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.payment import ELSEWHERE, Payment
from grantdesk.queries import conflicts, elsewhere, grants


def payment(case: Case, amount: Money, made: Elsewhere, *, by: Actor, on: date) -> Payment:
    """Record a payment that was made elsewhere; it counts as paid, on its own day, when another has attested it."""
    conflicts.refuse_where_partial(case, by=by)
    if case.status != "granted":
        raise Refused("elsewhere.not_granted", number=case.number)
    _refuse_what_is_not_said(made, granted_on=grants.of_case(case).first.decided_on, on=on)
    standing = elsewhere.find_by_reference(made.reference.strip())
    if standing is not None:
        raise Refused("elsewhere.same_reference", reference=made.reference.strip(), number=standing.number)
    told = Elsewhere(made.paid_on, made.reference.strip(), made.ground.strip())
    row = prepare.payment(case, Wanted(ELSEWHERE, amount, elsewhere=told), by=by, on=on)
    record.event(
        "payment.noted_elsewhere", by=by, case=case, rows=[row],
        number=row.number, amount=amount, reference=told.reference, on=told.paid_on,
    )  # fmt: skip
    return row


def take_back(row: Payment, why: str, *, by: Actor, on: date) -> None:
    """Take back a payment that was recorded by mistake: what was booked is reversed, and its room is free again.

    One that nobody has attested yet is sent back instead. Whoever attested it may not take it back.
    """
    if not why.strip():
        raise Refused("elsewhere.taken_back_without_reason")
    if row.kind != ELSEWHERE or not may("payment", "fail", row.state):
        raise SomebodyWasFirst("first.payment")
    if row.attested_by_id == by.id:
        raise TwoPairsOfEyes("elsewhere.taken_back_by_attester", number=row.number)
    clear.fail(row, message("elsewhere.taken_back", reason=why.strip()), by=by, on=on, because=why.strip())
    clear.give_up(row, why, by=by, on=on)


def _refuse_what_is_not_said(made: Elsewhere, *, granted_on: date, on: date) -> None:
    if not made.reference.strip():
        raise Refused("elsewhere.without_reference")
    if not made.ground.strip():
        raise Refused("elsewhere.without_ground")
    if made.paid_on > on:
        raise Refused("elsewhere.day_to_come", day=made.paid_on, on=on)
    if made.paid_on < granted_on:
        raise Refused("elsewhere.before_granted", day=made.paid_on, granted=granted_on)
