"""What has been done."""

from __future__ import annotations

import json
from collections.abc import Iterator
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
    return [Entry(e.position, e.kind, e.happened_at, e.actor, json.loads(e.text)["said"]) for e in events]


def chain() -> Iterator[Event]:
    """Every event, in order of position."""
    yield from db.session.execute(select(Event).order_by(Event.position).execution_options(yield_per=1000)).scalars()


def head() -> ChainHead | None:
    return db.session.execute(select(ChainHead)).scalar_one_or_none()
