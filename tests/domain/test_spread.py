"""Kronor over lines: they add up, a line with room comes before a full one, and the largest remainder first."""

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
    bounds = Bounds([10**9 for _ in weights])
    assert over_lines(whole, [Fraction(one) for one in weights], bounds) == by_largest_remainder(whole, weights)


COSTS = st.lists(st.tuples(st.integers(1, 10**6), st.booleans()), min_size=1, max_size=8)


@given(COSTS, st.sampled_from(["0.25", "0.50", "0.85", "1.00"]), st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_lines_add_up_and_shared_lines_never_carry_more_than_they_may(
    costs: list[tuple[int, bool]], rate: str, below: int
) -> None:
    weights = [Fraction(ore, 100) * Fraction(rate) for ore, _shared in costs]
    shared = [one for _ore, one in costs]
    kronor = [ore // 100 for ore, _shared in costs]
    together = sum((weight for weight, one in zip(weights, shared, strict=True) if one), Fraction(0))
    bounds = Bounds(kronor, shared, together / sum(weights))
    whole = max(int(sum(weights)) - below, 0)
    parts = over_lines(whole, weights, bounds)
    assert sum(parts) == whole
    over = [part - most for part, most in zip(parts, kronor, strict=True) if part > most]
    assert all(one == 1 for one in over)
    assert sum(part for part, one in zip(parts, shared, strict=True) if one) <= bounds.share * sum(parts)


def test_a_full_line_is_passed_over_while_another_has_room() -> None:
    assert over_lines(1, [Fraction(1, 4)] * 4, Bounds([0, 0, 1, 0])) == [0, 0, 1, 0]


def test_the_ore_of_full_lines_still_make_up_their_krona() -> None:
    assert over_lines(1, [Fraction(1, 4)] * 4, Bounds([0, 0, 0, 0])) == [1, 0, 0, 0]


def test_a_line_that_has_been_rounded_up_comes_after_one_that_has_not() -> None:
    costs = [Fraction(2, 100), Fraction(699, 100), Fraction(377)]
    weights = [cost * Fraction(38400, 38401) for cost in costs]
    assert over_lines(384, weights, Bounds([0, 6, 377])) == [0, 7, 377]
