"""The ECB's reference rates: what a file of them must say to be believed, and when the newest is too old."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import Both, Message, in_both, message, percent, render

CURRENCY = "SEK"
# The same rates in the ECB's Data Portal: daily, kronor for one euro, spot.
SERIES = "EXR.D.SEK.EUR.SP00.A"
NOT_QUOTED = "N/A"
FIRST = date(1999, 1, 4)
# Banking days lie closer: where the newest rate is older, the table has not been kept up.
OLDEST = timedelta(days=10)
# No day has moved the krona as far; a rate that does is a misplaced point, or another currency's.
_LARGEST_LEAP = Decimal("0.20")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_IN_WORDS = re.compile(rf"([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}})")
_RATE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,10})?")
_LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Written:
    """A day and its rate as a file has them, and where each stands."""

    day: str
    rate: str
    day_at: Message
    rate_at: Message


@dataclass(frozen=True)
class Quoted:
    """What a euro cost on a day, and where the file says so."""

    day: date
    sek_per_eur: Decimal
    at: Message


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: where, and what would be right."""

    at: Message
    reason: Message


class NotBelieved(InputErrors):
    """The file is not imported; `faults` are all there are in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(InputError(render(fault.at, "en"), fault.reason) for fault in self.faults)


def is_old(rate_on: date, *, on: date) -> bool:
    """Whether the rate of one day is too old to be the newest on another."""
    return on - rate_on > OLDEST


def believed(rows: Iterable[Written], *, on: date) -> list[Quoted]:
    """The rates in order of day. Raises NotBelieved with every row whose day or rate cannot be."""
    quoted: dict[date, Quoted] = {}
    faults: list[Fault] = []
    for row in rows:
        found = _quoted(row, on, faults)
        if found is None:
            continue
        if found.day in quoted:
            faults.append(Fault(row.day_at, message("euro.twice", day=found.day)))
        quoted[found.day] = found
    if faults:
        raise NotBelieved(faults)
    return [quoted[day] for day in sorted(quoted)]


def new_beside(quoted: Iterable[Quoted], stored: Mapping[date, Decimal]) -> list[Quoted]:
    """Those of days that have none stored. Raises NotBelieved where one contradicts what is stored, or leaps from it."""
    given = {one.day: one for one in quoted}
    faults = list(_contradicting(given.values(), stored))
    new = [one for one in given.values() if one.day not in stored]
    if new:
        faults += _leaping(given, stored)
    if faults:
        raise NotBelieved(faults)
    return new


def _quoted(row: Written, on: date, faults: list[Fault]) -> Quoted | None:
    day, rate = _day(row.day), _rate(row.rate)
    if day is None:
        faults.append(Fault(row.day_at, message("euro.day", written=_shown(row.day))))
    elif day > on:
        faults.append(Fault(row.day_at, message("euro.later", day=day, today=on)))
    elif day < FIRST:
        faults.append(Fault(row.day_at, message("euro.earlier", day=day, first=FIRST)))
    if rate is None:
        faults.append(Fault(row.rate_at, message("euro.rate", written=_shown(row.rate))))
    return Quoted(day, rate, row.rate_at) if day and rate else None


def _day(written: str) -> date | None:
    if found := _DAY.fullmatch(written):
        year, month, day = found.groups()
        return _existing(int(year), int(month), int(day))
    if found := _DAY_IN_WORDS.fullmatch(written):
        day, name, year = found.groups()
        return _existing(int(year), _MONTHS.index(name) + 1, int(day))
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rate(written: str) -> Decimal | None:
    return Decimal(written) if _RATE.fullmatch(written) and Decimal(written) else None


def _contradicting(given: Iterable[Quoted], stored: Mapping[date, Decimal]) -> Iterator[Fault]:
    for one in given:
        there = stored.get(one.day, one.sek_per_eur)
        if there != one.sek_per_eur:
            said = {"given": _exact(one.sek_per_eur), "stored": _exact(there)}
            yield Fault(one.at, message("euro.other_than_stored", day=one.day, **said))


def _leaping(given: Mapping[date, Quoted], stored: Mapping[date, Decimal]) -> Iterator[Fault]:
    """Each new rate beside the day before it, and each stored one beside a new day before it, is in reach of it."""
    known = dict(stored) | {one.day: one.sek_per_eur for one in given.values() if one.day not in stored}
    days = sorted(known)
    for before, day in pairwise(days):
        if before in stored and day in stored:
            continue
        if abs(known[day] - known[before]) > _LARGEST_LEAP * known[before]:
            yield _leap(given.get(day) or given[before], before, day, known)


def _leap(one: Quoted, before: date, day: date, known: Mapping[date, Decimal]) -> Fault:
    most = Both(percent(_LARGEST_LEAP, "sv"), percent(_LARGEST_LEAP, "en"))
    said = {"given": _exact(known[day]), "before": _exact(known[before])}
    return Fault(one.at, message("euro.leaps", day=day, day_before=before, most=most, **said))


def _exact(rate: Decimal) -> Both:
    """Every decimal of the rate: it is compared with a page that shows them all."""
    plain = format(rate, "f")
    return Both(plain.replace(".", ","), plain)


def _shown(written: str) -> Both:
    """What a file says, short and without characters that cannot be seen."""
    if not written:
        return Both(**in_both(message("euro.nothing")))
    short = written[:_LONGEST_SHOWN]
    plain = short if short.isprintable() else ascii(short)
    return Both(f"”{plain}”", f'"{plain}"')
