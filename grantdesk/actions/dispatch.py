"""Dispatch: the letter about a decision is sent, comes back, or reaches the recipient.

The first time that it is sent it is made in both languages and put in the archive. What is stored then is what has been sent,
and what is shown and sent from that day on. It is not made when the decision is taken: to make a letter takes as long as to
take a decision, most have nothing to show before they are sent, and what nobody has sent is a preview and says so.
Where it cannot be made nothing is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from grantdesk import archive, db
from grantdesk.actions import advance, record
from grantdesk.documents import decision_letter
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.domain import dispatch
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.letter import DECISION, Dispatch, Letter
from grantdesk.queries import case_file, dispatches, letters
from grantdesk.queries.letters import Writing
from grantdesk.region import Terms


@dataclass(frozen=True)
class Press:
    """What letters are made with, and the folder of the archive where they are kept."""

    terms: Terms
    texts: LetterTexts
    archive: Path


@dataclass(frozen=True)
class Sending:
    """A letter in one language, sent on a day by one of `dispatch.MEANS`; `once` is the token of the form."""

    language: Language
    means: str
    name: str
    address: str
    sent_on: date
    once: str


def send(case: Case, sending: Sending, press: Press, *, by: Actor, on: date) -> Dispatch:
    """Record that the letter about the case's decision was sent; `on` is today. The first time, it is made and stored.

    What has been recorded with the same token is given back, and nothing more is done.
    """
    if (already := dispatches.find_by_token(sending.once)) is not None:
        return already
    decision = case_file.decision_of(case)
    if decision is None:
        raise NotThere("not_there.decision", number=case.number)
    _refuse_what_cannot_be_true(decision, sending, on)
    there = dispatches.letters_of(decision)
    made = [] if there else [_letter(case, decision, language, press, by=by) for language in LANGUAGES]
    db.session.add_all(made)
    db.session.flush()
    letter = (there or {each.language: each for each in made})[sending.language]
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
        "language": sending.language,
        "digest": letter.digest,
    }
    record.event("letter.sent", by=by, case=case, rows=[*made, sent], **said)
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


def _letter(case: Case, decision: Decision, language: Language, press: Press, *, by: Actor) -> Letter:
    """The letter in one language, its file in the archive: a file that no row names does no harm, a row without a file would."""
    ordinance = press.terms.county.scheme(case.scheme).ordinance
    if ordinance.removeprefix("SFS ") not in press.texts.ordinances:
        raise Refused("dispatch.no_texts", ordinance=ordinance)
    said = letters.of_case(case, Writing(language, press.terms, press.texts))
    content = decision_letter.render(said, language)
    return Letter(
        decision_id=decision.id,
        kind=DECISION,
        language=language,
        digest=archive.keep(press.archive, content),
        size=len(content),
        made_at=db.moment(),
        made_by_id=by.id,
        made_by=by.name,
    )


def _refuse_what_cannot_be_true(decision: Decision, sending: Sending, today: date) -> None:
    dispatch.refuse_what_leads_nowhere(sending.means, name=sending.name, address=sending.address)
    dispatch.refuse_a_day_to_come(sending.sent_on, today=today)
    if sending.sent_on < decision.decided_on:
        raise Refused("dispatch.before_decision", sent_on=sending.sent_on, decided_on=decision.decided_on)


def _refuse_the_day(sent: Dispatch, day: date, today: date) -> None:
    dispatch.refuse_a_day_to_come(day, today=today)
    if day < sent.sent_on:
        raise Refused("dispatch.before_sent", on=day, sent_on=sent.sent_on)


def _noted(day: date, by: Actor) -> dict[str, object]:
    return {"noted_on": day, "noted_at": db.moment(), "noted_by_id": by.id, "noted_by": by.name}
