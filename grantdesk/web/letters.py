"""The letters of a case, as PDF."""

from __future__ import annotations

from flask import Blueprint, Response

from grantdesk import region
from grantdesk.documents import decision_letter, letter_texts
from grantdesk.queries import case_file, letters
from grantdesk.queries.letters import Writing
from grantdesk.web import county, language
from grantdesk.web.access import requires, signed_in

bp = Blueprint("letters", __name__, url_prefix="/cases")


@bp.get("/<number>/letter.pdf")
@requires("case:read")
def letter(number: str) -> Response:
    case = case_file.by_number(number, by=signed_in())
    wanted = language.asked()
    said = letters.of_case(case, Writing(wanted, county.terms(), _texts()))
    answer = Response(decision_letter.render(said, wanted), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"{case.number}-{wanted}.pdf")
    return answer


def _texts() -> letter_texts.LetterTexts:
    folder = county.settings().region_folder
    return letter_texts.parse(region.read_letters(folder), file=str(folder / "letters" / "decision.toml"))
