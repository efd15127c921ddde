"""Where an application becomes a case: choose the scheme, then write what was received."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import register
from grantdesk.actions.register import AlreadyRegistered, Registration
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.domain.roles import ALMI
from grantdesk.domain.scheme import Scheme
from grantdesk.queries import rates
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import application
from grantdesk.web.forms.case import CaseForm, add_error, for_scheme

bp = Blueprint("registration", __name__, url_prefix="/cases/new")

Page = tuple[str, int]


@bp.get("")
@requires("case:register")
def choose() -> str:
    return render_template("registration/choose.html", schemes=_open_schemes(), closed_to=_closed_to, on=clock.today())


@bp.get("/<scheme>")
@requires("case:register")
def page(scheme: str) -> str:
    chosen = _scheme(scheme)
    form = for_scheme(chosen, county.current())
    form.received_on.data = clock.today()
    return _shown(form, chosen)


@bp.post("/<scheme>")
@requires("case:register")
def take(scheme: str) -> Response | Page | str:
    chosen = _scheme(scheme)
    form = for_scheme(chosen, county.current(), add=request.form.get("add"))
    if "add" in request.form:
        return _shown(form, chosen)
    registration = application.registration(form, chosen, county.current(), eur_rate=_eur_rate(form, chosen))
    if registration is None:
        return _shown(form, chosen), 422
    return _register(registration, form, chosen)


def _register(registration: Registration, form: CaseForm, scheme: Scheme) -> Response | Page:
    try:
        with db.transaction(at=clock.now()):
            case = register.case(registration, by=signed_in(), on=clock.today(), county=county.current())
            number = case.number
    except AlreadyRegistered as again:
        number = again.number
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _shown(form, scheme), 409
    flash(gettext("Case %(number)s is registered.", number=number))
    return redirect(url_for("cases.page", number=number), 303)


def _shown(form: CaseForm, scheme: Scheme) -> str:
    return render_template("registration/form.html", form=form, scheme=scheme)


def _eur_rate(form: CaseForm, scheme: Scheme) -> Decimal | None:
    """The rate that the de minimis ceiling is counted with on the day of receipt."""
    if scheme.de_minimis is None:
        return None
    try:
        return rates.before(form.received_on.data or clock.today()).sek_per_eur
    except NotThere as lacking:
        add_error(form.received_on, filters.say(lacking.reason))
        return None


def _open_schemes() -> list[Scheme]:
    """The schemes that the person may register under."""
    every = county.current().schemes.values()
    return [scheme for scheme in every if signed_in().role != ALMI or scheme.handled_by == ALMI]


def _scheme(code: str) -> Scheme:
    found = next((scheme for scheme in _open_schemes() if scheme.code == code), None)
    return found or abort(404)


def _closed_to(scheme: Scheme, on: date) -> tuple[list[str], bool]:
    """The names of the municipalities that the scheme is closed to that day, and whether that is confirmed."""
    row = scheme.rules.closed_to.on(on)
    names = [county.current().municipality(code).name for code in row.value] if row else []
    return names, row is None or row.source.confirmed
