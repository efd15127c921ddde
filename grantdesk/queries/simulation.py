"""What would a new version of a rule have given a year's real cases, against what the rules in force give them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from grantdesk import db
from grantdesk.domain import support
from grantdesk.domain.county import County
from grantdesk.domain.facts import Application, parse_application
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.messages import in_both
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.rule_version import Version, as_if_from
from grantdesk.domain.scheme import Family
from grantdesk.domain.vocabulary import DISTANCES
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.models.reference import Scheme

_TENTH_OF_A_PER_CENT = Decimal("0.001")


@dataclass(frozen=True)
class Given:
    """What the rules give a case."""

    aid: Money
    eligible: bool
    authority: str
    before_granting: tuple[str, ...]


@dataclass(frozen=True)
class Simulated:
    """A case, what the rules in force give it, and what the version would have given it."""

    number: str
    title: str
    applicant: str
    scheme: str
    before: Given
    after: Given


@dataclass(frozen=True)
class Unreadable:
    """A case whose kept facts the rules no longer take: it could not be calculated anew, and why."""

    number: str
    why: Mapping[str, str]


@dataclass(frozen=True)
class Sums:
    """What the cases come to: those that get aid, how much, and what of it goes where."""

    cases: int = 0
    aid: Money = ZERO
    apart_cases: int = 0
    apart_aid: Money = ZERO
    women_cases: int = 0
    women_aid: Money = ZERO

    def and_one(self, aid: Money, *, apart: bool, women: bool) -> Sums:
        if not aid:
            return self
        return Sums(
            self.cases + 1,
            self.aid + aid,
            self.apart_cases + apart,
            self.apart_aid + aid if apart else self.apart_aid,
            self.women_cases + women,
            self.women_aid + aid if women else self.women_aid,
        )

    def share(self, part: str) -> dict[str, str | None]:
        """The share of the cases and of the aid that goes to `apart` or `women`; None where there is nothing to share."""
        return {
            "cases": _share(getattr(self, f"{part}_cases"), self.cases),
            "aid": _share(getattr(self, f"{part}_aid").ore, self.aid.ore),
        }


@dataclass(frozen=True)
class Simulation:
    """The cases received in a year, by the rules of their day and by the version; `apart` is the municipality set apart.

    `unassessed` are cases that the rules have never been put to, and that have no facts to calculate on.
    """

    year: int
    apart: str | None
    cases: int
    unassessed: int
    changed: tuple[Simulated, ...]
    unreadable: tuple[Unreadable, ...]
    before: Sums
    after: Sums

    def as_json(self) -> dict[str, Any]:
        """As `rules simulate --json` prints it, and as a submitted version keeps it."""
        return {
            "year": self.year,
            "municipality": self.apart,
            "cases": self.cases,
            "unassessed": self.unassessed,
            "changed": [_changed_as_json(one) for one in self.changed],
            "unreadable": [asdict(one) for one in self.unreadable],
            "before": _sums_as_json(self.before),
            "after": _sums_as_json(self.after),
        }


def simulate(version: Version | None, year: int, *, county: County) -> Simulation:
    """Nothing is written. Each case is judged by the rules of the day it was received, and again with the version's rows

    in place of those in force, as if the version's first day had been the first of the year; no version changes nothing.
    """
    changed = as_if_from(county, version, date(year, 1, 1)) if version else county
    rows = list(_cases(year, _concerned(version, county)))
    apart = county.annual_report.municipality.code if county.annual_report.municipality else None
    answers: list[Simulated] = []
    unreadable: list[Unreadable] = []
    before, after = Sums(), Sums()
    for row in rows:
        try:
            application = parse_application(_as_asked(row.facts), county)
        except InputErrors as wrong:
            unreadable.append(_unreadable(row.number, wrong))
            continue
        answer = _simulated(row, application, county, changed if _touches(version, row.scheme) else county)
        goes = {"apart": row.municipality == apart, "women": row.led_by == "woman"}
        before, after = before.and_one(answer.before.aid, **goes), after.and_one(answer.after.aid, **goes)
        if answer.before != answer.after:
            answers.append(answer)
    return Simulation(
        year, apart, len(rows), _unassessed(year, _concerned(version, county)),
        tuple(answers), tuple(unreadable), before, after,
    )  # fmt: skip


def _concerned(version: Version | None, county: County) -> tuple[str, ...]:
    """The families whose cases are calculated: that of the version's scheme, since shares are shares of a whole family."""
    if version is None:
        return tuple(Family)
    if version.scheme is None:
        return (Family.COMPANY, Family.COMMERCIAL_SERVICE)
    return (county.scheme(version.scheme).family,)


