"""What does the letter about a later decision say: about which decision, what was before it, and what it leaves?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from grantdesk import db
from grantdesk.documents.letter_facts import (
    AdvanceGrounds,
    Change,
    EarlierDecision,
    LaterLetter,
    Lowering,
    PlanChange,
    SetOff,
)
from grantdesk.domain.decision_kinds import ADVANCE, CHANGE, LOWER, SET_OFF
from grantdesk.domain.messages import amount
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.payment import Payment
from grantdesk.models.repayment import Loss, Repayment
from grantdesk.queries.letter_words import Writing, begun_large, common, grounds


def of_decision(decision: Decision, decisions: Sequence[Decision], case: Case, writing: Writing) -> LaterLetter:
    """The letter about a later decision; `decisions` are all those of the case, the first first."""
    earlier = next(each for each in decisions if each.id == decision.refers_to_id)
    is_change = decision.kind == CHANGE
    return LaterLetter(
        **common(decision, case, writing),
        kind=decision.kind,  # type: ignore[arg-type]  # the kinds of later decisions, as the database has them
        refers_to=EarlierDecision(writing.named("decision", earlier.kind), earlier.decided_on),
        # What the rules say now is what more aid rests on.
        grounds=grounds(decision, writing) if decision.granted else (),
        amount=ZERO if is_change else decision.amount or ZERO,
        due_on=decision.due_on,
        changes=tuple(_changes(decision, decisions, writing)),
        plan=_plan(decision.terms or {}, writing),
        set_off=_set_off(decision, earlier, decisions) if decision.kind == SET_OFF else None,
        advance=_advance(decision.terms or {}) if decision.kind == ADVANCE else None,
        lowering=_lowering(decision.terms or {}) if decision.kind == LOWER else None,
    )


def _changes(decision: Decision, decisions: Sequence[Decision], writing: Writing) -> Iterator[Change]:
    terms = decision.terms or {}
    if "total" in terms:
        before, after = (_money(terms[key], writing) for key in ("total_before", "total"))
        yield Change("granted", before, after)
    if "ends_on" in terms:
        yield Change("ends_on", terms["ends_on_before"] or "", terms["ends_on"])
    if "conditions" in terms:
        yield Change("conditions", _conditions_before(decision, decisions), terms["conditions"])


def _money(written: str, writing: Writing) -> str:
    return amount(Money.parse(written), writing.language)


def _conditions_before(decision: Decision, decisions: Sequence[Decision]) -> str:
    """The conditions that the change before this one laid down; none where none has."""
    before = [each.terms for each in decisions if each.id < decision.id and each.terms]
    return next((str(terms["conditions"]) for terms in reversed(before) if "conditions" in terms), "")


def _plan(terms: dict[str, Any], writing: Writing) -> tuple[PlanChange, ...]:
    """The cost plan line by line: first what was there, in its order, then what is new."""
    if "plan" not in terms:
        return ()
    before, after = (_by_name(terms[key], writing) for key in ("plan_before", "plan"))
    return tuple(PlanChange(name, before.get(name), after.get(name)) for name in dict.fromkeys((*before, *after)))


def _by_name(lines: Sequence[dict[str, str]], writing: Writing) -> dict[str, Money]:
    summed: dict[str, Money] = {}
    for line in lines:
        name = begun_large(writing.named("category", line["category"]))
        if line.get("description"):
            name = f"{name}: {line['description']}"
        summed[name] = summed.get(name, ZERO) + Money.parse(line["amount"])
    return summed


def _advance(terms: dict[str, Any]) -> AdvanceGrounds:
    return AdvanceGrounds(str(terms["special_reasons"]), str(terms["soundness"]))


def _lowering(terms: dict[str, Any]) -> Lowering:
    return Lowering(Money.parse(terms["wanted"]), Money.parse(terms["too_much"]))


def _set_off(decision: Decision, recovery: Decision, decisions: Sequence[Decision]) -> SetOff:
    """What was paid of the payment, and what remained of the recovery when this was set off."""
    payment = db.session.get_one(Payment, decision.payment_id)
    about = [each for each in decisions if each.refers_to_id == recovery.id and each.id <= decision.id]
    so_far = total(each.amount or ZERO for each in about) + total(each.moved or ZERO for each in about)
    so_far += _came_back(recovery, decision)
    return SetOff(
        payment=payment.number,
        payment_amount=payment.amount,
        remaining=((recovery.amount or ZERO) - so_far).floored_at_zero(),
        off=decision.amount or ZERO,
    )


def _came_back(recovery: Decision, by_then: Decision) -> Money:
    """What had been repaid or given up of the recovery when the other decision was taken; a copy of its letter says the same."""
    of_recovery = (Repayment.decision_id == recovery.id, Repayment.noted_at <= by_then.recorded_at)
    repaid = db.session.execute(select(Repayment).where(*of_recovery)).scalars()
    lost = select(Loss).where(Loss.decision_id == recovery.id, Loss.settled_at <= by_then.recorded_at)
    given_up = db.session.execute(lost.where(Loss.state.in_(("confirmed", "reversed")))).scalars()
    stood = (
        each for each in (*repaid, *given_up) if each.reversed_at is None or each.reversed_at > by_then.recorded_at
    )
    return total(each.capital for each in stood)
