"""Interest on what is not repaid in time: simple, day by day on the capital that is left, at the rate that is in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate, pairwise

from grantdesk.domain.interest_rates import InterestRates, Rate
from grantdesk.domain.money import ZERO, Money, total


@dataclass(frozen=True)
class Claim:
    """What is wanted back, what its interest follows (one of `recovery.BASES`), and the day that it runs from."""

    capital: Money
    follows: str
    starts_on: date


@dataclass(frozen=True)
class Entry:
    """What made the claim smaller on a day: so much of the capital, and so much of the interest."""

    on: date
    capital: Money
    interest: Money = ZERO


@dataclass(frozen=True)
class Span:
    """Days in a row with the same capital and rate, `until` not among them; `interest` is its part of the rounded whole."""

    since: date
    until: date
    capital: Money
    rate: Rate
    interest: Money

    @property
    def days(self) -> int:
        return (self.until - self.since).days


def spans(claim: Claim, entries: Iterable[Entry], rates: InterestRates, *, until: date) -> list[Span]:
    """The days that interest has run before `until`, divided where the rate or the capital changes.

    The whole is exact and rounded once; each span has what the rounded whole grew by, so that they add up to it.
    Raises `NoRate` where a day has none.
    """
    if until <= claim.starts_on:
        return []
    rounding = rates.rounded_by(on=claim.starts_on)
    parts = list(_parts(claim, list(entries), rates, until))
    so_far = [Money.rounded(each, rounding) for each in accumulate(_exact(*part) for part in parts)]
    grown = [after - before for before, after in pairwise([ZERO, *so_far])]
    return [Span(*part, interest) for part, interest in zip(parts, grown, strict=True)]


def accrued(claim: Claim, entries: Iterable[Entry], rates: InterestRates, *, on: date) -> Money:
    """All the interest that has run when the day `on` begins; none before the claim's first day. Raises `NoRate`."""
    return total(span.interest for span in spans(claim, entries, rates, until=on))


def due(claim: Claim, entries: Sequence[Entry], rates: InterestRates, *, on: date) -> Money:
    """The interest that has run and that nothing has covered, on a day. Raises `NoRate`."""
    covered = total(entry.interest for entry in entries)
    return (accrued(claim, entries, rates, on=on) - covered).floored_at_zero()


def left(claim: Claim, entries: Iterable[Entry]) -> Money:
    """What is left of the capital when all that is entered is taken away."""
    return claim.capital - total(entry.capital for entry in entries)


def divided(amount: Money, *, due: Money, left: Money, interest_first: bool) -> tuple[Money, Money]:
    """Of what is repaid, the part that covers interest and the part that covers capital; at most `due` and `left` in all."""
    if amount > due + left:
        raise ValueError("more than what is left")
    interest = min(amount, due) if interest_first else (amount - left).floored_at_zero()
    return interest, amount - interest


Part = tuple[date, date, Money, Rate]


def _parts(claim: Claim, entries: Sequence[Entry], rates: InterestRates, until: date) -> Iterator[Part]:
    turns = {day for day in rates.turns(claim.follows) if claim.starts_on < day < until}
    turns |= {entry.on for entry in entries if claim.starts_on < entry.on < until}
    for since, following in pairwise([claim.starts_on, *sorted(turns), until]):
        capital = left(claim, [entry for entry in entries if entry.on <= since])
        if capital > ZERO:
            yield since, following, capital, rates.rate(claim.follows, on=since)


def _exact(since: date, until: date, capital: Money, rate: Rate) -> Fraction:
    """The kronor of some days, unrounded."""
    return capital.share(rate.value) * (until - since).days / rate.days_in_year
