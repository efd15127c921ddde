"""Assess: the rules of the day it was received are put to the application, and what they say is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain import assessment, kept_answer, support
from grantdesk.domain.chain import digest, plain
from grantdesk.domain.county import County
from grantdesk.domain.facts import parse_application
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.queries import case_file, proposals


def case(case: Case, *, by: Actor, on: date, county: County) -> Assessment:
    """Put the rules to the case as it is on the day `on`, and keep facts and answer; an earlier assessment stays."""
    standing = proposals.standing_in(case)
    if standing is not None:
        raise Refused("propose.taken_back_first", amount=standing.amount)
    facts = case_file.facts_of(case, on=on)
    answer = answer_to(facts, county=county)
    kept = kept_answer.kept(answer)
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
        digest=digest({"facts": facts, "answer": kept}),
    )
    db.session.add(made)
    db.session.flush()
    step = advance.step(case, "assess")
    record.event("case.assessed", by=by, case=case, rows=[made], changes=[step], aid=made.aid, eligible=made.eligible)
    return made


def answer_to(facts: dict[str, Any], *, county: County) -> assessment.Assessment:
    """What the rules say of these facts; nothing is written."""
    return support.calculate(parse_application(facts, county), county)
