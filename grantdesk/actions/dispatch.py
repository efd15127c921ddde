"""Dispatch: the letter about a decision is made when the decision is taken; it is sent, comes back, or reaches the recipient.

It is made in both languages and put in the archive. What is stored then is what is shown and sent from that day on: the
decision is frozen with what was written of it. A decision older than that gets its letter the first time that it is sent.
Where it cannot be made nothing is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, print_letter, record
from grantdesk.actions.print_letter import Press as Press
from grantdesk.domain import dispatch
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.letter import Dispatch, Letter
from grantdesk.queries import dispatches, notices_of_case


@dataclass(frozen=True)
class Sending:
    """A letter in one language, sent on a day by one of `dispatch.MEANS`; `once` is the token of the form.

    `decision_id` is the decision that the letter is about; without it, the case's first.
    """

    language: Language
    means: str
    name: str
    address: str
    sent_on: date
    once: str
    decision_id: int | None = None


def make(decision: Decision, case: Case, press: Press, *, by: Actor) -> dict[str, Letter]:
    """Make and store the letter about the decision in both languages, unless it is there; by language."""
    there = dispatches.letters_of(decision)
    if there:
        return there
    made = [print_letter.of_decision(decision, case, language, press, by=by) for language in LANGUAGES]
    db.session.add_all(made)
    db.session.flush()
    digests = {each.language: each.digest for each in made}
    record.event("letter.made", by=by, case=case, rows=made, digests=digests)
    return {each.language: each for each in made}


def send(case: Case, sending: Sending, press: Press, *, by: Actor, on: date) -> Dispatch:
    """Record that the letter about a decision was sent; `on` is today. One that has not been made is made and stored.

    What has been recorded with the same token is given back, and nothing more is done.
    """
    if (already := dispatches.find_by_token(sending.once)) is not None:
        return already
    decision = dispatches.decision_by_key(case, sending.decision_id)
    _refuse_what_cannot_be_true(sending, on)
    if sending.sent_on < decision.decided_on:
        raise Refused("dispatch.before_decision", sent_on=sending.sent_on, decided_on=decision.decided_on)
    letter = make(decision, case, press, by=by)[sending.language]
    return _recorded(letter, case, sending, by)


def send_stored(letter: Letter, case: Case, sending: Sending, *, by: Actor, on: date) -> Dispatch:
    """As `send`, of a letter that is stored and decides nothing; it is sent in the language that it is written in."""
    if (already := dispatches.find_by_token(sending.once)) is not None:
        return already
    _refuse_what_cannot_be_true(sending, on)
    made_on = notices_of_case.written_on(letter)
    if sending.sent_on < made_on:
        raise Refused("dispatch.before_made", sent_on=sending.sent_on, made_on=made_on)
    return _recorded(letter, case, sending, by)


def _recorded(letter: Letter, case: Case, sending: Sending, by: Actor) -> Dispatch:
    sent = Dispatch(
        once=sending.once,
        letter_id=letter.id,
        means=sending.means,
        recipient=sending.name.strip(),
        address=sending.address.strip(),
        sent_on=sending.sent_on,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
        state="sent",
    )
    db.session.add(sent)
    db.session.flush()
    said: dict[str, Any] = {
        "sent_on": sending.sent_on,
        "means": sending.means,
        "language": letter.language,
        "digest": letter.digest,
    }
    record.event("letter.sent", by=by, case=case, rows=[sent], **said)
    return sent


def note_return(sent: Dispatch, reason: str, *, on: date, by: Actor, case: Case, today: date) -> None:
    """Note that the letter came back on the day `on`, and why. The decision then waits for a new dispatch."""
    if not reason.strip():
        raise Refused("dispatch.without_reason")
    _refuse_the_day(sent, on, today)
    step = advance.step(sent, "return", **_noted(on, by), reason=reason.strip())
    record.event("letter.returned", by=by, case=case, changes=[step], returned_on=on)


def note_received(sent: Dispatch, *, on: date, by: Actor, case: Case, today: date) -> None:
    """Note that the recipient took part of the letter on the day `on`, from which the time of appeal counts."""
    _refuse_the_day(sent, on, today)
    step = advance.step(sent, "receive", **_noted(on, by))
    record.event("letter.received", by=by, case=case, changes=[step], received_on=on)


def _refuse_what_cannot_be_true(sending: Sending, today: date) -> None:
    dispatch.refuse_what_leads_nowhere(sending.means, name=sending.name, address=sending.address)
    dispatch.refuse_a_day_to_come(sending.sent_on, today=today)


def _refuse_the_day(sent: Dispatch, day: date, today: date) -> None:
    dispatch.refuse_a_day_to_come(day, today=today)
    if day < sent.sent_on:
        raise Refused("dispatch.before_sent", on=day, sent_on=sent.sent_on)


def _noted(day: date, by: Actor) -> dict[str, object]:
    return {"noted_on": day, "noted_at": db.moment(), "noted_by_id": by.id, "noted_by": by.name}
