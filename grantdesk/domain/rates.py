"""The rate of each cost line: the Region's own, never above the law's ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import Both, message
from grantdesk.domain.question import Question, listed, named, shown
from grantdesk.domain.rulebook import RuleValue
from grantdesk.domain.scheme import RaisedCase, Rates


@dataclass(frozen=True)
class _Raise:
    """A case that holds, with its row."""

    case: RaisedCase
    row: RuleValue[tuple[RaisedCase, ...]]

    def concerns(self, category: str) -> bool:
        return not self.case.categories or category in self.case.categories


@dataclass(frozen=True)
class LineRates:
    """The rate of each line, in order, with the findings, and those of them that decided it."""

    rates: tuple[Decimal, ...]
    findings: tuple[Finding, ...]
    decisive: tuple[Finding, ...]


def line_rates(question: Question) -> LineRates:
    """The rate of every cost line, by place and by the cases that raise it."""
    policy = question.row(question.rules.rate_policy)
    ceiling = question.row(question.rules.rate_ceiling)
    raises = list(_raises(question))
    categories = [cost.category for cost in question.application.costs]
    rates = tuple(_rate(question, policy, ceiling, raised=_raised(raises, one)) for one in categories)
    findings = list(_findings(question, policy, ceiling))
    raising = [_raising(one, policy) for one in raises if any(one.concerns(category) for category in categories)]
    return LineRates(rates, (*findings, *raising), tuple(_decisive(findings, raising)))


def _decisive(findings: list[Finding], raising: list[Finding]) -> Iterator[Finding]:
    limited = [finding for finding in findings if finding.rule == "rate.ceiling" and not finding.met]
    yield from limited or [finding for finding in findings if finding.rule == "rate.policy"]
    # One ground is enough: where the law's own case raises the rate, the Region's practice decided nothing.
    grounded = [finding for finding in raising if finding.source.confirmed]
    yield from grounded[:1] or raising[:1]


def _rate(
    question: Question, policy: RuleValue[Rates] | None, ceiling: RuleValue[Rates] | None, *, raised: bool
) -> Decimal:
    if policy is None:
        return Decimal("0.00")
    own = _of_place(question, policy.value, raised=raised)
    return min(own, _of_place(question, ceiling.value, raised=raised)) if ceiling else own


def _of_place(question: Question, rates: Rates, *, raised: bool) -> Decimal:
    if raised and rates.raised is not None:
        return rates.raised
    if rates.sparsely_populated is not None and question.states("sparsely_populated"):
        return rates.sparsely_populated
    if rates.aid_area is not None and question.municipality.aid_area_on(question.on):
        return rates.aid_area
    return rates.base


def _raises(question: Question) -> Iterator[_Raise]:
    for series in (question.rules.raised_by_law, question.rules.raised_by_practice):
        row = question.row(series)
        for case in row.value if row else ():
            if row and _holds(question, case):
                yield _Raise(case, row)


def _holds(question: Question, case: RaisedCase) -> bool:
    further = not case.and_any_of or any(question.states(one) for one in case.and_any_of)
    return question.states(case.when) and further


def raising_circumstances(question: Question) -> set[str]:
    """The circumstances that together raise the rate of at least one of the costs."""
    categories = [cost.category for cost in question.application.costs]
    cases = [one.case for one in _raises(question) if any(one.concerns(category) for category in categories)]
    return {name for case in cases for name in (case.when, *case.and_any_of)}


def _raised(raises: list[_Raise], category: str) -> bool:
    return any(one.concerns(category) for one in raises)


def _raising(one: _Raise, policy: RuleValue[Rates] | None) -> Finding:
    rate = shown(policy.value.raised or policy.value.base) if policy else Both("", "")
    lines = listed([named(f"category.{category}") for category in one.case.categories])
    key = "finding.raised_some" if one.case.categories else "finding.raised_all"
    said = message(key, case=named(f"circumstance.{one.case.when}"), rate=rate, categories=lines)
    return Finding(f"rate.raised.{one.case.when}", True, said, one.row.source)


def _findings(
    question: Question, policy: RuleValue[Rates] | None, ceiling: RuleValue[Rates] | None
) -> Iterator[Finding]:
    if policy is None:
        return
    own = _of_place(question, policy.value, raised=False)
    said = message("finding.rate_policy", rate=shown(own), place=_place(question, policy.value))
    yield Finding("rate.policy", True, said, policy.source)
    if ceiling is None:
        return
    highest = _of_place(question, ceiling.value, raised=False)
    within = own <= highest
    key = "finding.rate_ceiling" if within else "finding.rate_ceiling.not"
    said = message(key, rate=shown(highest), own=shown(own))
    yield Finding("rate.ceiling", within, said, ceiling.source)


def _place(question: Question, rates: Rates) -> Both:
    if rates.sparsely_populated is not None and question.states("sparsely_populated"):
        return named("place.sparsely_populated")
    name = question.municipality.name
    area = question.municipality.aid_area_on(question.on)
    if rates.aid_area is not None and area:
        return Both(f"{name} (stödområde {area})", f"{name} (aid area {area})")
    return Both(name, name)
