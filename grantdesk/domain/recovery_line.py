"""One line of a recovery's account, as pages and files show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grantdesk.domain.money import ZERO, Money

DECIDED, INTEREST, REPAID, SET_OFF, LOST = "decided", "interest", "repaid", "set_off", "lost"


@dataclass(frozen=True)
class Line:
    """One thing that happened, on a day or over some: what it added of interest, and what it took of interest and capital.

    `until` is the last day of interest; `left` and `owed` are what was left of the capital and of the interest after it.
    """

    on: date
    kind: str
    until: date | None = None
    days: int = 0
    rate: Decimal | None = None
    confirmed: bool = True
    interest: Money = ZERO
    covered: Money = ZERO
    capital: Money = ZERO
    note: str = ""
    left: Money = ZERO
    owed: Money = ZERO
