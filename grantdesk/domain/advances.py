"""Advances: what may be paid out before there are costs, and what must hold for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from grantdesk.domain.assessment import finding_as_json
from grantdesk.domain.county import County
from grantdesk.domain.facts import scheme_of
from grantdesk.domain.fields import Fields, InputError, InputErrors, raise_if_any
from grantdesk.domain.findings import Finding, Source
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.provisions import Advance
from grantdesk.domain.question import shown
from grantdesk.domain.readers import amount, amount_or_zero, flag
from grantdesk.domain.rulebook import RuleValue


@dataclass(frozen=True)
class AdvanceQuestion:
    """A grant with its earlier advances, and what has been found of reasons and of the recipient's strength."""

    scheme: str
    granted: Money
    advances: Money
    special_reasons: bool
    financially_sound: bool


@dataclass(frozen=True)
class AdvanceRoom:
    """The most that may be paid in advance now, in whole kronor, and why."""

    ceiling: Money
    findings: tuple[Finding, ...]


def room(question: AdvanceQuestion, row: RuleValue[Advance]) -> AdvanceRoom:
    """A share of the grant within an amount, less earlier advances; nothing unless every condition holds."""
    conditions = tuple(_conditions(question, row.source))
    left = _left(question, row.value)
    said = message(
        "finding.advance",
        share=shown(row.value.share),
        granted=question.granted,
        most=row.value.most,
        earlier=question.advances,
        ceiling=left,
    )
    findings = (Finding("advance.ceiling", True, said, row.source), *conditions)
    return AdvanceRoom(left if all(one.met for one in conditions) else ZERO, findings)


def _left(question: AdvanceQuestion, rule: Advance) -> Money:
    most = min(Fraction(question.granted.ore) * Fraction(rule.share), Fraction(rule.most.ore))
    return Money.kronor(max(int((most - question.advances.ore) / 100), 0))


def _conditions(question: AdvanceQuestion, source: Source) -> Iterator[Finding]:
    for name, met in (("special_reasons", question.special_reasons), ("sound", question.financially_sound)):
        key = f"finding.advance.{name}" if met else f"finding.advance.{name}.not"
        yield Finding(f"advance.{name}", met, message(key), source)


def parse_question(given: object, county: County) -> AdvanceQuestion:
    """Raises InputErrors with everything that is wrong."""
    errors: list[InputError] = []
    fields = Fields(given, "", errors)
    question = AdvanceQuestion(
        scheme=fields.read("scheme", scheme_of(county)),
        granted=fields.read("granted", amount),
        advances=fields.read("advances_to_date", amount_or_zero),
        special_reasons=fields.read("special_reasons", flag),
        financially_sound=fields.read("financially_sound", flag),
    )
    fields.finish()
    raise_if_any(errors)
    return question


def answer(question: AdvanceQuestion, county: County, *, on: date) -> dict[str, object]:
    """The answer by the rules of a day. Raises InputErrors for a scheme without advances."""
    row = county.scheme(question.scheme).rules.advance.on(on)
    if row is None:
        known = ", ".join(code for code, scheme in county.schemes.items() if scheme.rules.advance.on(on))
        said = message("input.no_advances", scheme=question.scheme, known=known)
        raise InputErrors([InputError("scheme", said)])
    found = room(question, row)
    return {"ceiling": str(found.ceiling), "findings": [finding_as_json(finding) for finding in found.findings]}
