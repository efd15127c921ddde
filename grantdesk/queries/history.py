"""What has been done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from grantdesk import db
from grantdesk.models.case import Case
from grantdesk.models.event import ChainHead, Event


@dataclass(frozen=True)
class Entry:
    """One event as a reader sees it."""

    position: int
    kind: str
    happened_at: datetime
    actor: str
    said: dict[str, Any]


def of_case(case: Case) -> list[Entry]:
    """The case's events, newest first."""
    events = db.session.execute(select(Event).where(Event.case_id == case.id).order_by(Event.position.desc())).scalars()
    return [_entry(event) for event in events]


def newest(kind: str, *, at_most: int) -> list[Entry]:
    """The latest events of one kind, newest first."""
    return newest_of((kind,), at_most=at_most)


def newest_of(kinds: Sequence[str], *, at_most: int) -> list[Entry]:
    """The latest events of any of the kinds, newest first."""
    query = select(Event).where(Event.kind.in_(kinds)).order_by(Event.position.desc()).limit(at_most)
    return [_entry(event) for event in db.session.execute(query).scalars()]


def last_about(kind: str, subject: str, keys: Iterable[int]) -> dict[int, Entry]:
    """Of each key, the latest event of the kind that says it of `subject`; none where there is no such event."""
    wanted, found = set(keys), dict[int, Entry]()
    query = select(Event).where(Event.kind == kind).order_by(Event.position.desc())
    events = db.session.execute(query.execution_options(yield_per=20)).scalars()
    for entry in map(_entry, events):
        if not wanted:
            break
        if (key := entry.said.get(subject)) in wanted:
            found[key] = entry
            wanted.discard(key)
    events.close()
    return found


def makers(rows: Iterable[str], *, kinds: Sequence[str]) -> dict[str, Entry]:
    """Of each row, named `table:key`, the event of one of the kinds that made it; none of a row that history has not."""
    wanted, found = set(rows), dict[str, Entry]()
    query = select(Event).where(Event.kind.in_(kinds)).order_by(Event.position.desc())
    events = db.session.execute(query.execution_options(yield_per=20)).scalars()
    for event in events:
        made = wanted & json.loads(event.text)["rows"].keys()
        found |= dict.fromkeys(made, _entry(event))
        wanted -= made
        if not wanted:
            break
    events.close()
    return found


def chain() -> Iterator[Event]:
    """Every event, in order of position."""
    yield from db.session.execute(select(Event).order_by(Event.position).execution_options(yield_per=1000)).scalars()


def head() -> ChainHead | None:
    return db.session.execute(select(ChainHead)).scalar_one_or_none()


def _entry(event: Event) -> Entry:
    return Entry(event.position, event.kind, event.happened_at, event.actor, json.loads(event.text)["said"])


def has_happened(kind: str) -> bool:
    """Whether there is any event of this kind."""
    return db.session.execute(select(Event.position).where(Event.kind == kind).limit(1)).first() is not None


def has_happened_besides(kinds: Sequence[str]) -> bool:
    """Whether there is any event of another kind than these."""
    return db.session.execute(select(Event.position).where(Event.kind.not_in(kinds)).limit(1)).first() is not None
