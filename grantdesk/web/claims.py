"""The claims of a case: one is registered, then reviewed, and its payment prepared."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import disburse
from grantdesk.actions.disburse import Approval, Report
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.queries import balances, case_file, payouts
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import to_case
from grantdesk.web.forms.claim import ApprovalForm, ClaimForm

bp = Blueprint("claims", __name__, url_prefix="/cases/<number>/claims")

Page = tuple[str, int]


@bp.get("/new")
@requires("claim:register")
def new(number: str) -> str:
    return _new(number, ClaimForm.offering())


@bp.post("/new")
@requires("claim:register")
def register(number: str) -> Response | Page:
    form = ClaimForm.offering()
    if not form.validate():
        return _new(number, form), 422
    report = Report(form.kind.data, form.reported.data, form.bankgiro.data, form.once.data, form.in_kind.data or ZERO)
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            claim = disburse.claim(case, report, by=signed_in(), on=clock.today()).number
    except NotThere:
        raise
    except Refused as refused:
        return _refused_claim(number, form, refused)
    flash(gettext("The claim is registered."))
    return redirect(url_for("claims.page", number=number, claim=claim), 303)


@bp.get("/<int:claim>")
@requires("case:read")
def page(number: str, claim: int) -> str:
    case, found = _find(number, claim)
    form = ApprovalForm()
    if found.state == "submitted":
        _propose(form, found, found.reported)
    return _shown(case, found, form)


@bp.post("/<int:claim>")
@requires("claim:approve")
def approve(number: str, claim: int) -> Response | Page | str:
    case, found = _find(number, claim)
    form = ApprovalForm()
    if "count" in request.form:
        return _counted(case, found, form)
    if not form.validate():
        return _shown(case, found, form), 422
    approval = Approval(form.approved.data, form.amount.data, form.reason.data or "")
    try:
        with db.transaction(at=clock.now()):
            locked = payouts.claim_for_act(found.id, by=signed_in())
            payment = disburse.approve(locked, approval, by=signed_in(), on=clock.today(), terms=county.terms()).number
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _shown(*_find(number, claim), form), 409
    flash(gettext("Payment %(number)s is prepared. Somebody else attests it.", number=payment))
    return to_case(number)


def _refused_claim(number: str, form: ClaimForm, refused: Refused) -> Response | Page:
    if refused.reason.key == "claim.already_registered":
        # The same form sent twice: what was wanted has been done.
        return to_case(number)
    form.form_errors = [filters.say(refused.reason)]
    return _new(number, form), 409


def _counted(case: Case, claim: Claim, form: ApprovalForm) -> str | Page:
    """The page with the amount that the approved costs give, before anything is approved."""
    if not form.approved.validate(form):
        return _shown(case, claim, form), 422
    _propose(form, claim, form.approved.data)
    return _shown(case, claim, form)


def _propose(form: ApprovalForm, claim: Claim, approved: Money) -> None:
    form.approved.data = approved
    form.amount.data = disburse.proposal_for(claim, approved, county=county.current()).proposed
    form.amount.raw_data = None


def _find(number: str, claim: int) -> tuple[Case, Claim]:
    case = case_file.by_number(number, by=signed_in())
    return case, case_file.claim_of(case, claim)


def _new(number: str, form: ClaimForm) -> str:
    case = case_file.by_number(number, by=signed_in())
    return render_template("claims/new.html", case=case, form=form, sums=balances.of_case(case.id))


def _shown(case: Case, claim: Claim, form: ApprovalForm) -> str:
    is_open = claim.state == "submitted"
    approved = form.approved.data if isinstance(form.approved.data, Money) else claim.reported
    return render_template(
        "claims/page.html",
        case=case,
        claim=claim,
        form=form,
        sums=balances.of_case(case.id),
        proposal=disburse.proposal_for(claim, approved, county=county.current()) if is_open else None,
        may_approve=is_open and signed_in().may("claim:approve"),
    )
