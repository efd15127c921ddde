"""In and out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock
from grantdesk.actions import sign_in as door
from grantdesk.domain.refusal import Refused
from grantdesk.models.user import User
from grantdesk.web import access, filters
from grantdesk.web.access import open_to_all
from grantdesk.web.forms.sign_in import SignInForm

bp = Blueprint("sign_in", __name__)

Page = tuple[str, int]

_THROTTLED = "sign_in.throttled"


@bp.get("/sign-in")
@open_to_all("where everybody begins")
def page() -> Response | str:
    if access.anyone_signed_in():
        return redirect(_wanted())
    return render_template("sign_in/page.html", form=SignInForm())


@bp.post("/sign-in")
@open_to_all("where everybody begins")
def enter() -> Response | Page:
    form = SignInForm()
    if not form.validate():
        return _again(form, 422)
    try:
        user = door.attempt(form.email.data, form.password.data, address=_address(), at=clock.now())
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _again(form, 429 if refused.reason.key == _THROTTLED else 422)
    return _in(user)


@bp.post("/sign-out")
@open_to_all("whoever wants to leave may leave")
def leave() -> Response:
    access.sign_out()
    _forget_all_but_language()
    flash(gettext("You have signed out."))
    return redirect(url_for("sign_in.page"))


def _in(user: User) -> Response:
    # A new session: what was known of the visitor before is not carried in, so that no planted session is.
    _forget_all_but_language()
    session.permanent = True
    access.sign_in(user)
    return redirect(_wanted())


def _again(form: SignInForm, status: int) -> Page:
    return render_template("sign_in/page.html", form=form), status


def _wanted() -> str:
    return access.local_path(request.args.get("next")) or "/"


def _address() -> str:
    return request.remote_addr or "unknown"


def _forget_all_but_language() -> None:
    kept = session.get("language")
    session.clear()
    if kept:
        session["language"] = kept
