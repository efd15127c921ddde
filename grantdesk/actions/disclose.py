"""Disclose: somebody has asked for the documents of a case; each marked field is tried, and a masked copy is made and stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from grantdesk import archive, db
from grantdesk.actions import record
from grantdesk.documents import masked_copy
from grantdesk.documents.masked_copy import MaskedCopy
from grantdesk.domain import disclosure
from grantdesk.domain.county import County
from grantdesk.domain.disclosure import IN_PART, REFUSED, WHOLE, Answer
from grantdesk.domain.masking import Mask
from grantdesk.domain.messages import Language
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.domain.secrecy import FIELDS, NUMBER
from grantdesk.models.case import Case
from grantdesk.models.secrecy import Disclosure
from grantdesk.queries import case_copy, secrecy
from grantdesk.queries.case_copy_words import Wording
from grantdesk.queries.letterhead import letterhead_of


@dataclass(frozen=True)
class Request:
    """What was asked and how it is answered; the one who asks may be nobody known. `once` is the token of the form."""

    asked_on: date
    asker: str
    language: Language
    answers: tuple[Answer, ...]
    once: str
    refused_because: str = ""


@dataclass(frozen=True)
class CopyDesk:
    """What copies are made with, and the folder of the archive where they are kept."""

    county: County
    archive: Path


def copy(case: Case, request: Request, desk: CopyDesk, *, by: Actor, on: date) -> Disclosure:
    """Give out a copy with what was masked field by field, and store it. A form sent twice gives the first answer back."""
    if (already := secrecy.find_by_token(request.once)) is not None:
        return already
    _refuse_a_day_to_come(request, on)
    disclosure.refuse_what_has_not_been_tried(request.answers, to_try(case), received_on=case.received_on, on=on)
    content = render(case, request, desk, on=on)
    outcome = IN_PART if disclosure.masks(request.answers) else WHOLE
    made = _row(case, request, outcome, by=by, on=on)
    made.digest, made.size = archive.keep(desk.archive, content), len(content)
    return _recorded(made, case, by=by)


def refuse(case: Case, request: Request, *, by: Actor, on: date) -> Disclosure:
    """Give out nothing, and say why; who asked can have the authority's own written decision."""
    if (already := secrecy.find_by_token(request.once)) is not None:
        return already
    _refuse_a_day_to_come(request, on)
    if not request.refused_because.strip():
        raise Refused("disclosure.without_reason")
    return _recorded(_row(case, request, REFUSED, by=by, on=on), case, by=by)


def to_try(case: Case) -> Sequence[str]:
    """The fields that each request must try: those that are marked, and a personal number whether it is marked or not."""
    personal = [NUMBER] if case_copy.number_of(case).personal else []
    return sorted({*secrecy.of_case(case), *personal}, key=FIELDS.index)


def render(case: Case, request: Request, desk: CopyDesk, *, on: date) -> bytes:
    """The copy as it is given out."""
    sections = case_copy.of_case(case, Wording(request.language, desk.county))
    masked = disclosure.masks(request.answers)
    number = case_copy.number_of(case)
    stands = number.written if number.personal and NUMBER not in masked else ""
    mask = Mask(sections, masked, stands=stands)
    said = MaskedCopy(
        letterhead=letterhead_of(desk.county, request.language),
        case_number=case.number,
        made_on=on,
        sections=tuple(map(mask.section, sections)),
    )
    return masked_copy.render(said, request.language)


def _refuse_a_day_to_come(request: Request, today: date) -> None:
    if request.asked_on > today:
        raise Refused("disclosure.later", on=request.asked_on, today=today)


def _row(case: Case, request: Request, outcome: str, *, by: Actor, on: date) -> Disclosure:
    return Disclosure(
        once=request.once,
        case_id=case.id,
        asked_on=request.asked_on,
        asker=request.asker.strip(),
        language=request.language,
        answers=[answer.as_json for answer in request.answers],
        outcome=outcome,
        reason=request.refused_because.strip(),
        decided_on=on,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )


def _recorded(made: Disclosure, case: Case, *, by: Actor) -> Disclosure:
    db.session.add(made)
    db.session.flush()
    record.event("disclosure.made", by=by, case=case, rows=[made], asked_on=made.asked_on, outcome=made.outcome)
    return made
