"""Where anyone who may read a case is told why the amount is what it is, on a page and as a PDF."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from grantdesk.documents import explanation as paper
from grantdesk.domain import walk_words
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case
from grantdesk.queries import case_file, explanations
from grantdesk.queries.explanations import Explained
from grantdesk.queries.letterhead import letterhead_of
from grantdesk.web import county, language
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import shown_number

bp = Blueprint("explanation", __name__, url_prefix="/cases")


@bp.get("/<number>/explanation")
@requires("case:read")
def page(number: str) -> str:
    case = case_file.by_number(number, by=signed_in())
    explained = _explained(case)
    return render_template(
        "explanation/page.html",
        case=case,
        explained=explained,
        steps=walk_words.tell(explained.walk, language.current()),
    )


@bp.get("/<number>/explanation.pdf")
@requires("case:read")
def pdf(number: str) -> Response:
    case = case_file.by_number(number, by=signed_in())
    wanted, explained = language.asked(), _explained(case)
    said = paper.Explanation(
        letterhead=letterhead_of(county.current(), wanted),
        case_number=case.number,
        measure=case.title,
        applicant=f"{case.organisation.name} ({shown_number(case)})",
        made_on=explained.chosen.on,
        aid=explained.walk.aid,
        steps=walk_words.tell(explained.walk, wanted),
    )
    answer = Response(paper.render(said, wanted), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"{case.number}-{explained.chosen.on}-{wanted}.pdf")
    return answer


def _explained(case: Case) -> Explained:
    scheme = county.current().scheme(case.scheme)
    return explanations.of_case(case, _asked(case), scheme=scheme.name)


def _asked(case: Case) -> int | None:
    """The assessment in the address; one that is no number is no assessment."""
    written = request.args.get("assessment")
    if written is None:
        return None
    # A row's key has nine digits at most in any database that a desk could fill.
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise NotThere("not_there.assessment", number=case.number)
    return int(written)
