"""Which files have been entered, and what has become of their rows?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from grantdesk import db
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import ALMI, Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.intake import Intake, IntakeCase
from grantdesk.models.organisation import Organisation
from grantdesk.queries.case_file import visible_to

NEWEST = 10


@dataclass(frozen=True)
class File:
    """A file that has been entered, and how many of its cases the reader may see."""

    id: int
    name: str
    entered_at: datetime
    entered_by: str
    cases: int


@dataclass(frozen=True)
class EnteredCase:
    """A row of the file as the case that it is now."""

    row: int
    external_ref: str
    number: str
    title: str
    applicant: str
    received_on: date
    status: str
    granted: Money | None


def find_by_digest(digest: str) -> Intake | None:
    return db.session.execute(select(Intake).where(Intake.digest == digest)).scalar_one_or_none()


def find_case(external_ref: str) -> IntakeCase | None:
    """Which row this reference was entered in, whatever the file."""
    return db.session.execute(select(IntakeCase).where(IntakeCase.external_ref == external_ref)).scalar_one_or_none()


def by_id(intake_id: int, *, by: Actor) -> Intake:
    """One file; raises `NotThere`, also where `by` may not see it."""
    found = db.session.get(Intake, intake_id)
    if found is None or (by.role == ALMI and found.handled_by != ALMI):
        raise NotThere("not_there.intake")
    return found


def newest(*, by: Actor) -> list[File]:
    """The files entered last, the newest first."""
    rows: Any = (
        select(Intake.id, Intake.name, Intake.entered_at, Intake.entered_by, func.count(Case.id))
        .join(IntakeCase, IntakeCase.intake_id == Intake.id)
        .join(Case, Case.id == IntakeCase.case_id)
        .where(*_of(by))
        .group_by(Intake.id)
        .order_by(Intake.id.desc())
        .limit(NEWEST)
    )
    return [File(*row) for row in db.session.execute(visible_to(by, rows))]


def cases_of(intake: Intake, *, by: Actor) -> list[EnteredCase]:
    """The file's cases in the order of its rows, those that `by` may see."""
    rows: Any = (
        select(
            IntakeCase.row_number, IntakeCase.external_ref, Case.number, Case.title, Organisation.name,
            Case.received_on, Case.status, Decision.granted,
        )
        .join(Case, Case.id == IntakeCase.case_id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .outerjoin(Decision, (Decision.case_id == Case.id) & (Decision.kind == "grant"))
        .where(IntakeCase.intake_id == intake.id)
        .order_by(IntakeCase.row_number)
    )  # fmt: skip
    return [EnteredCase(*row) for row in db.session.execute(visible_to(by, rows))]


def _of(by: Actor) -> Sequence[Any]:
    return (Intake.handled_by == ALMI,) if by.role == ALMI else ()