def _touches(version: Version | None, scheme: str) -> bool:
    return version is not None and version.scheme in (None, scheme)


def _cases(year: int, families: Iterable[str]) -> Iterable[Row[Any]]:
    """The cases received in the year, with the facts that the decision rests on, else those of the latest assessment."""
    latest = select(func.max(Assessment.id)).where(Assessment.case_id == Case.id).correlate(Case).scalar_subquery()
    behind = (
        select(func.max(Decision.assessment_id)).where(Decision.case_id == Case.id).correlate(Case).scalar_subquery()
    )
    return db.session.execute(
        select(
            Case.number, Case.title, Case.scheme, Case.municipality, Case.led_by,
            Organisation.name.label("applicant"), Assessment.facts,
        )
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(Scheme, Scheme.code == Case.scheme)
        .join(Assessment, Assessment.id == func.coalesce(behind, latest))
        .where(*_received_in(year, families))
        .order_by(Case.id)
    )  # fmt: skip


def _unassessed(year: int, families: Iterable[str]) -> int:
    """How many cases of the year no rule has been put to."""
    assessed = select(Assessment.id).where(Assessment.case_id == Case.id).exists()
    counted = (
        select(func.count())
        .select_from(Case)
        .join(Scheme, Scheme.code == Case.scheme)
        .where(*_received_in(year, families), ~assessed)
    )
    return db.session.execute(counted).scalar_one()


def _received_in(year: int, families: Iterable[str]) -> Iterator[ColumnElement[bool]]:
    yield Case.received_on.between(date(year, 1, 1), date(year, 12, 31))
    yield Scheme.family.in_(list(families))


def _as_asked(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Kept facts as they were put to the rules: a distance is kept as a text, since JSON has no exact decimals."""
    stated = kept.get("circumstances", {})
    exact = {name: Decimal(stated[name]) for name in DISTANCES if isinstance(stated.get(name), str)}
    return {**kept, "circumstances": {**stated, **exact}}


def _simulated(row: Row[Any], application: Application, county: County, changed: County) -> Simulated:
    before = _given(application, county)
    after = before if changed is county else _given(application, changed)
    return Simulated(row.number, row.title, row.applicant, row.scheme, before, after)


def _given(application: Application, county: County) -> Given:
    answer = support.calculate(application, county)
    return Given(answer.aid, answer.eligible, answer.authority, answer.before_granting)


def _unreadable(number: str, wrong: InputErrors) -> Unreadable:
    first = wrong.errors[0]
    return Unreadable(number, {language: f"{first.where}: {said}" for language, said in in_both(first.reason).items()})


def _changed_as_json(one: Simulated) -> dict[str, Any]:
    of_case = {"number": one.number, "title": one.title, "applicant": one.applicant, "scheme": one.scheme}
    return {**of_case, "before": _given_as_json(one.before), "after": _given_as_json(one.after)}


def _given_as_json(given: Given) -> dict[str, Any]:
    return {
        "aid": str(given.aid),
        "eligible": given.eligible,
        "authority": given.authority,
        "before_granting": list(given.before_granting),
    }


def _sums_as_json(sums: Sums) -> dict[str, Any]:
    return {
        "cases": sums.cases,
        "aid": str(sums.aid),
        "share_of_municipality": sums.share("apart"),
        "share_women_led": sums.share("women"),
    }


def _share(part: int, whole: int) -> str | None:
    if not whole:
        return None
    return str((Decimal(part) / Decimal(whole)).quantize(_TENTH_OF_A_PER_CENT, ROUND_HALF_UP))
