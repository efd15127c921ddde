"""A rule's name and value in words, for those who read rules and do not write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from grantdesk.domain.county import County
from grantdesk.domain.messages import Both, Parameter, amount, in_both, message
from grantdesk.domain.money import Money
from grantdesk.domain.provisions import (
    Advance,
    Agency,
    Companies,
    Duty,
    FlatRate,
    HomeDelivery,
    HourlyRate,
    InspectorReport,
    LargeProject,
    RaisedCase,
    Rates,
    Sampling,
    ShareOfAid,
    SmallCosts,
)
from grantdesk.domain.question import listed, named, shown
from grantdesk.domain.rule_version import Key

# The codes that a rule's list is of, and the sentences that name them.
_CODES: Mapping[str, str] = {
    "categories": "category",
    "archipelago_only": "category",
    "obstacles": "obstacle",
    "sizes": "size",
    "legal_forms": "legal_form",
    "progress_report": "claim.kind",
}


def name_of(key: Key, county: County) -> Both:
    """What the rule is called, with the municipality or the regulation that it is for."""
    if len(key) == 1:
        return named(f"rule_name.{key[-1]}")
    rule = named(f"rule_name.{'aid_area' if key[-1] == 'aid_areas' else key[-1]}")
    about = county.municipality(key[0]).name if key[0] in county.municipalities else key[0]
    return Both(f"{about}: {rule.sv}", f"{about}: {rule.en}")


def in_words(key: Key, value: Any, county: County) -> Both:
    """The value as a reader sees it, such as `25 %; 35 % i stödområde`."""
    rule = key[-1]
    if rule in _CODES:
        return _listed(named(f"{_CODES[rule]}.{code}") for code in value)
    if rule == "closed_to":
        return _listed(_same(county.municipality(code).name) for code in value)
    if rule in _BY_RULE:
        return _BY_RULE[rule](value)
    spoken = next((say for kind, say in _BY_KIND if isinstance(value, kind)), None)
    if spoken is not None:
        return spoken(value)
    return _listed(map(_same, value)) if isinstance(value, tuple) else _same(value)


def _said(key: str, **parameters: Parameter | Both) -> Both:
    texts = in_both(message(f"rule_value.{key}", **parameters))
    return Both(texts["sv"], texts["en"])


def _same(value: object) -> Both:
    return Both(str(value), str(value))


def _listed(parts: Iterable[Both], *, between: str = ", ") -> Both:
    found = list(parts)
    if not found:
        return _said("none")
    return Both(between.join(one.sv for one in found), between.join(one.en for one in found))


def _money(value: Money) -> Both:
    return Both(amount(value, "sv"), amount(value, "en"))


def _flag(value: bool) -> Both:
    return _said("true" if value else "false")


def _rates(rates: Rates) -> Both:
    return _listed(_each_rate(rates), between="; ")


def _each_rate(rates: Rates) -> Iterator[Both]:
    yield shown(rates.base)
    for area, by_size in rates.areas.items():
        for size, rate in by_size.items():
            yield _said("rate_of_size", rate=shown(rate), size=named(f"size.{size}"), area=area)
    if rates.aid_area is not None:
        yield _said("rate_in_area", rate=shown(rates.aid_area))
    if rates.sparsely_populated is not None:
        yield _said("rate_sparse", rate=shown(rates.sparsely_populated))
    if rates.raised is not None:
        yield _said("rate_raised", rate=shown(rates.raised))


def _small_costs(small: SmallCosts) -> Both:
    return _said(
        "small_costs", categories=listed([named(f"category.{one}") for one in small.categories]), up_to=small.up_to
    )


def _agency(agency: Agency) -> Both:
    when = listed([named(f"circumstance.{one}") for one in agency.when])
    return _said("agency", amount=agency.above_investment, when=when)


def _raised(case: RaisedCase) -> Both:
    categories = (
        listed([named(f"category.{one}") for one in case.categories]) if case.categories else _said("every_category")
    )
    when = named(f"circumstance.{case.when}")
    if not case.and_any_of:
        return _said("raised", when=when, categories=categories)
    others = listed([named(f"circumstance.{one}") for one in case.and_any_of])
    return _said("raised_with", when=when, others=others, categories=categories)


def _flat_rate(flat: FlatRate) -> Both:
    category, of = named(f"category.{flat.category}"), named(f"category.{flat.of}")
    return _said("flat_rate", category=category, share=shown(flat.share), of=of)


def _without_stop(words: Both) -> Both:
    return Both(words.sv.rstrip("."), words.en.rstrip("."))


def _area(area: int) -> Both:
    return _same(area) if area else _said("no_area")


_BY_RULE: Mapping[str, Callable[[Any], Both]] = {
    "decisions_on_unconfirmed": _said,
    "recovered_money": _said,
    "rounding": lambda _value: _said("down_to_krona"),
    "liability": lambda shares: _listed(map(shown, shares)),
    "most_years": lambda years: _said("years", number=years),
    "window_years": lambda years: _said("years", number=years),
    "retention_years": lambda years: _said("years", number=years),
    "idle_days_after_end": lambda days: _said("days", number=days),
    "idle_months_without_claim": lambda months: _said("months", number=months),
    "publication_months": lambda months: _said("months", number=months),
    "register_working_days": lambda days: _said("working_days", number=days),
    "least_distance": lambda distance: _said("kilometres", number=distance),
    "ceiling": lambda euros: _said("euros", number=euros),
    "publication_above": lambda euros: _said("euros", number=euros),
    "aid_areas": lambda areas: _listed(map(_area, areas)) if isinstance(areas, tuple) else _area(areas),
    "raised_by_law": lambda cases: _listed(map(_raised, cases), between="; "),
    "raised_by_practice": lambda cases: _listed(map(_raised, cases), between="; "),
    "considered": lambda judged: _listed((_without_stop(one.words) for one in judged), between="; "),
}
# A flag is a number to Python, so it comes first.
_BY_KIND: tuple[tuple[type, Callable[[Any], Both]], ...] = (
    (bool, _flag),
    (Money, _money),
    (Decimal, shown),
    (Rates, _rates),
    (SmallCosts, _small_costs),
    (ShareOfAid, lambda of: _said("share_of_aid", category=named(f"category.{of.category}"), share=shown(of.share))),
    (Companies, lambda of: _said("companies", normally=of.normally, special=of.with_special_reasons)),
    (LargeProject, lambda of: _said("large_project", euros=of.above_eur, size=named(f"size.{of.rate_of}"))),
    (Agency, _agency),
    (HomeDelivery, lambda of: _said("home_delivery", most=of.most_per_household, share=shown(of.least_of_price_base))),
    (InspectorReport, lambda of: _said("inspector_report", above=of.above)),
    (Advance, lambda of: _said("advance", share=shown(of.share), most=of.most)),
    (HourlyRate, lambda of: _said("hourly_rate", category=named(f"category.{of.category}"), rate=of.per_hour)),
    (FlatRate, _flat_rate),
    (Duty, lambda of: _said("duty", years=of.years, words=_without_stop(of.words))),
    (Sampling, lambda of: _said("sampling", above=of.above, every=of.every)),
)
