"""Appeals for tests, made by the same actions that the pages call."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from grantdesk import archive, db, settings
from grantdesk.actions import appeal as appealing
from grantdesk.actions import dispatch, later, reconsider, record
from grantdesk.actions.appeal import CourtRuling, Incoming
from grantdesk.actions.reconsider import Answer
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.appeal import Appeal
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.letter import DECISION, Dispatch, Letter
from grantdesk.models.user import User
from grantdesk.queries import appeals, case_file, dispatches
from tests import builders

DECIDED = builders.DAY
# Three weeks from the day of receipt is Easter Monday, so that the last day is the Tuesday.
RECEIVED = DECIDED + timedelta(days=2)
LAST = RECEIVED + timedelta(weeks=3, days=1)
LATER = LAST + timedelta(days=10)


def someone(position: str = "handler") -> Actor:
    """Whoever holds the position already, since a new person takes the time that a password takes; else somebody new."""
    db.session.rollback()
    there = db.session.execute(
        select(User).where(User.position == position).order_by(User.id).limit(1)
    ).scalar_one_or_none()
    return there or builders.a_user(position)


def withheld(
    case: Case,
    amount: Money | None = None,
    *,
    cause: str = "conditions_broken",
    on: date = DECIDED,
    minutes: str | None = None,
) -> Decision:
    """The decision to withhold payment, which may be appealed: proposed by a handler, taken by a director or the board."""
    handler, taker = someone(), someone("administrator" if minutes else "director")
    what = Later("withhold", amount=amount if amount is not None else Money.kronor(40_000), cause=cause)
    with db.transaction(at=builders.moment(on)):
        laid = later.lay(
            case_file.for_act(case.number, by=handler), what, "Villkoren har inte följts.", by=handler, on=on,
            terms=builders.terms(),
        )  # fmt: skip
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=taker)
        verdict = builders.verdict_on(found, minutes=minutes)
        return later.take(found, laid.id, verdict, by=taker, on=on, terms=builders.terms())


def a_withheld_case(*, told: bool = True) -> Case:
    """A granted case with a payment withheld; `told` where the recipient is known to have taken part of it on `RECEIVED`."""
    case = builders.a_granted_case()
    decision = withheld(case)
    if told:
        took_part(case, decision)
    return case


def took_part(case: Case, decision: Decision, *, on: date = RECEIVED) -> None:
    """The letter about the decision was sent and received, without the seconds that it takes to set one."""
    who = someone()
    content = f"letter {decision.id}".encode()
    with db.transaction(at=builders.moment(on)):
        letter = Letter(
            decision_id=decision.id, kind=DECISION, language="sv", digest=archive.keep(settings.read().archive, content),
            size=len(content), made_at=db.moment(), made_by_id=who.id, made_by=who.name,
        )  # fmt: skip
        db.session.add(letter)
        db.session.flush()
        sent = Dispatch(
            once=uuid.uuid4().hex, letter_id=letter.id, means="post", recipient="Påhittade Verkstaden AB", address="Gatan 1",
            sent_on=decision.decided_on, recorded_at=db.moment(), recorded_by_id=who.id, recorded_by=who.name, state="sent",
        )  # fmt: skip
        db.session.add(sent)
        db.session.flush()
        record.event("letter.sent", by=who, case=case, rows=[letter, sent], sent_on=decision.decided_on)
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=who)
        dispatch.note_received(dispatches.for_act(found, sent.id), on=on, by=who, case=found, today=on)


def incoming(decision: Decision, **said: Any) -> Incoming:
    given = {
        "decision_id": decision.id, "against_id": None, "appellant": "Påhittade Verkstaden AB", "received_on": LAST,
        "court_received_on": None, "asked": "Beslutet ska upphävas.", "grounds": "Villkoren har följts.",
        "once": uuid.uuid4().hex,
    }  # fmt: skip
    return Incoming(**{**given, **said})


def an_appeal(case: Case | None = None, *, by: Actor | None = None, on: date = LATER, **said: Any) -> Appeal:
    """An appeal against the case's last decision, registered."""
    case, by = case or a_withheld_case(), by or someone()
    with db.transaction(at=builders.moment(on)):
        case = case_file.for_act(case.number, by=by)
        return appealing.register(case, incoming(case_file.decisions_of(case)[-1], **said), by=by, on=on)


