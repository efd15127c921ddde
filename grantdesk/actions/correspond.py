"""Correspond: what is missing is asked for, and papers are sent with a covering letter. Neither decides anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, print_letter, record
from grantdesk.actions.print_letter import Press
from grantdesk.domain import correspondence
from grantdesk.domain.dispatch import refuse_a_day_to_come
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.messages import Language
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.correspondence import CoveringLetter, Supplement
from grantdesk.models.letter import Letter
from grantdesk.queries import conflicts, notices_of_case


@dataclass(frozen=True)
class Request:
    """What is missing, one thing each, by which day, and what follows otherwise; `once` is the token of the form."""

    language: Language
    points: tuple[str, ...]
    note: str
    due_on: date
    consequence: str
    once: str


@dataclass(frozen=True)
class Covering:
    """To whom, about what and in which words, and which papers go with it; `once` is the token of the form."""

    language: Language
    addressee: str
    heading: str
    text: str
    enclosures: tuple[str, ...]
    once: str


def ask(case: Case, request: Request, press: Press, *, by: Actor, on: date) -> Letter:
    """Ask the applicant for what is missing: the case waits for it, and its letter is stored to be sent.

    What has been asked with the same token is given back, and nothing more is done.
    """
    if (already := notices_of_case.supplement_letter_by_token(request.once)) is not None:
        return already
    conflicts.refuse_where_partial(case, by=by)
    correspondence.refuse_a_case_that_waits_for_nothing(case.status, request.consequence)
    correspondence.refuse_an_empty_request(request.points)
    correspondence.refuse_a_day_without_time(request.due_on, asked_on=on)
    standing = notices_of_case.standing_supplement(case)
    if standing is not None:
        raise Refused("supplement.standing", due_on=standing.due_on)
    asked = supplement_of(case, request, on=on)
    asked.recorded_at, asked.recorded_by_id, asked.recorded_by = db.moment(), by.id, by.name
    db.session.add(asked)
    db.session.flush()
    letter = _kept(print_letter.of_supplement(asked, case, request.language, press, by=by))
    record.event("supplement.asked", by=by, case=case, rows=[asked, letter], due_on=request.due_on)
    return letter


def answer(asked: Supplement, case: Case, outcome: str, *, by: Actor, on: date, today: date) -> None:
    """Note that what was missing came in on the day `on`, and what it was."""
    _end(asked, case, "answer", outcome, by=by, on=on, today=today)


def close(asked: Supplement, case: Case, outcome: str, *, by: Actor, on: date, today: date) -> None:
    """Note that it is no longer waited for, and why: nothing came, or it is not needed."""
    _end(asked, case, "close", outcome, by=by, on=on, today=today)


def cover(case: Case, covering: Covering, press: Press, *, by: Actor, on: date) -> Letter:
    """Write a covering letter and store it to be sent. What has been written with the same token is given back."""
    if (already := notices_of_case.covering_letter_by_token(covering.once)) is not None:
        return already
    conflicts.refuse_where_partial(case, by=by)
    correspondence.refuse_an_empty_covering(covering.addressee, covering.heading, covering.text, covering.enclosures)
    written = covering_of(case, covering, on=on)
    written.recorded_at, written.recorded_by_id, written.recorded_by = db.moment(), by.id, by.name
    db.session.add(written)
    db.session.flush()
    letter = _kept(print_letter.of_covering(written, case, covering.language, press, by=by))
    record.event("covering.written", by=by, case=case, rows=[written, letter])
    return letter


def supplement_of(case: Case, request: Request, *, on: date) -> Supplement:
    """The request as it would be stored on the day; not stored, so that its letter can be read first."""
    return Supplement(
        once=request.once,
        case_id=case.id,
        language=request.language,
        points=list(request.points),
        note=request.note.strip(),
        consequence=request.consequence,
        asked_on=on,
        due_on=request.due_on,
        state=FIRST["supplement"],
    )


def covering_of(case: Case, covering: Covering, *, on: date) -> CoveringLetter:
    """The covering letter as it would be stored on the day; not stored."""
    return CoveringLetter(
        once=covering.once,
        case_id=case.id,
        language=covering.language,
        addressee=covering.addressee.strip(),
        heading=covering.heading.strip(),
        text=covering.text.strip(),
        enclosures=list(covering.enclosures),
        written_on=on,
    )


def _end(asked: Supplement, case: Case, act: str, outcome: str, *, by: Actor, on: date, today: date) -> None:
    if not outcome.strip():
        raise Refused("supplement.without_outcome")
    refuse_a_day_to_come(on, today=today)
    if on < asked.asked_on:
        raise Refused("supplement.ended_before_asked", on=on, asked_on=asked.asked_on)
    said = {"ended_on": on, "ended_at": db.moment(), "ended_by_id": by.id, "ended_by": by.name}
    step = advance.step(asked, act, **said, outcome=outcome.strip())
    done = {"answer": "answered", "close": "closed"}[act]
    record.event(f"supplement.{done}", by=by, case=case, changes=[step], ended_on=on)


def _kept(letter: Letter) -> Letter:
    db.session.add(letter)
    db.session.flush()
    return letter
