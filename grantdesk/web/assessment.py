"""Where the rules are put to a case."""

from __future__ import annotations

from flask import Blueprint, flash
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import assess as assessing
from grantdesk.queries import case_file
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import to_case

bp = Blueprint("assessment", __name__, url_prefix="/cases")


@bp.post("/<number>/assessment")
@requires("case:assess")
def assess(number: str) -> Response:
    with db.transaction(at=clock.now()):
        case = case_file.for_act(number, by=signed_in())
        latest = case_file.latest_assessment(case)
        made = assessing.case(case, by=signed_in(), on=clock.today(), county=county.current())
    if latest is not None and made.id == latest.id:
        flash(gettext("Nothing has changed since the case was assessed earlier today, so that assessment stands."))
    elif made.eligible:
        flash(gettext("The case is assessed: the rules give %(aid)s.", aid=filters.money(made.aid)))
    else:
        flash(gettext("The case is assessed: the rules give no aid."))
    return to_case(number)
