"""What an application may look like: everything else is refused with its place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from grantdesk.domain.facts import parse_application
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.messages import render
from grantdesk.domain.vocabulary import AMOUNTS, COUNTS, FLAGS, SCHEMES
from tests.domain.applications import EXAMPLE, a_project, an_application, an_award, county, financing, places_wrong

NO_AMOUNTS: list[Any] = [
    "", "0.00", "-1.00", "+1.00", "1", "1.0", "1.000", "1,00", " 1.00", "1.00 ", "1 000.00", "1e5", "NaN", "Infinity",
    "٤٠.٠٠", "12345678901234.00", 1, 1.5, True, None, [], {}, Decimal("1.00"),
]  # fmt: skip
NO_DAYS: list[Any] = [
    "", "2026-02-29", "2026-13-01", "2026-3-14", "20260314", "2026-W11-6", "2026-03-14T00:00", " 2026-03-14", "0000-01-01",
    20260314, True, None, ["2026-03-14"],
]  # fmt: skip


def test_the_example_of_the_interfaces_is_taken() -> None:
    assert places_wrong(EXAMPLE) == []


@pytest.mark.parametrize("given", [None, [], "text", 1, True, [EXAMPLE]])
def test_what_is_no_object_is_refused(given: object) -> None:
    assert places_wrong(given) == ["input"]


@pytest.mark.parametrize("key", [key for key in EXAMPLE if key != "circumstances"])
def test_a_missing_key_is_named(key: str) -> None:
    given = an_application()
    del given[key]
    assert places_wrong(given) == [key]


@pytest.mark.parametrize("key", EXAMPLE["applicant"])
def test_a_missing_key_of_the_applicant_is_named(key: str) -> None:
    given = an_application()
    del given["applicant"][key]
    assert places_wrong(given) == [f"applicant.{key}"]


@pytest.mark.parametrize("part", ["costs", "financing", "de_minimis"])
def test_a_missing_or_unknown_key_in_a_list_is_named(part: str) -> None:
    for key in EXAMPLE[part][0]:
        given = an_application()
        del given[part][0][key]
        assert places_wrong(given) == [f"{part}[0].{key}"]
    given = an_application()
    given[part][0]["surprise"] = 1
    assert places_wrong(given) == [f"{part}[0].surprise"]


def test_an_unknown_key_is_named_at_every_level() -> None:
    given = an_application(surprise=1, circumstances={"surprise": True})
    given["applicant"]["surprise"] = None
    assert sorted(places_wrong(given)) == ["applicant.surprise", "circumstances.surprise", "surprise"]


def test_a_key_that_cannot_be_printed_is_shown_escaped() -> None:
    assert places_wrong(an_application(**{"a\ud800\n": 1})) == ["'a\\ud800\\n'"]


@pytest.mark.parametrize("amount", NO_AMOUNTS, ids=repr)
def test_an_amount_that_is_none_is_refused(amount: object) -> None:
    given = an_application(requested=amount)
    given["costs"][0]["amount"] = given["financing"][0]["amount"] = given["de_minimis"][0]["amount_eur"] = amount
    assert sorted(places_wrong(given)) == [
        "costs[0].amount", "de_minimis[0].amount_eur", "financing[0].amount", "requested",
    ]  # fmt: skip


@pytest.mark.parametrize("day", NO_DAYS, ids=repr)
def test_a_day_that_does_not_exist_is_refused(day: object) -> None:
    given = an_application(received_on=day, starts_on=day, granting_on=day)
    given["de_minimis"][0]["granted_on"] = day
    assert sorted(places_wrong(given)) == ["de_minimis[0].granted_on", "granting_on", "received_on", "starts_on"]


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_is_a_boolean(flag: str) -> None:
    others: tuple[object, ...] = (0, 1, "true", None, [])
    for value in others:
        assert places_wrong(an_application(circumstances={flag: value})) == [f"circumstances.{flag}"]
    assert places_wrong(an_application(circumstances={flag: False})) == []


@pytest.mark.parametrize("count", COUNTS)
def test_a_count_is_whole_and_not_negative(count: str) -> None:
    for value in (-1, 1.0, 1.5, Decimal("1"), True, "1", None, 10**30):
        assert places_wrong(an_application(circumstances={count: value})) == [f"circumstances.{count}"]
    assert places_wrong(an_application(circumstances={count: 0})) == []


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_among_the_circumstances_may_be_zero_and_not_less(amount: str) -> None:
    assert places_wrong(an_application(circumstances={amount: "0.00"})) == []
    for value in ("-0.01", 0, "0", None):
        assert places_wrong(an_application(circumstances={amount: value})) == [f"circumstances.{amount}"]


def test_a_distance_is_a_number_that_is_not_negative() -> None:
    place = "circumstances.distance_km_to_next_store"
    for right in (0, 12, Decimal("10.5")):
        assert places_wrong(an_application(circumstances={"distance_km_to_next_store": right})) == []
    for value in (-1, Decimal("-0.1"), "12", True, 1.5, Decimal("NaN"), Decimal("Infinity"), Decimal("1E+99"), None):
        assert places_wrong(an_application(circumstances={"distance_km_to_next_store": value})) == [place]


@pytest.mark.parametrize("rate", ["0", "0.00", "-11.20", "11,20", " 11.20", "1e1", "NaN", "", 11, 11.2, None, True])
def test_an_exchange_rate_is_a_text_above_zero(rate: object) -> None:
    assert places_wrong(an_application(eur_rate=rate)) == ["eur_rate"]


@pytest.mark.parametrize("municipality", ["0180", "198", "19820", "Fagersta", 1982, None, ""])
def test_a_municipality_outside_the_county_is_refused(municipality: object) -> None:
    assert places_wrong(an_application(applicant={"municipality": municipality})) == ["applicant.municipality"]


@pytest.mark.parametrize("nace", ["2", "256", "25.", "25.625", "25,6", "A", " 25", 25, None, "", "٢٥"])
def test_a_code_of_activity_follows_its_pattern(nace: object) -> None:
    assert places_wrong(an_application(applicant={"nace": nace})) == ["applicant.nace"]


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("applicant.legal_form", {"applicant": {"legal_form": "guild"}}),
        ("applicant.size", {"applicant": {"size": "Small"}}),
        ("applicant.led_by", {"applicant": {"led_by": "women"}}),
        ("applicant.obstacles", {"applicant": {"obstacles": ["debt"]}}),
        ("applicant.obstacles", {"applicant": {"obstacles": "tax_debt"}}),
        ("costs[0].category", {"costs": [("cars", "1.00")]}),
        ("financing[0].source", {"financing": [financing("bank", "1.00")]}),
        ("financing[0].kind", {"financing": [financing("own", "1.00", kind="goods")]}),
        ("de_minimis[0].regulation", {"de_minimis": [an_award("2024-06-01", "1.00", "651/2014")]}),
        ("costs", {"costs": []}),
        ("financing", {"financing": {}}),
        ("financing", {"financing": None}),
        ("de_minimis", {"de_minimis": "none"}),
        ("circumstances", {"circumstances": []}),
        ("costs[0]", {}),
    ],
)
def test_a_word_that_is_not_known_is_refused(place: str, change: dict[str, Any]) -> None:
    given = an_application(**change)
    if place == "costs[0]":
        given["costs"] = ["machinery"]
    assert places_wrong(given) == [place]


def test_an_award_dated_after_the_day_of_granting_is_refused() -> None:
    awards = [an_award("2026-03-15", "1.00"), an_award("2026-03-14", "1.00")]
    assert places_wrong(an_application(de_minimis=awards)) == ["de_minimis[0].granted_on"]
    assert places_wrong(an_application(de_minimis=awards, granting_on="2026-03-15")) == []


@pytest.mark.parametrize("scheme", [code for code in SCHEMES if code not in county().schemes] + ["lottery", None, 1])
def test_a_scheme_without_rules_is_named_with_the_schemes_there_are(scheme: object) -> None:
    with pytest.raises(InputErrors) as wrong:
        parse_application(an_application(scheme=scheme), county())
    assert [error.where for error in wrong.value.errors] == ["scheme"]
    assert "konsultcheck" in render(wrong.value.errors[0].reason, "en")


def test_every_error_is_said_at_once() -> None:
    given = an_application(received_on="x", costs=[("x", "y")], eur_rate="0", surprise=1)
    assert sorted(places_wrong(given)) == [
        "costs[0].amount",
        "costs[0].category",
        "eur_rate",
        "received_on",
        "surprise",
    ]


def test_a_start_and_the_de_minimis_statement_are_asked_for_only_where_a_rule_needs_them() -> None:
    assert places_wrong(a_project()) == []
    assert places_wrong(a_project(starts_on="2020-01-01", de_minimis=[], eur_rate="11.20")) == []
    assert places_wrong(a_project(starts_on="soon", eur_rate="x")) == ["starts_on", "eur_rate"]


def test_money_from_the_funds_decides_which_project_scheme_it_is() -> None:
    with pytest.raises(InputErrors, match=r"financing\[1\]\.source: .*projektmedel_eu"):
        parse_application(a_project(financing=[financing("own", "1.00"), financing("eruf", "1.00")]), county())
    with pytest.raises(InputErrors, match=r"financing: .*projektmedel_eu"):
        parse_application(a_project(scheme="projektmedel_eu"), county())
    assert places_wrong(a_project(scheme="projektmedel_eu", financing=[financing("esf", "1.00")])) == []
    assert places_wrong(a_project(financing=[financing("interreg", "1.00")])) == []
    assert places_wrong(an_application(financing=[financing("eruf", "1.00")])) == []


@given_by(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
    ),
    st.sampled_from(sorted(EXAMPLE)),
)
@settings(max_examples=80, deadline=None)
def test_whatever_stands_in_a_field_is_taken_or_refused_with_its_name(value: object, key: str) -> None:
    places = places_wrong(an_application() | {key: value})
    assert all(place.startswith(key) for place in places) or key == "scheme"
    assert places or key in {"de_minimis", "financing"}
