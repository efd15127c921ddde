"""The county as data: its municipalities, goals and schemes, parsed from mappings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from grantdesk.domain.annual_report import AnnualReport, read_annual_report
from grantdesk.domain.confirmation import CHOICES
from grantdesk.domain.de_minimis import DeMinimisRules, read_de_minimis
from grantdesk.domain.fields import Fields, InputError, InputErrors, raise_if_any
from grantdesk.domain.findings import Source
from grantdesk.domain.identity import organisation_number
from grantdesk.domain.interest_rates import InterestRates, read_interest
from grantdesk.domain.messages import Both, message
from grantdesk.domain.money import Money
from grantdesk.domain.municipalities import Municipality, read_municipalities
from grantdesk.domain.readers import amount, count, flag, list_of, one_of, text, toml_day
from grantdesk.domain.rulebook import Series, dated, required, source
from grantdesk.domain.scheme import Family, Scheme, both, read_scheme
from grantdesk.domain.state_money import AFTER_RECOVERY

P = TypeVar("P")


@dataclass(frozen=True)
class Court:
    """The administrative court that appeals against the region's decisions are forwarded to."""

    name: Both
    source: Source


@dataclass(frozen=True)
class Region:
    """The public body that handles the money, as letters and exports name it."""

    code: str
    name: Both
    county_code: str
    county_name: Both
    organisation_number: str
    postal_address: tuple[str, ...]
    telephone: str
    email: str
    website: str
    court: Court
    source: Source


@dataclass(frozen=True)
class GoalArea:
    """A goal area of the regional development strategy."""

    code: str
    name: Both
    valid_from: date
    valid_to: date | None
    source: Source


@dataclass(frozen=True)
class Objective:
    """An objective (delmål) of the strategy; `confirmed` is false for a working name, `goal_area_confirmed` for its place."""

    code: str
    name: Both
    goal_area: str
    goal_area_confirmed: bool
    valid_from: date
    valid_to: date | None
    source: Source

    @property
    def confirmed(self) -> bool:
        return self.source.confirmed


@dataclass(frozen=True)
class ErufObjective:
    """A specific objective of the regional fund's programme."""

    code: str
    name: Both
    source: Source

    @property
    def confirmed(self) -> bool:
        return self.source.confirmed


@dataclass(frozen=True)
class Theme:
    """What a project may be about, several at a time."""

    code: str
    name: Both


@dataclass(frozen=True)
class County:
    """Everything that a region's folder says of the county."""

    region: Region
    municipalities: dict[str, Municipality]
    goal_areas: dict[str, GoalArea]
    objectives: dict[str, Objective]
    eruf_objectives: dict[str, ErufObjective]
    themes: dict[str, Theme]
    schemes: dict[str, Scheme]
    de_minimis: DeMinimisRules
    interest: InterestRates
    annual_report: AnnualReport
    decisions_on_unconfirmed: Series[str]
    supplier_checked_above: Series[Money]
    recovered_money: Series[str]
    idle_days_after_end: Series[int]
    idle_months_without_claim: Series[int]

    def scheme(self, code: str) -> Scheme:
        """The scheme with that code; raises KeyError where the county has no such file."""
        return self.schemes[code]

    def series(self) -> Iterator[Series[Any]]:
        """Every rule of the county with its values over time, by file."""
        rules = self.de_minimis
        yield from (self.decisions_on_unconfirmed, self.supplier_checked_above, self.recovered_money)
        yield from (self.idle_days_after_end, self.idle_months_without_claim)
        yield from (rules.window_years, rules.successors, rules.publication_above, rules.same_costs)
        yield from (rules.publication_months, rules.retention_years)
        yield from self.interest.series()
        for regulation in rules.regulations.values():
            yield from (regulation.ceiling, regulation.counts, regulation.excluded_nace)
            yield regulation.register_working_days
        for municipality in self.municipalities.values():
            yield from (municipality.aid_areas, municipality.archipelago)
        for scheme in self.schemes.values():
            yield from (series for _name, series in scheme.rules)

    def municipality(self, code: str) -> Municipality:
        return self.municipalities[code]


@dataclass(frozen=True)
class Written:
    """A region's folder as it was read: each file's content, not yet understood."""

    region: Mapping[str, object]
    municipalities: Sequence[Mapping[str, object]]
    objectives: Mapping[str, object]
    eruf: Mapping[str, object]
    themes: Mapping[str, object]
    de_minimis: Mapping[str, object]
    interest: Mapping[str, object]
    schemes: Mapping[str, Mapping[str, object]]


