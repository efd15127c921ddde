"""Payments: what waits for attest, what is attested, what failed and what was cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import bundle, clear, disburse
from grantdesk.domain import authority, lifecycle
from grantdesk.domain.messages import Message, message
from grantdesk.queries import (
    absences,
    bank_files,
    batches,
    conflicts,
    history,
    ledger_lines,
    payees,
    payouts,
    unconfirmed,
)
from grantdesk.queries.batches import Sum
from grantdesk.queries.history import Entry
from grantdesk.queries.payouts import Line
from grantdesk.web import county, pages
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.payment import BatchForm, CancelForm, SendBackForm

bp = Blueprint("payments", __name__)

Page = str | tuple[str, int]
# What can be done with a payment from its own page.
_ACTS = ("attest", "send back", "take_out", "replace", "give_up", "fail")
# How many of those cancelled the desk shows; the case has them all.
_CANCELLED = 20
# The lists that may be long, each with pages of its own.
_LISTED = ("prepared", "attested", "failed")
_BECAME_NOTHING = ("payment.sent_back", "payment.given_up")


@dataclass(frozen=True)
class Listed:
    """A page of the payments in one state, and what they all are."""

    lines: Sequence[Line]
    whole: Sum
    page: int
    pages: int


@dataclass(frozen=True)
class ToAttest:
    """A prepared payment, what hinders the reader from attesting it, if anything does, and what to know of its account."""

    line: Line
    hindrance: Message | None
    signals: Sequence[Message] = ()


@dataclass(frozen=True)
class Cancelled:
    """A cancelled payment with what history says of it."""

    line: Line
    entry: Entry | None


@bp.get("/payments")
@requires("payout:read")
def page() -> Page:
    return desk(BatchForm())


def desk(form: BatchForm, status: int = 200) -> Page:
    """The page; `form` is the batch about to be made, with its errors where it has any."""
    sums = batches.by_state(_LISTED)
    prepared, attested, failed = (_listed(state, sums[state]) for state in _LISTED)
    to_attest, cancelled = _waiting(prepared.lines), _cancelled()
    shown = [*prepared.lines, *attested.lines, *failed.lines, *(each.line for each in cancelled)]
    body = render_template(
        "payments/page.html",
        form=form,
        prepared=prepared,
        to_attest=to_attest,
        attested=attested,
        failed=failed,
        cancelled=cancelled,
        cancelled_shown=_CANCELLED,
        unconfirmed=unconfirmed.among(line.case_number for line in shown),
        part_unconfirmed=part_unconfirmed,
    )
    return body, status


def _listed(state: str, whole: Sum) -> Listed:
    last = pages.count(whole.payments, of=payouts.SHOWN)
    page = min(pages.asked(of=state), last)
    return Listed(payouts.page_in_state(state, page=page), whole, page, last)


@bp.get("/payments/<number>")
@requires("payout:read")
def payment(number: str) -> Page:
    return _payment(number)


@bp.post("/payments/<number>/attest")
@requires("payout:attest")
def attest(number: str) -> Response:
    with db.transaction(at=clock.now()):
        disburse.attest(payouts.by_number(number), by=signed_in(), on=clock.today(), terms=county.terms())
    flash(gettext("Payment %(number)s has been attested.", number=number))
    return redirect(url_for("payments.page"), 303)


@bp.post("/payments/<number>/send-back")
@requires("payout:attest")
def send_back(number: str) -> Response | Page:
    form = SendBackForm()
    if not form.validate():
        return _payment(number, send_back=form)
    with db.transaction(at=clock.now()):
        found = payouts.by_number(number)
        disburse.send_back(found, form.reason.data, by=signed_in(), on=clock.today())
        is_over = found.case.status != "granted"
    if is_over:
        flash(gettext("Payment %(number)s has been cancelled.", number=number))
    else:
        flash(gettext("Payment %(number)s has been sent back, and its claim is open again.", number=number))
    return redirect(url_for("payments.page"), 303)


@bp.post("/payments/<number>/take-out")
@requires("batch:make")
def take_out(number: str) -> Response:
    with db.transaction(at=clock.now()):
        found = payouts.by_number(number)
        batch = found.batch.number if found.batch else ""
        bundle.take_out(found, by=signed_in())
    flash(gettext("Payment %(number)s has been taken out, and waits for another batch.", number=number))
    return redirect(url_for("batches.batch", number=batch), 303)


@bp.post("/payments/<number>/anew")
@requires("payout:correct")
def pay_anew(number: str) -> Response:
    with db.transaction(at=clock.now()):
        made = clear.pay_anew(payouts.by_number(number), by=signed_in(), on=clock.today()).number
    flash(gettext("Payment %(number)s is prepared instead. Somebody else attests it.", number=made))
    return redirect(url_for("payments.payment", number=made), 303)


@bp.post("/payments/<number>/give-up")
@requires("payout:correct")
def give_up(number: str) -> Response | Page:
    form = CancelForm(prefix="give_up")
    if not form.validate():
        return _payment(number, give_up=form)
    with db.transaction(at=clock.now()):
        clear.give_up(payouts.by_number(number), form.reason.data, by=signed_in(), on=clock.today())
    flash(gettext("Payment %(number)s has been cancelled.", number=number))
    return redirect(url_for("payments.page"), 303)


@bp.post("/payments/<number>/stop")
@requires("payout:correct")
def stop(number: str) -> Response | Page:
    form = CancelForm(prefix="stop")
    if not form.validate():
        return _payment(number, stop=form)
    with db.transaction(at=clock.now()):
        clear.cancel(payouts.by_number(number), form.reason.data, by=signed_in(), on=clock.today())
    flash(gettext("Payment %(number)s has been stopped, and what was booked is reversed.", number=number))
    return redirect(url_for("payments.payment", number=number), 303)


def _payment(number: str, **sent: Form) -> Page:
    """The page; `sent` is the form that was sent and not accepted, by its act."""
    line = payouts.line(number)
    forms: dict[str, Form] = {
        "send_back": SendBackForm(formdata=None),
        "give_up": CancelForm(formdata=None, prefix="give_up"),
        "stop": CancelForm(formdata=None, prefix="stop"),
    }
    body = render_template(
        "payments/payment.html",
        line=line,
        unconfirmed=unconfirmed.among([line.case_number]),
        attest_form=Form(),
        forms_of={**forms, **sent},
        waiting=_waiting([line])[0],
        bookings=ledger_lines.of_payment(line.number),
        answers=bank_files.said_of(line.id) if line.batch_number else [],
        may_be=[act for act in _ACTS if lifecycle.may("payment", act, line.state)],
    )
    return body, 422 if sent else 200


def part_unconfirmed(whole: Sum) -> Message | None:
    """What of the payments' sum rests on values that are not confirmed; None where nothing does."""
    return message("unconfirmed.sum", amount=whole.unconfirmed) if whole.unconfirmed else None


def _waiting(lines: Sequence[Line]) -> list[ToAttest]:
    """The prepared payments, each with what hinders the reader; asked of the database for all of them at once."""
    by, on, order = signed_in(), clock.today(), county.terms().order
    close, staff = conflicts.close_to_many(line.case_number for line in lines), absences.staff(on=on)

    def hindrance(line: Line) -> Message | None:
        if line.prepared_by_id == by.id:
            return message("attest.own_payment", number=line.number)
        matter = disburse.to_attest(line, close[line.case_number], scheme=line.scheme, on=on)
        ruling = authority.may_attest(matter, by=by, order=order, staff=staff)
        return None if ruling.allowed else ruling.reason

    signals = payees.signals_of(lines)
    return [ToAttest(line, hindrance(line), signals.get(line.id, ())) for line in lines]


def _cancelled() -> list[Cancelled]:
    entries = {entry.said["number"]: entry for entry in history.newest_of(_BECAME_NOTHING, at_most=_CANCELLED)}
    lines = payouts.last_in_state("cancelled", at_most=_CANCELLED)
    return [Cancelled(line, entries.get(line.number)) for line in lines]
