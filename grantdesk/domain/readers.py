"""Readers of single values: what a text, a number or a flag from outside must look like."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from grantdesk.domain.fields import Reader, T, Wrong, is_list
from grantdesk.domain.money import Money

_AMOUNT = re.compile(r"[0-9]{1,13}\.[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NACE = re.compile(r"[0-9]{2}(\.[0-9]{1,2})?")
_EXCHANGE_RATE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_RATE = re.compile(r"(0\.[0-9]{2,4}|1\.0{2,4})")
_LARGEST_COUNT = 1_000_000_000
_LARGEST_DISTANCE = Decimal(100_000)


def text(given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise Wrong("input.text")
    return given


def amount_or_zero(given: object) -> Money:
    return _amount(given, "input.amount_or_zero")


def amount(given: object) -> Money:
    read = _amount(given, "input.amount")
    if not read:
        raise Wrong("input.amount")
    return read


def _amount(given: object, otherwise: str) -> Money:
    if not isinstance(given, str):
        raise Wrong(otherwise)
    try:
        return Money.parse(given)
    except ValueError:
        raise Wrong(otherwise) from None


def euros(given: object) -> Decimal:
    """An amount in EUR, above zero, exactly as it was written."""
    return _above_zero(_AMOUNT, given, "input.amount")


def exchange_rate(given: object) -> Decimal:
    """SEK per EUR, above zero."""
    return _above_zero(_EXCHANGE_RATE, given, "input.exchange_rate")


def _above_zero(form: re.Pattern[str], given: object, otherwise: str) -> Decimal:
    read = Decimal(given) if isinstance(given, str) and form.fullmatch(given) else None
    if not read:
        raise Wrong(otherwise)
    return read


def rate(given: object) -> Decimal:
    """A share of a whole, such as "0.35"."""
    if not isinstance(given, str) or not _RATE.fullmatch(given):
        raise Wrong("input.rate")
    return Decimal(given)


def day(given: object) -> date:
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        raise Wrong("input.day")
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Wrong("input.day") from None


def toml_day(given: object) -> date:
    """A date as TOML writes it, without quotation marks."""
    if not isinstance(given, date) or isinstance(given, datetime):
        raise Wrong("region.day")
    return given


def flag(given: object) -> bool:
    if not isinstance(given, bool):
        raise Wrong("input.flag")
    return given


def count(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= _LARGEST_COUNT:
        raise Wrong("input.count")
    return given


def distance(given: object) -> Decimal:
    """Kilometres, zero or more; a float is refused because its decimals are not the ones that were written."""
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise Wrong("input.distance")
    if isinstance(given, Decimal) and not given.is_finite():
        raise Wrong("input.distance")
    if not 0 <= given <= _LARGEST_DISTANCE:
        raise Wrong("input.distance")
    return Decimal(given)


def nace(given: object) -> str:
    if not isinstance(given, str) or not _NACE.fullmatch(given):
        raise Wrong("input.nace")
    return given


def one_of(choices: Collection[str]) -> Reader[str]:
    known = frozenset(choices)

    def read(given: object) -> str:
        if not isinstance(given, str) or given not in known:
            raise Wrong("input.choice", choices=", ".join(choices))
        return given

    return read


def list_of(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    def read(given: object) -> tuple[T, ...]:
        if not is_list(given):
            raise Wrong("input.list")
        return tuple(reader(item) for item in cast(Sequence[object], given))

    return read
