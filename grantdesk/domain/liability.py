"""The recipient's liability after the final payment: it falls by a share of what was paid for each full year."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grantdesk.domain.assessment import finding_as_json
from grantdesk.domain.county import County
from grantdesk.domain.facts import scheme_of
from grantdesk.domain.fields import Fields, InputError, InputErrors, raise_if_any
from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money, Rounding
from grantdesk.domain.question import shown
from grantdesk.domain.readers import amount, day
from grantdesk.domain.rulebook import RuleValue


@dataclass(frozen=True)
class LiabilityQuestion:
    """What was paid, the day of the final payment, and the day of what may lead to recovery."""

    scheme: str
    paid: Money
    final_payment_on: date
    occurred_on: date


def full_years(since: date, until: date) -> int:
    """The full years from one day to another: each is reached on the same day of the year, and none before the first.

    From 29 February a year is reached on the month's last day, as the Act (1930:173) on reckoning time has it.
    """
    last = calendar.monthrange(until.year, since.month)[1]
    reached = (until.month, until.day) >= (since.month, min(since.day, last))
    return max(until.year - since.year - (not reached), 0)


def remaining(question: LiabilityQuestion, falls: Sequence[Decimal]) -> Money:
    """What of the aid the recipient is still liable for, to the öre, half up."""
    years = full_years(question.final_payment_on, question.occurred_on)
    exact = question.paid.exact_kronor * (1 - _fallen(years, falls))
    return Money.rounded(exact, Rounding.HALF_UP_TO_ORE).floored_at_zero()


def _fallen(years: int, falls: Sequence[Decimal]) -> Decimal:
    return sum(falls[:years], Decimal(0))


def parse_question(given: object, county: County) -> LiabilityQuestion:
    """Raises InputErrors with everything that is wrong."""
    errors: list[InputError] = []
    fields = Fields(given, "", errors)
    question = LiabilityQuestion(
        scheme=fields.read("scheme", scheme_of(county)),
        paid=fields.read("paid", amount),
        final_payment_on=fields.read("final_payment_on", day),
        occurred_on=fields.read("occurred_on", day),
    )
    fields.finish()
    raise_if_any(errors)
    return question


def answer(question: LiabilityQuestion, county: County, *, on: date) -> dict[str, object]:
    """The answer by the rules of a day. Raises InputErrors for a scheme whose liability does not fall by the year."""
    row = county.scheme(question.scheme).rules.liability.on(on)
    if row is None:
        known = ", ".join(code for code, scheme in county.schemes.items() if scheme.rules.liability.on(on))
        said = message("input.no_liability", scheme=question.scheme, known=known)
        raise InputErrors([InputError("scheme", said)])
    return {
        "remaining": str(remaining(question, row.value)),
        "years": full_years(question.final_payment_on, question.occurred_on),
        "findings": [finding_as_json(finding(question, row))],
    }


def finding(question: LiabilityQuestion, row: RuleValue[tuple[Decimal, ...]]) -> Finding:
    """What is left of the liability, and how it came to be that."""
    years = full_years(question.final_payment_on, question.occurred_on)
    is_before = question.occurred_on < question.final_payment_on
    said = message(
        "finding.liability.before" if is_before else "finding.liability",
        years=years,
        paid_on=question.final_payment_on,
        fallen=shown(_fallen(years, row.value)),
        paid=question.paid,
        remaining=remaining(question, row.value),
    )
    return Finding("liability.remaining", True, said, row.source)
