"""What `calculate payout` is asked and answers: the figures of a claim, without a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk.domain.assessment import finding_as_json
from grantdesk.domain.claims import ClaimFigures, payment_source, payout
from grantdesk.domain.county import County
from grantdesk.domain.facts import scheme_of
from grantdesk.domain.fields import Fields, InputError, raise_if_any
from grantdesk.domain.findings import Source
from grantdesk.domain.messages import message
from grantdesk.domain.readers import amount, amount_or_zero, flag, rate
from grantdesk.domain.scheme import Scheme


@dataclass(frozen=True)
class PayoutQuestion:
    """A claim's figures to date, and the scheme whose rule on payment they fall under."""

    scheme: str
    figures: ClaimFigures


def parse_question(given: object, county: County) -> PayoutQuestion:
    """Raises InputErrors with everything that is wrong."""
    errors: list[InputError] = []
    fields = Fields(given, "", errors)
    question = PayoutQuestion(
        scheme=fields.read("scheme", scheme_of(county)),
        figures=ClaimFigures(
            granted=fields.read("granted", amount),
            aid_rate=fields.read("aid_rate", rate),
            approved_costs=fields.read("approved_costs_to_date", amount_or_zero),
            in_kind_costs=fields.read("in_kind_costs_to_date", amount_or_zero),
            in_kind_financing=fields.read("in_kind_financing_to_date", amount_or_zero),
            paid=fields.read("paid_to_date", amount_or_zero),
            advances=fields.read("advances_to_date", amount_or_zero),
            recovered=fields.read("recovered_to_date", amount_or_zero),
        ),
    )
    # Whether a claim is the last one changes no arithmetic, but what is said is read.
    fields.read("final", flag)
    fields.finish()
    raise_if_any(errors)
    return question


def answer(question: PayoutQuestion, county: County, *, on: date) -> dict[str, object]:
    """The proposal and the ceiling by the rules of a day. Raises InputErrors where the scheme has no rule that day."""
    found = payout(question.figures, source=_source(county.scheme(question.scheme), on))
    return {
        "proposed": str(found.proposed),
        "ceiling": str(found.ceiling),
        "limits": [limit.as_json() for limit in found.limits],
        "findings": [finding_as_json(finding) for finding in found.findings],
    }


def _source(scheme: Scheme, on: date) -> Source:
    try:
        return payment_source(scheme, on)
    except LookupError:
        said = message("input.no_rule_that_day", scheme=scheme.code, day=on)
        raise_if_any([InputError("scheme", said)])
        raise
