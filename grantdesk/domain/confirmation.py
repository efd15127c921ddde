"""Whether the region decides on amounts that rest on values it has not confirmed, and what it says where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from grantdesk.domain import kept_answer
from grantdesk.domain.kept_answer import Found
from grantdesk.domain.messages import Both, Message, in_both, message
from grantdesk.domain.rulebook import Series

ALLOWED, REFUSED = "allowed", "refused"
CHOICES = (ALLOWED, REFUSED)
# What is not laid down for a day is not allowed on it.
_NOTHING_LAID_DOWN = Both("inget annat är bestämt för dagen", "nothing else is laid down for the day")


def refusal(setting: Series[str], answer: Mapping[str, Any], *, on: date) -> Message | None:
    """Why nothing is granted on a kept answer that day; None where it may be. It names each value and where it stands."""
    row = setting.on(on)
    open_values = kept_answer.unconfirmed(answer)
    if not open_values or (row is not None and row.value == ALLOWED):
        return None
    ground = row.source.text if row else _NOTHING_LAID_DOWN
    return message("decide.unconfirmed", values=_listed(open_values), ground=ground)


def _listed(values: list[Found]) -> Both:
    names = [in_both(one.point.rule) for one in values]
    places = [f" ({one.point.place})" if one.point.place else "" for one in values]
    sv, en = (
        "; ".join(name[language] + place for name, place in zip(names, places, strict=True))
        for language in ("sv", "en")
    )
    return Both(sv, en)
