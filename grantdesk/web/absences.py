"""Who is away, recorded by themselves or by an administrator, so that whoever stands in may act."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import roster
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.user import User
from grantdesk.queries import absences, people
from grantdesk.web import filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.absence import AbsenceForm

bp = Blueprint("absences", __name__)

Page = tuple[str, int]


@bp.get("/absences")
@requires("absence:record")
def page() -> Page:
    return _shown(_form())


@bp.post("/absences")
@requires("absence:record")
def record() -> Response | Page:
    form = _form()
    if not form.validate():
        return _shown(form, 422)
    period = roster.Period(form.first.data, form.last.data)
    try:
        with db.transaction(at=clock.now()):
            roster.away(_user(int(form.person.data)), period, by=signed_in(), on=clock.today())
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _shown(form, 409)
    flash(gettext("The absence is recorded."))
    return redirect(url_for("absences.page"), 303)


@bp.post("/absences/<int:absence_id>/end")
@requires("absence:record")
def end(absence_id: int) -> Response:
    with db.transaction(at=clock.now()):
        roster.back(absences.by_id(absence_id, by=signed_in()), by=signed_in(), on=clock.today())
    flash(gettext("The absence is ended."))
    return redirect(url_for("absences.page"), 303)


def _form() -> AbsenceForm:
    me = signed_in()
    others = people.active() if me.may("user:administer") else []
    return AbsenceForm.offering({str(one.id): one.name for one in others} or {str(me.id): me.name}, today=clock.today())


def _user(user_id: int) -> User:
    found = people.find(user_id)
    if found is None:
        raise NotThere("not_there.colleague")
    return found


def _shown(form: AbsenceForm, status: int = 200) -> Page:
    found = absences.not_ended(on=clock.today(), by=signed_in())
    body = render_template(
        "absences/page.html", form=form, plain=Form(), away=found, administers=signed_in().may("user:administer")
    )
    return body, status
