"""The arithmetic of projects: what all other financing leaves of the costs, within a rate of them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from grantdesk.domain.company import Draft, eligible_costs
from grantdesk.domain.costs import taken
from grantdesk.domain.findings import Finding, Source
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money, total
from grantdesk.domain.question import Question, shown
from grantdesk.domain.rates import line_rates
from grantdesk.domain.spread import Bounds


@dataclass(frozen=True)
class Budget:
    """A project's costs and the financing other than the aid, with what is in kind apart."""

    costs: Money
    in_kind_costs: Money
    financing: Money
    in_kind_financing: Money

    @property
    def need(self) -> Money:
        """What the other financing leaves; negative where there is more than the project costs."""
        return self.costs - self.financing

    @property
    def in_kind_is_even(self) -> bool:
        return self.in_kind_costs == self.in_kind_financing


def project_draft(question: Question) -> Draft:
    """The lines of a project, before the ceilings on the amount: cash costs carry the aid in proportion."""
    which, at = taken(question), line_rates(question)
    costs = question.application.costs
    budget = _budget(question, which.eligible)
    rate = min(at.rates)
    most = budget.costs.share(rate)
    wanted = max(min(budget.need.in_kronor, most), Fraction(0))
    cash = [
        cost.amount.in_kronor if eligible and not cost.is_in_kind else Fraction(0)
        for cost, eligible in zip(costs, which.eligible, strict=True)
    ]
    whole = sum(cash, Fraction(0))
    within_rate = budget.need.in_kronor <= most
    plan = _plan(question, budget, most)
    return Draft(
        eligible=which.eligible,
        rates=at.rates,
        exact=tuple(one * wanted / whole if whole else Fraction(0) for one in cash),
        bounds=Bounds(),
        findings=(*which.findings, *at.findings, plan),
        stops=(*eligible_costs(question, which.eligible), *_stops(question, budget)),
        decisive=(plan,) if within_rate else at.decisive,
    )


def _budget(question: Question, eligible: tuple[bool, ...]) -> Budget:
    costs = [cost for cost, one in zip(question.application.costs, eligible, strict=True) if one]
    financing = question.application.financing
    return Budget(
        costs=total(cost.amount for cost in costs),
        in_kind_costs=total(cost.amount for cost in costs if cost.is_in_kind),
        financing=total(one.amount for one in financing),
        in_kind_financing=total(one.amount for one in financing if one.is_in_kind),
    )


def _source(question: Question) -> Source:
    row = question.row(question.rules.necessity)
    return row.source if row else question.law


def _stops(question: Question, budget: Budget) -> Iterator[Finding]:
    even = budget.in_kind_is_even
    said = message(
        "finding.in_kind" if even else "finding.in_kind.not",
        costs=budget.in_kind_costs,
        financing=budget.in_kind_financing,
    )
    yield Finding("financing.in_kind", even, said, _source(question))
    if budget.need.ore <= 0:
        said = message("finding.no_need", costs=budget.costs, financing=budget.financing)
        yield Finding("financing.need", False, said, _source(question))


def _plan(question: Question, budget: Budget, most: Fraction) -> Finding:
    """Whether the aid closes the plan; what the rate's ceiling leaves open must be found elsewhere."""
    need = budget.need.floored_at_zero()
    open_ore = max(need.ore - int(most * 100), 0)
    said = message(
        "finding.plan.not" if open_ore else "finding.plan",
        costs=budget.costs,
        financing=budget.financing,
        need=need,
        missing=Money(open_ore),
        rate=shown(min(line_rates(question).rates)),
    )
    return Finding("financing.plan", not open_ore, said, _source(question))
