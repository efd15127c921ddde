"""Batches: payments that leave the house together, and their files."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.actions import disburse
from grantdesk.documents import payout_list, payout_report
from grantdesk.documents.payout_report import PayoutReport
from grantdesk.domain import lifecycle
from grantdesk.domain.money import total
from grantdesk.domain.refusal import Refused
from grantdesk.queries import payout_files, payouts, unconfirmed
from grantdesk.web import county, filters, language, payments
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.payment import BatchForm

bp = Blueprint("batches", __name__)


@bp.get("/batches")
@requires("batch:read")
def page() -> str:
    batches = payouts.batches()
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
            batch = disburse.collect(chosen, by=signed_in(), on=clock.today(), once=form.once.data)
    except Refused as refused:
        if refused.reason.key != "batch.already_made":
            raise
        # The same form sent twice: what was wanted has been done.
        flash(filters.say(refused.reason))
        return redirect(url_for("batches.page"), 303)
    flash(gettext("Batch %(number)s has been made. Check it and export it.", number=batch.number))
    return redirect(url_for("batches.batch", number=batch.number), 303)


@bp.get("/batches/<number>")
@requires("batch:read")
def batch(number: str) -> str:
    found = payouts.batch_by_number(number)
    lines = payouts.of_batch(found)
    made_by, exported_by = payouts.people_of_batch(found)
    marked = unconfirmed.among(line.case_number for line in lines)
    return render_template(
        "batches/batch.html",
        batch=found,
        lines=lines,
        sum=total(line.amount for line in lines),
        schemes=payouts.by_scheme(lines),
        unconfirmed=marked,
        sum_unconfirmed=payments.part_unconfirmed(lines, marked),
        made_by=made_by,
        exported_by=exported_by,
        exportable=lifecycle.may("batch", "export", found.state),
    )


@bp.post("/batches/<number>/export")
@requires("batch:export")
def export(number: str) -> AnyResponse:
    with db.transaction(at=clock.now()):
        disburse.export(payouts.batch_by_number(number), by=signed_in(), on=clock.today())
    flash(gettext("Batch %(number)s has been exported and its payments are booked as paid.", number=number))
    return redirect(url_for("batches.batch", number=number), 303)


@bp.get("/batches/<number>/list.csv")
@requires("batch:read")
def list_file(number: str) -> Response:
    return _file(payout_list.render(_report(number), language.current()), f"{number}.csv", "text/csv; charset=utf-8")


@bp.get("/batches/<number>/report.pdf")
@requires("batch:read")
def report_file(number: str) -> Response:
    return _file(payout_report.render(_report(number), language.current()), f"{number}.pdf", "application/pdf")


def _report(number: str) -> PayoutReport:
    return payout_files.of_batch(number, county=county.current(), language=language.current())


def _file(content: bytes, name: str, kind: str) -> Response:
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
