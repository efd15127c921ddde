"""Repayments: whether what was to come back has come in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.money import ZERO, Money


@dataclass(frozen=True)
class Part:
    """What is to come in by a day, by itself."""

    due_on: date
    amount: Money


@dataclass(frozen=True)
class Late:
    """What ought to have come in by a day that has passed, and since when."""

    since: date
    amount: Money


def lacking(parts: Sequence[Part], covered: Money, *, on: date) -> Late | None:
    """What of the parts, in order of their days, has fallen due before `on` without being covered; None where nothing has.

    What comes in covers the part that is due first, whatever it was meant for.
    """
    asked, since = ZERO, None
    for part in parts:
        if part.due_on >= on:
            break
        asked += part.amount
        if since is None and asked > covered:
            since = part.due_on
    return None if since is None else Late(since, asked - covered)


def still_to_come(parts: Sequence[Part], covered: Money) -> list[Part]:
    """The parts, or what remains of them, that nothing has covered yet."""
    waiting: list[Part] = []
    for part in parts:
        here = min(covered, part.amount)
        covered -= here
        if part.amount > here:
            waiting.append(Part(part.due_on, part.amount - here))
    return waiting
