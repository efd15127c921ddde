"""What moved an amount: two answers to almost the same question, and the rules that tell them apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from grantdesk.domain import comparison, stand_in
from grantdesk.domain.comparison import Difference
from grantdesk.domain.facts import parse_application
from grantdesk.domain.messages import render
from grantdesk.domain.money import Money
from grantdesk.domain.vocabulary import CATEGORIES, FLAGS, LEGAL_FORMS, SCHEMES, SIZES
from tests.domain.applications import a_check, an_application, an_award, assessed, county, financing, of_scheme

PLAIN = of_scheme("investeringsstod")
SALA, VASTERAS, SURAHAMMAR = ({"applicant": {"municipality": code}} for code in ("1981", "1980", "1907"))


def _of(**changes: Any) -> dict[str, Any]:
    return of_scheme("investeringsstod", **changes)


def _between(before: dict[str, Any], now: dict[str, Any]) -> Difference:
    return comparison.between(assessed(before), assessed(now))


def _said(difference: Difference) -> list[str]:
    every = [*(moved.said for moved in difference.moved), *([difference.costs] if difference.costs else [])]
    return [render(said, "en").replace("\u00a0", " ") for said in every]


@pytest.mark.parametrize(
    ("before", "now", "amount", "said"),
    [
        (PLAIN, PLAIN, "0.00", []),
        # Another place with the same rate moves nothing, though the finding names the place.
        (_of(**SALA), _of(**SURAHAMMAR), "0.00", []),
        (PLAIN, _of(**SALA), "-40000.00", ["The aid rate for Sala is 25% in place of 35%."]),
        (_of(**SALA), PLAIN, "40000.00", ["The aid rate for Fagersta (aid area 3) is 35% in place of 25%."]),
        # What closes a place to the scheme moved it; that the rate would have been another did not.
        (PLAIN, _of(**VASTERAS), "-140000.00", ["Investment aid is closed to places of work in Västerås."]),
        (_of(**VASTERAS), PLAIN, "140000.00", ["Investment aid is open to Fagersta."]),
        # Two that are stopped for different reasons are alike: no aid.
        (_of(**VASTERAS), _of(starts_on="2026-03-14"), "0.00", []),
        (PLAIN, _of(costs=[("machinery", "200000.00")]), "-70000.00",
         ["The eligible costs are SEK 200,000 in place of SEK 400,000."]),
        (PLAIN, _of(circumstances={"sparsely_populated": True}), "60000.00",
         ["The aid rate for a sparsely populated area is 50% in place of 35%."]),
        (PLAIN, _of(requested="100000.00"), "-40000.00",
         ["The SEK 100,000 applied for limits the aid."]),
        (_of(requested="90000.00"), _of(requested="100000.00"), "10000.00",
         ["The SEK 100,000 applied for limits the aid."]),
        (_of(requested="100000.00"), PLAIN, "40000.00",
         ["Holds no longer: The SEK 100,000 applied for limits the aid."]),
    ],
)  # fmt: skip
def test_what_moved_the_amount_is_named(
    before: dict[str, Any], now: dict[str, Any], amount: str, said: list[str]
) -> None:
    difference = _between(before, now)
    assert (str(difference.amount), _said(difference)) == (amount, said)


def test_costs_and_a_rule_on_costs_are_both_named() -> None:
    machinery = ("machinery", "40000.00")
    small, large = ([machinery, ("consultancy", more)] for more in ("20000.00", "20000.01"))
    difference = _between(a_check(costs=small), a_check(costs=large))
    assert [moved.finding.rule for moved in difference.moved] == ["cost.small_costs"]
    assert difference.costs is not None


def test_other_categories_of_the_same_sum_are_told() -> None:
    before = _of(costs=[("machinery", "200000.00"), ("other_necessary", "200000.00")])
    now = _of(costs=[("machinery", "250000.00"), ("other_necessary", "150000.00")])
    assert "The eligible costs lie in other cost categories." in _said(_between(before, now))


def test_the_room_under_de_minimis_is_named_with_its_source() -> None:
    difference = _between(PLAIN, _of(de_minimis=[an_award("2024-06-01", "290000.00")]))
    assert [moved.finding.rule for moved in difference.moved] == ["de_minimis.general"]
    assert "2023/2831" in difference.moved[0].source.text.en


def test_what_other_financing_leaves_is_named_for_a_project() -> None:
    before, now = (
        of_scheme("projektmedel", financing=[financing("public", amount)]) for amount in ("60000.00", "70000.00")
    )
    difference = _between(before, now)
    assert (str(difference.amount), [moved.finding.rule for moved in difference.moved]) == (
        "-10000.00", ["financing.plan"],
    )  # fmt: skip


def test_size_moves_regional_investment_aid() -> None:
    difference = _between(
        of_scheme("regionalt_investeringsstod"), of_scheme("regionalt_investeringsstod", applicant={"size": "large"})
    )
    assert [moved.finding.rule for moved in difference.moved] == ["rate.policy"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_municipality_is_tried_and_every_movement_explained(scheme: str) -> None:
    given = of_scheme(scheme)
    found = comparison.by_municipality(parse_application(given, county()), county())
    assert [one.municipality.code for one in found] == list(county().municipalities)
    for one in found:
        there = assessed(of_scheme(scheme, applicant={"municipality": one.municipality.code}))
        assert one.assessment.aid == there.aid
        assert bool(one.difference.amount) == bool(one.difference.moved)
    own = next(one for one in found if one.municipality.code == given["applicant"]["municipality"])
    assert not own.difference.amount


COSTS = st.lists(st.tuples(st.sampled_from(CATEGORIES), st.integers(1, 10**9)), min_size=1, max_size=4)
SAID = st.fixed_dictionaries(
    {
        "costs": COSTS.map(lambda costs: [(category, str(Money(ore))) for category, ore in costs]),
        "circumstances": st.dictionaries(st.sampled_from(FLAGS), st.just(True), max_size=5),
        "applicant": st.fixed_dictionaries(
            {"municipality": st.sampled_from(sorted(county().municipalities)), "size": st.sampled_from(SIZES)}
        ),
    },
    optional={
        "requested": st.integers(1, 10**9).map(lambda ore: str(Money(ore))),
        "received_on": st.sampled_from(["2024-01-01", "2025-06-30", "2026-03-14"]),
    },
)


@pytest.mark.parametrize("scheme", SCHEMES)
@given_by(SAID, SAID)
@settings(max_examples=40, deadline=None)
def test_no_amount_moves_without_a_reason(scheme: str, before: dict[str, Any], now: dict[str, Any]) -> None:
    difference = _between(of_scheme(scheme, **before), of_scheme(scheme, **now))
    assert bool(difference.amount) == bool(difference.moved or difference.costs)


def test_the_comparison_in_json() -> None:
    answer = comparison.as_json(parse_application(PLAIN, county()), county())
    sala = next(one for one in answer["municipalities"] if one["code"] == "1981")
    assert (answer["municipality"], answer["aid"]) == ("1982", "140000.00")
    assert (sala["aid"], sala["difference"], sala["eligible"]) == ("100000.00", "-40000.00", True)
    (moved,) = sala["moved_by"]
    assert (moved["rule"], moved["confirmed"]) == ("rate.policy", False)
    assert moved["said"]["en"] == "The aid rate for Sala is 25% in place of 35%."
    assert {"source", "source_text", "confidence", "before", "now"} <= moved.keys()


@pytest.mark.parametrize("legal_form", LEGAL_FORMS)
def test_the_number_that_stands_in_is_taken_and_changes_nothing(legal_form: str) -> None:
    number = stand_in.written_number(legal_form)
    assert stand_in.number(legal_form).written == number
    given = an_application(applicant={"legal_form": legal_form, "organisation_number": number})
    other = {"sole_trader": "900101-0017"}.get(legal_form, "802400-1003")
    elsewhere = an_application(applicant={"legal_form": legal_form, "organisation_number": other})
    assert assessed(given) == assessed(elsewhere)
