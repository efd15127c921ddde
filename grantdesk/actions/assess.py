"""Assess: the rules of the day it was received are put to the application, and what they say is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain import assessment, kept_answer, lifecycle, support
from grantdesk.domain.chain import digest, plain
from grantdesk.domain.county import County
from grantdesk.domain.facts import parse_application
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.queries import case_file, conflicts, proposals


def case(case: Case, *, by: Actor, on: date, county: County) -> Assessment:
    """Put the rules to the case as it is on the day `on`, and keep facts and answer; an earlier assessment stays.

    Where the latest of the same day rests on the same facts and says the same, it is the answer, and nothing is written.
    """
    conflicts.refuse_where_partial(case, by=by)
    standing = proposals.standing_in(case)
    if standing is not None:
        raise Refused("propose.taken_back_first", amount=standing.amount)
    facts = case_file.facts_of(case, on=on)
    answer = answer_to(facts, county=county)
    kept = kept_answer.kept(answer)
    sealed = digest({"facts": facts, "answer": kept})
    latest = case_file.latest_assessment(case)
    if latest is not None and _says_the_same(case, latest, sealed, on):
        return latest
    made = Assessment(
        case_id=case.id,
        made_on=on,
        made_at=db.moment(),
        made_by_id=by.id,
        rules_on=case.received_on,
        eligible=answer.eligible,
        aid=answer.aid,
        facts=plain(facts),
        answer=kept,
        digest=sealed,
    )
    db.session.add(made)
    db.session.flush()
    step = advance.step(case, "assess")
    record.event("case.assessed", by=by, case=case, rows=[made], changes=[step], aid=made.aid, eligible=made.eligible)
    return made


def _says_the_same(case: Case, latest: Assessment, sealed: str, on: date) -> bool:
    """Only while the case may be assessed: one that has been decided is refused as ever."""
    return lifecycle.may("case", "assess", case.status) and (latest.made_on, latest.digest) == (on, sealed)


def answer_to(facts: dict[str, Any], *, county: County) -> assessment.Assessment:
    """What the rules say of these facts; nothing is written."""
    return support.calculate(parse_application(facts, county), county)
