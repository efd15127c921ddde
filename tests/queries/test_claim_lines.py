"""The rows of a claim as a copy of the case tells them, and where a county's plan binds."""

from __future__ import annotations

import pytest

from grantdesk.domain.money import Money
from grantdesk.domain.refusal import CeilingExceeded
from grantdesk.queries import case_copy_lines, case_file
from grantdesk.queries.case_copy_words import Wording
from tests import builders, reviewing, sormeby
from tests.conftest import Database
from tests.reviewing import a_row


def test_a_copy_of_the_case_tells_each_row_and_what_was_made_of_it(database: Database) -> None:
    claim = reviewing.a_handed_in_claim(
        None, a_row(60_000, voucher="A1"), a_row(2_000, voucher="A2", description="Påhittad sågklinga")
    )
    reviewing.judge(claim, 2, "deduct", approved=Money.kronor(500), reason="other", remark="Resten var privat")
    case = case_file.by_number(claim.case.number, by=builders.a_user())
    rows = list(case_copy_lines.rows(case, Wording("sv", builders.terms().county)))
    said = [row.said.replace("\u00a0", " ") for row in rows]
    assert said == [
        "1:1. maskiner, Påhittade Maskiner AB, A1, 2026-03-14: 60 000 kr",
        "1:2. maskiner, Påhittad sågklinga, Påhittade Maskiner AB, A2, 2026-03-14: 2 000 kr",
        "Avdrag, 500 kr, Annat skäl, Resten var privat",
    ]
    assert {row.field for row in rows} == {"claims.lines"}
    assert database.backend in ("sqlite", "postgresql")


def test_where_the_plan_binds_no_reason_takes_a_category_above_it(another_county: Database) -> None:
    given = sormeby.project_facts()
    case = builders.a_granted_case(sormeby.a_registration(given))
    planned = Money.parse(given["costs"][0]["amount"])
    row = a_row(category="staff", net=planned + Money(100))
    claim = reviewing.a_handed_in_claim(case, row)
    reviewing.judge(claim, 1)
    with pytest.raises(CeilingExceeded) as refused:
        reviewing.approve(claim, reason="Det blev dyrare.")
    assert refused.value.reason.key == "claim_line.plan_binds"
    reviewing.judge(claim, 1, "deduct", approved=planned, reason="not_in_plan")
    assert reviewing.approve(claim).amount > Money(0)
    assert another_county.backend in ("sqlite", "postgresql")
