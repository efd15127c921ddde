"""Batches: payments that leave the house together, and their files."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.actions import bundle
from grantdesk.domain import lifecycle
from grantdesk.domain.money import total
from grantdesk.domain.refusal import Refused
from grantdesk.queries import batches as question
from grantdesk.queries import payouts, unconfirmed
from grantdesk.web import batch_files, county, filters, payments
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.payment import BatchForm, SentForm

bp = Blueprint("batches", __name__)
# What can be done with a batch, in the order of the work.
_ACTS = ("lock", "unlock", "export", "send")


@bp.get("/batches")
@requires("batch:read")
def page() -> str:
    batches = question.batches()
    marked = unconfirmed.among_batches(each.number for each in batches)
    return render_template("batches/page.html", batches=batches, unconfirmed=marked)


@bp.post("/batches")
@requires("batch:make")
def make() -> AnyResponse | payments.Page:
    form = BatchForm()
    if not form.validate():
        return payments.desk(form, 422)
    try:
        with db.transaction(at=clock.now()):
            chosen = payouts.by_numbers(form.payments.data)
            batch = bundle.make(chosen, by=signed_in(), on=clock.today(), once=form.once.data)
    except Refused as refused:
        if refused.reason.key != "batch.already_made":
            raise
        # The same form sent twice: what was wanted has been done.
        flash(filters.say(refused.reason))
        return redirect(url_for("batches.page"), 303)
    flash(gettext("Batch %(number)s has been made. Check it and lock it.", number=batch.number))
    return redirect(url_for("batches.batch", number=batch.number), 303)


@bp.get("/batches/<number>")
@requires("batch:read")
def batch(number: str) -> str:
    return _batch(number, SentForm(formdata=None, on=clock.today()))


def _batch(number: str, sent: SentForm) -> str:
    found = payouts.batch_by_number(number)
    lines = payouts.of_batch(found)
    marked = unconfirmed.among(line.case_number for line in lines)
    return render_template(
        "batches/batch.html",
        batch=found,
        lines=lines,
        sum=total(line.amount for line in lines),
        schemes=question.by_scheme(lines),
        unconfirmed=marked,
        sum_unconfirmed=payments.part_unconfirmed(lines, marked),
        people=question.people_of_batch(found),
        files=batch_files.offered(found),
        paying=batch_files.paying(found),
        may_be=[act for act in _ACTS if lifecycle.may("batch", act, found.state)],
        sent=sent,
    )


@bp.post("/batches/<number>/lock")
@requires("batch:make")
def lock(number: str) -> AnyResponse:
    with db.transaction(at=clock.now()):
        batch = payouts.batch_by_number(number)
        aside = bundle.lock(batch, by=signed_in(), on=clock.today(), terms=county.terms())
    flash(gettext("Batch %(number)s is locked. It can be exported.", number=number))
    if aside:
        numbers = ", ".join(payment.number for payment in aside)
        flash(
            gettext(
                "Set aside, since they cannot be paid now: %(numbers)s. They are among the failed.", numbers=numbers
            )
        )
    return redirect(url_for("batches.batch", number=number), 303)


@bp.post("/batches/<number>/unlock")
@requires("batch:make")
def unlock(number: str) -> AnyResponse:
    with db.transaction(at=clock.now()):
        bundle.unlock(payouts.batch_by_number(number), by=signed_in())
    flash(gettext("Batch %(number)s is open again.", number=number))
    return redirect(url_for("batches.batch", number=number), 303)


@bp.post("/batches/<number>/export")
@requires("batch:export")
def export(number: str) -> AnyResponse:
    with db.transaction(at=clock.now()):
        bundle.export(payouts.batch_by_number(number), by=signed_in(), on=clock.today(), terms=county.terms())
    flash(gettext("Batch %(number)s has been exported and its payments are booked as paid.", number=number))
    return redirect(url_for("batches.batch", number=number), 303)


@bp.post("/batches/<number>/sent")
@requires("batch:export")
def mark_sent(number: str) -> AnyResponse | tuple[str, int]:
    form = SentForm()
    if not form.validate():
        return _batch(number, form), 422
    with db.transaction(at=clock.now()):
        bundle.mark_sent(payouts.batch_by_number(number), by=signed_in(), on=form.on.data, today=clock.today())
    flash(gettext("It is noted that batch %(number)s has been sent to the bank.", number=number))
    return redirect(url_for("batches.batch", number=number), 303)
