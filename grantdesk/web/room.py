"""The room that a case has under its de minimis ceiling, and when more of it comes back."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from grantdesk import clock
from grantdesk.queries import case_file
from grantdesk.web import county, windows
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import to_case

bp = Blueprint("room", __name__, url_prefix="/cases")


@bp.get("/<number>/room")
@requires("case:read")
def page(number: str) -> Response | str:
    case = case_file.by_number(number, by=signed_in())
    regulation = county.current().scheme(case.scheme).de_minimis
    if regulation is None:
        return to_case(number)
    aid = windows.of_case(case, regulation, by=signed_in(), on=clock.today())
    return render_template("cases/room.html", case=case, aid=aid)
