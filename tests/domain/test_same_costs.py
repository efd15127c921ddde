"""Other public money for the same costs is compared with the highest intensity; it is said, and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain.assessment import Assessment
from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import render
from tests.domain.applications import a_check, a_project, an_application, assessed, financing

RULE = "cumulation.same_costs"


def said(assessment: Assessment) -> Finding | None:
    return next((finding for finding in assessment.findings if finding.rule == RULE), None)


def with_public(amount: str, **changes: Any) -> Assessment:
    return assessed(an_application(financing=[financing("public", amount)], **changes))


def test_where_the_law_has_a_highest_rate_that_is_the_measure() -> None:
    # 400 000 in Fagersta: the rates give 140 000, and the law no more than that.
    finding = said(with_public("0.01"))
    assert finding is not None
    assert not finding.met
    assert "140" in render(finding.reason, "sv")
    assert finding.source.text.en.startswith("Regulation (EU) 2023/2831 article 5")


@pytest.mark.parametrize(("public", "met"), [("60000.00", True), ("60000.01", False)])
def test_less_than_the_law_gives_leaves_room_for_others(public: str, met: bool) -> None:
    finding = said(with_public(public, requested="80000.00"))
    assert finding is not None
    assert finding.met is met


@pytest.mark.parametrize(("public", "met"), [("30000.00", True), ("90000000.00", False)])
def test_where_the_law_has_no_rate_the_cost_is_the_measure(public: str, met: bool) -> None:
    finding = said(assessed(a_check(financing=[financing("public", public)])))
    assert finding is not None
    assert finding.met is met


@pytest.mark.parametrize("source", ["own", "private"])
def test_money_that_is_not_public_is_not_compared(source: str) -> None:
    assert said(assessed(an_application(financing=[financing(source, "900000.00")]))) is None


def test_a_project_and_an_application_without_aid_have_nothing_to_compare() -> None:
    assert said(assessed(a_project())) is None
    assert said(with_public("1000.00", costs=[("vehicle", "400000.00")])) is None


@given(st.integers(1, 10**9))
def test_whatever_is_found_the_answer_is_the_same(ore: int) -> None:
    public, without = with_public(f"{ore // 100}.{ore % 100:02d}"), assessed(an_application(financing=[]))
    for one in ("aid", "eligible", "lines", "limits", "before_granting", "decisive", "rate", "authority"):
        assert getattr(public, one) == getattr(without, one), one
    assert replace(public, findings=()) == replace(without, findings=())
