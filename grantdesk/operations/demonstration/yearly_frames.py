"""The frames of the demonstration's years: invented, round, and with room for all that it tells of."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from grantdesk.actions.allot import NewFrame
from grantdesk.domain.frame import BUDGET, COMMITMENT, WHOLE
from grantdesk.domain.money import Money

ALMI = "almi"
# What the Region really has is not public.
_AMOUNTS = {
    (BUDGET, WHOLE): Money.kronor(60_000_000),
    (COMMITMENT, WHOLE): Money.kronor(90_000_000),
    (BUDGET, ALMI): Money.kronor(12_000_000),
    (COMMITMENT, ALMI): Money.kronor(9_000_000),
}


def of(year: int, *, laid_on: date) -> list[NewFrame]:
    """The four frames of a year, each with its invented decision; they hold from the first of January."""
    ground = f"Påhittat villkorsbeslut {laid_on.isoformat()} för {year}"
    return [
        NewFrame(year, kind, scope, amount, ground, date(year, 1, 1), _token(year, kind, scope))
        for (kind, scope), amount in _AMOUNTS.items()
    ]


def _token(year: int, kind: str, scope: str) -> str:
    return sha256(f"demonstration frame {year} {kind} {scope}".encode()).hexdigest()
