"""The door to history: every act writes here what it did, and the chain is closed last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from grantdesk import db
from grantdesk.domain.chain import link, plain, written
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.base import Base
from grantdesk.models.case import Case
from grantdesk.models.event import ChainHead, Event
from grantdesk.models.witness import Change, name_of, testimony, testimony_of

# Who history names where no person acted, such as when the region's reference data is loaded.
NOBODY = "grantdesk"


@dataclass(frozen=True)
class Act:
    """One act as it will be written: of each row it made every column, of each row it changed what it changed."""

    kind: str
    by: Actor | None
    case: Case | None
    rows: dict[str, dict[str, Any]]
    changes: dict[str, dict[str, Any]]
    said: dict[str, Any]


def event(
    kind: str,
    *,
    by: Actor | None,
    case: Case | None = None,
    rows: Iterable[Base] = (),
    changes: Iterable[Change] = (),
    **said: Any,
) -> None:
    """Have the act under way written to history when it commits; `said` is what else a reader should know of it.

    `rows` are those that the act has made, `changes` what it did to others; both are heard now, as the act leaves them.
    """
    made = {name_of(row): testimony(row) for row in rows}
    changed = {name_of(change.row): testimony_of(change) for change in changes}
    many([Act(kind, by, case, made, changed, said)])


def many(acts: Iterable[Act]) -> None:
    """As `event`, for acts that are done many at a time."""
    waiting: list[Act] = db.session.info.setdefault("acts", [])
    waiting.extend(acts)
    db.at_the_end(_write_waiting)


def _write_waiting() -> None:
    acts: list[Act] = db.session.info.pop("acts", [])
    now = select(ChainHead).with_for_update().execution_options(populate_existing=True)
    head = db.session.execute(now).scalar_one_or_none()
    if head is None:
        raise Refused("history.without_head")
    position, last = head.length, head.hash
    rows = []
    for act in acts:
        position += 1
        row = _row(act, position, last)
        rows.append(row)
        last = row["hash"]
    db.session.execute(insert(Event), rows)
    # Without synchronisation: the head is read anew by every act, and nobody else holds it.
    db.session.execute(
        update(ChainHead).values(length=position, hash=last), execution_options={"synchronize_session": False}
    )
    db.session.expire(head)


def _row(act: Act, position: int, previous: str) -> dict[str, Any]:
    actor_id, actor = (act.by.id, act.by.name) if act.by else (None, NOBODY)
    columns = {
        "position": position,
        "kind": act.kind,
        "happened_at": db.moment(),
        "actor_id": actor_id,
        "actor": actor,
        "case_id": act.case.id if act.case else None,
    }
    # Rows and changes are plain since they were heard; an act on thousands has much of both.
    told = {"rows": act.rows, "changes": act.changes}
    text = written(plain({**columns, "case": act.case.number if act.case else None, "said": act.said}) | told)
    return {**columns, "text": text, "previous": previous, "hash": link(previous, text)}