def parse(written: Written) -> County:
    """The county that a folder describes. Raises InputErrors with every place (file and key) that is wrong."""
    errors: list[InputError] = []
    of_region = Fields(written.region, "region.toml: ", errors)
    objectives = Fields(written.objectives, "objectives.toml: ", errors)
    county = County(
        annual_report=read_annual_report(of_region.child("annual_report")),
        region=_region(of_region),
        decisions_on_unconfirmed=required(of_region, "decisions_on_unconfirmed", one_of(CHOICES)),
        supplier_checked_above=dated(of_region, "supplier_checked_above", amount),
        recovered_money=dated(of_region, "recovered_money", one_of(AFTER_RECOVERY)),
        idle_days_after_end=dated(of_region, "idle_days_after_end", count),
        idle_months_without_claim=dated(of_region, "idle_months_without_claim", count),
        municipalities=read_municipalities(written.municipalities, errors),
        goal_areas=_by_code(objectives, "goal_area", _goal_area),
        objectives=_by_code(objectives, "objective", _objective),
        eruf_objectives=_by_code(eruf := Fields(written.eruf, "eruf.toml: ", errors), "objective", _eruf_objective),
        themes=_by_code(themes := Fields(written.themes, "themes.toml: ", errors), "theme", _theme),
        schemes=_schemes(written.schemes, errors),
        de_minimis=read_de_minimis(Fields(written.de_minimis, "de_minimis.toml: ", errors)),
        interest=read_interest(interest := Fields(written.interest, "interest.toml: ", errors)),
    )
    for fields in (of_region, objectives, eruf, themes, interest):
        fields.finish()
    raise_if_any(errors)
    raise_if_any(list(_dangling(county)))
    return county


def _by_code(fields: Fields, key: str, read: Callable[[Fields], P]) -> dict[str, P]:
    found: dict[str, P] = {}
    for entry in fields.each(key):
        code = entry.read("code", text)
        if code in found:
            entry.refuse("code", message("region.twice", code=code))
        found[code] = read(entry)
        entry.finish()
    return found


def _region(fields: Fields) -> Region:
    return Region(
        code=fields.read("code", text),
        name=both(fields.child("name")),
        county_code=fields.read("county_code", text),
        county_name=both(fields.child("county_name")),
        organisation_number=fields.read("organisation_number", _organisation_number),
        postal_address=fields.read("postal_address", list_of(text)),
        telephone=fields.read("telephone", text),
        email=fields.read("email", text),
        website=fields.read("website", text),
        court=_court(fields.child("court")),
        source=source(fields),
    )


def _court(fields: Fields) -> Court:
    court = Court(name=both(fields.child("name")), source=source(fields))
    fields.finish()
    return court


def _organisation_number(given: object) -> str:
    return organisation_number(given).written


def _goal_area(fields: Fields) -> GoalArea:
    return GoalArea(
        code=fields.read("code", text),
        name=both(fields.child("name")),
        valid_from=(begins := fields.read("valid_from", toml_day)),
        valid_to=fields.read_if_given("valid_to", toml_day),
        source=source(fields, valid_from=begins),
    )


def _objective(fields: Fields) -> Objective:
    return Objective(
        code=fields.read("code", text),
        name=both(fields.child("name")),
        goal_area=fields.read("goal_area", text),
        goal_area_confirmed=fields.read("goal_area_confirmed", flag),
        valid_from=(begins := fields.read("valid_from", toml_day)),
        valid_to=fields.read_if_given("valid_to", toml_day),
        source=source(fields, valid_from=begins),
    )


def _eruf_objective(fields: Fields) -> ErufObjective:
    return ErufObjective(code=fields.read("code", text), name=both(fields.child("name")), source=source(fields))


def _theme(fields: Fields) -> Theme:
    return Theme(code=fields.read("code", text), name=both(fields.child("name")))


def _schemes(written: Mapping[str, Mapping[str, object]], errors: list[InputError]) -> dict[str, Scheme]:
    found: dict[str, Scheme] = {}
    for file, content in sorted(written.items()):
        try:
            scheme = read_scheme(content, file=file)
        except InputErrors as wrong:
            errors.extend(wrong.errors)
            continue
        if file != f"schemes/{scheme.code}.toml":
            errors.append(InputError(f"{file}: code", message("region.file_name", code=scheme.code)))
        found[scheme.code] = scheme
    return found


def _dangling(county: County) -> Iterator[InputError]:
    """Codes that point at something the county does not have."""
    for index, objective in enumerate(county.objectives.values()):
        if objective.goal_area not in county.goal_areas:
            known = ", ".join(county.goal_areas)
            place = f"objectives.toml: objective[{index}].goal_area"
            yield InputError(place, message("region.dangling", known=known))
    known = ", ".join(county.municipalities)
    for scheme in county.schemes.values():
        if scheme.de_minimis and scheme.de_minimis not in county.de_minimis.regulations:
            regulations = ", ".join(county.de_minimis.regulations)
            yield InputError(f"schemes/{scheme.code}.toml: de_minimis", message("region.dangling", known=regulations))
        for index, row in enumerate(scheme.rules.closed_to.values):
            if not set(row.value) <= county.municipalities.keys():
                place = f"schemes/{scheme.code}.toml: rules.closed_to[{index}].value"
                yield InputError(place, message("region.dangling", known=known))
    yield from _dangling_in_report(county)


def _dangling_in_report(county: County) -> Iterator[InputError]:
    report = county.annual_report
    companies = [scheme.code for scheme in county.schemes.values() if scheme.family is Family.COMPANY]
    named: list[tuple[str, str, Iterable[str]]] = [
        (f"scheme[{index}]", one.code, companies) for index, one in enumerate(report.schemes)
    ]
    if report.municipality:
        named.append(("municipality", report.municipality.code, county.municipalities))
    if report.theme:
        named.append(("theme", report.theme.code, county.themes))
    for place, code, known in named:
        if code not in known:
            yield InputError(
                f"region.toml: annual_report.{place}.code", message("region.dangling", known=", ".join(known))
            )
