"""One line of a recovery's account, as pages and files show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grantdesk.domain.money import ZERO, Money

DECIDED, LOWERED, INTEREST, REPAID, SET_OFF, LOST, REFUNDED = (
    "decided", "lowered", "interest", "repaid", "set_off", "lost", "refunded"
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One thing that happened, on a day or over some: what it added of interest, and what it took of interest and capital.

    `until` is the last day of interest; `left` and `owed` are what was left of the capital and of the interest after it. A
    recovery that was lowered stands at once after the decision: interest is counted as if it had been so from the beginning.
    What has come in above what is wanted makes `left` less than nothing, until it is paid back.
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
