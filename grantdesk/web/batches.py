"""Batches: payments that leave the house together, and their files."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.actions import bundle
from grantdesk.domain import lifecycle
from grantdesk.domain.refusal import Refused
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import batches as question
from grantdesk.queries import payouts, unconfirmed
from grantdesk.web import batch_files, county, filters, pages, payments
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.payment import BatchForm, SentForm

bp = Blueprint("batches", __name__)
# What can be done with a batch, in the order of the work.
_ACTS = ("lock", "unlock", "export", "send")
# Where the reader sees how it is: the same form sent twice has done what was wanted, and who has not seen all should.
_READ_AGAIN = {"batch.already_made": "batches.page", "batch.others_attested": "payments.page"}
# How many numbers a sentence names: it travels in a cookie, which has a size.
_NAMED = 10


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
            batch = _made(form)
    except Refused as refused:
        if refused.reason.key not in _READ_AGAIN:
            raise
        flash(filters.say(refused.reason))
        return redirect(url_for(_READ_AGAIN[refused.reason.key]), 303)
    flash(gettext("Batch %(number)s has been made. Check it and lock it.", number=batch.number))
    return redirect(url_for("batches.batch", number=batch.number), 303)


def _made(form: BatchForm) -> Batch:
    by, on, once = signed_in(), clock.today(), form.once.data
    if form.everything.data is not None:
        return bundle.make_of_all(form.everything.data, by=by, on=on, once=once)
    return bundle.make(payouts.by_numbers(form.payments.data), by=by, on=on, once=once)


@bp.get("/batches/<number>")
@requires("batch:read")
def batch(number: str) -> str:
    return _batch(number, SentForm(formdata=None, on=clock.today()))


def _batch(number: str, sent: SentForm) -> str:
    found = payouts.batch_by_number(number)
    schemes = question.by_scheme(found)
    whole = question.in_all(schemes)
    last = pages.count(whole.payments, of=payouts.SHOWN)
    page = min(pages.asked(), last)
    lines = payouts.page_of_batch(found, page=page)
    return render_template(
        "batches/batch.html",
        batch=found,
        lines=lines,
        whole=whole,
        schemes=schemes,
        unconfirmed=unconfirmed.among(line.case_number for line in lines),
        sum_unconfirmed=payments.part_unconfirmed(whole),
        page=page,
        pages=last,
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
        _tell_of(aside)
    return redirect(url_for("batches.batch", number=number), 303)


def _tell_of(aside: Sequence[Payment]) -> None:
    numbers = ", ".join(payment.number for payment in aside[:_NAMED])
    more = len(aside) - _NAMED
    if more > 0:
        numbers += ngettext(" and %(num)s more", " and %(num)s more", more)
    flash(gettext("Set aside, since they cannot be paid now: %(numbers)s. They are among the failed.", numbers=numbers))


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
