"""The instalments of a case: the plan, and the release of each part by itself."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock
from grantdesk.actions import instal
from grantdesk.domain.instalments import may_be_planned
from grantdesk.domain.money import ZERO
from grantdesk.models.case import Case
from grantdesk.queries import balances, case_file, grants, instalments, unconfirmed
from grantdesk.queries.instalments import Line
from grantdesk.web import attempts, county
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.instalments import CancelForm, PlanForm, ReleaseForm

bp = Blueprint("instalments", __name__, url_prefix="/cases/<number>/instalments")

Page = tuple[str, int]


@bp.get("")
@requires("case:read")
def page(number: str) -> str:
    return _page(number, PlanForm.asking())


@bp.post("")
@requires("instalment:release")
def lay_down(number: str) -> Response | Page:
    form = PlanForm.asking()
    if not form.validate():
        return _page(number, form), 422
    parts = list(form.said())

    def act(case: Case) -> None:
        instal.lay_down(case, parts, by=signed_in(), on=clock.today(), terms=county.terms())

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        return _page(number, form), 409
    flash(gettext("The instalments are laid down. Each is released by itself."))
    return _to_page(number)


@bp.get("/<int:place>/release")
@requires("instalment:release")
def releasing(number: str, place: int) -> Response | str:
    case, line = _one(number, place)
    return _asked(case, line, ReleaseForm(), "release") if line.is_open else _to_page(number)


@bp.post("/<int:place>/release")
@requires("instalment:release")
def release(number: str, place: int) -> Response | Page:
    form = ReleaseForm()
    if not form.validate():
        return _asked(*_one(number, place), form, "release"), 422

    def act(case: Case) -> None:
        line = instalments.by_number(case, place)
        instal.release(line, case, form.met.data, by=signed_in(), on=clock.today(), terms=county.terms())

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        return _asked(*_one(number, place), form, "release"), 409
    flash(gettext("Instalment %(place)s is released, and its payment waits to be attested.", place=place))
    return _to_page(number)


@bp.get("/<int:place>/cancellation")
@requires("instalment:release")
def cancelling(number: str, place: int) -> Response | str:
    case, line = _one(number, place)
    return _asked(case, line, CancelForm(), "cancel") if line.may_be_cancelled else _to_page(number)


@bp.post("/<int:place>/cancellation")
@requires("instalment:release")
def cancel(number: str, place: int) -> Response | Page:
    form = CancelForm()
    if not form.validate():
        return _asked(*_one(number, place), form, "cancel"), 422

    def act(case: Case) -> None:
        instal.cancel(instalments.by_number(case, place), case, form.why.data, by=signed_in(), on=clock.today())

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        return _asked(*_one(number, place), form, "cancel"), 409
    flash(gettext("Instalment %(place)s is cancelled.", place=place))
    return _to_page(number)


def _page(number: str, form: PlanForm) -> str:
    case = case_file.by_number(number, by=signed_in())
    lines, granted = instalments.of_case(case), case.status == "granted"
    grant = grants.find(case_file.decisions_of(case))
    scheme = county.current().scheme(case.scheme)
    planned_so = grant is not None and may_be_planned(scheme, on=grant.first.decided_on)
    return render_template(
        "instalments/page.html",
        case=case,
        grant=grant,
        sums=balances.of_case(case.id),
        lines=lines,
        planned=instalments.planned(lines),
        room=grants.room_of(case, grant) if granted and grant else ZERO,
        form=form,
        planned_so=planned_so,
        may_plan=granted and planned_so and not any(line.is_open for line in lines),
        granted=granted,
        unconfirmed=unconfirmed.among([case.number]),
        today=clock.today(),
    )


def _one(number: str, place: int) -> tuple[Case, Line]:
    case = case_file.by_number(number, by=signed_in())
    return case, instalments.by_number(case, place)


def _asked(case: Case, line: Line, form: ReleaseForm | CancelForm, act: str) -> str:
    return render_template("instalments/settle.html", case=case, line=line, form=form, act=act)


def _to_page(number: str) -> Response:
    return redirect(url_for("instalments.page", number=number), 303)
