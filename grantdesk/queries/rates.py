"""What a euro costs, and which file says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain import euro
from grantdesk.domain.messages import Message, message
from grantdesk.domain.refusal import NotThere
from grantdesk.models.reference import ExchangeRate
from grantdesk.queries import history
from grantdesk.queries.history import Entry

LOADED, IMPORTED = "rates.loaded", "rates.imported"


@dataclass(frozen=True)
class Rate:
    """Kronor for one euro, and the banking day that it is the ECB's reference rate of."""

    sek_per_eur: Decimal
    rate_on: date


@dataclass(frozen=True)
class Source:
    """How a rate came here: in which file (its SHA-256 beside it), by whom and when.

    `file` is None for those that came with the program; `actor` is the program's own name where nobody was signed in.
    """

    file: str | None
    digest: str | None
    actor: str
    at: datetime


@dataclass(frozen=True)
class Sourced:
    """A stored rate with its source; None where history does not know it, which `grantdesk verify` tells of."""

    rate: Rate
    source: Source | None


def before(day: date) -> Rate:
    """The reference rate of the last banking day before `day`; raises `NotThere` where none is stored."""
    found = find_before(day)
    if found is None:
        raise NotThere("not_there.rate", day=day)
    return found


def find_before(day: date) -> Rate | None:
    """As `before`; None where none is stored."""
    query = select(ExchangeRate).where(ExchangeRate.rate_on < day).order_by(ExchangeRate.rate_on.desc()).limit(1)
    found = db.session.execute(query).scalar_one_or_none()
    return None if found is None else Rate(found.sek_per_eur, found.rate_on)


def warning(rate: Rate | None, *, on: date) -> Message | None:
    """What a reader should know of the newest rate on a day: that it is old, or that there is none."""
    if rate is None:
        return message("euro.none")
    if euro.is_old(rate.rate_on, on=on):
        return message("euro.old", day=rate.rate_on, days=(on - rate.rate_on).days)
    return None


def stored() -> Mapping[date, Decimal]:
    """Every stored rate by its day."""
    return {row.rate_on: row.sek_per_eur for row in db.session.execute(select(ExchangeRate)).scalars()}


def newest(at_most: int) -> list[Sourced]:
    """The latest rates with their sources, newest first."""
    query = select(ExchangeRate).order_by(ExchangeRate.rate_on.desc()).limit(at_most)
    return _with_sources(db.session.execute(query).scalars())


def between(first: date | None, last: date | None) -> list[Sourced]:
    """The rates of the days from `first` to `last` with their sources, oldest first; None is no bound."""
    query = select(ExchangeRate).order_by(ExchangeRate.rate_on)
    if first is not None:
        query = query.where(ExchangeRate.rate_on >= first)
    if last is not None:
        query = query.where(ExchangeRate.rate_on <= last)
    return _with_sources(db.session.execute(query).scalars())


def _with_sources(rows: Iterable[ExchangeRate]) -> list[Sourced]:
    rates = {f"{ExchangeRate.__tablename__}:{row.rate_on}": Rate(row.sek_per_eur, row.rate_on) for row in rows}
    made = history.makers(rates, kinds=(LOADED, IMPORTED))
    sources = {name: _source(entry) for name, entry in made.items()}
    return [Sourced(rate, sources.get(name)) for name, rate in rates.items()]


def _source(entry: Entry) -> Source:
    return Source(entry.said.get("file"), entry.said.get("digest"), entry.actor, entry.happened_at)
