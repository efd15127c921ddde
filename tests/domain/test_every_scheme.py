"""What holds for every scheme, whatever is applied for: sums, and the ceilings of the law."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from grantdesk.domain.facts import parse_application
from grantdesk.domain.money import Money, total
from grantdesk.domain.provisions import Rates
from grantdesk.domain.rulebook import Series
from grantdesk.domain.support import calculate
from grantdesk.domain.vocabulary import CATEGORIES, FLAGS, SCHEMES, SIZES
from tests.domain.applications import an_award, assessed, county, financing, of_scheme

# The highest share of the costs that the law, or where it has none the working values, can give.
HIGHEST = {
    "investeringsstod": "0.50",
    "regionalt_investeringsstod": "0.30",
    "affarsutvecklingscheck": "0.50",
    "konsultcheck": "0.50",
    "digitaliseringscheck": "0.50",
    "energistod": "0.50",
    "kompetenscheck": "0.50",
    "horisont_europa": "0.50",
    "socialt_foretagande": "0.80",
    "kommersiell_service_investering": "0.85",
    "kommersiell_service_servicebidrag": "1.00",
    "kommersiell_service_driftstod": "1.00",
    "kommersiell_service_hemsandning": "0.50",
    "projektmedel": "0.50",
    "projektmedel_eu": "0.60",
}
YEARLY = Money.kronor(350_000)
ORE = st.integers(1, 10**9)
COSTS = st.lists(st.tuples(st.sampled_from(CATEGORIES), ORE), min_size=1, max_size=5)
FLAGGED = st.dictionaries(st.sampled_from(FLAGS), st.booleans(), max_size=6)
NUMBERS = st.fixed_dictionaries(
    {},
    optional={
        "years_already_supported": st.integers(0, 5),
        "independent_companies": st.integers(0, 5),
        "delivery_year": st.integers(2022, 2028),
        "households_served": st.integers(0, 10_000),
        "other_service_aid_this_year": st.integers(0, 40_000_000).map(lambda ore: str(Money(ore))),
        "grocery_turnover": st.integers(0, 1_200_000_000).map(lambda ore: str(Money(ore))),
        "distance_km_to_next_store": st.integers(0, 30),
    },
)
PLACES = st.sampled_from(sorted(county().municipalities))


def _written(costs: list[tuple[str, int]]) -> list[tuple[str, str]]:
    return [(category, str(Money(ore))) for category, ore in costs]


@pytest.mark.parametrize("scheme", SCHEMES)
@given_by(COSTS, FLAGGED, NUMBERS, PLACES, st.sampled_from(SIZES), st.none() | ORE)
@settings(max_examples=40, deadline=None)
def test_the_aid_stays_within_every_ceiling_and_the_lines_add_up(
    scheme: str,
    costs: list[tuple[str, int]],
    flags: dict[str, bool],
    numbers: dict[str, Any],
    place: str,
    size: str,
    requested: int | None,
) -> None:
    given = of_scheme(
        scheme,
        costs=_written(costs),
        circumstances=flags | numbers,
        applicant={"municipality": place, "size": size},
        **({} if requested is None else {"requested": str(Money(requested))}),
    )
    answer = assessed(given).as_json()
    aid = Money.parse(answer["aid"])
    assert total(Money.parse(line["aid"]) for line in answer["lines"]) == aid
    assert (aid.ore % 100, answer["eligible"]) == (0, bool(aid))
    assert aid.ore <= Fraction(HIGHEST[scheme]) * sum(ore for _category, ore in costs)
    assert requested is None or aid.ore <= requested
    assert [line["cost"] for line in answer["lines"]] == [amount for _category, amount in _written(costs)]
    for limit in answer["limits"]:
        most = limit.get("room", limit.get("limit"))
        assert most is None or aid <= Money.parse(most)
    _within_the_service_ceilings(scheme, aid, given["circumstances"])


def _within_the_service_ceilings(scheme: str, aid: Money, stated: dict[str, Any]) -> None:
    if scheme.endswith(("servicebidrag", "driftstod")):
        used = Money.parse(stated.get("other_service_aid_this_year", "0.00"))
        assert not aid or aid + used <= YEARLY
    if scheme.endswith("hemsandning"):
        assert aid <= Money.kronor(100 * stated["households_served"])


@pytest.mark.parametrize("scheme", [code for code, one in county().schemes.items() if one.rules.rate_ceiling.values])
@given_by(st.integers(0, 10_000), PLACES, st.sampled_from(SIZES), FLAGGED)
@settings(max_examples=30, deadline=None)
def test_no_policy_gives_more_than_the_law(
    scheme: str, hundredths: int, place: str, size: str, flags: dict[str, bool]
) -> None:
    generous = _with_policy(scheme, Decimal(hundredths) / 10_000)
    elsewhere = replace(county(), schemes={**county().schemes, scheme: generous})
    given = of_scheme(scheme, applicant={"municipality": place, "size": size}, circumstances=flags)
    aid = calculate(parse_application(given, elsewhere), elsewhere).aid
    cost = sum(Money.parse(line["amount"]).ore for line in given["costs"])
    assert aid.ore <= Fraction(HIGHEST[scheme]) * cost


def _with_policy(scheme: str, rate: Decimal) -> Any:
    """The scheme with one rate everywhere and for everyone, however high."""
    own = county().scheme(scheme)
    rows = tuple(
        replace(row, value=Rates(rate, rate, rate, rate, {area: dict.fromkeys(SIZES, rate) for area in (1, 2, 3)}))
        for row in own.rules.rate_policy.values
    )
    return replace(own, rules=replace(own.rules, rate_policy=Series(own.rules.rate_policy.place, rows)))


@pytest.mark.parametrize("scheme", [code for code, one in county().schemes.items() if one.de_minimis])
@given_by(st.integers(0, 80_000_000), ORE)
@settings(max_examples=30, deadline=None)
def test_the_room_under_de_minimis_is_never_exceeded(scheme: str, used_cents: int, ore: int) -> None:
    regulation = county().scheme(scheme).de_minimis
    ceiling = {"2023/2831": 30_000_000, "2023/2832": 75_000_000}[str(regulation)]
    category = of_scheme(scheme)["costs"][0]["category"]
    awards = [an_award("2025-01-01", str(Money(used_cents)), str(regulation))] if used_cents else []
    aid = assessed(of_scheme(scheme, costs=[(category, str(Money(ore)))], de_minimis=awards)).aid
    assert aid.ore * 100 <= max(ceiling - used_cents, 0) * 1120


@pytest.mark.parametrize("scheme", ["projektmedel", "projektmedel_eu"])
@given_by(ORE, ORE)
@settings(max_examples=40, deadline=None)
def test_a_project_is_never_given_more_than_it_lacks(scheme: str, cost: int, other: int) -> None:
    source = "eruf" if scheme.endswith("eu") else "public"
    given = of_scheme(scheme, costs=[("staff", str(Money(cost)))], financing=[financing(source, str(Money(other)))])
    assert assessed(given).aid.ore <= max(cost - other, 0)
