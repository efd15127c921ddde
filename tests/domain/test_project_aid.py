"""Aid to projects: what all other financing leaves, within the rate of all costs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from grantdesk.domain.money import Money, total
from tests.domain.applications import a_project, assessed, financing, not_met


def _eu(**changes: Any) -> dict[str, Any]:
    return a_project(scheme="projektmedel_eu", **changes)


@pytest.mark.parametrize(
    ("own", "aid", "eligible"),
    [
        ("600000.00", "400000.00", True),
        ("500000.00", "500000.00", True),
        ("499999.99", "500000.00", True),
        ("599999.01", "400000.00", True),
        ("999999.00", "1.00", True),
        ("999999.01", "0.00", False),
        ("1000000.00", "0.00", False),
        ("1000000.01", "0.00", False),
    ],
)
def test_aid_is_what_the_other_financing_leaves_up_to_half(own: str, aid: str, eligible: bool) -> None:
    assessment = assessed(a_project(financing=[financing("own", own)]))
    assert (str(assessment.aid), assessment.eligible) == (aid, eligible)


def test_a_project_beside_the_funds_may_have_60_per_cent() -> None:
    assessment = assessed(_eu(financing=[financing("eruf", "390000.00")]))
    assert (str(assessment.aid), str(assessment.rate)) == ("600000.00", "0.60")
    assert "financing.plan" in not_met(assessment)
    assert str(assessed(_eu(financing=[financing("eruf", "400000.00")])).aid) == "600000.00"


@pytest.mark.parametrize(("in_kind", "eligible"), [("200000.00", True), ("199999.99", False), ("200000.01", False)])
def test_costs_in_kind_equal_financing_in_kind(in_kind: str, eligible: bool) -> None:
    given = a_project(
        costs=[("staff", "800000.00"), ("in_kind", "200000.00")],
        financing=[financing("own", in_kind, kind="in_kind"), financing("own", "300000.00")],
    )
    assessment = assessed(given)
    assert assessment.eligible is eligible
    assert ("financing.in_kind" not in not_met(assessment)) is eligible
    assert [str(line.aid) for line in assessment.lines] == (["500000.00", "0.00"] if eligible else ["0.00", "0.00"])
    assert str(assessment.lines[1].eligible_cost) == ("200000.00" if eligible else "0.00")


def test_financing_in_kind_without_costs_in_kind_is_not_even() -> None:
    assert not assessed(a_project(financing=[financing("own", "1.00", kind="in_kind")])).eligible


def test_lines_carry_the_aid_in_proportion_to_cash_costs() -> None:
    costs = [("staff", "100.00"), ("travel", "100.00"), ("premises", "100.00")]
    assessment = assessed(a_project(costs=costs, financing=[financing("own", "200.00")]))
    assert [str(line.aid) for line in assessment.lines] == ["34.00", "33.00", "33.00"]


def test_no_stop_and_no_start_rule_of_other_ordinances() -> None:
    given = a_project(
        starts_on="2026-01-01", applicant={"obstacles": ["bankruptcy", "recovery_order"], "size": "large"}
    )
    assessment = assessed(given)
    assert assessment.eligible
    assert assessment.before_granting == ()
    assert assessment.limits == ()


COSTS = st.lists(
    st.tuples(st.sampled_from(("staff", "travel", "in_kind", "overhead")), st.integers(1, 10**9)),
    min_size=1,
    max_size=5,
)


@given_by(COSTS, st.integers(1, 10**9), st.booleans())
@settings(max_examples=120, deadline=None)
def test_a_projects_aid_never_exceeds_the_rate_or_the_need(costs: list[tuple[str, int]], cash: int, eu: bool) -> None:
    kind = sum(ore for category, ore in costs if category == "in_kind")
    plan = [financing("eruf" if eu else "own", str(Money(cash)))]
    plan += [financing("own", str(Money(kind)), kind="in_kind")] if kind else []
    build = _eu if eu else a_project
    assessment = assessed(build(costs=[(category, str(Money(ore))) for category, ore in costs], financing=plan))
    everything = sum(ore for _category, ore in costs)
    assert assessment.aid.ore <= Fraction("0.60" if eu else "0.50") * everything
    assert assessment.aid.ore <= max(everything - kind - cash, 0)
    assert total(line.aid for line in assessment.lines) == assessment.aid
    assert all(not line.aid for line in assessment.lines if line.category == "in_kind")
    assert all(line.aid.ore < line.cost.ore + 100 for line in assessment.lines if line.aid)
