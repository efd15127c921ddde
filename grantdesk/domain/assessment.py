"""The answer of the calculation: the amount, line by line, and every finding that led there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from json import JSONEncoder
from typing import Any

from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import in_both
from grantdesk.domain.money import Money

_WRITER = JSONEncoder(ensure_ascii=False, check_circular=False)
# How many findings are kept as they were written, for the next application that has them.
_KEPT = 16_384


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
        return {**self._head(), "findings": [finding_as_json(finding) for finding in self.findings]}

    def as_line(self) -> str:
        """As `as_json`, written on one line of JSON; what many applications have in common is written once for them all."""
        findings = ", ".join([_finding_as_text(finding) for finding in self.findings])
        return f'{_WRITER.encode(self._head())[:-1]}, "findings": [{findings}]}}'

    def _head(self) -> dict[str, Any]:
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
        }


def finding_as_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "met": finding.met,
        "reason": in_both(finding.reason),
        **finding.source.as_json,
    }


@lru_cache(maxsize=_KEPT)
def _finding_as_text(finding: Finding) -> str:
    return _WRITER.encode(finding_as_json(finding))
