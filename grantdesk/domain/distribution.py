"""Dividing a whole into parts that add up to it exactly."""

from collections.abc import Sequence
from decimal import Decimal


def by_largest_remainder(whole: int, weights: Sequence[int]) -> list[int]:
    """Divide `whole` (öre, kronor or hundredths of a per cent) in proportion to `weights`, so that the parts add up to it.

    Every part is the proportion rounded down; what is left goes, one unit each, to the parts that lost most, the
    earlier first where they lost the same. Raises ValueError when a non-zero whole has no weight to go to.
    """
    if whole < 0 or any(weight < 0 for weight in weights):
        raise ValueError("neither the whole nor a weight may be negative")
    weight_sum = sum(weights)
    if weight_sum == 0:
        if whole:
            raise ValueError("nothing to divide over")
        return [0 for _ in weights]
    parts = [whole * weight // weight_sum for weight in weights]
    lost = [whole * weight % weight_sum for weight in weights]
    for index in sorted(range(len(weights)), key=lambda i: (-lost[i], i))[: whole - sum(parts)]:
        parts[index] += 1
    return parts


def shares(parts: Sequence[int]) -> list[Decimal] | None:
    """Each part's share of their sum as a rate with four decimals, so that the shares add to 1 exactly.

    None where there is nothing to be a share of, or a part is negative.
    """
    if sum(parts) <= 0 or any(part < 0 for part in parts):
        return None
    return [Decimal(share) / 10_000 for share in by_largest_remainder(10_000, parts)]
