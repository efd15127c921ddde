"""What a second reading of the promises found: each test is a sentence of them on a case where it did not hold."""

from __future__ import annotations

import pytest

from grantdesk.domain.assessment import Assessment
from grantdesk.domain.messages import render
from grantdesk.domain.money import total
from tests.domain.applications import a_check, a_project, a_shop, an_application, an_award, assessed, financing


def _said(assessment: Assessment) -> dict[str, str]:
    """The English reason of each finding, with ordinary spaces."""
    return {one.rule: render(one.reason, "en").replace("\N{NO-BREAK SPACE}", " ") for one in assessment.findings}


def test_a_projects_aid_is_the_need_rounded_down_once_on_the_sum() -> None:
    given = a_project(
        costs=[("travel", "29999.99"), ("in_kind", "131759.96"), ("overhead", "29999.99")],
        financing=[financing("public", "131759.96", kind="in_kind")],
    )
    assessment = assessed(given)
    assert str(assessment.aid) == "59999.00"
    assert total(line.aid for line in assessment.lines) == assessment.aid
    assert [str(line.aid) for line in assessment.lines] == ["30000.00", "0.00", "29999.00"]


def test_one_krona_that_no_single_cost_holds_is_still_aid() -> None:
    given = an_application(
        scheme="kommersiell_service_investering",
        costs=[("building", "0.99"), ("building", "2.97")],
        circumstances={"special_reasons": True},
    )
    assert str(assessed(given).aid) == "3.00"


def test_of_several_ceilings_only_the_one_that_decides_says_that_it_limits() -> None:
    given = a_check(
        costs=[("consultancy", "900000.00")],
        requested="90000.00",
        de_minimis=[an_award("2026-01-01", "292857.14")],
    )
    assessment = assessed(given)
    said = _said(assessment)
    assert str(assessment.aid) == "80000.00"
    assert said["amount.cap"] == "The aid is within the cap of SEK 250,000."
    assert said["amount.requested"] == "The aid is within the SEK 90,000 applied for."
    assert said["de_minimis.general"].endswith("less than the rate would give.")


def test_what_a_stopped_case_would_have_given_is_not_called_its_aid() -> None:
    assessment = assessed(an_application(applicant={"municipality": "1980"}))
    assert not assessment.eligible
    assert not assessment.aid
    assert _said(assessment)["amount.rounding"] == "The calculation gives SEK 100,000, rounded down to whole kronor."


@pytest.mark.parametrize(
    ("circumstance", "category", "named"),
    [
        ("larger_investment", "building", "larger investment"),
        ("adds_other_service", "building", "adds other service"),
        ("staff_competence", "building", "competence of the staff"),
        ("action_programme", "training", "action programme for profitability"),
    ],
)
def test_a_case_of_section_17_that_raises_no_line_is_said_to_have_no_effect(
    circumstance: str, category: str, named: str
) -> None:
    assessment = assessed(a_shop(costs=[(category, "1000.00")], circumstances={circumstance: True}))
    assert str(assessment.rate) == "0.50"
    assert named in _said(assessment)["circumstances.without_effect"]


def test_a_larger_investment_that_adds_a_service_has_its_effect() -> None:
    stated = {"larger_investment": True, "adds_other_service": True}
    assessment = assessed(a_shop(costs=[("building", "1000.00")], circumstances=stated))
    assert str(assessment.rate) == "0.85"
    assert "circumstances.without_effect" not in _said(assessment)
