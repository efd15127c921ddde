"""Spreading a whole number of kronor over cost lines, where one line has room before one that is full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm


@dataclass(frozen=True)
class Bounds:
    """What the lines should carry: each at most so many kronor, and some of them together never more than a share."""

    kronor: Sequence[int]
    shared: Sequence[bool] = ()
    share: Fraction = Fraction(1)

    def leave_room(self, parts: Sequence[int], index: int, *, whole: int) -> bool:
        if parts[index] >= self.kronor[index]:
            return False
        if not self.shared or not self.shared[index]:
            return True
        together = sum(part for part, shared in zip(parts, self.shared, strict=True) if shared)
        return together < self.share * whole // 1


def over_lines(whole: int, weights: Sequence[Fraction], bounds: Bounds) -> list[int]:
    """Divide so many kronor in proportion to the weights, largest remainder first, the earlier line first where equal.

    A weight is the line's own exact kronor, so `whole` is at most their sum and a proportion never passes a bound by
    itself. A line that is full is passed over for the krona that is left, until the öre of several full lines make up a
    krona that no one of them holds: that goes out all the same, for the lines add up to the whole. A share is never
    passed; the lines outside it carry what it leaves.
    """
    scaled = _as_integers(weights)
    weight_sum = sum(scaled)
    if not whole or not weight_sum:
        return [0 for _ in weights]
    parts = [weight * whole // weight_sum for weight in scaled]
    left = whole - sum(parts)
    if not left:
        return parts
    remainders = [weight * whole % weight_sum for weight in scaled]
    order = sorted(range(len(parts)), key=lambda index: (-remainders[index], index))
    order = [index for index in order if weights[index]]
    one_more = [part + 1 for part in parts]
    with_room = [min(most, one) for most, one in zip(bounds.kronor, one_more, strict=True)]
    for kronor in (with_room, one_more, [whole for _ in parts]):
        left = _give(left, parts, order, whole=whole, bounds=replace(bounds, kronor=kronor))
    return parts


def _as_integers(weights: Sequence[Fraction]) -> list[int]:
    """The same proportions in whole numbers."""
    scale = lcm(*(weight.denominator for weight in weights))
    return [weight.numerator * (scale // weight.denominator) for weight in weights]


def _give(left: int, parts: list[int], order: Sequence[int], *, whole: int, bounds: Bounds) -> int:
    """Give what is left, one krona at a time in order, until nothing is left or no line has room; what is left then."""
    given = True
    while left and given:
        given = False
        for index in order:
            if left and bounds.leave_room(parts, index, whole=whole):
                parts[index] += 1
                left -= 1
                given = True
    return left
