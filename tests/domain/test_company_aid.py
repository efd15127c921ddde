"""Aid to companies: rates, stops, ceilings and how the amount is spread over the lines."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from grantdesk.domain.messages import render
from grantdesk.domain.money import Money, total
from tests.domain.applications import (
    EXAMPLE,
    a_check,
    a_shop,
    an_application,
    an_award,
    assessed,
    county,
    financing,
    not_met,
)

AREA_3 = ("1904", "1962", "1982")


def _aid(given: dict[str, Any]) -> str:
    return str(assessed(given).aid)


def _lines(given: dict[str, Any]) -> list[str]:
    return [str(line.aid) for line in assessed(given).lines]


def test_the_example_of_the_interfaces_gives_what_they_show() -> None:
    answer = assessed(EXAMPLE).as_json()
    findings = answer.pop("findings")
    assert answer == {
        "scheme": "investeringsstod",
        "rules_on": "2026-03-14",
        "eligible": True,
        "aid": "140000.00",
        "rate": "0.35",
        "authority": "region",
        "before_granting": ["terms.collective_agreement"],
        "lines": [
            {
                "category": "machinery",
                "cost": "400000.00",
                "eligible_cost": "400000.00",
                "rate": "0.35",
                "aid": "140000.00",
            }
        ],
        "limits": [
            {"rule": "de_minimis.general", "limit_eur": "300000.00", "used_eur": "50000.00", "room_eur": "250000.00"}
        ],
    }
    policy = next(finding for finding in findings if finding["rule"] == "rate.policy")
    assert (policy["met"], policy["confidence"], policy["confirmed"]) == (True, "CFG", False)
    assert all(finding["reason"]["sv"] and finding["reason"]["en"] and finding["source"] for finding in findings)


@pytest.mark.parametrize("municipality", [code for code in county().municipalities if code != "1980"])
@pytest.mark.parametrize("sparsely", [False, True])
def test_investment_aid_is_35_per_cent_in_the_aid_area_25_elsewhere_50_where_sparse(
    municipality: str, sparsely: bool
) -> None:
    rate = "0.50" if sparsely else "0.35" if municipality in AREA_3 else "0.25"
    given = an_application(applicant={"municipality": municipality}, circumstances={"sparsely_populated": sparsely})
    assert str(assessed(given).rate) == rate
    assert assessed(given).aid == Money.rounded(Decimal(400000) * Decimal(rate), county_rounding())


def county_rounding() -> Any:
    row = county().scheme("investeringsstod").rules.rounding.on(assessed(EXAMPLE).rules_on)
    assert row is not None
    return row.value


@pytest.mark.parametrize(
    ("scheme", "is_open"),
    [
        ("investeringsstod", False),
        ("kompetenscheck", False),
        ("kommersiell_service_investering", False),
        ("energistod", True),
        ("affarsutvecklingscheck", True),
        ("konsultcheck", True),
    ],
)
def test_what_is_closed_to_vasteras(scheme: str, is_open: bool) -> None:
    costs = [("machinery", "1000.00"), ("consultancy", "1000.00")]
    given = a_check(scheme=scheme, costs=costs, circumstances={"energy_review_done": True})
    assert assessed(given).eligible is is_open
    assert ("municipality.open" in not_met(assessed(given))) is not is_open


@pytest.mark.parametrize(
    ("scheme", "last_day_without"),
    [
        ("investeringsstod", "2023-12-31"),
        ("konsultcheck", "2023-12-31"),
        ("kompetenscheck", "2024-12-31"),
        ("kommersiell_service_investering", "2024-12-31"),
    ],
)
def test_a_scheme_that_did_not_exist_gives_nothing_and_one_finding(scheme: str, last_day_without: str) -> None:
    assessment = assessed(a_shop(scheme=scheme, received_on=last_day_without, costs=[("consultancy", "1000.00")]))
    assert (assessment.eligible, str(assessment.aid)) == (False, "0.00")
    assert [(finding.rule, finding.met) for finding in assessment.findings] == [("scheme.in_force", False)]
    assert [str(line.eligible_cost) for line in assessment.lines] == ["0.00"]


@pytest.mark.parametrize(
    ("starts_on", "eligible"), [("2026-03-13", False), ("2026-03-14", False), ("2026-03-15", True)]
)
@pytest.mark.parametrize("build", [an_application, a_check, a_shop])
def test_the_measure_starts_later_than_the_application(build: Any, starts_on: str, eligible: bool) -> None:
    assert assessed(build(starts_on=starts_on)).eligible is eligible


@pytest.mark.parametrize("obstacle", ["tax_debt", "liquidation", "bankruptcy", "recovery_order"])
@pytest.mark.parametrize("build", [an_application, a_check, a_shop])
def test_an_obstacle_stops_only_where_the_ordinance_names_it(build: Any, obstacle: str) -> None:
    given = build()
    given["applicant"]["obstacles"] = [obstacle]
    assessment = assessed(given)
    assert assessment.eligible is (build is a_shop or obstacle == "recovery_order")
    assert f"obstacle.{obstacle}" in [finding.rule for finding in assessment.findings]
    assert "recovery_order" not in assessment.before_granting


@pytest.mark.parametrize(("size", "eligible"), [("micro", True), ("small", True), ("medium", True), ("large", False)])
def test_investment_aid_is_for_smes(size: str, eligible: bool) -> None:
    assert assessed(an_application(applicant={"size": size})).eligible is eligible
    assert assessed(a_check(applicant={"municipality": "1980", "size": size})).eligible


@pytest.mark.parametrize(
    ("nace", "eligible"), [("01", False), ("01.5", False), ("03.11", False), ("02.10", True), ("10", True)]
)
@pytest.mark.parametrize("build", [an_application, a_check, a_shop])
def test_primary_production_is_outside_de_minimis(build: Any, nace: str, eligible: bool) -> None:
    given = build()
    given["applicant"]["nace"] = nace
    assert assessed(given).eligible is eligible


def test_what_is_not_taken_is_a_line_with_nothing() -> None:
    assessment = assessed(an_application(costs=[("vehicle", "100.00"), ("machinery", "1000.00"), ("boat", "1.00")]))
    assert [(str(line.eligible_cost), str(line.aid)) for line in assessment.lines] == [
        ("0.00", "0.00"),
        ("1000.00", "350.00"),
        ("0.00", "0.00"),
    ]
    assert str(assessment.rate) == "0.35"
    assert not_met(assessment)[:2] == ["cost.category", "cost.archipelago"]


@pytest.mark.parametrize(
    ("costs", "lines"),
    [
        ([("machinery", "30000.00"), ("consultancy", "30000.00")], ["15000.00", "15000.00"]),
        ([("machinery", "30000.01"), ("consultancy", "30000.00")], ["0.00", "15000.00"]),
        ([("machinery", "30000.00"), ("consultancy", "30000.01")], ["0.00", "15000.00"]),
        ([("machinery", "30000.00"), ("equipment", "30000.00")], ["15000.00", "15000.00"]),
        ([("machinery", "30000.00"), ("building", "90000.00")], ["15000.00", "0.00"]),
        ([("consultancy", "90000.00"), ("equipment", "0.01")], ["45000.00", "0.00"]),
    ],
)
def test_machinery_goes_when_all_costs_the_scheme_could_take_exceed_60_000(
    costs: list[tuple[str, str]], lines: list[str]
) -> None:
    assert _lines(a_check(costs=costs)) == lines


@pytest.mark.parametrize(
    ("companies", "special", "eligible"),
    [
        (None, False, True),
        (0, False, True),
        (1, False, True),
        (2, False, False),
        (2, True, True),
        (3, False, True),
        (9, True, True),
    ],
)
def test_a_joint_measure_needs_three_independent_companies_or_two_with_special_reasons(
    companies: int | None, special: bool, eligible: bool
) -> None:
    stated = {} if companies is None else {"independent_companies": companies}
    assert assessed(a_check(circumstances={**stated, "special_reasons": special})).eligible is eligible
    # Elsewhere neither means anything.
    assert assessed(an_application(circumstances={**stated, "special_reasons": special})).eligible


def test_energy_aid_needs_a_review() -> None:
    assert not assessed(a_check(scheme="energistod")).eligible
    assert assessed(a_check(scheme="energistod", circumstances={"energy_review_done": True})).eligible


@pytest.mark.parametrize(
    ("scheme", "cap"),
    [
        ("affarsutvecklingscheck", 250_000),
        ("konsultcheck", 100_000),
        ("energistod", 150_000),
        ("kompetenscheck", 150_000),
    ],
)
def test_a_cap_limits_the_aid_of_a_case_and_says_so(scheme: str, cap: int) -> None:
    circumstances = {"energy_review_done": True}
    at_the_cap = a_check(
        scheme=scheme,
        applicant={"municipality": "1981"},
        costs=[("consultancy", f"{2 * cap}.00")],
        circumstances=circumstances,
    )
    above = at_the_cap | {"costs": [{"category": "consultancy", "amount": f"{2 * cap + 2}.00"}]}
    assert assessed(at_the_cap).aid == assessed(above).aid == Money.kronor(cap)
    assert [finding.rule for finding in assessed(above).decisive] == ["amount.cap"]
    assert [finding.rule for finding in assessed(at_the_cap).decisive] == ["rate.policy"]


def test_no_more_than_applied_for() -> None:
    assert _aid(an_application(requested="140000.00")) == "140000.00"
    assessment = assessed(an_application(requested="139999.99"))
    assert str(assessment.aid) == "139999.00"
    assert [finding.rule for finding in assessment.decisive] == ["amount.requested"]
    assert not assessed(an_application(requested="0.99")).eligible


def test_aid_is_rounded_down_once_on_the_sum() -> None:
    costs = [("machinery", "10.00"), ("equipment", "10.00"), ("building", "10.00")]
    assessment = assessed(an_application(applicant={"municipality": "1981"}, costs=costs))
    assert str(assessment.aid) == "7.00"
    assert [str(line.aid) for line in assessment.lines] == ["3.00", "2.00", "2.00"]


def test_aid_below_one_krona_is_none() -> None:
    assessment = assessed(an_application(costs=[("machinery", "2.85")]))
    assert not assessment.eligible
    assert "amount.rounding" in not_met(assessment)
    assert _aid(an_application(costs=[("machinery", "2.86")])) == "1.00"


@pytest.mark.parametrize(
    ("used", "rate", "aid", "eligible"),
    [
        ("287500.00", "11.20", "140000.00", True),
        ("287500.01", "11.20", "139999.00", True),
        ("299999.99", "11.20", "0.00", False),
        ("299999.90", "11.20", "1.00", True),
        ("300000.00", "11.20", "0.00", False),
        ("999999.00", "11.20", "0.00", False),
        ("299990.00", "11.1999", "111.00", True),
    ],
)
def test_the_room_under_de_minimis_limits_the_aid(used: str, rate: str, aid: str, eligible: bool) -> None:
    assessment = assessed(an_application(de_minimis=[an_award("2024-06-01", used)], eur_rate=rate))
    assert (str(assessment.aid), assessment.eligible) == (aid, eligible)
    decided = [finding.rule for finding in assessment.decisive]
    assert (decided == ["de_minimis.general"]) is (aid != "140000.00") or not eligible


def test_only_awards_that_count_and_lie_in_the_window_are_used() -> None:
    awards = [
        an_award("2023-03-14", "1.00"),
        an_award("2023-03-13", "10.00"),
        an_award("2024-01-01", "100.00", "1408/2013"),
        an_award("2024-01-01", "1000.00", "717/2014"),
        an_award("2024-01-01", "10000.00", "2023/2832"),
        an_award("2023-12-31", "100000.00", "1407/2013"),
        an_award("2023-12-31", "1000000.00", "360/2012"),
        an_award("2026-03-14", "0.10"),
    ]
    answer = assessed(an_application(de_minimis=awards)).as_json()
    assert answer["limits"][0]["used_eur"] == "101101.10"


def test_the_window_is_counted_from_the_day_of_granting() -> None:
    awards = [an_award("2023-03-14", "290000.00")]
    assert _aid(an_application(de_minimis=awards)) == "112000.00"
    assert _aid(an_application(de_minimis=awards, granting_on="2026-03-15")) == "140000.00"


def test_nothing_is_granted_under_a_regulation_that_has_ended() -> None:
    assert assessed(an_application(granting_on="2030-12-31", de_minimis=[])).eligible
    assessment = assessed(an_application(granting_on="2031-01-01", de_minimis=[]))
    assert not assessment.eligible
    assert not_met(assessment)[0] == "de_minimis.general"


def test_the_lowest_ceiling_decides_and_the_earlier_of_two_that_are_as_low() -> None:
    given = a_check(costs=[("consultancy", "900000.00")], requested="250000.00", de_minimis=[])
    assert [finding.rule for finding in assessed(given).decisive] == ["amount.cap"]
    given |= {"requested": "249999.00"}
    assert [finding.rule for finding in assessed(given).decisive] == ["amount.requested"]
    given |= {"de_minimis": [an_award("2025-01-01", "299999.00")]}
    assert [finding.rule for finding in assessed(given).decisive] == ["de_minimis.general"]
    assert _aid(given) == "11.00"


def test_financing_is_recorded_and_does_not_change_the_aid() -> None:
    own = [financing("own", "399999.00"), financing("private", "999999.00")]
    assert _aid(an_application(financing=[])) == _aid(an_application(financing=own)) == "140000.00"


@pytest.mark.parametrize(("public", "within"), [("260000.00", True), ("260000.01", False)])
def test_public_money_above_the_cost_is_a_finding_that_stops_nothing(public: str, within: bool) -> None:
    assessment = assessed(an_application(financing=[financing("public", public)]))
    assert str(assessment.aid) == "140000.00"
    assert ("financing.public_money" not in not_met(assessment)) is within


def test_what_must_be_met_before_a_grant_does_not_stop_preparation() -> None:
    assert assessed(a_check()).before_granting == ("terms.collective_agreement",)
    assert assessed(a_shop()).before_granting == ("municipality.opinion",)
    assert assessed(a_check(circumstances={"collective_agreement_terms": True})).before_granting == ()
    assert assessed(a_shop(circumstances={"municipality_consulted": True})).before_granting == ()


def test_what_changes_nothing_is_said() -> None:
    rules = [finding.rule for finding in assessed(an_application(circumstances={"digital_store": True})).findings]
    assert "circumstances.without_effect" in rules


OTHER = st.tuples(st.integers(1, 10**9), st.integers(1, 10**9))


@given_by(OTHER, st.none() | st.integers(100, 10**8))
@settings(max_examples=80, deadline=None)
def test_other_necessary_costs_never_carry_more_than_30_per_cent(ore: tuple[int, int], requested: int | None) -> None:
    costs = [("machinery", str(Money(ore[0]))), ("other_necessary", str(Money(ore[1])))]
    limit = {} if requested is None else {"requested": str(Money(requested))}
    assessment = assessed(an_application(costs=costs, **limit))
    assert Fraction(assessment.lines[1].aid.ore) <= Fraction(3, 10) * assessment.aid.ore
    _holds(assessment.as_json(), requested)


CATEGORIES = ("machinery", "equipment", "consultancy", "external_service", "training", "staff", "building", "vehicle")
COSTS = st.lists(st.tuples(st.sampled_from(CATEGORIES), st.integers(1, 10**8)), min_size=1, max_size=6)
BUILDS = st.sampled_from([an_application, a_check, a_shop])


@given_by(BUILDS, COSTS, st.none() | st.integers(1, 10**8), st.integers(0, 31_000_000))
@settings(max_examples=150, deadline=None)
def test_aid_never_exceeds_a_ceiling_and_lines_add_up(
    build: Any, costs: list[tuple[str, int]], requested: int | None, used_cents: int
) -> None:
    given = build(costs=[(category, str(Money(ore))) for category, ore in costs])
    given["de_minimis"] = [an_award("2025-01-01", str(Money(used_cents)))] if used_cents else []
    if requested is not None:
        given["requested"] = str(Money(requested))
    answer = assessed(given).as_json()
    _holds(answer, requested)
    room = max(30_000_000 - used_cents, 0)
    assert Money.parse(answer["aid"]).ore * 100 <= room * 1120


def _holds(answer: dict[str, Any], requested: int | None) -> None:
    aid = Money.parse(answer["aid"])
    lines = answer["lines"]
    assert total(Money.parse(line["aid"]) for line in lines) == aid
    assert aid.ore % 100 == 0
    assert answer["eligible"] is bool(aid)
    exact = sum(Fraction(line["rate"]) * Money.parse(line["eligible_cost"]).ore for line in lines)
    assert aid.ore <= exact
    assert requested is None or aid.ore <= requested
    for line in lines:
        eligible = Money.parse(line["eligible_cost"])
        assert eligible <= Money.parse(line["cost"])
        # Whole kronor: a line may carry the krona that its own öre begin, where no other line has room for it.
        assert Money.parse(line["aid"]).ore < eligible.ore + 100
    for limit in answer["limits"]:
        assert "limit" not in limit or aid <= Money.parse(limit["limit"])


@given_by(BUILDS, COSTS, st.integers(0, 5), st.integers(1, 10**7))
@settings(max_examples=120, deadline=None)
def test_raising_a_cost_never_lowers_the_aid_unless_the_60_000_rule_says_so(
    build: Any, costs: list[tuple[str, int]], index: int, more: int
) -> None:
    raised = [(category, ore + more if at == index % len(costs) else ore) for at, (category, ore) in enumerate(costs)]
    before, after = (
        assessed(build(costs=[(category, str(Money(ore))) for category, ore in one])) for one in (costs, raised)
    )
    if "cost.small_costs" not in not_met(after):
        assert after.aid >= before.aid


def test_costs_that_may_only_be_a_part_of_the_aid_give_none_by_themselves_and_it_says_so() -> None:
    assessment = assessed(an_application(costs=[("other_necessary", "400000.00")]))
    assert not assessment.eligible
    assert [finding.rule for finding in assessment.decisive] == ["aid.share"]
    (said,) = [render(finding.reason, "en") for finding in assessment.findings if finding.rule == "aid.share"]
    assert said.endswith("there is no other aid for it to be a part of.")
