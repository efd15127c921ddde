"""An application as facts: what was received, parsed strictly, every error at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from grantdesk.domain.asked import needed_by
from grantdesk.domain.county import County
from grantdesk.domain.de_minimis import Award, read_awards
from grantdesk.domain.fields import Fields, InputError, InputErrors, Reader, Wrong, raise_if_any
from grantdesk.domain.identity import Number, number_for
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.readers import (
    amount,
    amount_or_zero,
    count,
    day,
    distance,
    exchange_rate,
    flag,
    list_of,
    nace,
    one_of,
)
from grantdesk.domain.scheme import Scheme
from grantdesk.domain.vocabulary import (
    AMOUNTS,
    CATEGORIES,
    COUNTS,
    DISTANCES,
    EU_SOURCES,
    FINANCING_KINDS,
    FINANCING_SOURCES,
    FLAGS,
    LEADERS,
    LEGAL_FORMS,
    OBSTACLES,
    SCHEMES,
    SIZES,
)

__all__ = [
    "Applicant",
    "Application",
    "Circumstances",
    "Cost",
    "Financing",
    "InputError",
    "InputErrors",
    "parse_application",
]


@dataclass(frozen=True)
class Applicant:
    """Who applies; `municipality` is the SCB code of the place of work."""

    number: Number
    legal_form: str
    municipality: str
    size: str
    led_by: str
    nace: str | None
    obstacles: tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """One cost line of the application."""

    category: str
    amount: Money

    @property
    def is_in_kind(self) -> bool:
        return self.category == "in_kind"


@dataclass(frozen=True)
class Financing:
    """One source of the rest of the money, or of work and goods in kind."""

    source: str
    kind: str
    amount: Money

    @property
    def is_in_kind(self) -> bool:
        return self.kind == "in_kind"


@dataclass(frozen=True)
class Circumstances:
    """What is stated beside the figures; what is absent is not stated."""

    flags: frozenset[str] = frozenset()
    counts: dict[str, int] = field(default_factory=dict)
    amounts: dict[str, Money] = field(default_factory=dict)
    distances: dict[str, Decimal] = field(default_factory=dict)

    def __contains__(self, flag_name: str) -> bool:
        return flag_name in self.flags


@dataclass(frozen=True)
class Application:
    """Everything that the calculation of aid is told."""

    scheme: str
    received_on: date
    starts_on: date | None
    applicant: Applicant
    costs: tuple[Cost, ...]
    financing: tuple[Financing, ...]
    de_minimis: tuple[Award, ...]
    eur_rate: Decimal | None
    requested: Money | None
    granting_on: date
    circumstances: Circumstances


_CATEGORY = one_of(CATEGORIES)
_FINANCING_KIND = one_of(FINANCING_KINDS)
_FINANCING_SOURCE = one_of(FINANCING_SOURCES)
_LEADER = one_of(LEADERS)
_LEGAL_FORM = one_of(LEGAL_FORMS)
_OBSTACLES = list_of(one_of(OBSTACLES))
_SIZE = one_of(SIZES)


def parse_application(given: object, county: County) -> Application:
    """The application in a mapping, such as JSON gives. Raises InputErrors with everything that is wrong."""
    errors: list[InputError] = []
    fields = Fields(given, "", errors)
    code = fields.read("scheme", scheme_of(county))
    scheme = county.schemes.get(code) if code else None
    received_on = fields.read("received_on", day)
    granting_on = fields.read_if_given("granting_on", day) or received_on
    application = Application(
        scheme=code,
        received_on=received_on,
        starts_on=_starts_on(fields, scheme),
        applicant=_applicant(fields.child("applicant"), county, scheme),
        costs=_costs(fields),
        financing=tuple(map(_financing, fields.each("financing"))),
        de_minimis=_awards(fields, scheme, granting_on),
        eur_rate=_eur_rate(fields, scheme),
        requested=fields.read_if_given("requested", amount),
        granting_on=granting_on,
        circumstances=_circumstances(fields.child_if_given("circumstances"), scheme),
    )
    fields.finish()
    if scheme:
        _eu_sources(fields, scheme, application.financing)
    raise_if_any(errors)
    return application


def scheme_of(county: County) -> Reader[str]:
    """A reader of the code of one of the county's schemes."""

    def read(given: object) -> str:
        if not isinstance(given, str) or given not in county.schemes:
            promised = isinstance(given, str) and given in SCHEMES
            raise Wrong("input.scheme_without_rules" if promised else "input.scheme", known=", ".join(county.schemes))
        return given

    return read


