"""What the region has laid down for a day, where an act cannot do without it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from grantdesk.domain.fields import T
from grantdesk.domain.refusal import Refused
from grantdesk.domain.rulebook import RuleValue, Series


def held(series: Series[T], on: date) -> T:
    """The value of the day. Raises `Refused` where the region has laid down nothing for it."""
    row = series.on(on)
    if row is None:
        raise Refused("laid_down.nothing", place=series.place, day=on)
    return row.value


def unconfirmed(every: Iterable[Series[Any]], on: date) -> tuple[RuleValue[Any], ...]:
    """The values of the day that the region has not confirmed."""
    found = (series.on(on) for series in every)
    return tuple(row for row in found if row and not row.source.confirmed)
