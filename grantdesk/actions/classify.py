"""Classify: a field of a case is marked for secrecy, or its mark is lifted. The mark warns; it decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from grantdesk import db
from grantdesk.actions import record
from grantdesk.domain.refusal import Refused, SomebodyWasFirst
from grantdesk.domain.roles import Actor
from grantdesk.domain.secrecy import FIELDS, GROUNDS, called
from grantdesk.models.case import Case
from grantdesk.models.secrecy import SecrecyMark
from grantdesk.queries import secrecy
from grantdesk.queries.secrecy import Mark


def mark(case: Case, grounds: Mapping[str, str], reason: str, *, by: Actor, on: date) -> Sequence[SecrecyMark]:
    """Mark fields, each with the code of its ground, for one reason. Raises Refused where one of them is marked already."""
    if not grounds:
        raise Refused("secrecy.nothing_chosen")
    if not reason.strip():
        raise Refused("secrecy.without_reason")
    standing, turns = secrecy.of_case(case), secrecy.turns_of(case)
    for field, ground in grounds.items():
        _refuse_what_cannot_be_marked(field, ground, standing)
    made = [
        _row(case, field, turns.get(field, 0) + 1, ground, reason, by=by, on=on) for field, ground in grounds.items()
    ]
    db.session.add_all(made)
    db.session.flush()
    record.event("secrecy.marked", by=by, case=case, rows=made, count=len(made))
    return made


def lift(case: Case, standing: Mark, reason: str, *, by: Actor, on: date) -> SecrecyMark:
    """Lift a mark that stands, and say why."""
    if not reason.strip():
        raise Refused("secrecy.lifted_without_reason")
    now = secrecy.of_case(case).get(standing.field)
    if now is None or now.id != standing.id:
        raise SomebodyWasFirst("first.secrecy")
    made = _row(case, standing.field, standing.turn + 1, standing.ground.code, reason, by=by, on=on)
    db.session.add(made)
    db.session.flush()
    record.event("secrecy.lifted", by=by, case=case, rows=[made])
    return made


def _refuse_what_cannot_be_marked(field: str, ground: str, standing: Mapping[str, Mark]) -> None:
    if field not in FIELDS or ground not in GROUNDS:
        raise Refused("secrecy.unknown_field", field=field)
    if field in standing:
        raise Refused("secrecy.marked_already", field=called(field))


def _row(case: Case, field: str, turn: int, ground: str, reason: str, *, by: Actor, on: date) -> SecrecyMark:
    return SecrecyMark(
        case_id=case.id,
        field=field,
        turn=turn,
        ground=ground,
        reason=reason.strip(),
        stands=turn % 2 == 1,
        noted_on=on,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
