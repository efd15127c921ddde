"""The rate of a scheme over the county: what each municipality has on a day, for a size, before anybody has applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grantdesk.domain import stand_in
from grantdesk.domain.county import County
from grantdesk.domain.eligibility import scheme_in_force, stops
from grantdesk.domain.facts import Applicant, Application, Circumstances, Cost
from grantdesk.domain.findings import Finding
from grantdesk.domain.money import Money
from grantdesk.domain.municipalities import Municipality
from grantdesk.domain.question import Question
from grantdesk.domain.rates import line_rates
from grantdesk.domain.scheme import Scheme
from grantdesk.domain.vocabulary import LEGAL_FORMS

STEPS = 5
# Of all that can stop an application, what follows from the scheme, the place, the size and the day alone.
_OF_THE_TERRITORY = frozenset({"scheme.in_force", "municipality.open", "municipality.aid_area", "applicant.size"})


@dataclass(frozen=True)
class Asked:
    """What the rates are asked for: a scheme, a size of company, and the day an application is received."""

    scheme: Scheme
    size: str
    on: date


@dataclass(frozen=True)
class Rated:
    """One municipality's rate that day, or the finding by which the scheme is closed there; `rests_on` says so much."""

    municipality: Municipality
    aid_area: int | None
    rate: Decimal
    closed: Finding | None
    rests_on: tuple[Finding, ...]

    @property
    def confirmed(self) -> bool:
        return all(finding.source.confirmed for finding in self.rests_on)


def rates(asked: Asked, county: County) -> tuple[Rated, ...]:
    """The rate of every municipality, where no circumstance raises it."""
    return tuple(_rated(asked, municipality, county) for municipality in county.municipalities.values())


def steps(rated: Iterable[Rated]) -> dict[Decimal, int]:
    """The step of colour of each rate that somewhere is open, lowest first, spread over the scale from 1 to `STEPS`."""
    found = sorted({one.rate for one in rated if one.closed is None})
    if len(found) == 1:
        return {found[0]: (STEPS + 1) // 2}
    return {rate: 1 + round(place * (STEPS - 1) / (len(found) - 1)) for place, rate in enumerate(found)}


def _rated(asked: Asked, municipality: Municipality, county: County) -> Rated:
    question = Question(_bare(asked, municipality), county, asked.scheme)
    closed = _closed(question)
    at = line_rates(question)
    return Rated(
        municipality=municipality,
        aid_area=municipality.aid_area_on(asked.on),
        rate=at.rates[0],
        closed=closed,
        rests_on=(closed,) if closed else at.decisive,
    )


def _closed(question: Question) -> Finding | None:
    existence = scheme_in_force(question)
    found = [existence, *(stops(question) if existence.met else ())]
    return next((one for one in found if one.rule in _OF_THE_TERRITORY and not one.met), None)


def _bare(asked: Asked, municipality: Municipality) -> Application:
    """One krona of the scheme's first category, and nothing stated that would raise its rate."""
    categories = asked.scheme.rules.categories.on(asked.on) or asked.scheme.rules.categories.values[0]
    legal_form = LEGAL_FORMS[0]
    applicant = Applicant(
        number=stand_in.number(legal_form),
        legal_form=legal_form,
        municipality=municipality.code,
        size=asked.size,
        led_by="unknown",
        nace=None,
        obstacles=(),
    )
    return Application(
        scheme=asked.scheme.code,
        received_on=asked.on,
        starts_on=None,
        applicant=applicant,
        costs=(Cost(categories.value[0], Money.kronor(1)),),
        financing=(),
        de_minimis=(),
        eur_rate=None,
        requested=None,
        granting_on=asked.on,
        circumstances=Circumstances(),
    )
