"""The rate of each cost line: the Region's own, never above the law's ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from grantdesk.domain import large_project
from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import Both, message
from grantdesk.domain.provisions import RaisedCase, Rates
from grantdesk.domain.question import Question, listed, named, shown
from grantdesk.domain.rulebook import RuleValue


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
    large = large_project.tried(question)
    place = _Place.of(question, size=large.rate_of)
    raises = list(_raises(question))
    categories = [cost.category for cost in question.application.costs]
    normal, raised, of_place = _at(place, policy, ceiling)
    rates = tuple(raised if _raised(raises, one) else normal for one in categories)
    findings = [*of_place, *large.findings]
    raising = [_raising(one, policy) for one in raises if any(one.concerns(category) for category in categories)]
    return LineRates(rates, (*findings, *raising), tuple(_decisive(findings, raising)))


def highest_rates(question: Question) -> tuple[Decimal, ...] | None:
    """The law's own ceiling on the rate of every cost line; None where the law has none."""
    ceiling = question.row(question.rules.rate_ceiling)
    if ceiling is None:
        return None
    place = _Place.of(question, size=large_project.tried(question).rate_of)
    raises, costs = list(_raises(question)), question.application.costs
    return tuple(place.rate(ceiling.value, raised=_raised(raises, cost.category)) for cost in costs)


def _decisive(findings: list[Finding], raising: list[Finding]) -> Iterator[Finding]:
    limited = [finding for finding in findings if finding.rule == "rate.ceiling" and not finding.met]
    yield from limited or [finding for finding in findings if finding.rule == "rate.policy"]
    # One ground is enough: where the law's own case raises the rate, the Region's practice decided nothing.
    grounded = [finding for finding in raising if finding.source.confirmed]
    yield from grounded[:1] or raising[:1]


@dataclass(frozen=True)
class _Place:
    """What a rate may depend on beside the category: where, how large, how sparse."""

    name: str
    aid_area: int | None
    size: str
    sparse: bool

    @classmethod
    def of(cls, question: Question, *, size: str) -> _Place:
        at = question.municipality
        return cls(at.name, at.aid_area_on(question.on), size, question.states("sparsely_populated"))

    def rate(self, rates: Rates, *, raised: bool = False) -> Decimal:
        return rates.at(self.aid_area, self.size, sparse=self.sparse, raised=raised)

    def named(self, rates: Rates) -> Both:
        """What the rate depended on, in words."""
        if rates.sparsely_populated is not None and self.sparse:
            return named("place.sparsely_populated")
        area, size = self.aid_area, named(f"size.{self.size}")
        if area in rates.areas:
            return Both(f"{self.name} (stödområde {area}, {size.sv})", f"{self.name} (aid area {area}, {size.en})")
        if rates.aid_area is not None and area:
            return Both(f"{self.name} (stödområde {area})", f"{self.name} (aid area {area})")
        return Both(self.name, self.name)


Limits = RuleValue[Rates] | None


@lru_cache(maxsize=4_096)
def _at(place: _Place, policy: Limits, ceiling: Limits) -> tuple[Decimal, Decimal, tuple[Finding, ...]]:
    """The rate of a place, the rate where a case raises it, and what is said of them: the same for all who apply there."""
    normal, raised = (_rate(place, policy, ceiling, raised=raised) for raised in (False, True))
    return normal, raised, tuple(_findings(place, policy, ceiling))


def _rate(place: _Place, policy: RuleValue[Rates] | None, ceiling: RuleValue[Rates] | None, *, raised: bool) -> Decimal:
    if policy is None:
        return Decimal("0.00")
    own = place.rate(policy.value, raised=raised)
    return min(own, place.rate(ceiling.value, raised=raised)) if ceiling else own


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
    return bool(raises) and any(one.concerns(category) for one in raises)


def _raising(one: _Raise, policy: RuleValue[Rates] | None) -> Finding:
    rate = shown(policy.value.raised or policy.value.base) if policy else Both("", "")
    lines = listed([named(f"category.{category}") for category in one.case.categories])
    key = "finding.raised_some" if one.case.categories else "finding.raised_all"
    said = message(key, case=named(f"circumstance.{one.case.when}"), rate=rate, categories=lines)
    return Finding(f"rate.raised.{one.case.when}", True, said, one.row.source)


def _findings(place: _Place, policy: RuleValue[Rates] | None, ceiling: RuleValue[Rates] | None) -> Iterator[Finding]:
    if policy is None:
        return
    own = place.rate(policy.value)
    said = message("finding.rate_policy", rate=shown(own), place=place.named(policy.value))
    yield Finding("rate.policy", True, said, policy.source)
    if ceiling is None:
        return
    highest = place.rate(ceiling.value)
    within = own <= highest
    key = "finding.rate_ceiling" if within else "finding.rate_ceiling.not"
    said = message(key, rate=shown(highest), own=shown(own))
    yield Finding("rate.ceiling", within, said, ceiling.source)
