"""A case with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from grantdesk import db
from grantdesk.domain.decision_kinds import FIRST_KINDS, INCORRECT
from grantdesk.domain.messages import Both
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import ALMI, Actor
from grantdesk.domain.vocabulary import DISTANCES
from grantdesk.models.assessment import Assessment
from grantdesk.models.base import Base
from grantdesk.models.case import Case, Project
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Payment
from grantdesk.models.reference import Scheme
from grantdesk.models.user import User
from grantdesk.queries import awards, proposals, rates, undertakings


def visible_to(by: Actor, cases: Select[Any]) -> Select[Any]:
    """`cases` without those that `by` may not see: Almi sees only what is delegated to Almi."""
    return cases.where(Case.handled_by == ALMI) if by.role == ALMI else cases


def locked(query: Select[Any], *, of: type[Base]) -> Select[Any]:
    """`query` with the rows of one table locked for the act under way, and read as they are now.

    Whatever the session has seen before is read anew. Others may meanwhile point at the row by its key (FOR NO KEY
    UPDATE): history points at the case last of all, when it holds the end of the chain that the locker may wait for.
    """
    return query.with_for_update(of=of, key_share=True).execution_options(populate_existing=True)


def by_number(number: str, *, by: Actor) -> Case:
    """The case with its application; raises `NotThere`, also where `by` may not see it."""
    return _one(_whole(select(Case).where(Case.number == number)), by)


def for_act(number: str, *, by: Actor) -> Case:
    """As `by_number`, locked for the act under way."""
    return _one(locked(_whole(select(Case).where(Case.number == number)), of=Case), by)


def of_id(case_id: int, *, by: Actor) -> Case:
    """As `for_act`, by the row's own key."""
    return _one(locked(_whole(select(Case).where(Case.id == case_id)), of=Case), by)


def find_by_token(once: str) -> Case | None:
    """The case that was registered with this form's token, if it was."""
    return db.session.execute(select(Case).where(Case.once == once)).scalar_one_or_none()


def latest_assessment(case: Case) -> Assessment | None:
    return db.session.execute(
        select(Assessment).where(Assessment.case_id == case.id).order_by(Assessment.id.desc()).limit(1)
    ).scalar_one_or_none()


def decision_of(case: Case) -> Decision | None:
    """The decision on the application that stands, with the assessment it rests on."""
    return standing(decisions_of(case))


def standing(decisions: Sequence[Decision]) -> Decision | None:
    """Of a case's decisions, the first first, the one on the application: the latest, unless it was revoked to be tried anew."""
    tried = next((each for each in reversed(decisions) if each.kind in FIRST_KINDS), None)
    reopened = any(each.cause == INCORRECT and tried and each.refers_to_id == tried.id for each in decisions)
    return None if reopened else tried


def decisions_of(case: Case) -> list[Decision]:
    """Every decision in the case, each with the assessment it rests on; the first first."""
    rows = select(Decision).where(Decision.case_id == case.id).options(joinedload(Decision.assessment))
    return list(db.session.execute(rows.order_by(Decision.id)).scalars())


@dataclass(frozen=True)
class ClaimWithPayment:
    claim: Claim
    payment: Payment | None


def claims_of(case: Case) -> list[ClaimWithPayment]:
    """The case's claims in order, each with its living payment."""
    rows = db.session.execute(
        select(Claim, Payment)
        .outerjoin(Payment, (Payment.claim_id == Claim.id) & (Payment.state != "cancelled"))
        .where(Claim.case_id == case.id)
        .order_by(Claim.number)
        .options(joinedload(Payment.batch))
    )
    return [ClaimWithPayment(claim, payment) for claim, payment in rows]


def claim_of(case_number: str, number: int, *, by: Actor) -> Claim:
    """One claim, by its number in its case, with case and organisation; raises `NotThere`."""
    query = select(Claim).join(Case, Case.id == Claim.case_id).where(Case.number == case_number, Claim.number == number)
    found = db.session.execute(
        visible_to(by, query).options(joinedload(Claim.case).joinedload(Case.organisation))
    ).scalar_one_or_none()
    if not isinstance(found, Claim):
        raise NotThere("not_there.claim")
    return found


