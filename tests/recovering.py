"""Recoveries in tests: money that was paid and is wanted back, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from grantdesk import db
from grantdesk.actions import follow_up, forgo, later, refund, repay, sue
from grantdesk.actions.decide import Verdict
from grantdesk.actions.forgo import Forgone
from grantdesk.actions.refund import PaidBack
from grantdesk.actions.repay import Received
from grantdesk.actions.sue import HandedOver
from grantdesk.domain.later import Later
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.repayments import Part
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.queries import case_file, repayments
from grantdesk.queries.recovery_account import Account
from tests import builders
from tests.builders import DAY, Person, terms

DECIDED = DAY + timedelta(days=30)
DUE = DECIDED + timedelta(days=30)
PAID = Money.kronor(35_000)
# Interest runs from here on what is not repaid.
STARTS = date(2026, 5, 13)


def a_paid_case(given: dict[str, Any] | None = None) -> Case:
    """A case of which 35 000 has been paid."""
    case = builders.a_granted_case(builders.a_registration(given) if given else None)
    builders.export(builders.a_batch(builders.an_attested_payment(builders.a_payment(builders.a_claim(case)))))
    return case


def a_recovery(
    case: Case | None = None,
    *,
    amount: Money = PAID,
    on: date = DECIDED,
    due_on: date = DUE,
    minutes: str | None = None,
) -> Decision:
    """A decision that so much of what was paid is wanted back; the board's, with `minutes`."""
    case, by = case or a_paid_case(), builders.a_user()
    said = Later("recover", cause="wrong_data", amount=amount, due_on=due_on)
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        proposal = later.lay(found, said, "Uppgifterna stämde inte.", by=by, on=on, terms=terms()).id
    return taken(case, proposal, on=on, minutes=minutes)


def taken(case: Case, proposal: int, *, on: date = DECIDED, minutes: str | None = None) -> Decision:
    by = builders.a_user("administrator" if minutes else "director")
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        return later.take(found, proposal, Verdict("", minutes=minutes), by=by, on=on, terms=terms())


def lowered(recovery: Decision, by_how_much: Money, *, on: date = DUE, minutes: str | None = None) -> Decision:
    """The decision that so much of the recovery is to be repaid no longer; the board's, with `minutes`."""
    case, by = _case_of(recovery), builders.a_user()
    said = Later("lower", cause="mistaken", amount=by_how_much, recovery_id=recovery.id)
    with db.transaction(at=builders.moment(on)):
        here = case_file.for_act(case.number, by=by)
        proposal = later.lay(here, said, "Kvittona har kommit fram.", by=by, on=on, terms=terms()).id
    return taken(case, proposal, on=on, minutes=minutes)


def refund_noted(
    recovery: Decision, amount: Money, *, on: date = DUE, reference: str = "V 17", by: Actor | None = None
) -> int:
    """The key of a refund that nobody has confirmed yet."""
    by = by or finance()
    with db.transaction(at=builders.moment(on)):
        account = repayments.for_act(recovery.id, terms().county, by=by)
        return refund.note(account, PaidBack(amount, on, reference), by=by, on=on).id


def refund_confirmed(recovery: Decision, key: int, *, on: date = DUE, by: Actor | None = None) -> None:
    by = by or finance("head_of_finance")
    with db.transaction(at=builders.moment(on)):
        account = repayments.for_act(recovery.id, terms().county, by=by)
        refund.confirm(account, repayments.refund_of(account, key), by=by, on=on)


def refund_reversed(recovery: Decision, key: int, *, on: date = DUE, by: Actor | None = None) -> None:
    by = by or finance()
    with db.transaction(at=builders.moment(on)):
        account = repayments.for_act(recovery.id, terms().county, by=by)
        refund.reverse(account, repayments.refund_of(account, key), "Betalningen kom tillbaka.", by=by, on=on)


def by_key(key: int) -> Decision:
    """The decision on recovery with the key."""
    return db.session.get_one(Decision, key)


def _case_of(recovery: Decision) -> Case:
    return db.session.get_one(Case, recovery.case_id)


def found(number: str) -> Case:
    return case_file.by_number(number, by=builders.a_user())


def closed(case: Case, *, on: date = DAY) -> None:
    """Close the case: no other payment comes."""
    by = builders.a_user()
    with db.transaction(at=builders.moment(on)):
        follow_up.close(case_file.for_act(case.number, by=by), by=by, on=on)


