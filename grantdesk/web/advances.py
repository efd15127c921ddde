"""The advances of a case: those decided, what became of the payment of each, and what is left for more."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock
from grantdesk.actions import pay_in_advance
from grantdesk.models.case import Case
from grantdesk.queries import advances, case_file, grants
from grantdesk.web import attempts, county
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form

bp = Blueprint("advances", __name__, url_prefix="/cases/<number>/advances")

Page = tuple[str, int]


@bp.get("")
@requires("case:read")
def page(number: str) -> str:
    return _page(number, Form())


@bp.post("/<int:decision>/payment")
@requires("instalment:release")
def prepare(number: str, decision: int) -> Response | Page:
    form = Form()

    def act(case: Case) -> None:
        pay_in_advance.anew(case, decision, by=signed_in(), on=clock.today(), terms=county.terms())

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        return _page(number, form), 409
    flash(gettext("The payment of the advance is prepared. Somebody else attests it."))
    return redirect(url_for("advances.page", number=number), 303)


def _page(number: str, form: Form) -> str:
    case = case_file.by_number(number, by=signed_in())
    grant = grants.find(case_file.decisions_of(case))
    room = advances.room(case, grant, (True, True), county=county.current(), on=clock.today()) if grant else None
    return render_template(
        "advances/page.html",
        case=case,
        lines=advances.of_case(case, grant) if grant else [],
        room=room,
        form=form,
        may_prepare=case.status == "granted" and signed_in().may("instalment:release"),
    )
