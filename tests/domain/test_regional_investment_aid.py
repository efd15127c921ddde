"""Regional investment aid: the aid areas, the large project, who decides, and what awaits."""

from __future__ import annotations

from typing import Any

import pytest

from grantdesk.domain.assessment import Assessment
from grantdesk.domain.messages import render
from tests.domain.applications import an_award, assessed, not_met, of_scheme, places_wrong


def _aid(**changes: Any) -> Assessment:
    return assessed(of_scheme("regionalt_investeringsstod", **changes))


@pytest.mark.parametrize(
    ("costs", "stated", "authority"),
    [
        ([("building", "25000000.00")], {}, "region"),
        ([("building", "25000000.01")], {}, "tillvaxtverket"),
        ([("building", "24999999.99"), ("machinery", "0.01")], {}, "region"),
        ([("building", "24999999.99"), ("vehicle", "0.02")], {}, "tillvaxtverket"),
        ([("building", "1000.00")], {"relocation_between_counties": True}, "tillvaxtverket"),
        ([("building", "1000.00")], {"relocation_between_counties": False}, "region"),
    ],
)
def test_who_decides(costs: list[tuple[str, str]], stated: dict[str, bool], authority: str) -> None:
    assessment = _aid(costs=costs, circumstances=stated)
    assert (assessment.authority, assessment.eligible) == (authority, True)
    assert ("authority.region" in not_met(assessment)) is (authority == "tillvaxtverket")


@pytest.mark.parametrize("size", ["micro", "small", "medium", "large"])
@pytest.mark.parametrize(
    ("cost", "eur_rate", "large"),
    [
        ("560000000.00", "11.20", False),
        ("560000000.01", "11.20", True),
        ("50000000.00", "1", False),
        ("50000000.01", "1", True),
    ],
)
def test_above_50_million_euro_every_size_has_the_rate_of_a_large_company(
    size: str, cost: str, eur_rate: str, large: bool
) -> None:
    own = {"micro": "0.30", "small": "0.30", "medium": "0.20", "large": "0.10"}[size]
    assessment = _aid(applicant={"size": size}, costs=[("building", cost)], eur_rate=eur_rate)
    assert str(assessment.rate) == ("0.10" if large else own)
    assert ("rate.large_project" in not_met(assessment)) is large


def test_only_eligible_costs_make_a_large_project() -> None:
    assessment = _aid(costs=[("building", "560000000.00"), ("vehicle", "1000000.00")])
    assert str(assessment.rate) == "0.30"


@pytest.mark.parametrize(("cost", "told"), [("50000000.00", True), ("50000000.01", False)])
def test_without_an_exchange_rate_a_project_that_may_be_large_is_pointed_out(cost: str, told: bool) -> None:
    given = of_scheme("regionalt_investeringsstod", costs=[("building", cost)])
    del given["eur_rate"]
    assessment = assessed(given)
    assert str(assessment.rate) == "0.30"
    assert ("rate.large_project" not in not_met(assessment)) is told
    assert assessment.authority == "tillvaxtverket"


@pytest.mark.parametrize("key", ["de_minimis", "eur_rate"])
def test_neither_awards_nor_a_rate_are_needed(key: str) -> None:
    given = of_scheme("regionalt_investeringsstod")
    given.pop(key, None)
    assert places_wrong(given) == []


def test_earlier_de_minimis_aid_changes_nothing_and_it_is_said() -> None:
    assessment = _aid(de_minimis=[an_award("2026-01-01", "300000.00")])
    assert str(assessment.aid) == "120000.00"
    assert assessment.limits == ()
    assert "de_minimis.not_applicable" in [finding.rule for finding in assessment.findings]


@pytest.mark.parametrize("obstacle", ["tax_debt", "liquidation", "bankruptcy"])
def test_obstacles_of_the_other_investment_aid_are_only_noted(obstacle: str) -> None:
    assessment = _aid(applicant={"obstacles": [obstacle]})
    assert assessment.eligible
    assert f"obstacle.{obstacle}" in [finding.rule for finding in assessment.findings]


@pytest.mark.parametrize(
    ("cost", "obstacles", "awaits"),
    [
        ("3733333.33", [], ("terms.collective_agreement",)),
        ("3733336.67", [], ("terms.collective_agreement", "tam.consent")),
        ("1000.00", ["recovery_order"], ("terms.collective_agreement", "recovery_order")),
    ],
)
def test_what_awaits_before_a_grant(cost: str, obstacles: list[str], awaits: tuple[str, ...]) -> None:
    assessment = _aid(costs=[("building", cost)], applicant={"obstacles": obstacles})
    assert (assessment.before_granting, assessment.eligible) == (awaits, True)


def test_security_and_importance_are_left_to_judgement() -> None:
    said = {finding.rule: render(finding.reason, "en") for finding in _aid().findings}
    assert said["considered.security"].startswith("To be judged: whether security is to be given")
    assert "considered.importance" in said


@pytest.mark.parametrize("category", ["vehicle", "boat", "other_necessary", "consultancy", "staff", "operation"])
def test_what_is_no_investment_is_not_taken(category: str) -> None:
    assessment = _aid(costs=[("machinery", "1000.00"), (category, "1000.00")])
    assert [str(line.aid) for line in assessment.lines] == ["300.00", "0.00"]
