"""What comes with a claim: its files, the report on the work, the inspector's word, how things were bought, and its checks."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import archive, clock, db
from grantdesk.actions import check, claim_papers
from grantdesk.domain import file_kinds
from grantdesk.domain.checklist import PAYMENT
from grantdesk.domain.claim_papers import GIVEN_UP, OPEN_STATES
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.claim import Claim
from grantdesk.queries import case_file, checks, payouts
from grantdesk.queries import claim_papers as papers
from grantdesk.queries.checks import Checklist
from grantdesk.web import county, filters, uploads
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.check import CheckForm
from grantdesk.web.forms.claim_papers import AttachmentForm, InspectionForm, PurchaseForm, ReportForm

bp = Blueprint("claim_papers", __name__, url_prefix="/cases/<number>/claims/<int:claim>")

Page = tuple[str, int]


@bp.get("/papers")
@requires("case:read")
def page(number: str, claim: int) -> Page:
    return _shown(_found(number, claim))


@bp.post("/papers/attachments")
@requires("claim:register")
@uploads.takes_file(up_to=claim_papers.LARGEST)
def attach(number: str, claim: int) -> AnyResponse | Page:
    form = AttachmentForm()

    def act(locked: Claim) -> None:
        claim_papers.attach(locked, form.sent, county.settings().archive, by=signed_in())

    return _attempted(number, claim, act, "attachments", attachment=form)


@bp.get("/papers/attachments/<int:attachment_id>")
@requires("case:read")
def attachment(number: str, claim: int, attachment_id: int) -> Response:
    """The file, to be kept and not opened here: what somebody sent in is not shown as a page of ours."""
    found = papers.attachment_by_id(_found(number, claim), attachment_id)
    content = archive.read(county.settings().archive, found.digest)
    answer = Response(content, mimetype=file_kinds.media_type(found.name))
    answer.headers.set("Content-Disposition", "attachment", filename=found.name)
    return answer


@bp.post("/papers/report")
@requires("claim:register")
def report(number: str, claim: int) -> AnyResponse | Page:
    form = ReportForm(prefix="report-")

    def act(locked: Claim) -> None:
        claim_papers.report(locked, form.told, by=signed_in(), on=clock.today())

    return _attempted(number, claim, act, "report", report=form)


@bp.post("/papers/inspection")
@requires("claim:register")
def inspect(number: str, claim: int) -> AnyResponse | Page:
    form = InspectionForm.offering(papers.attachments_of(_found(number, claim)))

    def act(locked: Claim) -> None:
        claim_papers.inspect(locked, form.inspection, by=signed_in(), on=clock.today())

    return _attempted(number, claim, act, "inspection", inspection=form)


@bp.post("/papers/purchase")
@requires("claim:register")
def purchase(number: str, claim: int) -> AnyResponse | Page:
    form = PurchaseForm.offering(papers.of_claim(_found(number, claim), county=county.current()))

    def act(locked: Claim) -> None:
        claim_papers.note_purchase(locked, form.purchase, by=signed_in(), on=clock.today())

    return _attempted(number, claim, act, "purchases", purchase=form)


@bp.get("/checks")
@requires("case:read")
def checklist(number: str, claim: int) -> Page:
    found = _found(number, claim)
    listed = _listed(found)
    return _checks_shown(found, listed, CheckForm.of(listed))


@bp.post("/checks")
@requires("claim:approve")
def note(number: str, claim: int) -> AnyResponse | Page:
    found = _found(number, claim)
    listed = _listed(found)
    form = CheckForm.of(listed)
    if not form.validate():
        return _checks_shown(found, listed, form, 422)
    noted = list(form.changed(listed))
    try:
        with db.transaction(at=clock.now()):
            locked = payouts.claim_for_act(found.id, by=signed_in())
            check.note_claim(locked, noted, by=signed_in(), on=clock.today(), terms=county.terms())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        again = _found(number, claim)
        return _checks_shown(again, _listed(again), form, 409)
    flash(gettext("Noted: %(count)s.", count=len(noted)))
    return redirect(url_for("claim_papers.checklist", number=number, claim=claim), 303)


def _found(number: str, claim: int) -> Claim:
    return case_file.claim_of(number, claim, by=signed_in())


def _listed(claim: Claim) -> Checklist:
    return checks.of_claim(claim, on=clock.today(), terms=county.terms())


def _attempted(number: str, claim: int, act: Callable[[Claim], None], place: str, **form: Form) -> AnyResponse | Page:
    """Do the act on the claim as it is now; where it was refused, the page with what was written in its form."""
    (sent,) = form.values()
    found = _found(number, claim)
    if not sent.validate():
        return _shown(found, 422, **form)
    try:
        with db.transaction(at=clock.now()):
            act(payouts.claim_for_act(found.id, by=signed_in()))
    except NotThere:
        raise
    except Refused as refused:
        sent.form_errors = [filters.say(refused.reason)]
        return _shown(_found(number, claim), 409, **form)
    flash(gettext("It is noted."))
    return redirect(url_for("claim_papers.page", number=number, claim=claim, _anchor=place), 303)


def _shown(claim: Claim, status: int = 200, **written: Form) -> Page:
    come = papers.of_claim(claim, county=county.current())
    listed = _listed(claim)
    forms: dict[str, Form] = {
        "attachment": AttachmentForm(),
        "report": ReportForm.of(come.report),
        "inspection": InspectionForm.offering(come.attachments),
        "purchase": PurchaseForm.offering(come),
    }
    body = render_template(
        "claim_papers/page.html",
        case=claim.case,
        claim=claim,
        papers=come,
        wants_inspector=come.asked.wants_inspector(come.granted),
        bought_is_noted=all(one.met for one in come.findings if one.rule == "claim_papers.procurement"),
        missing=[each.item for each in listed.missing_for(PAYMENT)],
        required=len(listed.required_for(PAYMENT)),
        forms={**forms, **written},
        may_attach=claim.state not in GIVEN_UP and signed_in().may("claim:register"),
        may_write=claim.state in OPEN_STATES and signed_in().may("claim:register"),
    )
    return body, status


def _checks_shown(claim: Claim, listed: Checklist, form: CheckForm, status: int = 200) -> Page:
    body = render_template(
        "claim_papers/checks.html",
        case=claim.case,
        claim=claim,
        form=form,
        items=listed.items,
        required=len(listed.required_for(PAYMENT)),
        missing=len(listed.missing_for(PAYMENT)),
        unconfirmed=any(not each.item.source.confirmed for each in listed.items),
        may_note=claim.state in OPEN_STATES and signed_in().may("claim:approve"),
    )
    return body, status
