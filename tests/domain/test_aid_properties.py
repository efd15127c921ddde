"""How the aid answers to the facts: a higher cost, the same facts again, the same costs in another order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from grantdesk.domain.money import Money
from grantdesk.domain.vocabulary import CATEGORIES, FLAGS, SCHEMES, SIZES
from tests.domain.applications import an_award, assessed, county, of_scheme

SMALL = 60_000_00
LARGE = 50_000_000 * 1120
# The statutory thresholds past which a higher cost gives less: what the costs are, in öre, when the threshold is passed.
Costs = list[tuple[str, int]]


def _could_take(scheme: str, costs: Costs) -> int:
    row = county().scheme(scheme).rules.categories.values[0]
    return sum(ore for category, ore in costs if category in row.value)


def _machinery_goes(scheme: str, before: Costs, after: Costs) -> bool:
    """SFS 2022:1467: machinery and equipment only as long as all costs that the scheme could take are at most 60 000 SEK."""
    concerned = any(category in ("machinery", "equipment") for category, _ore in before)
    return concerned and _could_take(scheme, before) <= SMALL < _could_take(scheme, after)


def _grows_large(scheme: str, before: Costs, after: Costs) -> bool:
    """Regional investment aid: above 50 million EUR of eligible costs, every size has the rate of a large company."""
    return _could_take(scheme, before) <= LARGE < _could_take(scheme, after)


THRESHOLDS: dict[str, Callable[[str, Costs, Costs], bool]] = {
    "affarsutvecklingscheck": _machinery_goes,
    "digitaliseringscheck": _machinery_goes,
    "energistod": _machinery_goes,
    "socialt_foretagande": _machinery_goes,
    "regionalt_investeringsstod": _grows_large,
}
# Costs in kind need as much financing in kind, so they are not raised alone.
RAISED = tuple(category for category in CATEGORIES if category != "in_kind")
ORE = st.one_of(st.integers(1, 10**6), st.integers(1, 10**8), st.integers(1, 8 * 10**10))


def _costs(scheme: str) -> st.SearchStrategy[Costs]:
    """Mostly costs that the scheme takes, so that there is aid to lose."""
    taken = county().scheme(scheme).rules.categories.values[0].value
    category = st.sampled_from([one for one in (*taken, *taken, *RAISED) if one in RAISED])
    return st.lists(st.tuples(category, ORE), min_size=1, max_size=4)


def _given(scheme: str, costs: Costs, **changes: Any) -> dict[str, Any]:
    if scheme == "regionalt_investeringsstod":
        changes["eur_rate"] = "11.20"
    return of_scheme(scheme, costs=[(category, str(Money(ore))) for category, ore in costs], **changes)


@pytest.mark.parametrize("scheme", SCHEMES)
@given_by(st.data(), ORE, st.sampled_from(SIZES), st.lists(st.sampled_from(FLAGS), max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_higher_cost_gives_less_only_where_it_passes_a_statutory_threshold(
    scheme: str, data: st.DataObject, more: int, size: str, stated: list[str]
) -> None:
    before = data.draw(_costs(scheme))
    index = data.draw(st.integers(0, len(before) - 1))
    after = [(category, ore + more if at == index else ore) for at, (category, ore) in enumerate(before)]
    facts = {"applicant": {"size": size}, "circumstances": dict.fromkeys(stated, True)}
    lower, higher = (assessed(_given(scheme, one, **facts)).aid for one in (before, after))
    passed = scheme in THRESHOLDS and THRESHOLDS[scheme](scheme, before, after)
    assert higher >= lower or passed


@pytest.mark.parametrize(
    ("scheme", "costs", "raised"),
    [
        ("affarsutvecklingscheck", [("machinery", SMALL)], [("machinery", SMALL + 1)]),
        ("energistod", [("equipment", SMALL - 1), ("consultancy", 1)], [("equipment", SMALL - 1), ("consultancy", 2)]),
        ("regionalt_investeringsstod", [("machinery", LARGE)], [("machinery", LARGE + 1)]),
    ],
)
def test_the_thresholds_are_passed_by_one_ore(scheme: str, costs: Costs, raised: Costs) -> None:
    assert THRESHOLDS[scheme](scheme, costs, raised)
    assert assessed(_given(scheme, raised)).aid < assessed(_given(scheme, costs)).aid


def test_the_agency_decides_from_one_ore_more_and_the_aid_is_the_same() -> None:
    at, above = (assessed(_given("regionalt_investeringsstod", [("machinery", 25_000_000_00 + ore)])) for ore in (0, 1))
    assert (at.authority, above.authority) == ("region", "tillvaxtverket")
    assert at.aid == above.aid


@pytest.mark.parametrize("scheme", SCHEMES)
@given_by(st.data())
@settings(max_examples=30, deadline=None)
def test_neither_the_order_of_the_costs_nor_what_was_asked_before_changes_the_aid(
    scheme: str, data: st.DataObject
) -> None:
    costs = data.draw(_costs(scheme))
    other = data.draw(st.permutations(costs))
    once, in_other_order, again = (assessed(_given(scheme, one)) for one in (costs, other, costs))
    assert in_other_order.aid == once.aid
    assert (in_other_order.eligible, in_other_order.authority) == (once.eligible, once.authority)
    assert again.as_json() == once.as_json()


def test_a_rate_of_exchange_is_shown_as_it_was_given_whatever_was_given_before() -> None:
    for rate in ("11.20", "11.2", "11.200"):
        awards = [an_award("2025-01-01", "1.00")]
        answer = assessed(of_scheme("konsultcheck", eur_rate=rate, de_minimis=awards)).as_json()
        (said,) = (one["reason"]["en"] for one in answer["findings"] if one["rule"] == "de_minimis.general")
        assert f"at {rate})" in said