def a_late_appeal(case: Case | None = None, **said: Any) -> Appeal:
    return an_appeal(case, **{"received_on": LAST + timedelta(days=1), **said})


Act = Callable[[Appeal, Case], object]


def do(appeal: Appeal, act: Act, *, by: Actor, on: date = LATER) -> Appeal:
    """The act on the appeal, as a page does it: both locked, in one transaction."""
    with db.transaction(at=builders.moment(on)):
        case = case_file.of_id(appeal.case_id, by=by)
        found = appeals.for_act(case, appeal.id)
        act(found, case)
        return found


def judge(
    appeal: Appeal, judgement: str, *, by: Actor | None = None, on: date = LATER, reason: str = "Så är det."
) -> Appeal:
    who = by or someone()
    terms = builders.terms()
    return do(
        appeal,
        lambda found, case: appealing.judge(found, judgement, reason, case=case, by=who, on=on, terms=terms),
        by=who,
        on=on,
    )


def dismiss(appeal: Appeal, *, by: Actor | None = None, on: date = LATER, **said: Any) -> Appeal:
    who = by or someone("director")
    answer = Answer(**{"reason": "Det kom in för sent.", **said})
    terms = builders.terms()
    return do(
        appeal,
        lambda found, case: reconsider.dismiss(found, answer, case=case, by=who, on=on, terms=terms),
        by=who,
        on=on,
    )


def look_again(appeal: Appeal, *, by: Actor | None = None, on: date = LATER, **said: Any) -> Appeal:
    who = by or someone("director")
    answer = Answer(**{"reason": "Beslutet är inte uppenbart felaktigt.", **said})
    terms = builders.terms()
    return do(
        appeal,
        lambda found, case: reconsider.reconsider(found, answer, case=case, by=who, on=on, terms=terms),
        by=who,
        on=on,
    )


def forward(appeal: Appeal, *, by: Actor | None = None, on: date = LATER) -> Appeal:
    who, terms = by or someone(), builders.terms()
    reason = "Överklagandet och handlingarna i ärendet."
    return do(
        appeal,
        lambda found, case: appealing.forward(found, reason, case=case, by=who, on=on, terms=terms),
        by=who,
        on=on,
    )


def hear(appeal: Appeal, outcome: str = "rejected", *, on: date = LATER, **said: Any) -> Appeal:
    who = someone()
    ruling = CourtRuling(**{"outcome": outcome, "court_number": "1234-26", "ruled_on": on, "reason": "Dom.", **said})
    return do(appeal, lambda found, case: appealing.hear(found, ruling, case=case, by=who, on=on), by=who, on=on)


def tell(appeal: Appeal, *, on: date = LATER) -> Appeal:
    who, reason = someone(), "Delgivningskvitto."
    return do(
        appeal, lambda found, case: appealing.tell(found, reason, day=on, case=case, by=who, on=on), by=who, on=on
    )


def send_back(appeal: Appeal, *, on: date = LATER) -> Appeal:
    who, reason = someone(), "Kvittot har kommit."
    return do(appeal, lambda found, case: appealing.send_back(found, reason, case=case, by=who, on=on), by=who, on=on)


def note_further(appeal: Appeal, *, on: date = LATER) -> Appeal:
    who, reason = someone(), "Kammarrätten gav inte prövningstillstånd."
    return do(
        appeal,
        lambda found, case: appealing.note_further(found, reason, day=on, case=case, by=who, on=on),
        by=who,
        on=on,
    )


def settle(appeal: Appeal, outcome: str = "rejected", *, on: date = LATER) -> Appeal:
    who, reason = someone(), "Lagakraftbevis."
    return do(
        appeal,
        lambda found, case: appealing.settle(found, outcome, reason, day=on, case=case, by=who, on=on),
        by=who,
        on=on,
    )


def withdraw(appeal: Appeal, *, on: date = LATER) -> Appeal:
    who, reason = someone(), "E-post från klaganden."
    return do(
        appeal, lambda found, case: appealing.withdraw(found, reason, day=on, case=case, by=who, on=on), by=who, on=on
    )


def a_forwarded_appeal(case: Case | None = None, **said: Any) -> Appeal:
    return forward(look_again(judge(an_appeal(case, **said), "find_in_time")))
