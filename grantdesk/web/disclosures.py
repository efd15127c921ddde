"""Where somebody's request for the documents of a case is answered, and the copy that was given out is fetched."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import archive, clock, db
from grantdesk.actions import disclose
from grantdesk.actions.disclose import CopyDesk, Request
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.secrecy import PERSONAL_DATA
from grantdesk.models.case import Case
from grantdesk.queries import case_file, secrecy
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.secrecy import DisclosureForm

bp = Blueprint("disclosures", __name__, url_prefix="/cases/<number>/disclosures")

Page = tuple[str, int]


@bp.get("/new")
@requires("disclosure:make")
def new(number: str) -> Page:
    case = case_file.by_number(number, by=signed_in())
    return _asked(case, _form(case))


@bp.post("/new")
@requires("disclosure:make")
def answer(number: str) -> AnyResponse | Page:
    case = case_file.by_number(number, by=signed_in())
    form = _form(case)
    if not form.validate():
        return _asked(case, form, 422)
    try:
        with db.transaction(at=clock.now()):
            _answer(case_file.for_act(number, by=signed_in()), form)
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _asked(case_file.by_number(number, by=signed_in()), form, 409)
    flash(gettext("The request is answered."))
    return redirect(url_for("secrecy.page", number=number), 303)


@bp.get("/<int:disclosure_id>/copy.pdf")
@requires("disclosure:make")
def copy(number: str, disclosure_id: int) -> Response:
    case = case_file.by_number(number, by=signed_in())
    made = secrecy.disclosure_by_id(disclosure_id, case=case)
    if made.digest is None:
        raise NotThere("not_there.disclosure")
    content = archive.read(county.settings().archive, made.digest)
    said = Response(content, mimetype="application/pdf")
    said.headers.set("Content-Disposition", "inline", filename=f"{case.number}-{made.decided_on}-{made.id}.pdf")
    return said


def _answer(case: Case, form: DisclosureForm) -> None:
    refuses = form.outcome.data == "refuse"
    request = Request(
        asked_on=form.asked_on.data,
        asker=form.asker.data or "",
        language=form.language.data,
        answers=() if refuses else form.answers(),
        once=form.once.data,
        refused_because=form.reason.data if refuses else "",
    )
    if refuses:
        disclose.refuse(case, request, by=signed_in(), on=clock.today())
    else:
        desk = CopyDesk(county.current(), county.settings().archive)
        disclose.copy(case, request, desk, by=signed_in(), on=clock.today())


def _form(case: Case) -> DisclosureForm:
    """The form with each field that must be tried, on the ground that it is marked with."""
    marks = secrecy.of_case(case)
    tried = {field: marks[field].ground.code if field in marks else PERSONAL_DATA for field in disclose.to_try(case)}
    return DisclosureForm.offering(tried, today=clock.today())


def _asked(case: Case, form: DisclosureForm, status: int = 200) -> Page:
    return render_template("disclosures/new.html", case=case, form=form), status
