"""Finance's desk: what waits for attest, what is attested, what was sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import disburse
from grantdesk.domain import authority, lifecycle
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import total
from grantdesk.queries import absences, conflicts, history, payouts, unconfirmed
from grantdesk.queries.history import Entry
from grantdesk.queries.payouts import Line
from grantdesk.web import county
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.payment import BatchForm, SendBackForm

bp = Blueprint("payments", __name__)

Page = str | tuple[str, int]
# How many of those sent back the desk shows; the case has them all.
_SENT_BACK = 20


@dataclass(frozen=True)
class ToAttest:
    """A prepared payment, and what hinders the reader from attesting it, if anything does."""

    line: Line
    hindrance: Message | None


@dataclass(frozen=True)
class SentBack:
    """A cancelled payment with what history says of it."""

    line: Line
    entry: Entry | None


@bp.get("/payments")
@requires("payout:read")
def page() -> Page:
    return desk(BatchForm())


def desk(form: BatchForm, status: int = 200) -> Page:
    """The page; `form` is the batch about to be made, with its errors where it has any."""
    to_attest = _waiting(payouts.in_state("prepared"))
    attested, sent_back = payouts.in_state("attested"), _sent_back()
    shown = [*(each.line for each in to_attest), *attested, *(each.line for each in sent_back)]
    marked = unconfirmed.among(line.case_number for line in shown)
    body = render_template(
        "payments/page.html",
        form=form,
        to_attest=to_attest,
        to_attest_sum=total(each.line.amount for each in to_attest),
        attested=attested,
        attested_sum=total(line.amount for line in attested),
        sent_back=sent_back,
        unconfirmed=marked,
        to_attest_unconfirmed=part_unconfirmed([each.line for each in to_attest], marked),
        attested_unconfirmed=part_unconfirmed(attested, marked),
    )
    return body, status


@bp.get("/payments/<number>")
@requires("payout:read")
def payment(number: str) -> Page:
    return _payment(number, SendBackForm())


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
        return _payment(number, form, 422)
    with db.transaction(at=clock.now()):
        disburse.send_back(payouts.by_number(number), form.reason.data, by=signed_in())
    flash(gettext("Payment %(number)s has been sent back, and its claim is open again.", number=number))
    return redirect(url_for("payments.page"), 303)


def _payment(number: str, form: SendBackForm, status: int = 200) -> Page:
    line = payouts.line(number)
    body = render_template(
        "payments/payment.html",
        line=line,
        unconfirmed=unconfirmed.among([line.case_number]),
        attest_form=Form(),
        form=form,
        hindrance=_waiting([line])[0].hindrance,
        waits=lifecycle.may("payment", "attest", line.state),
        returnable=lifecycle.may("payment", "send back", line.state),
    )
    return body, status


def part_unconfirmed(lines: Sequence[Line], marked: frozenset[str]) -> Message | None:
    """What of the payments' sum rests on values that are not confirmed, in `marked` cases; None where nothing does."""
    amount = total(line.amount for line in lines if line.case_number in marked)
    return message("unconfirmed.sum", amount=amount) if amount else None


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

    return [ToAttest(line, hindrance(line)) for line in lines]


def _sent_back() -> list[SentBack]:
    entries = {entry.said["number"]: entry for entry in history.newest("payment.sent_back", at_most=_SENT_BACK)}
    lines = payouts.last_in_state("cancelled", at_most=_SENT_BACK)
    return [SentBack(line, entries.get(line.number)) for line in lines]
