"""Where the letter about a decision is sent, and what becomes of it is noted."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock
from grantdesk.actions import dispatch
from grantdesk.actions.dispatch import Sending
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.letter import Dispatch
from grantdesk.queries import case_file, dispatches
from grantdesk.web import attempts, letters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import to_case
from grantdesk.web.forms import Form
from grantdesk.web.forms.dispatch import LetterReturnForm, ReceiptForm, SendingForm

bp = Blueprint("dispatches", __name__, url_prefix="/cases")

Page = tuple[str, int]


@bp.get("/<number>/letter")
@requires("letter:dispatch")
def new(number: str) -> str:
    form = SendingForm.offering()
    case, decision = _decided(number)
    form.language.data, form.name.data, form.sent_on.data = "sv", case.organisation.name, clock.today()
    return _sending(case, decision, form)


@bp.post("/<number>/letter")
@requires("letter:dispatch")
def send(number: str) -> Response | Page:
    form = SendingForm.offering()
    case, decision = _decided(number)
    if not form.validate():
        return _sending(case, decision, form), 422
    sending = Sending(
        form.language.data,
        form.means.data,
        form.name.data,
        form.address.data or "",
        form.sent_on.data,
        form.once.data,
        letters.asked_decision(),
    )

    def act(case: Case) -> None:
        dispatch.send(case, sending, letters.press(), by=signed_in(), on=clock.today())

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        return _sending(*_decided(number), form), 409
    flash(gettext("The letter is sent and stored."))
    return to_case(number)


@bp.get("/<number>/letter/<int:key>/return")
@requires("letter:dispatch")
def returning(number: str, key: int) -> Response | str:
    return _opened(number, key, LetterReturnForm(), "dispatches/return.html")


@bp.post("/<number>/letter/<int:key>/return")
@requires("letter:dispatch")
def note_return(number: str, key: int) -> Response | Page:
    form = LetterReturnForm()

    def act(case: Case, sent: Dispatch) -> None:
        dispatch.note_return(sent, form.reason.data, on=form.day.data, by=signed_in(), case=case, today=clock.today())

    return _noted(number, key, form, "dispatches/return.html", act)


@bp.get("/<number>/letter/<int:key>/receipt")
@requires("letter:dispatch")
def receiving(number: str, key: int) -> Response | str:
    return _opened(number, key, ReceiptForm(), "dispatches/receipt.html")


@bp.post("/<number>/letter/<int:key>/receipt")
@requires("letter:dispatch")
def note_received(number: str, key: int) -> Response | Page:
    form = ReceiptForm()

    def act(case: Case, sent: Dispatch) -> None:
        dispatch.note_received(sent, on=form.day.data, by=signed_in(), case=case, today=clock.today())

    return _noted(number, key, form, "dispatches/receipt.html", act)


def _decided(number: str) -> tuple[Case, Decision]:
    case = case_file.by_number(number, by=signed_in())
    return case, dispatches.decision_by_key(case, letters.asked_decision())


def _sending(case: Case, decision: Decision, form: SendingForm) -> str:
    stored = bool(dispatches.letters_of(decision))
    return render_template("dispatches/new.html", case=case, decision=decision, form=form, stored=stored)


def _opened(number: str, key: int, form: LetterReturnForm | ReceiptForm, template: str) -> Response | str:
    """The page on which it is noted what became of a letter; where it is noted already, the case."""
    case = case_file.by_number(number, by=signed_in())
    sent = dispatches.by_key(case, key)
    if sent.state != "sent":
        return to_case(number)
    return render_template(template, case=case, sent=sent, form=form)


def _noted(number: str, key: int, form: Form, template: str, note: Callable[[Case, Dispatch], None]) -> Response | Page:
    case = case_file.by_number(number, by=signed_in())
    sent = dispatches.by_key(case, key)
    if not form.validate():
        return render_template(template, case=case, sent=sent, form=form), 422

    def act(case: Case) -> None:
        note(case, dispatches.for_act(case, key))

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        case = case_file.by_number(number, by=signed_in())
        return render_template(template, case=case, sent=dispatches.by_key(case, key), form=form), 409
    flash(gettext("It is noted."))
    return to_case(number)
