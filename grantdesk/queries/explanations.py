"""Why this much? The walk through one of a case's assessments, told from what it has kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain import explanation
from grantdesk.domain.explanation import Decided, Named
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.walk import Walk
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.queries import case_file, rates


@dataclass(frozen=True)
class Made:
    """One of a case's assessments; `behind` is the one that the decision rests on."""

    id: int
    on: date
    aid: Money
    behind: bool


@dataclass(frozen=True)
class Explained:
    """The walk through the assessment chosen, and every assessment of the case, newest first."""

    walk: Walk
    chosen: Made
    made: tuple[Made, ...]


def of_case(case: Case, assessment_id: int | None, *, scheme: Both) -> Explained:
    """The assessment asked for, else the one that the decision rests on, else the latest.

    Raises `NotThere` where the case has none, or not that one.
    """
    decision = case_file.decision_of(case)
    made = _made(case, decision)
    behind = next((one.id for one in made if one.behind), made[0].id if made else None)
    wanted = behind if assessment_id is None else assessment_id
    chosen = next((one for one in made if one.id == wanted), None)
    if chosen is None:
        raise NotThere("not_there.assessment", number=case.number)
    assessment = db.session.execute(select(Assessment).where(Assessment.id == chosen.id)).scalar_one()
    named = Named(scheme, _eur_rate_on(assessment))
    decided = _decided(decision) if decision and chosen.behind else None
    return Explained(explanation.of(assessment.facts, assessment.answer, named, decided), chosen, made)


def _made(case: Case, decision: Decision | None) -> tuple[Made, ...]:
    behind = decision.assessment_id if decision else None
    rows = db.session.execute(
        select(Assessment.id, Assessment.made_on, Assessment.aid)
        .where(Assessment.case_id == case.id)
        .order_by(Assessment.id.desc())
    )
    return tuple(Made(id_, on, aid, id_ == behind) for id_, on, aid in rows)


def _eur_rate_on(assessment: Assessment) -> date | None:
    """The banking day of the rate that the assessment counted with, where it is stored as it was then."""
    used = assessment.facts.get("eur_rate")
    rate = rates.find_before(assessment.made_on) if used else None
    return rate.rate_on if rate and format(rate.sek_per_eur, "f") == str(used) else None


def _decided(decision: Decision) -> Decided:
    granted = decision.granted if decision.kind == "grant" else None
    return Decided(decision.decided_on, granted, decision.reason)
