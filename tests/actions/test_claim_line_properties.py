"""Whatever a reviewer makes of the rows of a claim, the totals agree, and no category goes above its plan unsaid."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grantdesk.domain.claim_lines import NewLine
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, claim_lines, grants
from tests import builders, reviewing

pytestmark = [
    pytest.mark.usefixtures("database"),
    pytest.mark.parametrize("backend", ["sqlite"]),
]

ROWS = st.lists(
    st.builds(
        NewLine,
        category=st.sampled_from(["staff", "travel", "in_kind", "boat"]),
        net=st.integers(1, 20_000_000).map(Money),
        vat=st.integers(0, 5_000_000).map(Money),
    ),
    min_size=1,
    max_size=6,
)
JUDGEMENTS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from(["approve", "deduct", "park", "approve", "deduct"]),
        st.integers(0, 20_000_000),
        st.sampled_from(["staff", "travel", "in_kind"]),
    ),
    max_size=12,
)


def tried(act: Any, *given: Any, **said: Any) -> bool:
    """Whether the act was done; a refusal is an answer."""
    try:
        act(*given, **said)
    except Refused:
        return False
    return True


def judge_all(claim: Claim, judgements: list[tuple[int, str, int, str]]) -> None:
    for number, act, ore, category in judgements:
        if number <= len(reviewing.of(claim)):
            said = {"approved": Money(ore), "reason": "vat", "question": "Varför?", "category": category}
            tried(reviewing.judge, claim, number, act, **said)


def in_order(claim: Claim, case: Case) -> None:
    """What holds of a claim's rows at every moment."""
    lines = claim_lines.standing(claim)
    reported, approved = claim_lines.reported_of(claim), claim_lines.approved_of(claim)
    assert reported == total(line.counted for line in lines)
    assert approved == total(line.approved or ZERO for line in lines) <= reported
    assert all((line.approved or ZERO) <= line.counted for line in lines)
    plan = grants.of_case(case).plan
    to_date = claim_lines.accumulated(claim, plan, lines)
    assert (to_date.reported, to_date.approved) == (reported, approved)
    assert to_date.accumulated == total(each.accumulated for each in to_date.categories) + to_date.without_rows
    assert all(each.planned is not None or not each.approved for each in to_date.categories)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, judgements=JUDGEMENTS, vat_deductible=st.booleans(), reason=st.sampled_from(["", "Så blev det."]))
def test_rows_and_totals_agree_whatever_is_judged(
    rows: list[NewLine], judgements: list[tuple[int, str, int, str]], vat_deductible: bool, reason: str
) -> None:
    case = reviewing.a_project()
    claim = reviewing.a_handed_in_claim(case, *rows, vat_deductible=vat_deductible)
    in_order(claim, case)
    judge_all(claim, judgements)
    in_order(claim, case)
    tried(reviewing.approve_every_row, claim)
    in_order(claim, case)
    done = tried(reviewing.approve, claim, reason=reason)
    found = case_file.claim_of(case.number, 1, by=builders.a_user())
    lines = reviewing.of(claim)
    assert (found.state == "approved") is done
    if done:
        assert found.approved == claim_lines.approved_of(claim)
        assert {line.state for line in lines} <= {"approved", "deducted"}
        above = claim_lines.accumulated(claim, grants.of_case(case).plan, lines).above
        assert not above or reason
    assert balances.of_case(case.id).paid == ZERO


def test_history_vouches_for_it_all() -> None:
    claim = reviewing.a_handed_in_claim(
        reviewing.a_project(), NewLine("staff", Money(10_000)), NewLine("travel", Money(5_000))
    )
    reviewing.approve_every_row(claim)
    reviewing.approve(claim)
    assert verify.everything().broken == []
