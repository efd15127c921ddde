"""Money is whole öre, and is rounded in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

_WRITTEN = re.compile(r"[0-9]{1,13}\.[0-9]{2}")
_HALF = Fraction(1, 2)


class Rounding(StrEnum):
    """How an exact amount becomes one that can be paid; each rule states which."""

    DOWN_TO_KRONA = "down_to_krona"
    DOWN_TO_ORE = "down_to_ore"
    HALF_UP_TO_ORE = "half_up_to_ore"


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in Swedish kronor, kept as whole öre.

    A difference may be negative; what is applied for, granted or moved never is, and those who need that say so.
    """

    ore: int

    def __post_init__(self) -> None:
        if type(self.ore) is not int:
            raise TypeError(f"Money is whole öre, not {self.ore!r}")

    @classmethod
    def parse(cls, written: str) -> Money:
        """The amount written as `"1234.50"`: kronor, a point, two decimals. Raises ValueError otherwise."""
        if not _WRITTEN.fullmatch(written):
            raise ValueError(f"not an amount with two decimals: {written!r}")
        return cls(int(written.replace(".", "")))

    @classmethod
    def kronor(cls, whole: int) -> Money:
        return cls(whole * 100)

    @classmethod
    def rounded(cls, exact_kronor: Decimal | Fraction, rounding: Rounding) -> Money:
        """The one function that rounds: `exact_kronor` is in kronor, unrounded."""
        if rounding is Rounding.DOWN_TO_KRONA:
            return cls(int(exact_kronor) * 100)
        exact_ore = Fraction(exact_kronor) * 100
        if rounding is Rounding.DOWN_TO_ORE:
            return cls(int(exact_ore))
        return cls(int(exact_ore + (_HALF if exact_ore > 0 else -_HALF)))

    @property
    def exact_kronor(self) -> Decimal:
        return Decimal(self.ore) / 100

    @property
    def in_kronor(self) -> Fraction:
        return Fraction(self.ore, 100)

    def share(self, rate: Decimal) -> Fraction:
        """The exact kronor of a share of the amount."""
        numerator, denominator = rate.as_integer_ratio()
        return Fraction(self.ore * numerator, 100 * denominator)

    def __add__(self, other: Money) -> Money:
        return Money(self.ore + other.ore)

    def __sub__(self, other: Money) -> Money:
        return Money(self.ore - other.ore)

    def __bool__(self) -> bool:
        return self.ore != 0

    def __str__(self) -> str:
        """As the interfaces write it: `"1234.50"`."""
        kronor, ore = divmod(abs(self.ore), 100)
        return f"{'-' if self.ore < 0 else ''}{kronor}.{ore:02d}"

    def floored_at_zero(self) -> Money:
        return max(self, ZERO)


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    return Money(sum(amount.ore for amount in amounts))
