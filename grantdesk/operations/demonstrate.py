"""Fills an empty database with the demonstration, and knows one when it sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from sqlalchemy import Engine, MetaData, inspect

from grantdesk import db
from grantdesk.actions import administer, record
from grantdesk.domain.refusal import Refused
from grantdesk.operations.demonstration import (
    ahead,
    books,
    coming_back,
    erase,
    evening,
    expectations,
    plan,
    scenes,
    watching,
)
from grantdesk.operations.demonstration.acts import Act, acts, with_frames, with_reports
from grantdesk.operations.demonstration.people import LOGINS
from grantdesk.operations.demonstration.player import Player
from grantdesk.operations.demonstration.scenes import Scene
from grantdesk.queries import history
from grantdesk.region import Foundation, Terms

BEGUN, LOADED = "demonstration.begun", "demonstration.loaded"
# What an installation writes to history by itself, before anybody has done anything.
REFERENCE = ("region.loaded", "rates.loaded")


class Content(Enum):
    """What a database holds, as far as a demonstration is concerned."""

    NOTHING = "nothing"
    DEMONSTRATION = "a demonstration"
    INTERRUPTED = "a demonstration whose loading was interrupted"
    OTHER = "something else"


@dataclass(frozen=True)
class Loaded:
    """What was loaded."""

    cases: int
    acts: int


def content(engine: Engine) -> Content:
    """What the database that `grantdesk.db` is connected to holds: history says."""
    if not inspect(engine).has_table("event"):
        return Content.NOTHING
    try:
        if history.has_happened(LOADED):
            return Content.DEMONSTRATION
        if history.has_happened(BEGUN):
            return Content.INTERRUPTED
        return Content.OTHER if history.has_happened_besides(REFERENCE) else Content.NOTHING
    finally:
        db.release()


def reset(engine: Engine, tables: MetaData) -> None:
    """Empty a database that holds a demonstration, whole or half loaded; one that holds anything else raises Refused."""
    found = content(engine)
    if found is Content.OTHER:
        raise Refused("demonstration.not_erased")
    if found is not Content.NOTHING:
        erase.everything(engine, tables)


def refuse_another_region(terms: Terms) -> None:
    """Raises Refused where the region is not the one that the demonstration tells of."""
    if terms.county.region.code != plan.REGION:
        raise Refused("demonstration.another_region", here=terms.county.region.code, told=plan.REGION)


def load(terms: Terms, rates: Mapping[date, Decimal], *, on: date, at: datetime, foundation: Foundation) -> Loaded:
    """Load the demonstration as it stands on the morning of the day `on`; `at` is this moment.

    `foundation` is the county without anything published, and its worked examples.

    Raises Refused on a database that is not empty, for another region, and for a day before `plan.EARLIEST`.
    """
    refuse_another_region(terms)
    if content(db.engine()) is not Content.NOTHING:
        raise Refused("demonstration.not_empty")
    if on < plan.EARLIEST:
        raise Refused("demonstration.too_early", on=on, earliest=plan.EARLIEST)
    stories = plan.stories(on)
    whole = with_reports(with_frames(acts(stories, before=on), before=on), before=on)
    player = _open(terms, rates, whole[0])
    scenes.between(player, whole, _beside(player, on), before=on)
    evening.play(player, before=on, foundation=foundation)
    with db.transaction(at=at):
        record.event(LOADED, by=None, cases=len(stories), on=on)
    return Loaded(len(stories), len(whole))


def _beside(player: Player, before: date) -> Iterator[Scene]:
    """All that happens beside the stories."""
    for each in (ahead, books, coming_back, expectations, watching):
        yield from each.scenes(player, before)


def _open(terms: Terms, rates: Mapping[date, Decimal], first: Act) -> Player:
    """The reference data and the people, the morning before the first act."""
    with db.transaction(at=first.at.replace(hour=6, minute=0)):
        record.event(BEGUN, by=None)
        administer.load_region(terms.county)
        administer.load_rates(rates)
        users = {one: administer.add_user(one.as_new_user(), by=None) for one in LOGINS}
    return Player(terms, users)
