"""Builders that say only what matters: a user, an application, a case somewhere in its life.

Everything is made by the same actions that the pages call; nothing here writes a row of its own.
"""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from grantdesk import db, region, settings
from grantdesk.actions import administer, assess, bundle, check, clear, decide, disburse, enrol, register
from grantdesk.actions import propose as proposing
from grantdesk.actions.administer import NewUser
from grantdesk.actions.decide import Verdict
from grantdesk.actions.disburse import Approval, Report
from grantdesk.actions.register import ProjectPlan, Registration
from grantdesk.domain import account
from grantdesk.domain.facts import parse_application
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.proposal import Proposal
from grantdesk.queries import case_file, checks, payees, payouts
from grantdesk.region import Terms
from tests import claiming

DAY = date(2026, 3, 14)
PASSWORD = "ett långt lösenord"
BANKGIRO = "5050-1055"
ACCOUNT = account.parse("bankgiro", BANKGIRO)
_seconds = itertools.count()


def terms() -> Terms:
    found = settings.read()
    return region.load(found.region_folder, found.rules)


def moment(on: date = DAY) -> datetime:
    """A moment of the day, a second later each time it is asked for."""
    return datetime(on.year, on.month, on.day, 9, tzinfo=UTC) + timedelta(seconds=next(_seconds) % 3600)


@dataclass(frozen=True)
class Person:
    """A user as the acts see one, good in every thread."""

    id: int
    name: str
    email: str
    role: str
    position: str


def a_user(position: str = "handler", *, name: str | None = None) -> Person:
    email = f"{position}.{uuid.uuid4().hex[:8]}@example.org"
    with db.transaction(at=moment()):
        user = administer.add_user(NewUser(email, name or f"Påhittad {position}", position, PASSWORD), by=None)
        return Person(user.id, user.name, user.email, user.role, user.position)


def facts(**changes: Any) -> dict[str, Any]:
    """An application for investment aid in Fagersta: 400 000 in costs, 140 000 in aid."""
    return {
        "scheme": "investeringsstod",
        "received_on": DAY.isoformat(),
        "starts_on": "2026-05-01",
        "applicant": {
            "organisation_number": "559900-1004",
            "legal_form": "limited_company",
            "municipality": "1982",
            "size": "small",
            "led_by": "woman",
            "nace": "25.62",
            "obstacles": [],
        },
        "costs": [{"category": "machinery", "amount": "400000.00"}],
        "financing": [],
        "de_minimis": [],
        "eur_rate": "11.20",
        "circumstances": {"collective_agreement_terms": True},
        **changes,
    }


def project_facts(**changes: Any) -> dict[str, Any]:
    """A project of 1 000 000 in all, 500 000 of it from us."""
    made = facts(
        scheme="projektmedel",
        costs=[{"category": "staff", "amount": "1000000.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": "500000.00"}],
        circumstances={},
    )
    made["applicant"] |= {"organisation_number": "802400-1003", "legal_form": "non_profit_association"}
    for key in ("de_minimis", "eur_rate", "starts_on"):
        del made[key]
    return {**made, **changes}


def a_registration(given: dict[str, Any] | None = None, **changes: Any) -> Registration:
    given = given or facts()
    is_project = given["scheme"].startswith("projektmedel")
    objectives = list(terms().county.objectives)
    said: dict[str, Any] = {
        "application": parse_application(given, terms().county),
        "title": "Påhittad investering",
        "organisation_name": "Påhittade Verkstaden AB",
        "objectives": {objectives[0]: 6000, objectives[1]: 4000},
        "once": uuid.uuid4().hex,
        "project": ProjectPlan(themes=("business_climate",), municipalities=("1982",)) if is_project else None,
    }
    return Registration(**(said | changes))


def a_case(registration: Registration | None = None, *, by: Actor | None = None, on: date = DAY) -> Case:
    by = by or a_user()
    with db.transaction(at=moment(on)):
        return register.case(registration or a_registration(), by=by, on=on, county=terms().county)


def an_assessed_case(registration: Registration | None = None, *, by: Actor | None = None, on: date = DAY) -> Case:
    by = by or a_user()
    case = a_case(registration, by=by, on=on)
    with db.transaction(at=moment(on)):
        case = case_file.for_act(case.number, by=by)
        assess.case(case, by=by, on=on, county=terms().county)
        check_what_is_required(case, by=by, on=on)
    return case


def noted_checks(case: Case, *, by: Actor | None = None, on: date = DAY) -> Case:
    """The case with every item answered that any decision requires."""
    by = by or a_user()
    with db.transaction(at=moment(on)):
        case = case_file.for_act(case.number, by=by)
        check_what_is_required(case, by=by, on=on)
    return case


def check_what_is_required(case: Case, *, by: Actor, on: date = DAY) -> None:
    """Answer yes to every item that any decision requires, within an act under way."""
    required = [each.item.code for each in checks.of_case(case, on=on, terms=terms()).items if each.item.required_for]
    if required:
        check.note(case, [check.Noted(code, "yes") for code in required], by=by, on=on, terms=terms())


def verdict_on(case: Case, **said: Any) -> Verdict:
    """The verdict of somebody who has read the latest assessment and seen to what must be met."""
    latest = case_file.latest_assessment(case)
    seen = {"assessment_id": latest.id, "met_before": tuple(latest.answer["before_granting"])} if latest else {}
    return Verdict(**{"reason": "Åtgärden stärker verksamheten.", **seen, **said})


