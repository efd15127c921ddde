"""What must come with a claim: by its kind, by what is granted, and by what was bought from whom."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk import region
from grantdesk.domain import claim_papers
from grantdesk.domain.claim_papers import Asked, Bought, There
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money, total

COUNTY = region.read(region.find("vastmanland"))
DAY = date(2026, 3, 14)
ABOVE = Money.kronor(100_000)


def asked(scheme: str, on: date = DAY) -> Asked:
    rules = COUNTY.scheme(scheme).rules
    return Asked.on(on, rules.progress_report, rules.inspector_report, COUNTY.supplier_checked_above)


def there(
    *,
    kind: str = "interim",
    granted: int = 100_000,
    has_report: bool = False,
    inspection: str | None = None,
    bought: tuple[Bought, ...] = (),
    checked: frozenset[str] = frozenset(),
) -> There:
    return There(kind, Money.kronor(granted), has_report, inspection, bought, checked)


def unmet(scheme: str, found: There) -> list[str]:
    return [one.rule for one in claim_papers.unmet(claim_papers.findings(asked(scheme), found))]


@pytest.mark.parametrize(
    ("scheme", "kind", "has_report", "lacks"),
    [
        ("projektmedel", "interim", False, True),
        ("projektmedel", "final", False, True),
        ("projektmedel", "final", True, False),
        ("projektmedel_eu", "interim", False, True),
        ("investeringsstod", "final", False, False),
        ("konsultcheck", "interim", False, False),
    ],
)
def test_a_project_reports_on_its_work_with_each_claim(scheme: str, kind: str, has_report: bool, lacks: bool) -> None:
    found = there(kind=kind, has_report=has_report)
    assert unmet(scheme, found) == (["claim_papers.progress_report"] if lacks else [])


@pytest.mark.parametrize(
    ("scheme", "granted", "inspection", "lacks"),
    [
        ("investeringsstod", 500_000, None, False),
        ("investeringsstod", 500_001, None, True),
        ("investeringsstod", 500_001, "in_order", False),
        ("investeringsstod", 500_001, "remarks", False),
        ("investeringsstod", 500_001, "not_in_order", False),
        ("regionalt_investeringsstod", 2_000_000, None, True),
        ("energistod", 2_000_000, None, False),
    ],
)
def test_above_a_grant_an_inspector_has_been_there(
    scheme: str, granted: int, inspection: str | None, lacks: bool
) -> None:
    found = there(granted=granted, inspection=inspection)
    assert unmet(scheme, found) == (["claim_papers.inspector_report"] if lacks else [])


def test_what_an_inspector_found_is_said_and_stops_nothing() -> None:
    said = {}
    for one in claim_papers.INSPECTIONS:
        (finding,) = claim_papers.findings(asked("investeringsstod"), there(granted=600_000, inspection=one))
        assert finding.met
        assert not finding.source.confirmed
        said[one] = render(finding.reason, "en")
    assert len(set(said.values())) == 3
    assert "not as granted" in said["not_in_order"]


def test_purchases_above_the_sum_are_noted_for_each_supplier() -> None:
    bought = claim_papers.by_supplier(
        [
            ("Bygg AB", Money.kronor(60_000)),
            ("bygg  ab", Money.kronor(40_001)),
            ("Kran AB", ABOVE),
            ("", Money.kronor(900_000)),
        ]
    )
    assert [(one.supplier, one.amount) for one in bought] == [
        ("Bygg AB", Money.kronor(100_001)),
        ("Kran AB", ABOVE),
    ]
    (finding,) = claim_papers.findings(asked("konsultcheck"), there(bought=bought))
    assert not finding.met
    assert render(finding.reason, "en") == (
        "The purchases from Bygg AB are SEK\u00a0100,001, more than SEK\u00a0100,000: note how they were made."
    )
    noted = there(bought=bought, checked=frozenset({claim_papers.same("BYGG AB")}))
    assert unmet("konsultcheck", noted) == []


def test_before_there_was_a_rule_nothing_is_asked() -> None:
    bought = (Bought("Bygg AB", Money.kronor(900_000)),)
    for scheme in COUNTY.schemes:
        found = there(kind="final", granted=9_000_000, bought=bought)
        assert claim_papers.findings(asked(scheme, date(2023, 12, 31)), found) == []


@given(st.lists(st.tuples(st.sampled_from(["", " ", "A AB", "a ab", " A  AB ", "B"]), st.integers(1, 10**9))))
def test_no_ore_of_a_named_supplier_is_lost(rows: list[tuple[str, int]]) -> None:
    bought = claim_papers.by_supplier((name, Money(ore)) for name, ore in rows)
    assert total(one.amount for one in bought) == Money(sum(ore for name, ore in rows if name.strip()))
    assert len({claim_papers.same(one.supplier) for one in bought}) == len(bought)
    assert [one.amount for one in bought] == sorted((one.amount for one in bought), reverse=True)
