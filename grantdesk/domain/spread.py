"""Spreading a whole number of kronor over cost lines, some of which may never carry more than a share of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm


@dataclass(frozen=True)
class Bounds:
    """That the lines in `shared` together never carry more than a share of the whole; no line is, where it is empty."""

    shared: Sequence[bool] = ()
    share: Fraction = Fraction(1)

    def leave_room(self, parts: Sequence[int], index: int, *, whole: int) -> bool:
        if not self.shared or not self.shared[index]:
            return True
        together = sum(part for part, shared in zip(parts, self.shared, strict=True) if shared)
        return together < self.share * whole // 1


def over_lines(whole: int, weights: Sequence[Fraction], bounds: Bounds) -> list[int]:
    """Divide so many kronor in proportion to the weights, largest remainder first, the earlier line first where equal.

    A weight is the line's own exact kronor, so `whole` is at most their sum. A share is never passed; the lines outside
    it carry what it leaves.
    """
    scaled = _as_integers(weights)
    weight_sum = sum(scaled)
    if not whole or not weight_sum:
        return [0 for _ in weights]
    parts = [weight * whole // weight_sum for weight in scaled]
    left = whole - sum(parts)
    remainders = [weight * whole % weight_sum for weight in scaled]
    order = sorted(range(len(parts)), key=lambda index: (-remainders[index], index))
    _give(left, parts, [index for index in order if weights[index]], whole=whole, bounds=bounds)
    return parts


def _as_integers(weights: Sequence[Fraction]) -> list[int]:
    """The same proportions in whole numbers."""
    scale = lcm(*(weight.denominator for weight in weights))
    return [weight.numerator * (scale // weight.denominator) for weight in weights]


def _give(left: int, parts: list[int], order: Sequence[int], *, whole: int, bounds: Bounds) -> None:
    """Give what is left, one krona at a time in order, until nothing is left or no line has room."""
    given = True
    while left and given:
        given = False
        for index in order:
            if left and bounds.leave_room(parts, index, whole=whole):
                parts[index] += 1
                left -= 1
                given = True
