"""Which circumstances a scheme's rules ask about: those that a form offers, and those that have an effect when stated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from grantdesk.domain.rulebook import RuleValue, Series
from grantdesk.domain.scheme import Rules

_BY_RULE: dict[str, tuple[str, ...]] = {
    "energy_review": ("energy_review_done",),
    "independent_companies": ("independent_companies", "special_reasons"),
    "collective_agreement": ("collective_agreement_terms",),
    "municipality_opinion": ("municipality_consulted",),
    "most_years": ("years_already_supported",),
    "yearly_cap": ("other_service_aid_this_year",),
    "least_distance": ("distance_km_to_next_store", "special_reasons"),
    "most_turnover": ("grocery_turnover", "special_reasons"),
    "open_all_year": ("open_all_year",),
    "home_delivery": ("delivery_year", "households_served"),
}


def asked_by(rules: Rules, *, on: date | None = None) -> set[str]:
    """The circumstances that rules other than a raised rate ask about, on a day or on any."""
    asked = {name for rule, names in _BY_RULE.items() if _rows(getattr(rules, rule), on) for name in names}
    for row in _rows(rules.agency, on):
        asked.update(row.value.when)
    if any(row.value.sparsely_populated is not None for row in _rows(rules.rate_policy, on)):
        asked.add("sparsely_populated")
    return asked


def raising(rules: Rules) -> set[str]:
    """The circumstances that on some day can raise a rate."""
    cases = [
        case
        for series in (rules.raised_by_law, rules.raised_by_practice)
        for row in series.values
        for case in row.value
    ]
    return {name for case in cases for name in (case.when, *case.and_any_of)}


def needed_by(rules: Rules) -> set[str]:
    """The circumstances without which nothing can be counted."""
    return {"delivery_year", "households_served"} if rules.home_delivery.values else set()


def _rows(series: Series[Any], on: date | None) -> Iterable[RuleValue[Any]]:
    if on is None:
        return series.values
    row = series.on(on)
    return () if row is None else (row,)
