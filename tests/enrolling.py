"""Accounts to pay to, made through the acts."""

from __future__ import annotations

import uuid

from grantdesk import db
from grantdesk.actions import enrol
from grantdesk.domain.account import Account, parse
from grantdesk.domain.roles import Actor
from grantdesk.models.organisation import Organisation
from grantdesk.models.payee import Payee
from grantdesk.queries import payees
from tests import builders

FIRST, SECOND = parse("bankgiro", "5050-1055"), parse("account", "123 456 789-7", clearing="8327-9")
THIRD = parse("plusgiro", "12 34 56-6")
GROUND = "Undertecknad rekvisition 2026-03-10"


def an_organisation(number: str = "559900-1004", name: str = "Påhittade Verkstaden AB") -> Organisation:
    """An applicant with a case."""
    given = builders.facts()
    given["applicant"] |= {"organisation_number": number}
    return builders.a_case(builders.a_registration(given, organisation_name=name)).organisation


def proposed(organisation: Organisation, account: Account = FIRST, *, by: Actor | None = None) -> Payee:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment()):
        return enrol.account(organisation, account, GROUND, once=uuid.uuid4().hex, by=by, on=builders.DAY)


def confirm(payee: Payee, *, by: Actor | None = None) -> Payee:
    by = by or builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        found = payees.by_id(payee.id, organisation_id=payee.organisation_id)
        enrol.confirm(found, by=by, on=builders.DAY)
        return found


def withdraw(payee: Payee, reason: str = "Fel nummer.", *, by: Actor | None = None) -> Payee:
    by = by or builders.a_user("finance")
    with db.transaction(at=builders.moment()):
        found = payees.by_id(payee.id, organisation_id=payee.organisation_id)
        enrol.withdraw(found, reason, by=by, on=builders.DAY)
        return found


def states(organisation: Organisation) -> list[str]:
    """The states of the organisation's accounts, the first proposed first."""
    db.session.expire_all()
    return [payee.state for payee in reversed(payees.standing_of(organisation.id))]
