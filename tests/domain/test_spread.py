"""Kronor over lines: they add up, the largest remainder first, and a share is never passed."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from grantdesk.domain.distribution import by_largest_remainder
from grantdesk.domain.spread import Bounds, over_lines

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=8)


@given(WEIGHTS, st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_without_bounds_it_is_the_largest_remainder(weights: list[int], whole: int) -> None:
    if not sum(weights):
        return
    assert over_lines(whole, [Fraction(one) for one in weights], Bounds()) == by_largest_remainder(whole, weights)


COSTS = st.lists(st.tuples(st.integers(1, 10**6), st.booleans()), min_size=1, max_size=8)


@given(COSTS, st.sampled_from(["0.25", "0.50", "0.85", "1.00"]), st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_lines_add_up_and_shared_lines_never_carry_more_than_they_may(
    costs: list[tuple[int, bool]], rate: str, below: int
) -> None:
    weights = [Fraction(ore, 100) * Fraction(rate) for ore, _shared in costs]
    shared = [one for _ore, one in costs]
    together = sum((weight for weight, one in zip(weights, shared, strict=True) if one), Fraction(0))
    bounds = Bounds(shared, together / sum(weights))
    whole = max(int(sum(weights)) - below, 0)
    parts = over_lines(whole, weights, bounds)
    assert sum(parts) == whole
    assert sum(part for part, one in zip(parts, shared, strict=True) if one) <= bounds.share * sum(parts)


def test_the_ore_of_several_lines_make_up_their_krona() -> None:
    assert over_lines(1, [Fraction(1, 4)] * 4, Bounds()) == [1, 0, 0, 0]


def test_a_shared_line_is_passed_over_where_the_share_is_full() -> None:
    weights = [Fraction(999, 1000), Fraction(3002, 1000)]
    assert over_lines(4, weights, Bounds()) == [1, 3]
    assert over_lines(4, weights, Bounds((True, False), Fraction(1, 5))) == [0, 4]


def test_a_line_that_has_been_rounded_up_comes_after_one_that_has_not() -> None:
    costs = [Fraction(2, 100), Fraction(699, 100), Fraction(377)]
    weights = [cost * Fraction(38400, 38401) for cost in costs]
    assert over_lines(384, weights, Bounds()) == [0, 7, 377]
