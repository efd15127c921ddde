"""Grants that are paid before there are costs: in advance, or in instalments, to an account that has been confirmed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from grantdesk import db
from grantdesk.actions import instal, later
from grantdesk.actions.decide import Verdict
from grantdesk.domain.instalments import Part
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.payment import ADVANCE, Payment
from grantdesk.queries import case_file, instalments, payees
from tests import builders, enrolling
from tests.builders import DAY, terms

NEXT = DAY + timedelta(days=30)
REASONS = "Föreningen saknar egna medel att ligga ute med."
SOUND = "Kassaflöde och bokslut är prövade och räcker."


def an_account(case: Case) -> Case:
    """The case, whose applicant now has an account that has been confirmed."""
    if payees.confirmed_of(case.organisation_id) is None:
        enrolling.confirm(enrolling.proposed(case.organisation))
    by = builders.a_user()
    # Read in an act that is done, so that a test may go on with it between the requests of a browser.
    with db.transaction(at=builders.moment()):
        return case_file.for_act(case.number, by=by)


def a_project(*, kronor: int = 500_000) -> Case:
    """A project that has been granted so much, half of its costs."""
    given = builders.project_facts(
        costs=[{"category": "staff", "amount": f"{2 * kronor}.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": f"{kronor}.00"}],
    )
    made = builders.an_assessed_case(builders.a_registration(given, title="Påhittat projekt"))
    return an_account(builders.grant(made))


def service_facts(*, kronor: int = 120_000) -> dict[str, Any]:
    """An application for a service grant, which is paid when it has been granted and without claims."""
    given = builders.facts(
        scheme="kommersiell_service_servicebidrag",
        costs=[{"category": "operation", "amount": f"{kronor}.00"}],
        circumstances={"well_developed_service": True, "municipality_consulted": True, "years_already_supported": 0},
    )
    del given["starts_on"]
    return given


def a_service_grant(*, kronor: int = 120_000) -> Case:
    registration = builders.a_registration(service_facts(kronor=kronor), title="Påhittad lanthandel")
    return an_account(builders.a_granted_case(registration))


def said(amount: Money, **changes: Any) -> Later:
    return Later("advance", **{"amount": amount, "special_reasons": REASONS, "soundness": SOUND, **changes})


def lay(case: Case, what: Later, *, by: Actor | None = None, on: date = NEXT) -> int:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        return later.lay(found, what, "Så är det.", by=by, on=on, terms=terms()).id


def take(case: Case, proposal_id: int, *, by: Actor | None = None, on: date = NEXT) -> Decision:
    by = by or builders.a_user("director")
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        return later.take(found, proposal_id, Verdict(""), by=by, on=on, terms=terms())


def advanced(case: Case, amount: Money, *, on: date = NEXT) -> Payment:
    """The payment of an advance that has been decided."""
    decision = take(case, lay(case, said(amount), on=on), on=on)
    return next(each for each in payments_of(case, ADVANCE) if each.decision_id == decision.id)


def payments_of(case: Case, kind: str) -> list[Payment]:
    rows = select(Payment).where(Payment.case_id == case.id, Payment.kind == kind).order_by(Payment.id)
    return list(db.session.execute(rows.execution_options(populate_existing=True)).scalars())


def laid(case: Case, *parts: Part, by: Actor | None = None, on: date = NEXT) -> None:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        instal.lay_down(case_file.for_act(case.number, by=by), parts, by=by, on=on, terms=terms())


def released(
    case: Case, place: int, met: str = "Sett i kassaboken.", *, by: Actor | None = None, on: date = NEXT
) -> Payment:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        line = instalments.by_number(found, place)
        return instal.release(line, found, met, by=by, on=on, terms=terms())


def cancelled(case: Case, place: int, why: str = "Butiken är stängd.", *, on: date = NEXT) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        instal.cancel(instalments.by_number(found, place), found, why, by=by, on=on)


def refusal(act: Any, *args: Any, **named: Any) -> str:
    """The key of the sentence that an act is refused with."""
    with pytest.raises(Refused) as error:
        act(*args, **named)
    return error.value.reason.key
