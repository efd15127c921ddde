"""An application is judged by the rules of the day it was received, a claim by those of its decision."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk import db
from grantdesk.actions import disburse
from grantdesk.domain.money import Money
from grantdesk.queries import case_file, payouts
from tests import builders, laying_down
from tests.rule_texts import SOURCE, a_version

pytestmark = pytest.mark.usefixtures("database")
RECEIVED, DECIDED, CLAIMED = date(2026, 3, 14), date(2026, 5, 14), date(2026, 9, 14)


def _rate_and_payment(rate: str, section: str, first_day: date) -> str:
    """A version of the investment aid with another rate and another section on payment."""
    payment = (
        f"\n[[rules.paid_as_reported]]\nvalue = true\nvalid_from = {first_day}\n"
        f'source = "{section}"\nconfidence = "A"\nconfirmed = true\n'
    )
    return a_version(f'{{ base = "{rate}" }}', of="investeringsstod", rule="rate_policy", first_day=first_day) + payment


def _source_of_payment(claim_id: int) -> str:
    handler, terms = builders.a_user(), builders.terms()
    with db.transaction(at=builders.moment(CLAIMED)):
        claim = payouts.claim_for_act(claim_id, by=handler)
        proposal = disburse.proposal_for(claim, claim.reported, county=terms.county)
    return proposal.findings[0].source.text.sv


def test_each_keeps_the_rules_of_its_own_day() -> None:
    # 400 000 in costs at 35 per cent, received before either version.
    case = builders.an_assessed_case(on=RECEIVED)
    laying_down.publish(_rate_and_payment("0.20", "§ efter ansökan", date(2026, 4, 1)), on=date(2026, 3, 20))

    # It is assessed again when a version has come between receipt and decision, and the rules are those of its receipt.
    granted = builders.grant(builders.an_assessed_case(on=RECEIVED), on=DECIDED)
    decision = case_file.decision_of(granted)
    assert decision is not None
    assert decision.granted == Money.kronor(140_000)
    later = builders.facts(received_on="2026-04-01", starts_on="2026-06-01")
    assert case_file.latest_assessment(case).aid == Money.kronor(140_000)  # type: ignore[union-attr]
    newer = builders.an_assessed_case(builders.a_registration(later), on=date(2026, 4, 2))
    assert case_file.latest_assessment(newer).aid == Money.kronor(80_000)  # type: ignore[union-attr]

    # The claim comes after yet another version, and is judged by the rules of its decision.
    laying_down.publish(_rate_and_payment("0.10", "§ efter beslut", date(2026, 6, 1)), on=date(2026, 5, 20))
    claim = builders.a_claim(granted, on=CLAIMED)
    assert _source_of_payment(claim.id) == "§ efter ansökan"
    decided_later = builders.grant(newer, on=date(2026, 6, 14))
    assert _source_of_payment(builders.a_claim(decided_later, on=CLAIMED).id) == "§ efter beslut"


def test_an_assessment_names_the_file_that_its_rule_was_published_in() -> None:
    number = laying_down.publish(_rate_and_payment("0.20", "§", date(2026, 4, 1)), on=date(2026, 3, 20))
    facts = builders.facts(received_on="2026-04-01", starts_on="2026-06-01")
    case = builders.an_assessed_case(builders.a_registration(facts), on=date(2026, 4, 2))
    kept = case_file.latest_assessment(case)
    assert kept is not None
    policy = next(found for found in kept.answer["findings"] if found["rule"] == "rate.policy")
    assert policy["place"] == f"rules/{number:04}-investeringsstod.toml: rules.rate_policy[0]"
    assert (policy["valid_from"], policy["confirmed"]) == ("2026-04-01", True)
    assert policy["source_text"]["sv"] in SOURCE
