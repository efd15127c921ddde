"""What a later decision says, as it is proposed and taken: a change, a revocation, a recovery, an advance and so on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk.domain.decision_kinds import (
    ADVANCE,
    CAUSES,
    CHANGE,
    INCORRECT,
    LATER_KINDS,
    LOWER,
    RECOVER,
    REVOKE,
    SET_OFF,
    WITHHOLD,
)
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import Refused
from grantdesk.domain.vocabulary import CATEGORIES

# In which states of the case each may be decided: what has been paid may be wanted back also when the case is over.
OPEN_TO: Mapping[str, tuple[str, ...]] = {
    CHANGE: ("granted",),
    REVOKE: ("granted",),
    WITHHOLD: ("granted",),
    RECOVER: ("granted", "closed", "revoked"),
    SET_OFF: ("granted", "closed", "revoked"),
    ADVANCE: ("granted",),
    LOWER: ("granted", "closed", "revoked"),
}


@dataclass(frozen=True)
class ToDecide:
    """What there is to decide by: promised and not paid, `paid` less what is recovered, left of recoveries and wanted by them.

    `to_advance` is what the rules leave for an advance.
    """

    outstanding: Money
    paid: Money
    to_set_off: Money
    to_lower: Money
    to_advance: Money


def open_kinds(status: str, there: ToDecide) -> list[str]:
    """The kinds that there is something to decide by."""
    meaningful = {
        CHANGE: True,
        REVOKE: there.outstanding > ZERO,
        WITHHOLD: there.outstanding > ZERO,
        RECOVER: there.paid > ZERO,
        SET_OFF: there.to_set_off > ZERO,
        ADVANCE: min(there.outstanding, there.to_advance) > ZERO,
        LOWER: there.to_lower > ZERO,
    }
    return [kind for kind, states in OPEN_TO.items() if status in states and meaningful[kind]]


@dataclass(frozen=True)
class PlanLine:
    """One line of a cost plan."""

    category: str
    amount: Money
    description: str = ""


@dataclass(frozen=True)
class Later:
    """What is to be decided; what the kind does not speak of is None.

    A change says what it leaves as it is by None: `total` is the whole grant after it, `plan` the whole cost plan.
    `amount` is what is withheld from now on, to be repaid, or set off: the recovery of `recovery_id` against payment
    `payment`; what that recovery is lowered by; or what is paid in advance, for `special_reasons` and because of `soundness`,
    each in words.
    """

    kind: str
    total: Money | None = None
    ends_on: date | None = None
    conditions: str | None = None
    plan: tuple[PlanLine, ...] | None = None
    cause: str | None = None
    amount: Money | None = None
    due_on: date | None = None
    recovery_id: int | None = None
    payment: str | None = None
    special_reasons: str | None = None
    soundness: str | None = None

    @property
    def changes_nothing(self) -> bool:
        return self.kind == CHANGE and (self.total, self.ends_on, self.conditions, self.plan) == (None,) * 4

    @property
    def costs(self) -> Money | None:
        """What the new cost plan comes to."""
        return None if self.plan is None else total(line.amount for line in self.plan)


def checked(later: Later, *, received_on: date, on: date) -> Later:
    """The same, where it makes sense by itself; otherwise Refused with what would be right."""
    if later.kind not in LATER_KINDS:
        raise Refused("later.unknown_kind", kind=later.kind)
    _refuse_the_cause(later)
    _CHECKS[later.kind](later, on)
    if later.ends_on is not None and later.ends_on < received_on:
        raise Refused("later.ends_before_it_began", ends_on=later.ends_on, received=received_on)
    return later


def _refuse_the_cause(later: Later) -> None:
    known = CAUSES.get(later.kind, ())
    if later.cause not in (known or (None,)):
        raise Refused("later.unknown_cause")


def _check_change(later: Later, _on: date) -> None:
    if later.changes_nothing:
        raise Refused("later.changes_nothing")
    if later.total is not None and later.total <= ZERO:
        raise Refused("later.change_to_nothing")
    for line in later.plan or ():
        if line.category not in CATEGORIES or line.amount <= ZERO:
            raise Refused("later.plan_line")
    if later.plan == ():
        raise Refused("later.empty_plan")


def _check_revocation(later: Later, _on: date) -> None:
    """All that a revocation says is its ground: it takes back what has not been paid, so that to be wrong is not enough."""
    if later.cause == INCORRECT:
        raise Refused("later.unknown_cause")


def _check_withholding(later: Later, _on: date) -> None:
    ends = later.cause == "ended"
    if later.amount is None or later.amount < ZERO or (later.amount == ZERO) != ends:
        raise Refused("later.withheld_amount")


def _check_recovery(later: Later, on: date) -> None:
    _refuse_no_amount(later)
    if later.due_on is None or later.due_on <= on:
        raise Refused("later.due_on", on=on)


def _check_set_off(later: Later, _on: date) -> None:
    _refuse_no_amount(later)
    if later.recovery_id is None or not later.payment:
        raise Refused("later.set_off_of_what")


def _check_advance(later: Later, _on: date) -> None:
    """The ordinance asks for both: special reasons, and that the recipient's financial strength has been tried."""
    _refuse_no_amount(later)
    if not (later.special_reasons or "").strip():
        raise Refused("later.advance_without_reasons")
    if not (later.soundness or "").strip():
        raise Refused("later.advance_without_soundness")


