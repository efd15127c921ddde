"""One scheme as the region's file tells it: what it is, and its dated rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from grantdesk.domain import provisions
from grantdesk.domain.fields import Fields, InputError, Reader, raise_if_any
from grantdesk.domain.findings import Confidence, Source
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money, Rounding
from grantdesk.domain.provisions import (
    Advance,
    Agency,
    Companies,
    Consideration,
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
from grantdesk.domain.readers import amount, count, distance, flag, list_of, one_of, rate, text
from grantdesk.domain.rulebook import RuleValue, Series, dated, required
from grantdesk.domain.vocabulary import CATEGORIES, CLAIM_KINDS, LEGAL_FORMS, OBSTACLES, REGULATIONS, SCHEMES, SIZES

_CATEGORIES = list_of(one_of(CATEGORIES))
# For how many days at a time a scheme remembers which rows are in force.
_DAYS_KEPT = 1_024


class Family(StrEnum):
    """Which arithmetic a scheme follows."""

    COMPANY = "company"
    COMMERCIAL_SERVICE = "commercial_service"
    PROJECT = "project"


class StateAid(StrEnum):
    """What a scheme's aid is in the eyes of Union law."""

    DE_MINIMIS = "de_minimis"
    BLOCK_EXEMPTED = "block_exempted"
    NONE = "none"


@dataclass(frozen=True)
class Rules:
    """The dated rules of a scheme; an empty series is a rule that the scheme does not have."""

    in_force: Series[bool]
    categories: Series[tuple[str, ...]]
    rate_policy: Series[Rates]
    necessity: Series[bool]
    rounding: Series[Rounding]
    paid_as_reported: Series[bool]
    start_rule: Series[bool]
    obstacles: Series[tuple[str, ...]]
    rate_ceiling: Series[Rates]
    cap: Series[Money]
    closed_to: Series[tuple[str, ...]]
    sizes: Series[tuple[str, ...]]
    archipelago_only: Series[tuple[str, ...]]
    small_costs: Series[SmallCosts]
    share_of_aid: Series[ShareOfAid]
    energy_review: Series[bool]
    independent_companies: Series[Companies]
    raised_by_law: Series[tuple[RaisedCase, ...]]
    raised_by_practice: Series[tuple[RaisedCase, ...]]
    collective_agreement: Series[bool]
    municipality_opinion: Series[bool]
    aid_areas: Series[tuple[int, ...]]
    legal_forms: Series[tuple[str, ...]]
    most_years: Series[int]
    least_distance: Series[Decimal]
    most_turnover: Series[Money]
    open_all_year: Series[bool]
    agency: Series[Agency]
    considered: Series[tuple[Consideration, ...]]
    large_project: Series[LargeProject]
    yearly_cap: Series[Money]
    home_delivery: Series[HomeDelivery]
    price_base_amount: Series[Money]
    advance: Series[Advance]
    liability: Series[tuple[Decimal, ...]]
    keep_investment: Series[Duty]
    report_changes: Series[Duty]
    guarantee: Series[Duty]
    recovery_order_stops: Series[bool]
    progress_report: Series[tuple[str, ...]]
    inspector_report: Series[InspectorReport]
    undeducted_vat: Series[bool]
    hourly_rate: Series[HourlyRate]
    flat_rate: Series[FlatRate]
    plan_binds: Series[bool]
    sampling: Series[Sampling]

    def __iter__(self) -> Iterator[tuple[str, Series[Any]]]:
        for field in dataclass_fields(self):
            yield field.name, getattr(self, field.name)


@dataclass(frozen=True)
class Scheme:
    """A form of support: its names, its law, who handles it, and its rules over time."""

    code: str
    law_code: str
    name: Both
    ordinance: str
    section: str
    family: Family
    handled_by: str
    state_aid: StateAid
    de_minimis: str | None
    eu_financed: bool
    counterpart: str | None
    rules: Rules

    @property
    def is_project(self) -> bool:
        return self.family is Family.PROJECT

    @cached_property
    def law(self) -> Source:
        """The scheme's ordinance, for a note on what it does not name."""
        section = f"{self.ordinance} {self.section}"
        return Source(Both(section, section), Confidence.STATUTE, True, f"schemes/{self.code}.toml: ordinance", None)

    @cached_property
    def rows_on(self) -> Callable[[date], Mapping[int, RuleValue[Any]]]:
        """The rows in force on a day, each by the `id` of its series; they are looked up once for a day."""
        return lru_cache(maxsize=_DAYS_KEPT)(self._rows_on)

    def _rows_on(self, day: date) -> Mapping[int, RuleValue[Any]]:
        rows = ((series, series.on(day)) for _, series in self.rules)
        return {id(series): row for series, row in rows if row is not None}

    @cached_property
    def has_start_rule(self) -> bool:
        """Whether the ordinance, on any day, asks that the application comes before the start."""
        return any(row.value for row in self.rules.start_rule.values)


