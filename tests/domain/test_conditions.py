"""Conditions of block-exempted aid, on a county whose investment aid is of that kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from grantdesk.domain.assessment import Assessment
from grantdesk.domain.facts import parse_application
from grantdesk.domain.scheme import StateAid
from grantdesk.domain.support import calculate
from tests.domain.applications import an_application, county


def _block_exempted(**changes: Any) -> Assessment:
    scheme = replace(county().scheme("investeringsstod"), state_aid=StateAid.BLOCK_EXEMPTED, de_minimis=None)
    elsewhere = replace(county(), schemes={"investeringsstod": scheme})
    circumstances = {"collective_agreement_terms": True}
    return calculate(parse_application(an_application(circumstances=circumstances, **changes), elsewhere), elsewhere)


def test_an_order_to_recover_awaits_and_does_not_stop() -> None:
    assessment = _block_exempted(applicant={"obstacles": ["recovery_order"]})
    assert assessment.eligible
    assert assessment.before_granting == ("recovery_order",)


@pytest.mark.parametrize(("cost", "asked"), [("3200000.00", False), ("3200002.86", True)])
def test_aid_above_100_000_euro_needs_consent_to_publication(cost: str, asked: bool) -> None:
    assessment = _block_exempted(costs=[("machinery", cost)])
    assert ("tam.consent" in assessment.before_granting) is asked
