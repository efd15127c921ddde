"""The answer of the calculation: the amount, line by line, and every finding that led there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import in_both
from grantdesk.domain.money import Money


@dataclass(frozen=True)
class Line:
    """One cost line, answered: what of it is eligible, at which rate before ceilings, and the aid it carries."""

    category: str
    cost: Money
    eligible_cost: Money
    rate: Decimal
    aid: Money

    def as_json(self) -> dict[str, object]:
        return {
            "category": self.category,
            "cost": str(self.cost),
            "eligible_cost": str(self.eligible_cost),
            "rate": str(self.rate),
            "aid": str(self.aid),
        }


@dataclass(frozen=True)
class AmountLimit:
    """A ceiling in SEK."""

    rule: str
    limit: Money

    def as_json(self) -> dict[str, object]:
        return {"rule": self.rule, "limit": str(self.limit)}


@dataclass(frozen=True)
class EuroLimit:
    """A ceiling in EUR over a window of years: what has been used, and what is left."""

    rule: str
    limit_eur: Decimal
    used_eur: Decimal
    room_eur: Decimal

    def as_json(self) -> dict[str, object]:
        return {
            "rule": self.rule,
            "limit_eur": f"{self.limit_eur:.2f}",
            "used_eur": f"{self.used_eur:.2f}",
            "room_eur": f"{self.room_eur:.2f}",
        }


@dataclass(frozen=True)
class YearLimit:
    """A ceiling in SEK for a year, shared with other aid: what of it has been used, and what is left."""

    rule: str
    limit: Money
    used: Money
    room: Money

    def as_json(self) -> dict[str, object]:
        return {"rule": self.rule, "limit": str(self.limit), "used": str(self.used), "room": str(self.room)}


Limit = AmountLimit | EuroLimit | YearLimit


@dataclass(frozen=True)
class Assessment:
    """What the rules give one application. `decisive` are the findings that decided the amount, or that it is none."""

    scheme: str
    rules_on: date
    eligible: bool
    aid: Money
    rate: Decimal | None
    authority: str
    before_granting: tuple[str, ...]
    lines: tuple[Line, ...]
    limits: tuple[Limit, ...]
    findings: tuple[Finding, ...]
    decisive: tuple[Finding, ...]

    @property
    def unconfirmed(self) -> tuple[Finding, ...]:
        """The decisive findings that rest on a value which is not confirmed."""
        return tuple(finding for finding in self.decisive if not finding.source.confirmed)

    def as_json(self) -> dict[str, Any]:
        """The shape that `calculate aid` promises."""
        return {
            "scheme": self.scheme,
            "rules_on": self.rules_on.isoformat(),
            "eligible": self.eligible,
            "aid": str(self.aid),
            "rate": None if self.rate is None else str(self.rate),
            "authority": self.authority,
            "before_granting": list(self.before_granting),
            "lines": [line.as_json() for line in self.lines],
            "limits": [limit.as_json() for limit in self.limits],
            "findings": [finding_as_json(finding) for finding in self.findings],
        }


def finding_as_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "met": finding.met,
        "reason": in_both(finding.reason),
        **finding.source.as_json,
    }
