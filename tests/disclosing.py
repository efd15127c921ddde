"""Marks, and copies given out: made by the same actions that the pages call."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from grantdesk import archive, db, settings
from grantdesk.actions import classify, disclose
from grantdesk.actions.disclose import CopyDesk, Request
from grantdesk.domain.disclosure import Answer
from grantdesk.domain.roles import Actor
from grantdesk.domain.secrecy import BUSINESS, PERSONAL_DATA
from grantdesk.models.case import Case
from grantdesk.models.secrecy import Disclosure
from grantdesk.queries import case_file, secrecy
from tests import builders
from tests.builders import DAY

WHY = "Konkurrenter kan räkna ut anbudet."


def desk() -> CopyDesk:
    return CopyDesk(builders.terms().county, settings.read().archive)


def mark(case: Case, *fields: str, ground: str = BUSINESS, by: Actor | None = None, reason: str = WHY) -> None:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment()):
        classify.mark(case_file.for_act(case.number, by=by), dict.fromkeys(fields, ground), reason, by=by, on=DAY)


def lift(case: Case, field: str, *, by: Actor | None = None, reason: str = "Anbudet är offentligt.") -> None:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment()):
        found = case_file.for_act(case.number, by=by)
        classify.lift(found, secrecy.of_case(found)[field], reason, by=by, on=DAY)


def answers(case: Case, *, given: Mapping[str, bool] | None = None, tested: str = WHY) -> tuple[Answer, ...]:
    """Every field that is to be tried masked on its own ground, save those that are given out."""
    marks, given = secrecy.of_case(case), given or {}
    return tuple(
        Answer(field, given.get(field, False), marks[field].ground.code if field in marks else PERSONAL_DATA, tested)
        for field in disclose.to_try(case)
    )


def give_out(case: Case, *, by: Actor | None = None, on: date = DAY, **said: Any) -> Disclosure:
    """A copy for somebody who has not said who they are."""
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        request: dict[str, Any] = {
            "asked_on": on,
            "asker": "",
            "language": "sv",
            "answers": answers(found),
            "once": uuid.uuid4().hex,
        }
        return disclose.copy(found, Request(**(request | said)), desk(), by=by, on=on)


def file_of(made: Disclosure) -> bytes:
    assert made.digest is not None
    return archive.read(settings.read().archive, made.digest)
