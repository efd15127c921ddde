"""What an assessment has kept, as figures and findings again; no rule is run."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from grantdesk.domain.assessment import Line
from grantdesk.domain.money import Money, total
from grantdesk.models.assessment import Assessment

Finding = dict[str, Any]
"""A finding in the form that `calculate aid` promises: rule, met, reason in both languages, source, confidence, confirmed."""


@dataclass(frozen=True)
class Kept:
    """An assessment as it was made: `decisive` are the findings that decided the amount, `others` all the rest."""

    lines: tuple[Line, ...]
    decisive: tuple[Finding, ...]
    others: tuple[Finding, ...]
    before_granting: tuple[str, ...]

    @property
    def unconfirmed(self) -> bool:
        """Whether a value that is not confirmed decided the amount."""
        return any(not finding["confirmed"] for finding in self.decisive)

    @property
    def cost(self) -> Money:
        return total(line.cost for line in self.lines)

    @property
    def eligible_cost(self) -> Money:
        return total(line.eligible_cost for line in self.lines)


def of(assessment: Assessment) -> Kept:
    """What the assessment kept."""
    answer = assessment.answer
    findings, decided = answer["findings"], set(answer["decisive"])
    return Kept(
        lines=tuple(map(_line, answer["lines"])),
        decisive=tuple(findings[place] for place in answer["decisive"]),
        others=tuple(finding for place, finding in enumerate(findings) if place not in decided),
        before_granting=tuple(answer["before_granting"]),
    )


def _line(said: dict[str, str]) -> Line:
    return Line(
        category=said["category"],
        cost=Money.parse(said["cost"]),
        eligible_cost=Money.parse(said["eligible_cost"]),
        rate=Decimal(said["rate"]),
        aid=Money.parse(said["aid"]),
    )
