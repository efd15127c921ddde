"""What a second reading of the promises found: each test is a sentence of them on a case where it did not hold."""

from __future__ import annotations

from grantdesk.domain.money import total
from tests.domain.applications import a_project, an_application, assessed, financing


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
