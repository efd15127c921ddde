"""Register: an application becomes a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, number, record, settle
from grantdesk.domain.county import County
from grantdesk.domain.facts import Application, Circumstances
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.messages import Both, in_both, message
from grantdesk.domain.money import total
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import ALMI, Actor
from grantdesk.domain.sorting import swedish_key
from grantdesk.models.base import Base
from grantdesk.models.case import (
    Case,
    CaseObjective,
    CostLine,
    DeclaredAward,
    FinancingLine,
    Project,
    ProjectMunicipality,
)
from grantdesk.models.organisation import Organisation
from grantdesk.queries import case_file

CASE_PREFIX = "GD"
WHOLE = 10_000


@dataclass(frozen=True)
class ProjectPlan:
    """What a project says besides its application: its themes, where it works and which ERUF objective it serves."""

    purpose: str = ""
    themes: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    eruf_objective: str | None = None


@dataclass(frozen=True)
class Registration:
    """An application and what the desk needs to know beside it.

    `objectives` gives each objective its share in hundredths of a per cent, 10 000 together. `once` is the token of the
    form it came by: the same token registers the same case.
    """

    application: Application
    title: str
    organisation_name: str
    objectives: Mapping[str, int]
    once: str
    ends_on: date | None = None
    project: ProjectPlan | None = field(default=None)


def case(registration: Registration, *, by: Actor, on: date, county: County) -> Case:
    """Register the application under a new number; a second time with the same token gives the first one's case."""
    _refuse_what_does_not_fit(registration, by=by, on=on, county=county)
    # The series is locked first: two who send the same form at once come here one after the other.
    case_number = number.following(CASE_PREFIX, year=registration.application.received_on.year)
    earlier = case_file.find_by_token(registration.once)
    if earlier is not None:
        raise AlreadyRegistered(earlier.number)
    made = _made(registration, case_number, by=by, county=county)
    organisation = [] if made.organisation.id else [made.organisation]
    db.session.add(made)
    db.session.flush()
    record.event("case.registered", by=by, case=made, rows=[*organisation, *_rows(made)], title=made.title)
    return made


class AlreadyRegistered(Refused):
    """The same form has been sent before; it became the case with this `number`."""

    def __init__(self, number: str) -> None:
        super().__init__("register.already", number=number)
        self.number = number


def withdraw(case: Case, reason: str, *, by: Actor, on: date) -> None:
    """Note that the applicant has withdrawn the application."""
    steps = [advance.step(case, "withdraw"), *settle.proposal(case, "release", on=on, because=reason)]
    record.event("case.withdrawn", by=by, case=case, changes=steps, reason=reason)


def _refuse_what_does_not_fit(registration: Registration, *, by: Actor, on: date, county: County) -> None:
    application = registration.application
    if application.received_on > on:
        raise Refused("register.received_later", received=application.received_on, today=on)
    if sum(registration.objectives.values()) != WHOLE:
        raise Refused("register.shares_do_not_add_up")
    scheme = county.scheme(application.scheme)
    if by.role == ALMI and scheme.handled_by != ALMI:
        raise Refused("register.not_almis_scheme")
    if scheme.is_project != (registration.project is not None):
        raise Refused("register.project_and_scheme")
    if registration.project is not None:
        _refuse_unknown_eruf(registration.project, application)


def _refuse_unknown_eruf(plan: ProjectPlan, application: Application) -> None:
    has_eruf = any(line.source == "eruf" for line in application.financing)
    if has_eruf != (plan.eruf_objective is not None):
        raise Refused("register.eruf_and_objective")


def _made(registration: Registration, case_number: str, *, by: Actor, county: County) -> Case:
    application = registration.application
    applicant = application.applicant
    return Case(
        number=case_number,
        once=registration.once,
        scheme=application.scheme,
        title=registration.title,
        received_on=application.received_on,
        organisation=_organisation(registration),
        municipality=applicant.municipality,
        size=applicant.size,
        led_by=applicant.led_by or "unknown",
        nace=applicant.nace,
        obstacles=list(applicant.obstacles),
        circumstances=_as_written(application.circumstances),
        requested=application.requested,
        starts_on=application.starts_on,
        ends_on=registration.ends_on,
        handled_by=county.scheme(application.scheme).handled_by,
        handler_id=by.id,
        status=FIRST["case"],
        registered_at=db.moment(),
        costs=[
            CostLine(position=place, category=line.category, amount=line.amount)
            for place, line in enumerate(application.costs)
        ],
        financing=[
            FinancingLine(position=place, source=line.source, kind=line.kind, amount=line.amount)
            for place, line in enumerate(application.financing)
        ],
        awards=[
            DeclaredAward(
                position=place, granted_on=award.granted_on, amount_eur=award.amount_eur, regulation=award.regulation
            )
            for place, award in enumerate(application.de_minimis)
        ],
        objectives=[
            CaseObjective(position=place, objective=code, share=share)
            for place, (code, share) in enumerate(registration.objectives.items())
        ],
        project=_project(registration.project, application) if registration.project else None,
    )


def _refuse_another_legal_form(known: Organisation, legal_form: str) -> None:
    """The rules are put to the legal form that the organisation is known by: another one would be dropped unseen."""
    if legal_form != known.legal_form:
        said = in_both(message(f"legal_form.{known.legal_form}"))
        raise Refused("register.other_legal_form", name=known.name, legal_form=Both(said["sv"], said["en"]))


def _rows(made: Case) -> list[Base]:
    """The case and all that was registered with it."""
    project = [made.project, *made.project.covers] if made.project else []
    return [made, *made.costs, *made.financing, *made.awards, *made.objectives, *project]


def _as_written(circumstances: Circumstances) -> dict[str, Any]:
    """The circumstances as an application writes them."""
    distances = {name: format(km, "f") for name, km in circumstances.distances.items()}
    amounts = {name: str(amount) for name, amount in circumstances.amounts.items()}
    return {**dict.fromkeys(sorted(circumstances.flags), True), **circumstances.counts, **amounts, **distances}


def _project(plan: ProjectPlan, application: Application) -> Project:
    eruf = [line.amount for line in application.financing if line.source == "eruf"]
    return Project(
        purpose=plan.purpose,
        themes=list(plan.themes),
        eruf_objective=plan.eruf_objective,
        total=total(line.amount for line in application.costs),
        eu=total(eruf) if eruf else None,
        covers=[ProjectMunicipality(municipality=code) for code in plan.municipalities],
    )


def _organisation(registration: Registration) -> Organisation:
    applicant = registration.application.applicant
    known = case_file.organisation_by_number(applicant.number.written)
    if known is not None:
        _refuse_another_legal_form(known, applicant.legal_form)
        return known
    return Organisation(
        number=applicant.number.written,
        number_kind="personal" if applicant.legal_form == "sole_trader" else "organisation",
        name=registration.organisation_name,
        sort_key=swedish_key(registration.organisation_name),
        legal_form=applicant.legal_form,
    )