def _check_lowering(later: Later, _on: date) -> None:
    _refuse_no_amount(later)
    if later.recovery_id is None:
        raise Refused("later.lower_what")


def _refuse_no_amount(later: Later) -> None:
    if later.amount is None or later.amount <= ZERO:
        raise Refused("later.no_amount")


_CHECKS = {
    CHANGE: _check_change,
    REVOKE: _check_revocation,
    WITHHOLD: _check_withholding,
    RECOVER: _check_recovery,
    SET_OFF: _check_set_off,
    ADVANCE: _check_advance,
    LOWER: _check_lowering,
}


def as_json(later: Later) -> dict[str, Any]:
    """As a proposal keeps it: what is None is left out, but for the kind, which has a column of its own."""
    said: dict[str, Any] = {
        "total": _text(later.total),
        "ends_on": later.ends_on.isoformat() if later.ends_on else None,
        "conditions": later.conditions,
        "plan": None if later.plan is None else [_line(each) for each in later.plan],
        "cause": later.cause,
        "amount": _text(later.amount),
        "due_on": later.due_on.isoformat() if later.due_on else None,
        "recovery_id": later.recovery_id,
        "payment": later.payment,
        "special_reasons": later.special_reasons,
        "soundness": later.soundness,
    }
    return {key: value for key, value in said.items() if value is not None}


def from_json(kind: str, said: Mapping[str, Any]) -> Later:
    """What `as_json` kept."""
    return Later(
        kind=kind,
        total=_money(said.get("total")),
        ends_on=_day(said.get("ends_on")),
        conditions=said.get("conditions"),
        plan=plan_from(said["plan"]) if "plan" in said else None,
        cause=said.get("cause"),
        amount=_money(said.get("amount")),
        due_on=_day(said.get("due_on")),
        recovery_id=said.get("recovery_id"),
        payment=said.get("payment"),
        special_reasons=said.get("special_reasons"),
        soundness=said.get("soundness"),
    )


def plan_from(kept: list[dict[str, str]]) -> tuple[PlanLine, ...]:
    """A cost plan as it was kept."""
    return tuple(PlanLine(line["category"], Money.parse(line["amount"]), line.get("description", "")) for line in kept)


def plan_as_json(plan: tuple[PlanLine, ...]) -> list[dict[str, str]]:
    return [_line(line) for line in plan]


def _line(line: PlanLine) -> dict[str, str]:
    return {"category": line.category, "amount": str(line.amount), "description": line.description}


def _text(amount: Money | None) -> str | None:
    return None if amount is None else str(amount)


def _money(said: str | None) -> Money | None:
    return None if said is None else Money.parse(said)


def _day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)
