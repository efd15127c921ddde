"""Companies that count as one, made by the acts that the pages call."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from grantdesk import db
from grantdesk.actions import affiliate, attribute
from grantdesk.actions.affiliate import Link, Named
from grantdesk.actions.attribute import Handover, NewAward
from grantdesk.domain.identity import Number
from grantdesk.domain.roles import Actor
from grantdesk.models.organisation import Organisation
from grantdesk.models.undertaking import AwardElsewhere, CarriedAid
from tests import builders

FIRST, SECOND, THIRD = "559900-1004", "559900-2002", "559900-3000"
SINCE = date(2026, 1, 1)
TODAY = builders.DAY


def a_company(number: str = FIRST, *, name: str | None = None, by: Actor | None = None) -> Organisation:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment()):
        named = Named(Number(number, personal=False), name or f"Påhittade {number[7:]} AB", "limited_company")
        return affiliate.company(named, by=by)


def join(
    one: Organisation, other: Organisation, *, since: date = SINCE, on: date = TODAY, ground: str = "Aktiebok"
) -> list[str]:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        return affiliate.join(one, other, Link(since, ground), by=by, on=on)


def merge(one: Organisation, other: Organisation, *, since: date = SINCE, on: date = TODAY) -> list[str]:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        return affiliate.merge(one, other, Link(since, "Aktiebok"), by=by, on=on)


def a_new_award(amount: str = "50000.00", **said: Any) -> NewAward:
    given: dict[str, Any] = {
        "granted_on": date(2025, 6, 1),
        "amount_eur": Decimal(amount),
        "regulation": "2023/2831",
        "granted_by": "Påhittade kommunen",
        "source": "register",
        "stated_on": TODAY,
        "once": uuid.uuid4().hex,
    }
    return NewAward(**(given | said))


def an_award(organisation: Organisation, amount: str = "50000.00", **said: Any) -> AwardElsewhere:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        return attribute.note_award(organisation, a_new_award(amount, **said), by=by, on=TODAY)


def carry(giver: Organisation, taker: Organisation, share: int = 10_000, **said: Any) -> CarriedAid:
    by = builders.a_user()
    over: dict[str, Any] = {"effective_on": SINCE, "ground": "Delningsplan", "once": uuid.uuid4().hex}
    with db.transaction(at=builders.moment()):
        return attribute.carry_over(giver, taker, Handover(share=share, **(over | said)), by=by, on=TODAY)


def facts_for(number: str, **changes: Any) -> dict[str, Any]:
    """An application by the company with this number."""
    given = builders.facts(**changes)
    given["applicant"] |= {"organisation_number": number}
    return given