@dataclass(frozen=True)
class Names:
    """Words for what a case only has the code of."""

    scheme: Both
    handler: str


def names_of(case: Case) -> Names:
    handler = select(User.name).where(User.id == case.handler_id).scalar_subquery()
    scheme_sv, scheme_en, name = db.session.execute(
        select(Scheme.name_sv, Scheme.name_en, handler).where(Scheme.code == case.scheme)
    ).one()
    return Names(Both(scheme_sv, scheme_en), name)


def facts_of(case: Case, *, on: date, own: bool = True) -> dict[str, Any]:
    """The application as `calculate aid` takes it, with the company group's earlier aid and the rate of the day `on`.

    Earlier de minimis aid is that of every company which counts as one with the applicant on the day of granting; what
    the case itself has been granted is among it unless `own` is False.
    """
    facts: dict[str, Any] = {
        "scheme": case.scheme,
        "received_on": case.received_on.isoformat(),
        "applicant": _applicant(case),
        "costs": [{"category": line.category, "amount": str(line.amount)} for line in case.costs],
        "financing": [
            {"source": line.source, "kind": line.kind, "amount": str(line.amount)} for line in case.financing
        ],
        "circumstances": _circumstances(case),
    }
    if case.starts_on is not None:
        facts["starts_on"] = case.starts_on.isoformat()
    if case.requested is not None:
        facts["requested"] = str(case.requested)
    if case.project is None:
        facts |= _de_minimis(case, max(on, case.received_on), own)
        facts["eur_rate"] = format(rates.before(on).sek_per_eur, "f")
    return facts


def _applicant(case: Case) -> dict[str, Any]:
    said = {
        "organisation_number": case.organisation.number,
        "legal_form": case.organisation.legal_form,
        "municipality": case.municipality,
        "size": case.size,
        "led_by": case.led_by,
        "nace": case.nace,
        "obstacles": case.obstacles,
    }
    return {key: value for key, value in said.items() if value is not None}


def _circumstances(case: Case) -> dict[str, Any]:
    return {name: Decimal(said) if name in DISTANCES else said for name, said in case.circumstances.items()}


def _de_minimis(case: Case, on: date, own: bool) -> dict[str, Any]:
    companies = undertakings.companies_of(case.organisation_id, on=on)
    awarded = awards.as_facts(awards.held_by(companies, on=on, besides=None if own else case.number))
    return {"granting_on": on.isoformat(), "de_minimis": [*awarded, *_held(case, companies, on)]}


def _held(case: Case, companies: Sequence[int], on: date) -> list[dict[str, Any]]:
    """The room that decisions proposed in other cases of the companies hold: used, as if they were granted on the day."""
    return [
        {"granted_on": on.isoformat(), "amount_eur": format(euros, "f"), "regulation": regulation, "reserved": True}
        for regulation, euros in proposals.room_held(companies, besides=case)
    ]


def in_euro(decision: Decision) -> Decimal:
    """What a de minimis grant counts as in the register: euros and cents at the rate of its day."""
    if decision.eur_rate is None:
        raise ValueError("the decision gave no de minimis aid")
    return awards.in_euro(decision.granted, decision.eur_rate)


def organisation_by_number(number: str) -> Organisation | None:
    return db.session.execute(select(Organisation).where(Organisation.number == number)).scalar_one_or_none()


def _whole(cases: Select[Any]) -> Select[Any]:
    return cases.options(
        joinedload(Case.organisation),
        selectinload(Case.costs),
        selectinload(Case.financing),
        selectinload(Case.awards),
        selectinload(Case.objectives),
        # A case has one project, and that a handful of municipalities: one question for all three.
        joinedload(Case.project).joinedload(Project.covers),
    )


def _one(cases: Select[Any], by: Actor) -> Case:
    found = db.session.execute(visible_to(by, cases)).unique().scalar_one_or_none()
    if not isinstance(found, Case):
        raise NotThere("not_there.case")
    return found
