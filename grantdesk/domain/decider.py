"""Who decides on an application: the Region, or the State's agency where the ordinance says so."""

from __future__ import annotations

from dataclasses import dataclass

from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import total
from grantdesk.domain.provisions import Agency
from grantdesk.domain.question import Question, listed, named

REGION = "region"
AGENCY = "tillvaxtverket"


@dataclass(frozen=True)
class Decider:
    """Who decides, and why where the ordinance has a rule on it."""

    authority: str
    findings: tuple[Finding, ...]


def decider(question: Question) -> Decider:
    """The agency above an amount of investment, eligible or not, and in the cases that the ordinance names."""
    row = question.row(question.rules.agency)
    if row is None:
        return Decider(REGION, ())
    said, is_ours = _reason(question, row.value)
    return Decider(REGION if is_ours else AGENCY, (Finding("authority.region", is_ours, said, row.source),))


def _reason(question: Question, rule: Agency) -> tuple[Message, bool]:
    investment = total(cost.amount for cost in question.application.costs)
    stated = [case for case in rule.when if question.states(case)]
    if stated:
        return message("finding.agency.case", cases=listed([named(f"circumstance.{one}") for one in stated])), False
    within = investment <= rule.above_investment
    key = "finding.region_decides" if within else "finding.agency.amount"
    return message(key, investment=investment, above=rule.above_investment), within