def grant(case: Case, amount: Money | None = None, *, by: Actor | None = None, on: date = DAY, **said: Any) -> Case:
    by = by or a_user("director")
    with db.transaction(at=moment(on)):
        case = case_file.for_act(case.number, by=by)
        latest = case_file.latest_assessment(case)
        verdict = verdict_on(case, **said)
        given = amount if amount is not None else (latest.aid if latest else Money(0))
        decide.grant(case, given, verdict, by=by, on=on, terms=terms())
    return case


def propose(case: Case, amount: Money | None = None, *, by: Actor | None = None, on: date = DAY) -> Proposal:
    """A standing proposal of the aid as assessed, or of another amount."""
    by = by or a_user()
    with db.transaction(at=moment(on)):
        case = case_file.for_act(case.number, by=by)
        verdict = verdict_on(case)
        latest = case_file.latest_assessment(case)
        given = amount if amount is not None else (latest.aid if latest else Money(0))
        return proposing.grant(case, given, verdict, by=by, on=on, terms=terms())


def a_granted_case(registration: Registration | None = None, *, amount: Money | None = None) -> Case:
    return grant(an_assessed_case(registration), amount)


def a_claim(case: Case | None = None, *, reported: Money | None = None, kind: str = "interim", on: date = DAY) -> Claim:
    case = case or a_granted_case()
    by = a_user()
    report = Report(kind, reported or Money.kronor(100_000), ACCOUNT, once=uuid.uuid4().hex)
    with db.transaction(at=moment(on)):
        made = disburse.claim(case_file.for_act(case.number, by=by), report, by=by, on=on)
    confirm_account(case.organisation_id, on=on)
    claiming.see_to_claim(made, by=by, on=on)
    return made


def confirm_account(organisation_id: int, *, by: Actor | None = None, on: date = DAY) -> None:
    """Confirm the account that waits for it, where one does."""
    by = by or a_user("finance")
    with db.transaction(at=moment(on)):
        for payee in [each for each in payees.standing_of(organisation_id) if each.state == "proposed"]:
            enrol.confirm(payees.by_id(payee.id, organisation_id=organisation_id), by=by, on=on)


def a_payment(claim: Claim | None = None, *, by: Actor | None = None, on: date = DAY) -> Payment:
    """A prepared payment of what is proposed for all that was reported."""
    claim = claim or a_claim()
    by = by or a_user()
    with db.transaction(at=moment(on)):
        claim = payouts.claim_for_act(claim.id, by=by)
        claiming.see_to(claim, by=by, on=on)
        proposed = disburse.proposal_for(claim, claim.reported, county=terms().county).proposed
        return disburse.approve(claim, Approval(claim.reported, proposed), by=by, on=on, terms=terms())


def an_attested_payment(payment: Payment | None = None, *, by: Actor | None = None, on: date = DAY) -> Payment:
    payment = payment or a_payment()
    by = by or a_user("finance")
    with db.transaction(at=moment(on)):
        payment = payouts.by_number(payment.number)
        disburse.attest(payment, by=by, on=on, terms=terms())
    return payment


def replace_account(payment: Payment, *, on: date = DAY) -> None:
    """The recipient of the payment gets another account, which is confirmed."""
    by, another = a_user(), account.parse("plusgiro", "12 34 56-6")
    with db.transaction(at=moment(on)):
        case = case_file.for_act(payouts.line(payment.number).case_number, by=by)
        whose = case.organisation
        enrol.account(whose, another, "Ringde in det.", once=uuid.uuid4().hex, by=by, on=on)
    confirm_account(whose.id, on=on)


def a_batch(*payments: Payment, by: Actor | None = None, on: date = DAY) -> Batch:
    by = by or a_user("finance")
    numbers = [payment.number for payment in payments or (an_attested_payment(),)]
    with db.transaction(at=moment(on)):
        return bundle.make(payouts.by_numbers(numbers), by=by, on=on, once=uuid.uuid4().hex)


def lock(batch: Batch, *, by: Actor | None = None, on: date = DAY) -> None:
    by = by or a_user("finance")
    with db.transaction(at=moment(on)):
        bundle.lock(payouts.batch_by_number(batch.number), by=by, on=on, terms=terms())


def export(batch: Batch, *, by: Actor | None = None, on: date = DAY) -> None:
    """Lock and export a batch."""
    by = by or a_user("finance")
    lock(batch, by=by, on=on)
    with db.transaction(at=moment(on)):
        bundle.export(payouts.batch_by_number(batch.number), by=by, on=on, terms=terms())


def an_exported_payment(payment: Payment | None = None, *, by: Actor | None = None, on: date = DAY) -> Payment:
    """A payment that has left the house in a batch of its own."""
    payment = an_attested_payment(payment, on=on)
    export(a_batch(payment, on=on), by=by, on=on)
    with db.transaction(at=moment(on)):
        return payouts.by_number(payment.number)


def a_failed_payment(payment: Payment | None = None, *, on: date = DAY) -> Payment:
    """A payment that the bank has refused."""
    payment = an_exported_payment(payment, on=on)
    by = a_user("finance")
    with db.transaction(at=moment(on)):
        found = payouts.by_number(payment.number)
        clear.fail(found, message("payment.stopped", reason="Påhittat."), by=by, on=on, because="påhittad fil")
        return found
