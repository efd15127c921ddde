"""Instalments: what each part of a plan must say, and which grants are paid in such parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.domain.scheme import Scheme

# How many parts a plan may have.
MOST_PARTS = 24


@dataclass(frozen=True)
class Part:
    """One part of a grant: how much, on what condition, and not before which day, where there is one."""

    amount: Money
    condition: str
    not_before: date | None = None


def may_be_planned(scheme: Scheme, *, on: date) -> bool:
    """Whether a grant by the rules of a day is paid without claims: its scheme is not paid as costs are reported."""
    row = scheme.rules.paid_as_reported.on(on)
    return row is not None and not row.value


def refuse_what_is_not_whole(parts: Iterable[Part]) -> None:
    """Every part has an amount above zero and a condition in words, and there is at least one part."""
    said = list(parts)
    if not said:
        raise Refused("instalment.no_parts")
    if len(said) > MOST_PARTS:
        raise Refused("instalment.too_many", most=MOST_PARTS)
    for place, part in enumerate(said, start=1):
        if part.amount <= ZERO or not part.condition.strip():
            raise Refused("instalment.part", place=place)


def refuse_too_early(not_before: date | None, *, on: date) -> None:
    if not_before is not None and on < not_before:
        raise Refused("instalment.too_early", day=not_before)
