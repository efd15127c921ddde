"""Users: who may log in, and with which role."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import administer
from grantdesk.actions.administer import NewUser
from grantdesk.domain.refusal import Refused
from grantdesk.models.user import User
from grantdesk.queries import people
from grantdesk.web import filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.user import PasswordForm, UserForm

bp = Blueprint("users", __name__)

Page = str | tuple[str, int]


@bp.get("/users")
@requires("user:administer")
def page() -> str:
    return render_template("users/page.html", users=people.everyone())


@bp.get("/users/new")
@requires("user:administer")
def new() -> str:
    return render_template("users/new.html", form=UserForm())


@bp.post("/users")
@requires("user:administer")
def add() -> Response | Page:
    form = UserForm()
    if not form.validate():
        return _again(form)
    wanted = NewUser(form.email.data, form.name.data, form.position.data, form.password.data)
    try:
        with db.transaction(at=clock.now()):
            user = administer.add_user(wanted, by=signed_in())
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _again(form)
    flash(gettext("%(name)s can now sign in.", name=user.name))
    return redirect(url_for("users.page"), 303)


@bp.get("/users/<int:user_id>")
@requires("user:administer")
def user(user_id: int) -> Page:
    return _user(_found(user_id), PasswordForm())


@bp.post("/users/<int:user_id>/disable")
@requires("user:administer")
def disable(user_id: int) -> Response:
    with db.transaction(at=clock.now()):
        found = _found(user_id)
        administer.disable_user(found, by=signed_in())
    flash(gettext("%(name)s can no longer sign in.", name=found.name))
    return redirect(url_for("users.page"), 303)


@bp.post("/users/<int:user_id>/password")
@requires("user:administer")
def reset_password(user_id: int) -> Response | Page:
    form = PasswordForm()
    if not form.validate():
        return _user(_found(user_id), form, 422)
    with db.transaction(at=clock.now()):
        found = _found(user_id)
        administer.reset_password(found, form.password.data, by=signed_in())
    flash(gettext("%(name)s has a new password.", name=found.name))
    return redirect(url_for("users.user", user_id=user_id), 303)


def _found(user_id: int) -> User:
    return people.find(user_id) or abort(404)


def _user(user: User, form: PasswordForm, status: int = 200) -> Page:
    is_oneself = user.id == signed_in().id
    return render_template("users/user.html", user=user, form=form, plain=Form(), is_oneself=is_oneself), status


def _again(form: UserForm) -> Page:
    return render_template("users/new.html", form=form), 422
