"""The State's money in the Region's hands: drawn from the appropriation, paid to recipients, come back, and returned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from grantdesk.domain.money import ZERO, Money

Kind = Literal["drawn", "returned", "opening"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What becomes of money that recipients have paid back: it is paid out anew, or goes back to the State.
USED, RETURNED = "used", "returned"
AFTER_RECOVERY = (USED, RETURNED)


@dataclass(frozen=True)
class Entry:
    """One confirmed movement between the Region and the State in a year of the calendar; a reversal has its amount below zero."""

    year: int
    kind: Kind
    amount: Money


@dataclass(frozen=True)
class Spent:
    """What the ledger has of a year: paid to recipients, and come back from them."""

    paid: Money = ZERO
    recovered: Money = ZERO


@dataclass(frozen=True)
class Year:
    """A year of the State's money; the closing balance is what is left of it, below zero where the Region has laid out."""

    year: int
    opening: Money
    drawn: Money
    paid: Money
    recovered: Money
    returned: Money

    @property
    def closing(self) -> Money:
        return self.opening + self.drawn - self.paid + self.recovered - self.returned


def years(
    entries: Iterable[Entry], spent: Mapping[int, Spent], carried: Mapping[int, Money], *, last: int
) -> Iterator[Year]:
    """Each year from the first that has an entry to `last`, in order.

    A year opens with what is `carried` from the one before, by the year that was closed; otherwise with what the one before
    comes to now. A stated opening balance is added in its year.
    """
    told = list(entries)
    closing = ZERO
    for year in range(min((one.year for one in told), default=last + 1), last + 1):
        begins = carried.get(year - 1, closing) + _sum(told, year, "opening")
        ledger = spent.get(year, Spent())
        drawn, returned = _sum(told, year, "drawn"), _sum(told, year, "returned")
        made = Year(year, begins, drawn, ledger.paid, ledger.recovered, returned)
        closing = made.closing
        yield made


def _sum(entries: Iterable[Entry], year: int, kind: Kind) -> Money:
    return Money(sum(one.amount.ore for one in entries if (one.year, one.kind) == (year, kind)))


def left_to_draw(frame: Money | None, drawn: Money) -> Money | None:
    """What remains to draw of a year's frame, below zero where more is drawn; None where no frame is confirmed."""
    return None if frame is None else frame - drawn


def to_return(recovered: Money, returned: Money, rule: str) -> Money:
    """What has come back from recipients and is to go back to the State and has not; nothing where it is used anew."""
    return (recovered - returned).floored_at_zero() if rule == RETURNED else ZERO
