"""Single undertakings: which organisations count as one on a day, and whose the aid is after a merger or a split.

Regulation (EU) 2023/2831: companies that one controls count as one (article 2.2). Where companies merge, the earlier aid
of each counts for the whole (3.8). Where one splits, earlier aid follows the business that used it, else it is divided
by equity (3.9). Every award lies with one organisation, or is divided between several to the cent; nothing is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from grantdesk.domain.distribution import by_largest_remainder

# How the desk came to know of others' aid: the register's extract, the applicant's own words, or whoever gave it.
AWARD_SOURCES = ("register", "applicant", "authority")
WHOLE = 10_000


@dataclass(frozen=True)
class Membership:
    """An organisation belongs to an undertaking from one day; `until_on` is the first day that it no longer does."""

    undertaking: int
    organisation: int
    from_on: date
    until_on: date | None = None

    def holds(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on < self.until_on)

    @property
    def is_empty(self) -> bool:
        """Whether it was recorded by mistake, and ended the day it began."""
        return self.until_on == self.from_on

    def overlaps(self, other: Membership) -> bool:
        """Whether the two hold on a day in common, whatever undertakings they are of."""
        if self.is_empty or other.is_empty:
            return False
        begins = self.until_on is None or other.from_on < self.until_on
        return begins and (other.until_on is None or self.from_on < other.until_on)


def companies(memberships: Iterable[Membership], organisation: int, *, on: date) -> tuple[int, ...]:
    """The organisations of the same single undertaking that day, in order, itself included."""
    holding = [one for one in memberships if one.holds(on)]
    mine = {one.undertaking for one in holding if one.organisation == organisation}
    return tuple(sorted({organisation, *(one.organisation for one in holding if one.undertaking in mine)}))


@dataclass(frozen=True)
class Statement:
    """Aid as one source tells of it: `source` tells sources apart, `key` is the statement's own."""

    source: Hashable
    key: Hashable
    organisation: int
    granted_on: date
    cents: int
    regulation: str

    @property
    def told(self) -> tuple[int, date, int, str]:
        """What two sources that tell of the same award both say of it."""
        return self.organisation, self.granted_on, self.cents, self.regulation


@dataclass(frozen=True)
class Grant:
    """One award, however many have told of it, and the keys of what they said."""

    keys: tuple[Hashable, ...]
    organisation: int
    granted_on: date
    cents: int
    regulation: str


def told_once(statements: Iterable[Statement]) -> list[Grant]:
    """The awards behind the statements: as many alike as the one source that tells of most of them."""
    awards: list[Grant] = []
    ordered = sorted(statements, key=lambda one: one.told)
    for told, alike in groupby(ordered, key=lambda one: one.told):
        keys: list[list[Hashable]] = []
        heard: Counter[Hashable] = Counter()
        for one in alike:
            place = heard[one.source]
            heard[one.source] += 1
            if place == len(keys):
                keys.append([])
            keys[place].append(one.key)
        awards += [Grant(tuple(each), *told) for each in keys]
    return awards


@dataclass(frozen=True)
class Carry:
    """From a day, a share (in hundredths of a per cent) of earlier aid is another's: of all of it, or of one award."""

    giver: int
    taker: int
    effective_on: date
    share: int
    award: Hashable | None = None

    def concerns(self, grant: Grant) -> bool:
        return grant.granted_on < self.effective_on and (self.award is None or self.award in grant.keys)


Holding = Mapping[int, int]  # organisation: cents


def holdings(grant: Grant, carries: Iterable[Carry], *, on: date) -> Holding:
    """Whose the award is on a day, in cents that add up to the award.

    What happens on one day happens at once: each carries from what it had the day before, first of what is named and
    then of the rest.
    """
    held: dict[int, int] = {grant.organisation: grant.cents}
    moving = [one for one in carries if one.effective_on <= on and one.concerns(grant)]
    # The order of recording decides nothing, not even who is given a cent that cannot be divided.
    moving.sort(key=lambda one: (one.effective_on, one.giver, one.taker, one.share, str(one.award)))
    for _, of_day in groupby(moving, key=lambda one: one.effective_on):
        held = _after(held, list(of_day))
    return {organisation: cents for organisation, cents in held.items() if cents}


def _after(held: Holding, carries: Sequence[Carry]) -> dict[int, int]:
    after: Counter[int] = Counter()
    for organisation, cents in held.items():
        mine = [one for one in carries if one.giver == organisation]
        rest = _divided(cents, [one for one in mine if one.award is not None], after)
        after[organisation] += _divided(rest, [one for one in mine if one.award is None], after)
    return dict(after)


def _divided(cents: int, carries: Sequence[Carry], into: Counter[int]) -> int:
    """Give each its share, to the cent, and give back what is left; shares above the whole divide it in proportion."""
    left = max(WHOLE - sum(one.share for one in carries), 0)
    kept, *parts = by_largest_remainder(cents, [left, *(one.share for one in carries)])
    for one, part in zip(carries, parts, strict=True):
        into[one.taker] += part
    return kept


def left_to_carry(carries: Iterable[Carry], giver: int, *, effective_on: date, award: Hashable | None) -> int:
    """How much of the whole, or of the named award, can still be carried from `giver` on that day."""
    of_day = [one for one in carries if one.giver == giver and one.effective_on == effective_on and one.award == award]
    return WHOLE - sum(one.share for one in of_day)
