"""Payments of a case that were made outside the desk: those that are recorded, and where one more is."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock
from grantdesk.actions import note_elsewhere
from grantdesk.actions.prepare import Elsewhere
from grantdesk.models.case import Case
from grantdesk.queries import balances, case_file, elsewhere, payouts, unconfirmed
from grantdesk.web import attempts
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.instalments import ElsewhereForm, TakeBackForm

bp = Blueprint("elsewhere", __name__, url_prefix="/cases/<number>/payments-elsewhere")

Page = tuple[str, int]


@bp.get("")
@requires("case:read")
def page(number: str) -> str:
    return _page(number, ElsewhereForm())


@bp.post("")
@requires("payment:note_elsewhere")
def note(number: str) -> Response | Page:
    form = ElsewhereForm()
    if not form.validate():
        return _page(number, form), 422
    made = Elsewhere(form.paid_on.data, form.reference.data, form.ground.data)

    def act(case: Case) -> None:
        note_elsewhere.payment(case, form.amount.data, made, by=signed_in(), on=clock.today())

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        return _page(number, form), 409
    flash(gettext("The payment is recorded. It counts as paid when another has attested it."))
    return redirect(url_for("elsewhere.page", number=number), 303)


@bp.get("/<payment>/reversal")
@requires("payout:correct")
def taking_back(number: str, payment: str) -> Response | str:
    case = case_file.by_number(number, by=signed_in())
    noted = elsewhere.by_number(case, payment)
    if noted.payment.state != "confirmed":
        return redirect(url_for("elsewhere.page", number=number), 303)
    return _reversal(number, payment, TakeBackForm())


@bp.post("/<payment>/reversal")
@requires("payout:correct")
def take_back(number: str, payment: str) -> Response | Page:
    form = TakeBackForm()
    if not form.validate():
        return _reversal(number, payment, form), 422

    def act(case: Case) -> None:
        elsewhere.by_number(case, payment)
        note_elsewhere.take_back(payouts.by_number(payment), form.why.data, by=signed_in(), on=clock.today())

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        return _reversal(number, payment, form), 409
    flash(gettext("The payment is taken back, and what was booked is reversed."))
    return redirect(url_for("elsewhere.page", number=number), 303)


def _reversal(number: str, payment: str, form: TakeBackForm) -> str:
    case = case_file.by_number(number, by=signed_in())
    return render_template("elsewhere/reversal.html", case=case, one=elsewhere.by_number(case, payment), form=form)


def _page(number: str, form: ElsewhereForm) -> str:
    case = case_file.by_number(number, by=signed_in())
    return render_template(
        "elsewhere/page.html",
        case=case,
        sums=balances.of_case(case.id),
        noted=elsewhere.of_case(case),
        form=form,
        unconfirmed=unconfirmed.among([case.number]),
        may_note=case.status == "granted" and signed_in().may("payment:note_elsewhere"),
    )
