"""A month's reconciliation: what ledger, batches, bank and State say, where they differ, and who signs for it."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.actions import reconcile
from grantdesk.documents import reconciliation_paper
from grantdesk.documents.reconciliation_paper import PARTS, ReconciliationPaper, Signature
from grantdesk.domain import reconciliation
from grantdesk.domain.period import Month
from grantdesk.models.reconciliation import Reconciliation
from grantdesk.queries import periods, reconciliations
from grantdesk.queries.letterhead import letterhead_of
from grantdesk.web import county, language
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.finance import SignForm
from grantdesk.web.periods import month_in

bp = Blueprint("reconciliations", __name__, url_prefix="/reconciliations")

Page = tuple[str, int]
# The column of the bookings that each of the ledger's figures is of.
_FOLLOWED = {
    "reversed": "paid",
    **{name: name for name in ("paid", "recovered", "released", "written_off", "interest")},
}


@bp.get("/<month>")
@requires("payout:read")
def page(month: str) -> Page:
    return _page(month_in(month), SignForm())


@bp.post("/<month>/signature")
@requires("reconciliation:sign")
def sign(month: str) -> AnyResponse | Page:
    signed, form = month_in(month), SignForm()
    if not form.validate():
        return _page(signed, form, 422)
    with db.transaction(at=clock.now()):
        reconcile.sign(signed, form.seen.data or "", form.remark.data or "", by=signed_in())
    flash(gettext("The reconciliation of %(month)s is signed. Another person signs it too.", month=signed))
    return redirect(url_for("reconciliations.page", month=signed), 303)


@bp.post("/<month>/<int:reconciliation_id>/countersignature")
@requires("reconciliation:sign")
def countersign(month: str, reconciliation_id: int) -> AnyResponse:
    of = month_in(month)
    with db.transaction(at=clock.now()):
        reconcile.countersign(reconciliations.of_month(of, reconciliation_id), by=signed_in())
    flash(gettext("The reconciliation of %(month)s is signed by two.", month=of))
    return redirect(url_for("reconciliations.page", month=of), 303)


@bp.get("/<month>/<int:reconciliation_id>/paper.pdf")
@requires("payout:read")
def paper(month: str, reconciliation_id: int) -> Response:
    of, wanted = month_in(month), language.asked()
    signed = reconciliations.of_month(of, reconciliation_id)
    told = ReconciliationPaper(
        letterhead=letterhead_of(county.current(), wanted),
        figures=reconciliation.read(signed.figures),
        digest=signed.digest,
        remark=signed.remark,
        signatures=tuple(_signatures(signed)),
    )
    name = f"reconciliation-{of}-{signed.id}.pdf"
    return Response(
        reconciliation_paper.as_pdf(told, wanted),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _signatures(signed: Reconciliation) -> list[Signature]:
    made = [Signature(signed.signed_by, _day(signed.signed_at))]
    if signed.countersigned_by and signed.countersigned_at:
        made.append(Signature(signed.countersigned_by, _day(signed.countersigned_at)))
    return made


def _day(moment: datetime) -> date:
    """The day of a moment, in Sweden."""
    return moment.astimezone(clock.LOCAL).date()


def _page(month: Month, form: SignForm, status: int = 200) -> Page:
    figures, signed = reconciliations.figures(month), reconciliations.signed(month)
    standing = reconciliations.standing(figures, signed)
    form.seen.data = figures.digest
    body = render_template(
        "reconciliations/page.html",
        month=month,
        form=form,
        act_form=Form(),
        figures=figures,
        parts=PARTS,
        followed=_FOLLOWED,
        differences=list(figures.differences()),
        remarks=list(figures.remarks()),
        signed=signed,
        standing=standing,
        state=reconciliations.state_of(figures, signed),
        is_closed=periods.is_closed(month),
        is_own=bool(standing and standing.signed_by_id == signed_in().id),
    )
    return body, status
