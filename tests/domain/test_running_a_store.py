"""The service grant, operating aid and home delivery: years, distances, turnover and deliveries at their limits."""

from __future__ import annotations

from typing import Any

import pytest

from grantdesk.domain.assessment import Assessment
from grantdesk.domain.messages import render
from tests.domain.applications import an_award, assessed, not_met, of_scheme, places_wrong

GRANT = "kommersiell_service_servicebidrag"
RUNNING = "kommersiell_service_driftstod"
DELIVERY = "kommersiell_service_hemsandning"


def _aid(scheme: str, **changes: Any) -> Assessment:
    return assessed(of_scheme(scheme, **changes))


@pytest.mark.parametrize("scheme", [GRANT, RUNNING])
@pytest.mark.parametrize(
    ("need", "used", "aid"),
    [
        ("349999.99", "0.00", "349999.00"),
        ("350000.00", "0.00", "350000.00"),
        ("350000.01", "0.00", "350000.00"),
        ("1000000.00", "0.00", "350000.00"),
        ("1000000.00", "200000.00", "150000.00"),
        ("1000000.00", "200000.01", "149999.00"),
        ("150000.00", "200000.00", "150000.00"),
        ("1000000.00", "349999.00", "1.00"),
        ("1000000.00", "349999.01", None),
        ("1000000.00", "350000.00", None),
        ("1000000.00", "900000.00", None),
    ],
)
def test_the_two_share_350_000_a_year(scheme: str, need: str, used: str, aid: str | None) -> None:
    assessment = _aid(
        scheme, costs=[("operation", need)], circumstances={"other_service_aid_this_year": used}, eur_rate="100"
    )
    assert assessment.eligible is (aid is not None)
    assert str(assessment.aid) == (aid or "0.00")
    limit = assessment.as_json()["limits"][0]
    assert (limit["rule"], limit["limit"], limit["used"]) == ("amount.service_year", "350000.00", used)


@pytest.mark.parametrize(("years", "eligible"), [(None, True), (0, True), (2, True), (3, False), (10, False)])
def test_the_service_grant_is_given_for_three_years(years: int | None, eligible: bool) -> None:
    stated = {} if years is None else {"years_already_supported": years}
    assert _aid(GRANT, circumstances=stated).eligible is eligible


def test_years_do_not_concern_operating_aid_and_it_is_said() -> None:
    assessment = _aid(RUNNING, circumstances={"years_already_supported": 9})
    assert assessment.eligible
    assert "circumstances.without_effect" in [finding.rule for finding in assessment.findings]


@pytest.mark.parametrize(
    ("changes", "stops"),
    [
        ({}, []),
        ({"distance_km_to_next_store": 10}, ["service.distance"]),
        ({"distance_km_to_next_store": 0}, ["service.distance"]),
        ({"distance_km_to_next_store": None}, ["service.distance"]),
        ({"grocery_turnover": "11000000.01"}, ["service.turnover"]),
        ({"grocery_turnover": "0.00"}, []),
        ({"grocery_turnover": None}, ["service.turnover"]),
        ({"open_all_year": False}, ["service.open_all_year"]),
        ({"open_all_year": None}, ["service.open_all_year"]),
        (
            {"distance_km_to_next_store": 1, "grocery_turnover": "99000000.00", "open_all_year": False},
            ["service.distance", "service.turnover", "service.open_all_year"],
        ),
        ({"distance_km_to_next_store": 1, "special_reasons": True}, []),
        ({"grocery_turnover": "99000000.00", "special_reasons": True}, []),
        ({"distance_km_to_next_store": None, "grocery_turnover": None, "special_reasons": True}, []),
        ({"open_all_year": False, "special_reasons": True}, ["service.open_all_year"]),
    ],
)
def test_operating_aid_and_what_special_reasons_waive(changes: dict[str, Any], stops: list[str]) -> None:
    given = of_scheme(RUNNING, circumstances={**changes, "municipality_consulted": True})
    given["circumstances"] = {name: value for name, value in given["circumstances"].items() if value is not None}
    assessment = assessed(given)
    assert not_met(assessment) == stops
    assert assessment.eligible is (not stops)


def test_operating_aid_and_what_special_reasons_waive_is_said() -> None:
    assessment = _aid(RUNNING, circumstances={"distance_km_to_next_store": 1, "special_reasons": True})
    said = {finding.rule: render(finding.reason, "en") for finding in assessment.findings}
    assert said["service.distance"] == "More than 10 km to the next store is not asked for: special reasons."
    assert said["service.turnover"].startswith("The turnover of groceries is ")


