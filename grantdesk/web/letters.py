"""The letters of a case, as PDF: the one that was stored when it was sent, and before that a preview."""

from __future__ import annotations

from flask import Blueprint, Response

from grantdesk import archive, region
from grantdesk.actions.dispatch import Press
from grantdesk.documents import decision_letter, letter_texts
from grantdesk.domain.messages import Language
from grantdesk.models.case import Case
from grantdesk.queries import case_file, dispatches, letters
from grantdesk.queries.letters import Writing
from grantdesk.web import county, language
from grantdesk.web.access import requires, signed_in

bp = Blueprint("letters", __name__, url_prefix="/cases")


@bp.get("/<number>/letter.pdf")
@requires("case:read")
def letter(number: str) -> Response:
    case = case_file.by_number(number, by=signed_in())
    wanted = language.asked()
    answer = Response(_stored(case, wanted) or _preview(case, wanted), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"{case.number}-{wanted}.pdf")
    return answer


def press() -> Press:
    """What letters are made with in this installation, and where they are kept."""
    return Press(county.terms(), _texts(), county.settings().archive)


def _stored(case: Case, wanted: Language) -> bytes | None:
    decision = case_file.decision_of(case)
    kept = dispatches.letters_of(decision).get(wanted) if decision else None
    return archive.read(county.settings().archive, kept.digest) if kept else None


def _preview(case: Case, wanted: Language) -> bytes:
    return decision_letter.preview(letters.of_case(case, Writing(wanted, county.terms(), _texts())), wanted)


def _texts() -> letter_texts.LetterTexts:
    folder = county.settings().region_folder
    return letter_texts.parse(region.read_letters(folder), file=str(folder / "letters" / "decision.toml"))
