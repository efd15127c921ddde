"""What counts of a row of a claim, which rows a sample has, and what a reviewer may make of one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain.claim_lines import (
    CostTerms,
    Counted,
    Judgement,
    NewLine,
    counted,
    drawn,
    flat_ceiling,
    refuse_unfounded,
    terms_on,
)
from grantdesk.domain.county import County
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.provisions import FlatRate, HourlyRate
from grantdesk.domain.refusal import Refused
from tests.builders import terms as laid_down

DAY = date(2026, 3, 14)
HOUR = HourlyRate("staff", Money.kronor(500))
FLAT = FlatRate("overhead", "staff", Decimal("0.15"))
PROJECT = CostTerms(vat_counts=True, hourly=HOUR, flat=FLAT, plan_binds=False)
COMPANY = CostTerms(vat_counts=False, hourly=None, flat=None, plan_binds=False)
amounts = st.integers(min_value=1, max_value=10**11).map(Money)


def county() -> County:
    return laid_down().county


def a_line(**said: Any) -> NewLine:
    return NewLine(**{"category": "staff", "net": Money.kronor(1_000), **said})


@pytest.mark.parametrize(
    ("terms", "vat_deductible", "counts"),
    [(PROJECT, True, 1_000), (PROJECT, False, 1_250), (COMPANY, True, 1_000), (COMPANY, False, 1_000)],
)
def test_tax_counts_where_the_scheme_takes_it_and_the_recipient_may_not_deduct_it(
    terms: CostTerms, vat_deductible: bool, counts: int
) -> None:
    line = a_line(vat=Money.kronor(250))
    assert counted(line, terms, vat_deductible=vat_deductible).counted == Money.kronor(counts)


def test_hours_count_at_the_rate_of_the_scheme_down_to_the_ore() -> None:
    line = a_line(net=None, basis="hourly", hours=Decimal("12.25"))
    rate = CostTerms(True, HourlyRate("staff", Money.parse("333.33")), None, False)
    assert counted(line, PROJECT, vat_deductible=False) == Counted(
        Money.kronor(6_125), ZERO, Money.kronor(6_125), Money.kronor(500)
    )
    assert counted(line, rate, vat_deductible=True).net == Money.parse("4083.29")


@pytest.mark.parametrize(
    ("said", "terms", "refused"),
    [
        ({"category": "champagne"}, PROJECT, "claim_line.unknown_category"),
        ({"basis": "guessed"}, PROJECT, "claim_line.unknown_basis"),
        ({"supplier": "s" * 201}, PROJECT, "claim_line.too_long.supplier"),
        ({"net": ZERO}, PROJECT, "claim_line.amount"),
        ({"net": None}, PROJECT, "claim_line.amount"),
        ({"vat": Money(-1)}, PROJECT, "claim_line.amount"),
        ({"hours": Decimal(3)}, PROJECT, "claim_line.hours_without_rate"),
        ({"net": None, "basis": "hourly", "hours": None}, PROJECT, "claim_line.hours"),
        ({"net": None, "basis": "hourly", "hours": Decimal("0.001")}, PROJECT, "claim_line.hours"),
        ({"net": None, "basis": "hourly", "hours": Decimal("NaN")}, PROJECT, "claim_line.hours"),
        ({"net": None, "basis": "hourly", "hours": Decimal("1E+9")}, PROJECT, "claim_line.hours"),
        ({"basis": "hourly", "hours": Decimal(3)}, PROJECT, "claim_line.net_and_hours"),
        ({"net": None, "basis": "hourly", "hours": Decimal(3)}, COMPANY, "claim_line.no_hourly_rate"),
        (
            {"net": None, "basis": "hourly", "hours": Decimal(3), "category": "travel"},
            PROJECT,
            "claim_line.no_hourly_rate",
        ),
        ({"basis": "flat", "category": "overhead"}, COMPANY, "claim_line.no_flat_rate"),
        ({"basis": "flat", "category": "travel"}, PROJECT, "claim_line.no_flat_rate"),
        ({"basis": "flat", "category": "overhead", "vat": Money(1)}, PROJECT, "claim_line.vat_on_simplified"),
    ],
)
def test_a_row_that_means_nothing_is_refused(said: dict[str, Any], terms: CostTerms, refused: str) -> None:
    with pytest.raises(Refused) as answer:
        counted(a_line(**said), terms, vat_deductible=True)
    assert answer.value.reason.key == refused


def test_the_flat_rate_gives_its_share_of_other_costs_and_nothing_where_there_is_none() -> None:
    assert flat_ceiling(PROJECT, Money.parse("1000.01")) == Money.parse("150.00")
    assert flat_ceiling(COMPANY, Money.kronor(1_000)) == ZERO


def test_the_schemes_of_the_county_say_what_counts() -> None:
    company, project = (terms_on(county().scheme(code), DAY) for code in ("investeringsstod", "projektmedel"))
    assert (company.vat_counts, company.hourly, company.flat, company.plan_binds) == (False, None, None, False)
    assert (project.vat_counts, project.plan_binds) == (True, False)
    assert project.hourly == HOUR
    assert project.flat == FLAT


def test_before_the_rules_nothing_simplified_counts() -> None:
    assert terms_on(county().scheme("projektmedel"), date(2020, 1, 1)) == COMPANY


@pytest.mark.parametrize(
    ("judged", "refused"),
    [
        (Judgement("approve", "champagne"), "claim_line.unknown_category"),
        (Judgement("park", "staff", question="  "), "claim_line.parked_without_question"),
        (Judgement("deduct", "staff", Money.kronor(100), "vat"), "claim_line.deduction_out_of_bounds"),
        (Judgement("deduct", "staff", Money(-1), "vat"), "claim_line.deduction_out_of_bounds"),
        (Judgement("deduct", "staff", ZERO, "because"), "claim_line.unknown_reason"),
        (Judgement("deduct", "staff", ZERO), "claim_line.unknown_reason"),
        (Judgement("deduct", "staff", ZERO, "other", " "), "claim_line.other_without_remark"),
    ],
)
def test_a_judgement_without_ground_is_refused(judged: Judgement, refused: str) -> None:
    with pytest.raises(Refused) as answer:
        refuse_unfounded(judged, 1, Money.kronor(100))
    assert answer.value.reason.key == refused


def test_a_judgement_with_ground_stands() -> None:
    for judged in (
        Judgement("approve", "staff"),
        Judgement("deduct", "staff", Money.kronor(99), "vat"),
        Judgement("deduct", "staff", ZERO, "other", "Privat resa"),
        Judgement("park", "staff", question="Vem arbetade?"),
    ):
        refuse_unfounded(judged, 1, Money.kronor(100))


def test_a_sample_is_what_the_rule_says() -> None:
    kronor = (10, 60_000, 20, 30, 50_000, 40, 50)
    # Of the six that are not above 50 000, the second and the fifth: every third from the second.
    chosen = drawn([Money.kronor(each) for each in kronor], above=Money.kronor(50_000), every=3, seed=7)
    assert [each for each, is_drawn in zip(kronor, chosen, strict=True) if is_drawn] == [60_000, 20, 40]


@given(st.lists(amounts, max_size=60), amounts, st.integers(1, 30), st.integers(0, 2**32))
def test_every_large_row_is_in_the_sample_and_some_of_the_rest(
    rows: list[Money], above: Money, every: int, seed: int
) -> None:
    chosen = drawn(rows, above=above, every=every, seed=seed)
    assert chosen == drawn(rows, above=above, every=every, seed=seed)
    assert all(is_drawn for amount, is_drawn in zip(rows, chosen, strict=True) if amount > above)
    rest = [is_drawn for amount, is_drawn in zip(rows, chosen, strict=True) if amount <= above]
    least = len(rest) // every
    assert max(least, bool(rest)) <= sum(rest) <= least + 1


@given(amounts, st.integers(0, 10**11).map(Money), st.booleans(), st.booleans())
def test_what_counts_is_net_or_with_the_whole_tax(net: Money, vat: Money, deductible: bool, taken: bool) -> None:
    terms = CostTerms(taken, None, None, False)
    said = counted(NewLine("staff", net, vat), terms, vat_deductible=deductible)
    assert said.counted in (net, net + vat)
    assert (said.counted == net + vat) is (not vat or (taken and not deductible))
