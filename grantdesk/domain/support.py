"""The calculation of aid: facts in, the amount out, with every finding that led there. It proposes; a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from grantdesk.domain.assessment import Assessment, Line
from grantdesk.domain.ceilings import Limited, limited
from grantdesk.domain.company import Draft, company_draft, financing_findings
from grantdesk.domain.conditions import conditions, notes
from grantdesk.domain.county import County
from grantdesk.domain.decider import REGION, decider
from grantdesk.domain.eligibility import scheme_in_force, stops
from grantdesk.domain.facts import Application
from grantdesk.domain.findings import Finding
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.projects import project_draft
from grantdesk.domain.question import Question
from grantdesk.domain.spread import over_lines

NO_RATE = Decimal("0.00")


def calculate(application: Application, county: County) -> Assessment:
    """The aid that the rules of the day the application was received give it, line by line, with reasons and sources."""
    question = Question(application, county, county.scheme(application.scheme))
    existence = scheme_in_force(question)
    return _answer(question, existence) if existence.met else _no_scheme(question, existence)


def _no_scheme(question: Question, existence: Finding) -> Assessment:
    """No rule of a scheme that does not exist that day is asked."""
    costs = question.application.costs
    return Assessment(
        scheme=question.scheme.code,
        rules_on=question.on,
        eligible=False,
        aid=ZERO,
        rate=NO_RATE,
        authority=REGION,
        before_granting=(),
        lines=tuple(Line(cost.category, cost.amount, ZERO, NO_RATE, ZERO) for cost in costs),
        limits=(),
        findings=(existence,),
        decisive=(existence,),
    )


def _answer(question: Question, existence: Finding) -> Assessment:
    draft = project_draft(question) if question.scheme.is_project else company_draft(question)
    ceilings = limited(question, draft.wanted)
    stopping = [*stops(question), *draft.stops]
    unmet = [finding for finding in (*stopping, *ceilings.findings) if not finding.met]
    shares = [ZERO for _ in draft.exact] if unmet else _spread(draft, ceilings.aid)
    aid = total(shares)
    asked = conditions(question, aid)
    decides = decider(question)
    return Assessment(
        scheme=question.scheme.code,
        rules_on=question.on,
        eligible=bool(aid),
        aid=aid,
        rate=_common_rate(draft),
        authority=decides.authority,
        before_granting=tuple(finding.rule for finding in asked if not finding.met),
        lines=_lines(question, draft, shares, eligible=bool(aid)),
        limits=ceilings.limits,
        findings=(
            existence,
            *decides.findings,
            *stopping,
            *draft.findings,
            *ceilings.findings,
            *_beside(question, aid),
            *asked,
        ),
        decisive=_decisive(unmet, draft, ceilings),
    )


def _beside(question: Question, aid: Money) -> Sequence[Finding]:
    financing = [] if question.scheme.is_project else financing_findings(question, aid)
    return [*financing, *notes(question)]


def _spread(draft: Draft, aid: Money) -> list[Money]:
    return [Money.kronor(part) for part in over_lines(aid.ore // 100, draft.exact, draft.bounds)]


def _lines(question: Question, draft: Draft, shares: Sequence[Money], *, eligible: bool) -> tuple[Line, ...]:
    costs = question.application.costs
    return tuple(
        Line(cost.category, cost.amount, cost.amount if eligible and taken else ZERO, rate, aid)
        for cost, taken, rate, aid in zip(costs, draft.eligible, draft.rates, shares, strict=True)
    )


def _common_rate(draft: Draft) -> Decimal | None:
    """The rate that the eligible lines share, or None where they differ."""
    of_eligible = {rate for rate, taken in zip(draft.rates, draft.eligible, strict=True) if taken}
    rates = of_eligible or set(draft.rates)
    return rates.pop() if len(rates) == 1 else None


def _decisive(unmet: Sequence[Finding], draft: Draft, ceilings: Limited) -> tuple[Finding, ...]:
    """What decided: the stops where there are any, else the ceiling that bound, else the rates."""
    if unmet:
        return tuple(unmet)
    return (ceilings.decisive,) if ceilings.decisive else draft.decisive
