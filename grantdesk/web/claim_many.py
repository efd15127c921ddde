"""Several rows of a claim judged in one act, from the list of them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import judge
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.claim import Claim
from grantdesk.queries import case_file, claim_lines, line_signals
from grantdesk.web import claim_review, claims, county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.claim_rows import for_act
from grantdesk.web.forms.claim_many import SeveralForm

bp = Blueprint("claim_many", __name__, url_prefix="/cases/<number>/claims/<int:claim>")

Page = tuple[str, int]


@bp.post("/rows/together")
@requires("claim:approve")
def together(number: str, claim: int) -> Response | Page:
    found = case_file.claim_of(number, claim, by=signed_in())
    form = SeveralForm.offering(seen="", unsettled=len(_listed(found)))
    if not form.validate():
        return claims.with_rows(found, form), 422
    try:
        with db.transaction(at=clock.now()):
            locked = for_act(number, claim)
            numbers = form.numbers(_listed(locked))
            done = len(
                judge.several(
                    locked, numbers, form.judgement(), seen=form.seen_at, by=signed_in(), county=county.current()
                )
            )
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return claims.with_rows(case_file.claim_of(number, claim, by=signed_in()), form), 409
    flash(ngettext("%(num)s row is reviewed.", "%(num)s rows are reviewed.", done))
    rows, page = request.args.get("rows"), request.args.get("page")
    return redirect(url_for("claims.page", number=number, claim=claim, rows=rows, page=page, _anchor="rows"), 303)


def _listed(claim: Claim) -> set[int]:
    """The rows of the list, as the address narrows it, that are not settled."""
    lines = claim_lines.of_claim(claim)
    found = line_signals.of_claim(claim, lines, by=signed_in(), county=county.current())
    return {line.number for line in claim_review.shown(lines, found) if claim_review.is_unsettled(line)}
