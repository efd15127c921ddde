"""Aid to commercial service: 50 per cent, and 85 in the cases of section 17."""

from __future__ import annotations

import pytest

from tests.domain.applications import a_shop, assessed

LINES = [("building", "100.00"), ("training", "100.00"), ("consultancy", "100.00"), ("external_service", "100.00")]
EVERY, NONE = ["85.00"] * 4, ["50.00"] * 4


@pytest.mark.parametrize(
    ("stated", "lines"),
    [
        ([], NONE),
        (["larger_investment"], NONE),
        (["well_developed_service"], NONE),
        (["adds_other_service"], NONE),
        (["larger_investment", "well_developed_service"], EVERY),
        (["larger_investment", "adds_other_service"], EVERY),
        (["staff_competence"], ["50.00", "85.00", "50.00", "50.00"]),
        (["action_programme"], ["50.00", "50.00", "85.00", "85.00"]),
        (["staff_competence", "action_programme"], ["50.00", "85.00", "85.00", "85.00"]),
        (["required_by_law"], EVERY),
        (["special_reasons"], EVERY),
        (["crime_prevention"], EVERY),
        (["environmental"], EVERY),
        (["digital_store"], NONE),
        (["new_store_location"], NONE),
        (["sparsely_populated"], NONE),
    ],
)
def test_which_lines_a_case_of_section_17_raises(stated: list[str], lines: list[str]) -> None:
    assessment = assessed(a_shop(costs=LINES, circumstances=dict.fromkeys(stated, True)))
    assert [str(line.aid) for line in assessment.lines] == lines
    same = len(set(lines)) == 1
    assert str(assessment.rate) == (f"0.{lines[0][:2]}" if same else "None")


def test_the_regions_practice_is_marked_where_it_alone_raised_the_rate() -> None:
    by_practice = assessed(a_shop(circumstances={"crime_prevention": True}))
    by_law = assessed(a_shop(circumstances={"crime_prevention": True, "required_by_law": True}))
    assert "rate.raised.crime_prevention" in [finding.rule for finding in by_practice.unconfirmed]
    assert "rate.raised.crime_prevention" not in [finding.rule for finding in by_law.unconfirmed]
    assert by_law.aid == by_practice.aid
