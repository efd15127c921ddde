"""Recount: how what has come in for a recovery is divided once less is wanted back, as if it had been so from the beginning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain import interest
from grantdesk.domain.interest import Claim, Entry
from grantdesk.domain.interest_rates import InterestRates
from grantdesk.domain.money import Money


@dataclass(frozen=True)
class Came:
    """Money that came in on a day, by its key, and what of it was noted as interest."""

    key: int
    on: date
    amount: Money
    interest: Money


def interest_parts(
    claim: Claim, came: Iterable[Came], other: Sequence[Entry], rates: InterestRates
) -> dict[int, Money]:
    """Of each, by its key, what covers interest, never more than was noted; the rest is capital, also above what is wanted.

    `other` is what made the claim smaller without money coming in. Raises `NoRate`.
    """
    entries, parts = list(other), {}
    for each in sorted(came, key=lambda one: (one.on, one.key)):
        before = [entry for entry in entries if entry.on <= each.on]
        due = interest.due(claim, before, rates, on=each.on)
        left = interest.left(claim, before).floored_at_zero()
        within = min(each.amount, due + left)
        first = rates.covers_interest_first(on=each.on)
        covers, _ = interest.divided(within, due=due, left=left, interest_first=first)
        parts[each.key] = min(covers, each.interest)
        entries.append(Entry(each.on, each.amount - parts[each.key], parts[each.key]))
    return parts


def moved(capital: Money, *, wanted: Money, booked: Money) -> Money:
    """What has been booked as interest and is capital now: of the `capital` what is `wanted`, less what is booked as such."""
    return (min(capital, wanted.floored_at_zero()) - booked).floored_at_zero()