def read_scheme(given: Mapping[str, object], *, file: str) -> Scheme:
    """The scheme in one file. Raises InputErrors naming file and key."""
    errors: list[InputError] = []
    fields = Fields(given, f"{file}: ", errors)
    scheme = Scheme(
        code=fields.read("code", one_of(SCHEMES)),
        law_code=fields.read("law_code", text),
        name=both(fields.child("name")),
        ordinance=fields.read("ordinance", text),
        section=fields.read("section", text),
        family=Family(fields.read("family", one_of(list(Family))) or Family.COMPANY),
        handled_by=fields.read("handled_by", one_of(["region", "almi"])),
        state_aid=StateAid(fields.read("state_aid", one_of(list(StateAid))) or StateAid.NONE),
        de_minimis=fields.read_if_given("de_minimis", one_of(REGULATIONS)),
        eu_financed=fields.read_if_given("eu_financed", flag) or False,
        counterpart=fields.read_if_given("counterpart", one_of(SCHEMES)),
        rules=_rules(fields.child("rules")),
    )
    fields.finish()
    raise_if_any(errors)
    return scheme


def both(fields: Fields) -> Both:
    """A name in both languages."""
    name = Both(sv=fields.read("sv", text), en=fields.read("en", text))
    fields.finish()
    return name


def _rules(fields: Fields) -> Rules:
    rules = Rules(
        **{
            name: (required if name in NEEDED else dated)(fields, key, reader)
            for name, (key, reader) in READ_BY.items()
        }
    )
    fields.finish()
    return rules


# The rules that every scheme has.
NEEDED = (
    "in_force",
    "categories",
    "rate_policy",
    "necessity",
    "rounding",
    "paid_as_reported",
    "start_rule",
    "obstacles",
)

# A rule's name here: its key in the file, and what reads its value.
READ_BY: Mapping[str, tuple[str, Reader[Any]]] = {
    "in_force": ("in_force", flag),
    "categories": ("categories", _CATEGORIES),
    "rate_policy": ("rate_policy", provisions.rates),
    "necessity": ("necessity", flag),
    "rounding": ("rounding", provisions.rounding),
    "paid_as_reported": ("paid_as_reported", flag),
    "start_rule": ("start_rule", flag),
    "obstacles": ("obstacles", list_of(one_of(OBSTACLES))),
    # On who may have the aid, and on what awaits before a grant.
    "closed_to": ("closed_to", list_of(text)),
    "aid_areas": ("aid_areas", list_of(provisions.aid_area)),
    "sizes": ("sizes", list_of(one_of(SIZES))),
    "legal_forms": ("legal_forms", list_of(one_of(LEGAL_FORMS))),
    "energy_review": ("energy_review", flag),
    "independent_companies": ("independent_companies", provisions.companies),
    "most_years": ("most_years", count),
    "least_distance": ("least_distance_km", distance),
    "most_turnover": ("most_grocery_turnover", amount),
    "open_all_year": ("open_all_year", flag),
    "collective_agreement": ("collective_agreement", flag),
    "municipality_opinion": ("municipality_opinion", flag),
    "agency": ("agency", provisions.agency),
    "considered": ("considered", list_of(provisions.consideration)),
    # On costs, rates and ceilings, and on what is paid in advance or owed back.
    "archipelago_only": ("archipelago_only", _CATEGORIES),
    "small_costs": ("small_costs", provisions.small_costs),
    "share_of_aid": ("share_of_aid", provisions.share_of_aid),
    "rate_ceiling": ("rate_ceiling", provisions.rates),
    "large_project": ("large_project", provisions.large_project),
    "raised_by_law": ("raised_by_law", list_of(provisions.raised_case)),
    "raised_by_practice": ("raised_by_practice", list_of(provisions.raised_case)),
    "cap": ("cap", amount),
    "yearly_cap": ("yearly_cap", amount),
    "home_delivery": ("home_delivery", provisions.home_delivery),
    "price_base_amount": ("price_base_amount", amount),
    "advance": ("advance", provisions.advance),
    "liability": ("liability", list_of(rate)),
    "keep_investment": ("keep_investment", provisions.duty),
    "report_changes": ("report_changes", provisions.duty),
    "guarantee": ("guarantee", provisions.duty),
    "recovery_order_stops": ("recovery_order_stops", flag),
    # On what comes with a claim.
    "progress_report": ("progress_report", list_of(one_of(CLAIM_KINDS))),
    "inspector_report": ("inspector_report", provisions.inspector_report),
    # On what a claim reports, row by row.
    "undeducted_vat": ("undeducted_vat", flag),
    "hourly_rate": ("hourly_rate", provisions.hourly_rate),
    "flat_rate": ("flat_rate", provisions.flat_rate),
    "plan_binds": ("plan_binds", flag),
    "sampling": ("sampling", provisions.sampling),
}
