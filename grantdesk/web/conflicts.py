"""Who has a conflict of interest in a case."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import stand_aside
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.user import User
from grantdesk.queries import case_file, conflicts, people
from grantdesk.web import filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.absence import ConflictForm, EndConflictForm

bp = Blueprint("conflicts", __name__, url_prefix="/cases/<number>/conflicts")

Page = tuple[str, int]


@bp.get("")
@requires("conflict:declare")
def page(number: str) -> Page:
    return _shown(number, _form())


@bp.post("")
@requires("conflict:declare")
def declare(number: str) -> Response | Page:
    form = _form()
    if not form.validate():
        return _shown(number, form, 422)
    told = stand_aside.Conflict(form.kind.data, form.ground.data, form.in_case_alone.data)
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            stand_aside.declare(_user(int(form.person.data)), case, told, by=signed_in(), on=clock.today())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _shown(number, form, 409)
    flash(gettext("The conflict of interest is noted. The person handles the case no more."))
    return _to_page(number)


@bp.get("/<int:conflict_id>")
@requires("conflict:note")
def ending(number: str, conflict_id: int) -> Page:
    return _ending(number, conflict_id, EndConflictForm())


@bp.post("/<int:conflict_id>")
@requires("conflict:note")
def end(number: str, conflict_id: int) -> Response | Page:
    form = EndConflictForm()
    if not form.validate():
        return _ending(number, conflict_id, form, 422)
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            standing = conflicts.by_id(conflict_id, case=case)
            name = _user(standing.user_id).name
            stand_aside.end(standing, case, name=name, reason=form.reason.data, by=signed_in(), on=clock.today())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _ending(number, conflict_id, form, 409)
    flash(gettext("The conflict of interest no longer stands."))
    return _to_page(number)


def _form() -> ConflictForm:
    return ConflictForm.offering(_people())


def _people() -> dict[str, str]:
    """Those whose conflict of interest the reader may note: everybody's, or their own."""
    me = signed_in()
    return {str(one.id): one.name for one in people.active()} if me.may("conflict:note") else {str(me.id): me.name}


def _user(user_id: int) -> User:
    found = people.find(user_id)
    if found is None:
        raise NotThere("not_there.colleague")
    return found


def _shown(number: str, form: ConflictForm, status: int = 200) -> Page:
    case = case_file.by_number(number, by=signed_in())
    return render_template(
        "conflicts/page.html", case=case, form=form, standing=conflicts.standing_in(case),
        may_end=signed_in().may("conflict:note"),
    ), status  # fmt: skip


def _ending(number: str, conflict_id: int, form: EndConflictForm, status: int = 200) -> Page:
    case = case_file.by_number(number, by=signed_in())
    standing = next((one for one in conflicts.standing_in(case) if one.id == conflict_id), None)
    if standing is None:
        raise NotThere("not_there.conflict")
    return render_template("conflicts/ending.html", case=case, form=form, standing=standing), status


def _to_page(number: str) -> Response:
    return redirect(url_for("conflicts.page", number=number), 303)
