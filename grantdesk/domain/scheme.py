"""One scheme as the region's file tells it: what it is, and its dated rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from grantdesk.domain.fields import Fields, InputError, Wrong, raise_if_any
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money, Rounding
from grantdesk.domain.readers import amount, count, flag, list_of, one_of, rate, text
from grantdesk.domain.rulebook import Series, dated, required
from grantdesk.domain.vocabulary import CATEGORIES, FLAGS, OBSTACLES, REGULATIONS, SCHEMES, SIZES


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
class Rates:
    """The rate everywhere, and the higher ones where the aid area, sparse population or a case of the law gives one."""

    base: Decimal
    aid_area: Decimal | None = None
    sparsely_populated: Decimal | None = None
    raised: Decimal | None = None


@dataclass(frozen=True)
class RaisedCase:
    """Circumstances that raise the rate of some categories, or of every one when none is named."""

    when: str
    and_any_of: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True)
class SmallCosts:
    """Categories that are taken only as long as all costs stay within an amount."""

    up_to: Money
    categories: tuple[str, ...]


@dataclass(frozen=True)
class ShareOfAid:
    """A category that may be at most a share of the whole aid."""

    category: str
    share: Decimal


@dataclass(frozen=True)
class Companies:
    """How many independent companies a joint measure needs."""

    normally: int
    with_special_reasons: int


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

    @property
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
    categories, circumstances = list_of(one_of(CATEGORIES)), list_of(one_of(FLAGS))
    cases = list_of(lambda given: _raised_case(given, circumstances=circumstances, categories=categories))
    rules = Rules(
        in_force=required(fields, "in_force", flag),
        categories=required(fields, "categories", categories),
        rate_policy=required(fields, "rate_policy", _rates),
        necessity=required(fields, "necessity", flag),
        rounding=required(fields, "rounding", _rounding),
        paid_as_reported=required(fields, "paid_as_reported", flag),
        start_rule=required(fields, "start_rule", flag),
        obstacles=required(fields, "obstacles", list_of(one_of(OBSTACLES))),
        rate_ceiling=dated(fields, "rate_ceiling", _rates),
        cap=dated(fields, "cap", amount),
        closed_to=dated(fields, "closed_to", list_of(text)),
        sizes=dated(fields, "sizes", list_of(one_of(SIZES))),
        archipelago_only=dated(fields, "archipelago_only", categories),
        small_costs=dated(fields, "small_costs", _small_costs),
        share_of_aid=dated(fields, "share_of_aid", _share_of_aid),
        energy_review=dated(fields, "energy_review", flag),
        independent_companies=dated(fields, "independent_companies", _companies),
        raised_by_law=dated(fields, "raised_by_law", cases),
        raised_by_practice=dated(fields, "raised_by_practice", cases),
        collective_agreement=dated(fields, "collective_agreement", flag),
        municipality_opinion=dated(fields, "municipality_opinion", flag),
    )
    fields.finish()
    return rules


def _rates(given: object) -> Rates:
    with_errors = _Table(given)
    rates = Rates(
        base=with_errors.fields.read("base", rate),
        aid_area=with_errors.fields.read_if_given("aid_area", rate),
        sparsely_populated=with_errors.fields.read_if_given("sparsely_populated", rate),
        raised=with_errors.fields.read_if_given("raised", rate),
    )
    with_errors.close()
    return rates


def _rounding(given: object) -> Rounding:
    return Rounding(one_of([Rounding.DOWN_TO_KRONA.value])(given))


def _raised_case(given: object, *, circumstances: Any, categories: Any) -> RaisedCase:
    table = _Table(given)
    case = RaisedCase(
        when=table.fields.read("when", one_of(FLAGS)),
        and_any_of=table.fields.read_if_given("and_any_of", circumstances) or (),
        categories=table.fields.read_if_given("categories", categories) or (),
    )
    table.close()
    return case


def _small_costs(given: object) -> SmallCosts:
    table = _Table(given)
    small = SmallCosts(
        up_to=table.fields.read("up_to", amount),
        categories=table.fields.read("categories", list_of(one_of(CATEGORIES))),
    )
    table.close()
    return small


def _share_of_aid(given: object) -> ShareOfAid:
    table = _Table(given)
    share = ShareOfAid(
        category=table.fields.read("category", one_of(CATEGORIES)), share=table.fields.read("share", rate)
    )
    table.close()
    return share


def _companies(given: object) -> Companies:
    table = _Table(given)
    companies = Companies(
        normally=table.fields.read("normally", count),
        with_special_reasons=table.fields.read("with_special_reasons", count),
    )
    table.close()
    return companies


class _Table:
    """A value that is itself a small table; the first thing wrong in it stands for the whole value."""

    def __init__(self, given: object) -> None:
        self._errors: list[InputError] = []
        self.fields = Fields(given, "", self._errors)

    def close(self) -> None:
        self.fields.finish()
        if self._errors:
            first = self._errors[0]
            raise Wrong("region.in_table", place=first.where, reason=str(first).partition(": ")[2])
