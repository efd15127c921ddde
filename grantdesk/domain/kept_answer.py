"""The answer of a calculation as it is kept, so that it can be told again without asking a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from grantdesk.domain.assessment import Assessment
from grantdesk.domain.messages import Both, Message, Parameter, in_both, message
from grantdesk.domain.money import Money
from grantdesk.domain.sentences import SENTENCES
from grantdesk.domain.walk import Point


def kept(answer: Assessment) -> dict[str, Any]:
    """What `calculate aid` promises, and beside it which findings decided and the figures that each finding spoke of.

    `decisive` are places in `findings`; `unconfirmed` is whether one of them rests on a value that is not confirmed; `said`
    has, in the order of `findings`, each sentence's key and parameters.
    """
    return answer.as_json() | {
        "decisive": [answer.findings.index(finding) for finding in answer.decisive],
        "unconfirmed": bool(answer.unconfirmed),
        "said": [
            {
                "key": finding.reason.key,
                "parameters": {name: _plain(value) for name, value in finding.reason.parameters.items()},
            }
            for finding in answer.findings
        ],
    }


def _plain(value: Parameter | Both) -> object:
    if isinstance(value, Both):
        return {"sv": value.sv, "en": value.en}
    return value if isinstance(value, int) else str(value)


@dataclass(frozen=True)
class Found:
    """One kept finding; `said` are the figures of its sentence, empty where an older assessment kept none."""

    rule: str
    met: bool
    decisive: bool
    point: Point
    said: Mapping[str, Any]

    def names(self, category: str) -> bool:
        """Whether the finding is about this category of cost."""
        told = self.said.get("category") or self.said.get("categories")
        text = told["en"] if told else self.point.reason.en
        return in_both(message(f"category.{category}"))["en"] in text


@dataclass(frozen=True)
class KeptLine:
    """One kept cost line."""

    category: str
    cost: Fraction
    eligible_cost: Fraction
    rate: Fraction
    aid: Fraction


@dataclass(frozen=True)
class KeptAnswer:
    """An answer as kept, with the facts that it answers."""

    facts: Mapping[str, Any]
    answer: Mapping[str, Any]
    found: tuple[Found, ...]
    lines: tuple[KeptLine, ...]

    @property
    def aid(self) -> Money:
        return Money.parse(self.answer["aid"])

    @property
    def unconfirmed(self) -> bool:
        """Whether a value that is not confirmed decided the amount, or that it is none."""
        return any(one.decisive and not one.point.confirmed for one in self.found)

    @property
    def is_project(self) -> bool:
        """Projects are the applications whose plan of financing is counted."""
        return any(one.rule == "financing.plan" for one in self.found)

    @property
    def limits(self) -> list[Mapping[str, str]]:
        return list(self.answer["limits"])

    @property
    def stops(self) -> list[Found]:
        """The findings not met that left nothing to count; a ceiling or the rounding that leaves nothing is none of them."""
        counted = {limit["rule"] for limit in self.limits} | {"amount.rounding"}
        return [one for one in self.found if one.decisive and not one.met and one.rule not in counted]

    def of(self, *rules: str) -> list[Found]:
        """The findings of these rules; one that ends with a point stands for every rule that begins so."""
        return [one for one in self.found if any(_is(one.rule, rule) for rule in rules)]


def _is(rule: str, wanted: str) -> bool:
    return rule.startswith(wanted) if wanted.endswith(".") else rule == wanted


def read(facts: Mapping[str, Any], answer: Mapping[str, Any]) -> KeptAnswer:
    """The kept answer; what an older assessment has not kept is left empty."""
    decisive = set(answer["decisive"])
    said = answer.get("said") or [{"parameters": {}} for _ in answer["findings"]]
    found = tuple(
        Found(one["rule"], one["met"], place in decisive, _point(one), figures["parameters"])
        for place, (one, figures) in enumerate(zip(answer["findings"], said, strict=True))
    )
    return KeptAnswer(facts, answer, found, _lines(answer, found))


def unconfirmed(answer: Mapping[str, Any]) -> list[Found]:
    """The findings that decided the amount on a value that is not confirmed."""
    return [one for one in read({}, answer).found if one.decisive and not one.point.confirmed]


def _lines(answer: Mapping[str, Any], found: tuple[Found, ...]) -> tuple[KeptLine, ...]:
    out = [one for one in found if one.rule.startswith("cost.") and not one.met and one.rule != "cost.any"]
    return tuple(_line(line, out, eligible=answer["eligible"]) for line in answer["lines"])


def _line(line: Mapping[str, str], out: list[Found], *, eligible: bool) -> KeptLine:
    # An application that gets nothing keeps no eligible cost; what its rules took is told by the findings.
    taken = line["cost"] if not any(one.names(line["category"]) for one in out) else "0"
    return KeptLine(
        category=line["category"],
        cost=Fraction(line["cost"]),
        eligible_cost=Fraction(line["eligible_cost"] if eligible else taken),
        rate=Fraction(Decimal(line["rate"])),
        aid=Fraction(line["aid"]),
    )


def _point(finding: Mapping[str, Any]) -> Point:
    since = finding.get("valid_from")
    return Point(
        rule=rule_name(finding["rule"]),
        met=finding["met"],
        reason=Both(finding["reason"]["sv"], finding["reason"]["en"]),
        source=Both(finding["source_text"]["sv"], finding["source_text"]["en"]),
        confidence=finding["confidence"],
        confirmed=finding["confirmed"],
        place=finding.get("place") or "",
        valid_from=date.fromisoformat(since) if since else None,
    )


def rule_name(rule: str) -> Message:
    """The name of a rule in words; a rule that has none of its own has that of its kind."""
    parts = rule.split(".")
    for length in range(len(parts), 0, -1):
        key = f"rule.{'.'.join(parts[:length])}"
        if key in SENTENCES:
            return message(key)
    return message("rule.other")
