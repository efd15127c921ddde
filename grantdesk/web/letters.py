"""The letters of a case, as PDF: as they are stored, and before that a preview."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request

from grantdesk import archive, clock, db, region
from grantdesk.actions import dispatch
from grantdesk.actions.dispatch import Press
from grantdesk.documents import any_decision
from grantdesk.documents.letter_texts import LetterTexts, WrongLetterTexts
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.messages import Language
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.queries import case_file, dispatches, letters, notices_of_case, texts
from grantdesk.queries.letter_words import Writing
from grantdesk.web import county, filters, language
from grantdesk.web.access import requires, signed_in

bp = Blueprint("letters", __name__, url_prefix="/cases")


@bp.get("/<number>/letter.pdf")
@requires("case:read")
def letter(number: str) -> Response:
    """The letter about the case's first decision, or about the one that the address names."""
    case = case_file.by_number(number, by=signed_in())
    decision, wanted = dispatches.decision_by_key(case, asked_decision()), language.asked()
    return as_pdf(_stored(decision, wanted) or _preview(decision, case, wanted), f"{case.number}-{wanted}")


@bp.get("/<number>/letters/<int:letter>.pdf")
@requires("case:read")
def stored(number: str, letter: int) -> Response:
    case = case_file.by_number(number, by=signed_in())
    found = notices_of_case.letter_by_key(case, letter)
    return as_pdf(archive.read(county.settings().archive, found.digest), f"{case.number}-{found.id}-{found.language}")


def freeze(number: str, decision: int) -> None:
    """Make and store the letter about a decision that has just been taken, so that what was decided has its digest.

    An act of its own, after the decision's: where the letter cannot be made the decision stands, and the reader is told why.
    """
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            dispatch.make(dispatches.decision_by_key(case, decision), case, press(), by=signed_in())
    except Refused as refused:
        flash(filters.say(refused.reason))


def press() -> Press:
    """What letters are made with in this installation, and where they are kept."""
    return Press(county.terms(), in_force(), county.settings().archive)


def in_force() -> LetterTexts:
    """The texts that letters are printed with today. Refused where the region's file of them cannot be used."""
    try:
        return texts.in_force(written(), on=clock.today(), file="letters/decision.toml")
    except WrongLetterTexts as wrong:
        raise Refused("letter.wrong_texts", problem=str(wrong)) from wrong


def written() -> dict[str, object]:
    """The content of the region's own file of texts. Refused where it cannot be read."""
    try:
        return region.read_letters(county.settings().region_folder)
    except InputErrors as wrong:
        raise Refused("letter.wrong_texts", problem=str(wrong)) from wrong


def asked_decision() -> int | None:
    """The decision that the address names by its key; an address with something else names none that there is."""
    named = request.args.get("decision")
    if named is None:
        return None
    return int(named) if named.isascii() and named.isdigit() and len(named) < 10 else 0


def _stored(decision: Decision, wanted: Language) -> bytes | None:
    kept = dispatches.letters_of(decision).get(wanted)
    return archive.read(county.settings().archive, kept.digest) if kept else None


def _preview(decision: Decision, case: Case, wanted: Language) -> bytes:
    writing = Writing(wanted, county.terms(), in_force())
    return any_decision.preview(letters.of_decision(decision, case, writing), wanted)


def as_pdf(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"{name}.pdf")
    return answer
