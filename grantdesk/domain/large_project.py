"""The large investment project: above an amount in EUR, every size has the rate of a large company."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from grantdesk.domain.costs import taken
from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.provisions import LargeProject
from grantdesk.domain.question import Question, named
from grantdesk.domain.rulebook import RuleValue


@dataclass(frozen=True)
class Tried:
    """The size whose rate holds, and what was found on the way."""

    rate_of: str
    findings: tuple[Finding, ...]


def tried(question: Question) -> Tried:
    """Whether the eligible costs make a large project; without a rate of exchange that is left to the agency."""
    row = question.row(question.rules.large_project)
    size = question.application.applicant.size
    if row is None:
        return Tried(size, ())
    costs = taken(question).sum_of(question.application.costs)
    is_large = _is_large(question, costs, row)
    if is_large is None:
        said = message("finding.large_project.untold", costs=costs, above=row.value.above_eur)
        return Tried(size, (Finding("rate.large_project", False, said, row.source),))
    key = "finding.large_project.not" if is_large else "finding.large_project"
    said = message(key, costs=costs, above=row.value.above_eur, size=named(f"size.{row.value.rate_of}"))
    finding = Finding("rate.large_project", not is_large, said, row.source)
    return Tried(row.value.rate_of if is_large else size, (finding,))


def _is_large(question: Question, costs: Money, row: RuleValue[LargeProject]) -> bool | None:
    """None where it cannot be told: a krona has never been worth a euro, so smaller costs are told without a rate."""
    eur_rate, above = question.application.eur_rate, Fraction(row.value.above_eur)
    kronor = costs.in_kronor
    if eur_rate is not None:
        return kronor / Fraction(eur_rate) > above
    return None if kronor > above else False