def _municipality_of(county: County) -> Reader[str]:
    def read(given: object) -> str:
        if not isinstance(given, str) or given not in county.municipalities:
            known = ", ".join(f"{one.code} {one.name}" for one in county.municipalities.values())
            raise Wrong("input.municipality", known=known)
        return given

    return read


def _starts_on(fields: Fields, scheme: Scheme | None) -> date | None:
    if scheme and scheme.has_start_rule:
        return fields.read("starts_on", day)
    return fields.read_if_given("starts_on", day)


def _applicant(fields: Fields, county: County, scheme: Scheme | None) -> Applicant:
    legal_form = fields.read("legal_form", _LEGAL_FORM)
    applicant = Applicant(
        number=fields.read("organisation_number", number_for(legal_form)),
        legal_form=legal_form,
        municipality=fields.read("municipality", _municipality_of(county)),
        size=fields.read("size", _SIZE),
        led_by=fields.read("led_by", _LEADER),
        nace=_nace(fields, scheme),
        obstacles=fields.read("obstacles", _OBSTACLES),
    )
    fields.finish()
    return applicant


def _nace(fields: Fields, scheme: Scheme | None) -> str | None:
    # A project's owner may be an association without an industry, and no rule of projects asks for one.
    if scheme and scheme.is_project:
        return fields.read_if_given("nace", nace)
    return fields.read("nace", nace)


def _costs(fields: Fields) -> tuple[Cost, ...]:
    entries = fields.each("costs")
    if "costs" in fields and not entries and not _said(fields, "costs"):
        fields.refuse("costs", message("input.no_costs"))
    return tuple(map(_cost, entries))


def _said(fields: Fields, key: str) -> bool:
    return any(error.where == fields.place(key) for error in fields.errors)


def _cost(fields: Fields) -> Cost:
    cost = Cost(category=fields.read("category", _CATEGORY), amount=fields.read("amount", amount))
    fields.finish()
    return cost


def _financing(fields: Fields) -> Financing:
    financing = Financing(
        source=fields.read("source", _FINANCING_SOURCE),
        kind=fields.read("kind", _FINANCING_KIND),
        amount=fields.read("amount", amount),
    )
    fields.finish()
    return financing


def _awards(fields: Fields, scheme: Scheme | None, granting_on: date) -> tuple[Award, ...]:
    # A missing statement is not an empty one: where a ceiling applies, having had nothing is said with an empty list.
    needed = scheme is not None and scheme.de_minimis is not None
    entries = fields.each("de_minimis") if needed else fields.each_if_given("de_minimis")
    return read_awards(entries, granting_on=granting_on)


def _eur_rate(fields: Fields, scheme: Scheme | None) -> Decimal | None:
    if scheme and scheme.de_minimis:
        return fields.read("eur_rate", exchange_rate)
    return fields.read_if_given("eur_rate", exchange_rate)


def _circumstances(fields: Fields, scheme: Scheme | None) -> Circumstances:
    needed = needed_by(scheme.rules) if scheme else ()
    stated = fields.read_those_given(FLAGS, flag)
    circumstances = Circumstances(
        flags=frozenset(name for name, value in stated.items() if value),
        counts={name: fields.read(name, count) for name in COUNTS if name in needed or name in fields},
        amounts=fields.read_those_given(AMOUNTS, amount_or_zero),
        distances=fields.read_those_given(DISTANCES, distance),
    )
    fields.finish()
    return circumstances


def _eu_sources(fields: Fields, scheme: Scheme, financing: tuple[Financing, ...]) -> None:
    """A project with money from the funds is of one scheme, one without of the other."""
    if not scheme.is_project or _said(fields, "financing"):
        return
    with_eu = [index for index, one in enumerate(financing) if one.source in EU_SOURCES]
    if scheme.eu_financed and not with_eu:
        fields.refuse("financing", message("input.no_eu_source", scheme=scheme.code, other=scheme.counterpart or ""))
    if not scheme.eu_financed:
        for index in with_eu:
            said = message("input.eu_source", scheme=scheme.code, other=scheme.counterpart or "")
            fields.refuse(f"financing[{index}].source", said)