def account(recovery: Decision, *, by: Actor | None = None) -> Account:
    return repayments.by_key(recovery.id, terms().county, by=by or finance())


def finance(position: str = "finance") -> Person:
    return builders.a_user(position)


def repaid(
    recovery: Decision, amount: Money, received_on: date = DUE, reference: str = "OCR 1", *, by: Actor | None = None
) -> int:
    """The key of a repayment, noted the day that it came in."""
    by = by or finance()
    with db.transaction(at=builders.moment(received_on)):
        found = repayments.for_act(recovery.id, terms().county, by=by)
        told = Received(amount, received_on, reference)
        return repay.note(found, told, by=by, on=received_on, rates=terms().county.interest).id


def reversed_again(
    recovery: Decision, key: int, *, by: Actor | None = None, on: date = DUE, reason: str = "Fel mottagare."
) -> None:
    by = by or finance()
    with db.transaction(at=builders.moment(on)):
        found = repayments.for_act(recovery.id, terms().county, by=by)
        repay.reverse(found, repayments.repayment_of(found, key), reason, by=by, on=on)


def planned(recovery: Decision, parts: Sequence[tuple[date, int]], *, on: date = DECIDED) -> None:
    by = finance()
    with db.transaction(at=builders.moment(on)):
        found = repayments.for_act(recovery.id, terms().county, by=by)
        laid = [Part(day, Money.kronor(amount)) for day, amount in parts]
        repay.plan(found, laid, "Betalningsförmågan räcker inte till allt på en gång.", by=by, on=on)


def proposed(
    recovery: Decision,
    capital: Money,
    interest: Money = ZERO,
    *,
    ground: str = "bankruptcy",
    on: date = DUE,
    **said: Any,
) -> int:
    """The key of a loss that is proposed."""
    by = said.pop("by", None) or finance()
    with db.transaction(at=builders.moment(on)):
        found = repayments.for_act(recovery.id, terms().county, by=by)
        told = Forgone(capital, interest, ground, said.pop("reason", "Konkursen avslutades utan utdelning."))
        return forgo.propose(found, told, by=by, on=on, rates=terms().county.interest).id


def confirmed(
    recovery: Decision, key: int, *, by: Actor | None = None, on: date = DUE, minutes: str | None = None
) -> None:
    by = by or builders.a_user("director")
    with db.transaction(at=builders.moment(on)):
        found = repayments.for_act(recovery.id, terms().county, by=by)
        loss = repayments.loss_of(found, key)
        forgo.confirm(found, loss, Verdict("", minutes=minutes), by=by, on=on, terms=terms())


def proposed_anew(recovery: Decision, key: int, capital: Money) -> int:
    """The key of another proposal, in the place of one that is withdrawn."""
    by = finance()
    with db.transaction(at=builders.moment(DUE)):
        found = repayments.for_act(recovery.id, terms().county, by=by)
        forgo.withdraw(found, repayments.loss_of(found, key), by=by, on=DUE)
    return proposed(recovery, capital)


def loss_reversed(recovery: Decision, key: int, *, by: Actor, on: date = DUE) -> None:
    with db.transaction(at=builders.moment(on)):
        found = repayments.for_act(recovery.id, terms().county, by=by)
        forgo.reverse(found, repayments.loss_of(found, key), "Utdelning kom i konkursen.", by=by, on=on)


def handed_over(
    recovery: Decision, *, on: date = DUE + timedelta(days=40), papers: Sequence[str] = ("Beslutet",)
) -> None:
    by = finance()
    with db.transaction(at=builders.moment(on)):
        found = repayments.for_act(recovery.id, terms().county, by=by)
        told = HandedOver(on, "Ä 2026-17", papers)
        ordinance = terms().county.scheme(found.case.scheme).ordinance
        sue.hand_over(found, told, by=by, on=on, rates=terms().county.interest, ordinance=ordinance)


def ended(recovery: Decision, *, on: date, outcome: str = "Betalningsföreläggande; allt betalades.") -> None:
    by = finance()
    with db.transaction(at=builders.moment(on)):
        found = repayments.for_act(recovery.id, terms().county, by=by)
        sue.end(found, outcome, ended_on=on, by=by, on=on)
