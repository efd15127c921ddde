"""Cases whose last payment has been made, and what is watched in them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import clear, follow_up, watch
from grantdesk.actions.register import Registration
from grantdesk.actions.watch import ByHand
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.payment import Payment
from grantdesk.models.watch import Watch
from grantdesk.queries import case_file, payouts, watches
from tests import builders
from tests.builders import DAY


def a_paid_case(registration: Registration | None = None, *, kind: str = "final", on: date = DAY) -> Case:
    """A granted case whose claim, the final one, the bank has paid."""
    case = builders.a_granted_case(registration)
    claim = builders.a_claim(case, kind=kind, on=on)
    confirm(builders.an_exported_payment(builders.a_payment(claim, on=on), on=on), on=on)
    return found(case)


def confirm(payment: Payment, *, on: date = DAY) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=builders.moment(on)):
        clear.confirm(payouts.by_number(payment.number), by=by, on=on, because="påhittad fil")


def number_of(payment: Payment) -> str:
    """The number of the case that the payment is in."""
    return payouts.line(payment.number).case_number


def conclude(case: Case, *, by: Actor | None = None, on: date = DAY) -> Case:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        follow_up.conclude(case_file.for_act(case.number, by=by), by=by, on=on, terms=builders.terms())
    return found(case)


def set_up(case: Case, *, by: Actor | None = None, on: date = DAY) -> list[Watch]:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        made = watch.set_up(case_file.for_act(case.number, by=by), by=by, on=on, terms=builders.terms())
    return [kept(one) for one in made]


def added(case: Case, *, by: Actor | None = None, on: date = DAY, **said: Any) -> Watch:
    by = by or builders.a_user()
    wanted = ByHand(
        **{
            "kind": "other",
            "text": "Skylten hänger uppe.",
            "ground": "Beslutet, villkor 4.",
            "until_on": date(2028, 3, 14),
            "yearly": False,
            **said,
        }
    )
    with db.transaction(at=builders.moment(on)):
        made = watch.add(
            case_file.for_act(case.number, by=by), wanted, once=uuid.uuid4().hex, by=by, on=on, terms=builders.terms()
        )
    return kept(made)


def see_to(
    one: Watch, act: str = "attend", text: str = "Maskinen finns kvar.", *, by: Actor | None = None, on: date = DAY
) -> Watch:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment(on)):
        case = case_file.of_id(one.case_id, by=by)
        watch.see_to(watches.by_id(one.id, case=case), act, text, by=by, on=on)
    return again(one)


def again(one: Watch) -> Watch:
    """The watch as it is now."""
    return kept(db.session.get_one(Watch, one.id, populate_existing=True))


def kept(one: Watch) -> Watch:
    """The same, whatever the session does later."""
    db.session.refresh(one)
    db.session.expunge(one)
    # A reader that is left open would keep others from the table.
    db.session.rollback()
    return one


def found(case: Case) -> Case:
    """The case as it is now, whatever the session does later."""
    number, by = case.number, builders.a_user()
    db.session.rollback()
    now = case_file.by_number(number, by=by)
    db.session.expunge_all()
    db.session.rollback()
    return now
