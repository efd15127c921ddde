"""The duties that State aid brings: what is reported to the European Union's register, published, and stopped."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.actions import report, stop
from grantdesk.actions.report import Amendment
from grantdesk.actions.stop import Noted
from grantdesk.documents import register_list
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.aid_register import RegisterReport
from grantdesk.queries import (
    aid_register,
    applicants,
    case_file,
    publications,
    recovery_orders,
    register_changes,
    unconfirmed,
    worklist,
)
from grantdesk.web import county, filters, pages
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.state_aid import AcknowledgementForm, AmendmentForm, OrderForm, PublicationForm

bp = Blueprint("state_aid", __name__, url_prefix="/state-aid")

Page = tuple[str, int]

_EXPORTS_SHOWN = 10
_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.get("")
@requires("state_aid:read")
def page() -> str:
    held, today = county.current(), clock.today()
    waiting = aid_register.first_to_report(held, on=today)
    amended = aid_register.to_amend(held, on=today)
    sent = aid_register.unacknowledged(held, on=today)
    large = publications.lines(held, on=today)
    changed = register_changes.due()
    shown = [line.case_number for line in (*waiting.lines, *amended.lines, *sent.lines)]
    return render_template(
        "state_aid/page.html",
        waiting=waiting,
        amended=amended,
        changed=changed,
        sent=sent,
        large=large,
        exports=aid_register.exports(at_most=_EXPORTS_SHOWN),
        unconfirmed=unconfirmed.among([*shown, *(line.case_number for line in large)]),
        today=today,
    )


@bp.get("/awards")
@requires("state_aid:read")
def awards() -> str:
    asked = pages.asked()
    found = aid_register.newest(county.current(), on=clock.today(), page=asked)
    return render_template(
        "state_aid/awards.html",
        found=found,
        page=asked,
        pages=worklist.pages_of(found.count),
        unconfirmed=unconfirmed.among(line.case_number for line in found.lines),
    )


@bp.post("/exports")
@requires("state_aid:report")
def export() -> AnyResponse:
    with db.transaction(at=clock.now()):
        made = report.awards(by=signed_in(), on=clock.today(), county=county.current()).number
    return _exported(made)


@bp.post("/amendments")
@requires("state_aid:report")
def export_amendments() -> AnyResponse:
    with db.transaction(at=clock.now()):
        made = report.amendments(by=signed_in(), on=clock.today()).number
    return _exported(made)


@bp.get("/exports/<number>/list.<any(csv, xlsx):form>")
@requires("state_aid:read")
def file(number: str, form: str) -> Response:
    made = aid_register.export_by_number(number)
    content = register_list.FORMATS[form](made.kind, aid_register.in_export(made))
    disposition = f'attachment; filename="{made.number}.{form}"'
    return Response(content, content_type=_KINDS[form], headers={"Content-Disposition": disposition})


@bp.get("/awards/<int:decision_id>")
@requires("state_aid:read")
def award(decision_id: int) -> Page:
    return _award(decision_id)


@bp.post("/reports/<int:report_id>/acknowledgement")
@requires("state_aid:report")
def acknowledge(report_id: int) -> AnyResponse | Page:
    decision_id = aid_register.report_by_id(report_id).decision_id
    form = AcknowledgementForm.offering(today=clock.today())
    if not form.validate():
        return _award(decision_id, acknowledgement=form, status=422)
    try:
        with db.transaction(at=clock.now()):
            found, today = aid_register.report_for_act(report_id), clock.today()
            report.acknowledge(found, form.acknowledgement.data, by=signed_in(), on=form.on.data, today=today)
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        return _award(decision_id, acknowledgement=_refused(form, refused), status=409)
    flash(gettext("The acknowledgement is recorded."))
    return redirect(url_for("state_aid.award", decision_id=decision_id), 303)


@bp.post("/reports/<int:report_id>/amendment")
@requires("state_aid:report")
def amend(report_id: int) -> AnyResponse | Page:
    reported = aid_register.report_by_id(report_id)
    form = AmendmentForm.offering(aid_register.as_reported(reported))
    if not form.validate():
        return _award(reported.decision_id, amendment=form, status=422)
    try:
        with db.transaction(at=clock.now()):
            found = aid_register.report_for_act(report_id)
            report.amend(found, _amendment(form, found), by=signed_in(), on=clock.today())
    except NotThere:
        raise
    except Refused as refused:
        return _award(reported.decision_id, amendment=_refused(form, refused), status=409)
    flash(gettext("The amendment waits to be exported to the register."))
    return redirect(url_for("state_aid.award", decision_id=reported.decision_id), 303)


@bp.get("/publications/<number>")
@requires("state_aid:report")
def publishing(number: str) -> Page:
    return _publication(number, PublicationForm.offering(today=clock.today()))


@bp.post("/publications/<number>")
@requires("state_aid:report")
def publish(number: str) -> AnyResponse | Page:
    form, today = PublicationForm.offering(today=clock.today()), clock.today()
    if not form.validate():
        return _publication(number, form, 422)
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            said, on, held = form.reference.data, form.on.data, county.current()
            report.published(case, said, by=signed_in(), on=on, today=today, county=held)
    except NotThere:
        raise
    except Refused as refused:
        return _publication(number, _refused(form, refused), 409)
    flash(gettext("It is recorded that the aid has been published."))
    return redirect(url_for("state_aid.page"), 303)


@bp.get("/orders/<int:organisation_id>")
@requires("state_aid:report")
def order(organisation_id: int) -> Page:
    return _order(organisation_id, OrderForm.offering(today=clock.today()))


@bp.post("/orders/<int:organisation_id>")
@requires("state_aid:report")
def note_order(organisation_id: int) -> AnyResponse | Page:
    form = OrderForm.offering(today=clock.today())
    if not form.validate():
        return _order(organisation_id, form, 422)
    noted = Noted(form.stands.data == "noted", form.on.data, form.ground.data)
    try:
        with db.transaction(at=clock.now()):
            organisation = applicants.by_id(organisation_id, by=signed_in())
            stop.note(organisation, noted, by=signed_in(), on=clock.today())
    except NotThere:
        raise
    except Refused as refused:
        return _order(organisation_id, _refused(form, refused), 409)
    flash(gettext("It is noted, and decides from now on whether block-exempted aid is paid."))
    return redirect(url_for("applicants.page", organisation_id=organisation_id), 303)


def _exported(number: str) -> AnyResponse:
    flash(gettext("Export %(number)s is made. Fetch its file below and hand it in to the register.", number=number))
    return redirect(url_for("state_aid.page"), 303)


def _award(
    decision_id: int,
    *,
    acknowledgement: AcknowledgementForm | None = None,
    amendment: AmendmentForm | None = None,
    status: int = 200,
) -> Page:
    line = aid_register.of_decision(decision_id, county.current(), on=clock.today())
    reports = aid_register.reports_of(decision_id)
    body = render_template(
        "state_aid/award.html",
        line=line,
        reports=reports,
        open=next((one for one, _ in reports if one.state == "reported"), None),
        acknowledgement=acknowledgement or AcknowledgementForm.offering(today=clock.today()),
        amendment=amendment or AmendmentForm.offering(line.entry),
        unconfirmed=unconfirmed.among([line.case_number]),
    )
    return body, status


def _amendment(form: AmendmentForm, reported: RegisterReport) -> Amendment:
    return Amendment(
        kind=form.kind.data,
        number=form.number.data or reported.recipient_number,
        name=form.name.data,
        amount_eur=form.amount_eur.data.exact_kronor,
        nace=form.nace.data.strip(),
        reason=form.reason.data,
    )


def _publication(number: str, form: PublicationForm, status: int = 200) -> Page:
    case = case_file.by_number(number, by=signed_in())
    line = publications.find_in(case.id, county.current(), on=clock.today())
    if line is None:
        raise Refused("publication.not_due", number=number)
    return render_template("state_aid/publication.html", line=line, form=form), status


def _order(organisation_id: int, form: OrderForm, status: int = 200) -> Page:
    organisation = applicants.by_id(organisation_id, by=signed_in())
    notes = recovery_orders.notes_on(organisation_id)
    return render_template("state_aid/order.html", organisation=organisation, notes=notes, form=form), status


def _refused(form: Form, refused: Refused) -> Form:
    form.form_errors = [filters.say(refused.reason)]
    return form
