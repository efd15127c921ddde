"""What a later decision says and does: to the promise, to what may be paid, and to the payment that it is set off against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, book, decide, draw, lower, prepare, record, review
from grantdesk.actions.later_limits import Asked
from grantdesk.domain.assessment import finding_as_json
from grantdesk.domain.coding import Coding
from grantdesk.domain.decision_kinds import ADVANCE, CHANGE, LOWER, RECOVER, REVOKE, SET_OFF, WITHHOLD
from grantdesk.domain.later import Later, plan_as_json
from grantdesk.domain.ledger import Code, Split, split, split_over_what_is_left
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.models.assessment import Assessment
from grantdesk.models.base import Base
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.witness import Change
from grantdesk.queries import advances, balances, grants, payouts


@dataclass(frozen=True)
class Taken:
    """A later decision that has been taken, by whom and on which day."""

    case: Case
    decision: Decision
    later: Later
    by: Actor
    on: date
    coding: Coding

    @property
    def amount(self) -> Money:
        return self.decision.amount or ZERO


@dataclass(frozen=True)
class Done:
    """The rows that an effect made and what it did to others, for history."""

    rows: tuple[Base, ...] = ()
    changes: tuple[Change, ...] = ()


def write(decision: Decision, asked: Asked, assessment_id: int) -> None:
    """Give the decision what it says, and add it to what is to be written."""
    later = asked.later
    decision.assessment_id = assessment_id
    decision.costs = asked.grant.latest_terms.costs
    decision.refers_to_id = _refers_to(asked).id
    decision.amount = _amount(asked)
    decision.cause, decision.due_on = later.cause, later.due_on
    if later.kind == CHANGE:
        decision.terms = _terms(asked)
        if later.plan is not None:
            decision.costs = _costs(asked.case, assessment_id)
    if later.kind == ADVANCE:
        decision.terms = _rests_on(asked)
    if later.kind == LOWER:
        before = asked.account
        counted = lower.counted(before, asked.amount, asked.terms.county.interest)
        decision.terms, decision.moved = counted.as_terms(before), counted.moved
    if later.kind == SET_OFF:
        decision.payment_id = payouts.by_number(later.payment or "").id
    db.session.add(decision)
    db.session.flush()


def carry_out(taken: Taken) -> Done:
    """Do what has been decided: book it, change the case, replace the payment."""
    return _EFFECTS[taken.later.kind](taken)


def _amount(asked: Asked) -> Money:
    """What the decision takes back, withholds, wants repaid or sets off."""
    if asked.later.kind == CHANGE:
        return (asked.grant.total - asked.total).floored_at_zero()
    if asked.later.kind == REVOKE:
        return balances.of_case(asked.case.id).outstanding
    return asked.amount


def _refers_to(asked: Asked) -> Decision:
    """The decision that this one is about: what is recovered, the withholding that it replaces, else the terms."""
    if asked.later.kind in (SET_OFF, LOWER):
        return asked.recovery.decision
    replaced = asked.grant.withheld_by if asked.later.kind == WITHHOLD else None
    return replaced or asked.grant.latest_terms


def _terms(asked: Asked) -> dict[str, Any]:
    """What a change lays down, each beside what held before it."""
    case, later, grant = asked.case, asked.later, asked.grant
    said: dict[str, Any] = {}
    if later.total is not None:
        said |= {"total": str(later.total), "total_before": str(grant.total)}
    if later.ends_on is not None:
        before = case.ends_on.isoformat() if case.ends_on else None
        said |= {"ends_on": later.ends_on.isoformat(), "ends_on_before": before}
    if later.conditions is not None:
        said |= {"conditions": later.conditions}
    if later.plan is not None:
        said |= {"plan": plan_as_json(later.plan), "plan_before": plan_as_json(grant.plan)}
    return said


def _rests_on(asked: Asked) -> dict[str, Any]:
    """What an advance rests on: the two grounds as they were written, and what was found by them."""
    findings = [finding_as_json(finding) for finding in asked.room.findings]
    return {
        "special_reasons": asked.later.special_reasons,
        "soundness": asked.later.soundness,
        "findings": findings,
    }


def _costs(case: Case, assessment_id: int) -> Money:
    assessment = db.session.get(Assessment, assessment_id)
    if assessment is None:
        raise NotThere("not_there.assessment", number=case.number)
    return decide.costs_behind(case, assessment)


def _change(taken: Taken) -> Done:
    case, decision = taken.case, taken.decision
    until = taken.later.ends_on if taken.later.ends_on is not None else case.ends_on
    if decision.granted or until != case.ends_on:
        outstanding = balances.of_case(case.id).outstanding
        draw.for_longer(case, decision.granted, outstanding, until, by=taken.by, on=taken.on, coding=taken.coding)
    if taken.later.plan is not None:
        review.remap(case, grants.of_case(case).claimable, because_of=decision, by=taken.by)
    rows: list[Base] = []
    if decision.granted:
        shares = {line.objective: line.share for line in case.objectives}
        rows += book.one(_booking(taken, case, Code.CHANGED_UP, split(decision.granted, shares)))
    if decision.amount:
        parts = split_over_what_is_left(decision.amount, balances.left_of(case.id))
        rows += book.one(_booking(taken, case, Code.CHANGED_DOWN, parts))
    if until == case.ends_on:
        return Done(tuple(rows))
    case.ends_on = until
    db.session.flush()
    return Done(tuple(rows), (Change(case, ("ends_on",)),))


def _revoke(taken: Taken) -> Done:
    left = balances.left_of(taken.case.id)
    transfers = book.one(_booking(taken, taken.case, Code.CHANGED_DOWN, left))
    return Done(tuple(transfers), (advance.step(taken.case, "revoke"),))


def _nothing(_taken: Taken) -> Done:
    """The decision itself is all there is: what is withheld is asked of it, what is to be repaid is booked when it comes."""
    return Done()


def _set_off(taken: Taken) -> Done:
    """The payment is replaced by one of what is left to pay; what was set off counts as paid there, and as repaid here."""
    payment = payouts.by_number(taken.later.payment or "")
    changes, against = [advance.step(payment, "replace")], payment.case
    paid = split_over_what_is_left(taken.amount, balances.left_of(against.id))
    repaid = split_over_what_is_left(taken.amount, balances.held_by_recipient(taken.case.id))
    rows: list[Base] = [*book.one(_booking(taken, against, Code.PAID, paid))]
    if payment.amount > taken.amount:
        rest = payment.amount - taken.amount
        rows.append(prepare.instead_of(payment, rest, by=taken.by, on=taken.on))
    elif payment.claim is not None and payment.claim.state == "approved":
        changes.append(advance.step(payment.claim, "settle"))
    # Without the number of the case with the recovery: whoever handles the other may not see it.
    record.event(
        "payment.set_off", by=taken.by, case=against, rows=rows, changes=changes,
        number=payment.number, amount=taken.amount,
    )  # fmt: skip
    return Done(tuple(book.one(_booking(taken, taken.case, Code.RECOVERED, repaid))))


def _advance(taken: Taken) -> Done:
    """The advance is to be paid to the account that holds for the recipient; it is attested and sent as any payment."""
    wanted = prepare.Wanted(ADVANCE, taken.amount, advances.payee_of(taken.case), because_of=taken.decision)
    return Done((prepare.payment(taken.case, wanted, by=taken.by, on=taken.on),))


def _lower(taken: Taken) -> Done:
    """Less is wanted back: what came in is counted anew, and what is interest no longer is booked as capital."""
    return Done(tuple(lower.booked(taken.case, taken.decision)))


def _booking(taken: Taken, case: Case, code: Code, parts: Split) -> book.Booking:
    decision = taken.decision
    return book.Booking(
        case, code, parts, on=taken.on, key=f"{decision.kind}:{decision.id}:{code}", because_of=decision
    )


_EFFECTS: dict[str, Callable[[Taken], Done]] = {
    CHANGE: _change,
    REVOKE: _revoke,
    WITHHOLD: _nothing,
    RECOVER: _nothing,
    SET_OFF: _set_off,
    ADVANCE: _advance,
    LOWER: _lower,
}