@pytest.mark.parametrize(
    ("scheme", "award", "aid"),
    [
        (GRANT, an_award("2023-03-14", "299999.00"), "11.00"),
        (GRANT, an_award("2023-03-13", "299999.00"), "100000.00"),
        (GRANT, an_award("2026-01-01", "750000.00", "2023/2832"), "100000.00"),
        (RUNNING, an_award("2023-03-14", "749999.00", "2023/2832"), "11.00"),
        (RUNNING, an_award("2023-03-13", "749999.00", "2023/2832"), "100000.00"),
        (RUNNING, an_award("2023-03-14", "749999.00", "360/2012"), "11.00"),
        (RUNNING, an_award("2026-01-01", "300000.00"), "100000.00"),
    ],
)
def test_each_has_the_de_minimis_ceiling_of_its_own_regulation(scheme: str, award: dict[str, str], aid: str) -> None:
    assert str(_aid(scheme, de_minimis=[award]).aid) == aid


@pytest.mark.parametrize(("scheme", "eligible"), [(GRANT, False), (RUNNING, True)])
def test_primary_production_is_outside_the_general_regulation_only(scheme: str, eligible: bool) -> None:
    assert _aid(scheme, applicant={"nace": "01.11"}).eligible is eligible


@pytest.mark.parametrize("scheme", [GRANT, RUNNING, DELIVERY])
def test_there_is_no_start_rule_and_no_obstacle(scheme: str) -> None:
    changes = {"starts_on": "2020-01-01", "applicant": {"obstacles": ["tax_debt", "bankruptcy", "recovery_order"]}}
    assert _aid(scheme, **changes).eligible
    assert not _aid(scheme, received_on="2024-12-31", granting_on="2024-12-31").eligible
    assert _aid(scheme, received_on="2025-01-01").eligible


@pytest.mark.parametrize(
    ("year", "cost", "eligible"),
    [
        (2024, "28649.99", False),
        (2024, "28650.00", True),
        (2025, "29399.99", False),
        (2025, "29400.00", True),
        (2026, "29599.99", False),
        (2026, "29600.00", True),
        (2023, "900000.00", False),
        (2027, "900000.00", False),
        (0, "900000.00", False),
        (99999, "900000.00", False),
    ],
)
def test_the_net_cost_reaches_half_a_price_base_amount_of_the_year(year: int, cost: str, eligible: bool) -> None:
    assessment = _aid(DELIVERY, costs=[("delivery", cost)], circumstances={"delivery_year": year})
    assert assessment.eligible is eligible
    assert not_met(assessment) == ([] if eligible else ["delivery.net_cost"])
    (finding,) = (one for one in assessment.findings if one.rule == "delivery.net_cost")
    assert finding.source.confirmed is (year != 2026)


def test_the_net_cost_may_stand_on_several_lines() -> None:
    assert _aid(DELIVERY, costs=[("delivery", "20000.00"), ("delivery", "9400.00")]).eligible
    assert not _aid(DELIVERY, costs=[("delivery", "20000.00"), ("operation", "90000.00")]).eligible


@pytest.mark.parametrize(
    ("cost", "served", "aid"),
    [
        ("260000.00", 1200, "120000.00"),
        ("260000.00", 1300, "130000.00"),
        ("260000.00", 1299, "129900.00"),
        ("260001.99", 5000, "130000.00"),
        ("260000.00", 1, "100.00"),
        ("260000.00", 0, "0.00"),
    ],
)
def test_home_delivery_is_half_the_net_cost_and_at_most_100_per_household(cost: str, served: int, aid: str) -> None:
    assessment = _aid(DELIVERY, costs=[("delivery", cost)], circumstances={"households_served": served})
    assert str(assessment.aid) == aid
    assert assessment.limits[0].as_json() == {"rule": "amount.per_household", "limit": f"{served * 100}.00"}


@pytest.mark.parametrize(
    "form",
    ["limited_company", "economic_association", "non_profit_association", "foundation", "region", "state_agency"],
)
def test_only_a_municipality_is_given_a_home_delivery_grant(form: str) -> None:
    assert not_met(_aid(DELIVERY, applicant={"legal_form": form})) == ["applicant.legal_form"]


@pytest.mark.parametrize("name", ["delivery_year", "households_served"])
def test_home_delivery_cannot_be_counted_without_its_year_and_deliveries(name: str) -> None:
    given = of_scheme(DELIVERY)
    del given["circumstances"][name]
    assert places_wrong(given) == [f"circumstances.{name}"]


def test_without_circumstances_both_are_named() -> None:
    given = of_scheme(DELIVERY)
    del given["circumstances"]
    assert places_wrong(given) == ["circumstances.delivery_year", "circumstances.households_served"]
