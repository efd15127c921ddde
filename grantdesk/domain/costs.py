"""Which costs a scheme takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grantdesk.domain.facts import Cost
from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money, total
from grantdesk.domain.question import Question, listed, named


@dataclass(frozen=True)
class Taken:
    """Which of the cost lines are eligible, in order, and why."""

    eligible: tuple[bool, ...]
    findings: tuple[Finding, ...]

    def sum_of(self, costs: Sequence[Cost]) -> Money:
        return total(cost.amount for cost, eligible in zip(costs, self.eligible, strict=True) if eligible)


def taken(question: Question) -> Taken:
    """The lines a scheme takes: its categories, the archipelago's boats, and machinery only while all costs are small."""
    costs = question.application.costs
    findings: list[Finding] = []
    out: set[str] = set()
    for rule in (_outside_categories, _only_in_archipelago, _above_small_costs):
        excluded, found = rule(question, frozenset(out))
        out |= excluded
        findings += found
    return Taken(tuple(cost.category not in out for cost in costs), tuple(findings))


Excluded = tuple[set[str], list[Finding]]


def _stated(question: Question) -> list[str]:
    return list(dict.fromkeys(cost.category for cost in question.application.costs))


def _outside_categories(question: Question, _out: frozenset[str]) -> Excluded:
    row = question.row(question.rules.categories)
    allowed = row.value if row else ()
    outside = [category for category in _stated(question) if category not in allowed]
    if row is None:
        return set(outside), []
    if not outside:
        return set(), [Finding("cost.category", True, message("finding.category"), row.source)]
    findings = [
        Finding("cost.category", False, message("finding.category.not", category=named(f"category.{one}")), row.source)
        for one in outside
    ]
    return set(outside), findings


def _only_in_archipelago(question: Question, out: frozenset[str]) -> Excluded:
    row = question.row(question.rules.archipelago_only)
    if row is None:
        return set(), []
    concerned = [one for one in _stated(question) if one in row.value and one not in out]
    archipelago = question.row(question.municipality.archipelago)
    has_one = bool(archipelago and archipelago.value)
    key = "finding.archipelago" if has_one else "finding.archipelago.not"
    findings = [
        Finding(
            "cost.archipelago",
            has_one,
            message(key, category=named(f"category.{one}"), municipality=question.municipality.name),
            row.source,
        )
        for one in concerned
    ]
    return (set() if has_one else set(concerned)), findings


def _above_small_costs(question: Question, out: frozenset[str]) -> Excluded:
    """Machinery and equipment go when all costs the scheme could take, these included, exceed the amount."""
    row = question.row(question.rules.small_costs)
    concerned = [one for one in _stated(question) if row and one in row.value.categories and one not in out]
    if row is None or not concerned:
        return set(), []
    could_take = total(cost.amount for cost in question.application.costs if cost.category not in out)
    small = could_take <= row.value.up_to
    said = message(
        "finding.small_costs" if small else "finding.small_costs.not",
        categories=listed([named(f"category.{one}") for one in concerned]),
        total=could_take,
        up_to=row.value.up_to,
    )
    return (set() if small else set(concerned)), [Finding("cost.small_costs", small, said, row.source)]
