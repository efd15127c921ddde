"""The claims of a case: one is registered, then reviewed, and its payment prepared."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import disburse
from grantdesk.actions.disburse import Approval, Report
from grantdesk.domain import lifecycle
from grantdesk.domain.claims import Payout
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.queries import balances, case_file, claim_lines, payees, payouts, unconfirmed
from grantdesk.web import claim_review, county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import to_case
from grantdesk.web.forms.claim import ApprovalForm, ClaimForm, RefusalForm
from grantdesk.web.forms.claim_many import SeveralForm

bp = Blueprint("claims", __name__, url_prefix="/cases/<number>/claims")

Page = tuple[str, int]


@bp.get("/new")
@requires("claim:register")
def new(number: str) -> Response | str:
    case = case_file.by_number(number, by=signed_in())
    if case.status != "granted":
        return to_case(number)
    return _new(number, _offered(case))


@bp.post("/new")
@requires("claim:register")
def register(number: str) -> Response | Page:
    form = _offered(case_file.by_number(number, by=signed_in()))
    if not form.validate() or form.account is None:
        return _new(number, form), 422
    report = Report(form.kind.data, form.reported.data, form.account, form.once.data, form.in_kind.data or ZERO)
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
    found = case_file.claim_of(number, claim, by=signed_in())
    return _shown(found, *_proposed(found))


@bp.post("/<int:claim>")
@requires("claim:approve")
def approve(number: str, claim: int) -> Response | Page | str:
    found = _submitted(number, claim)
    form = _approval(found)
    if "count" in request.form and "approved" in form:
        return _counted(found, form)
    if not form.validate():
        return _again(found, form), 422
    approval = Approval(_costs(found, form), form.amount.data, form.reason.data or "")
    try:
        with db.transaction(at=clock.now()):
            locked = payouts.claim_for_act(found.id, by=signed_in())
            said = _approved(locked, approval)
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _again(_submitted(number, claim), form), 409
    flash(said)
    return to_case(number)


def _approved(claim: Claim, approval: Approval) -> str:
    """Approve the claim, and tell what became of it: a payment, or that its costs were paid for in advance."""
    if not approval.amount:
        disburse.cover(claim, approval, by=signed_in(), on=clock.today(), terms=county.terms())
        return str(gettext("The costs are approved. They have been paid for already, so nothing is paid now."))
    made = disburse.approve(claim, approval, by=signed_in(), on=clock.today(), terms=county.terms())
    return str(gettext("Payment %(number)s is prepared. Somebody else attests it.", number=made.number))


@bp.post("/<int:claim>/refusal")
@requires("claim:approve")
def refuse(number: str, claim: int) -> Response | Page:
    found, form = _submitted(number, claim), RefusalForm()
    if not form.validate():
        return _shown(found, *_proposed(found), refusal=form), 422
    with db.transaction(at=clock.now()):
        disburse.refuse(payouts.claim_for_act(found.id, by=signed_in()), form.why.data, by=signed_in())
    flash(gettext("The claim is refused. Nothing is paid on it."))
    return to_case(number)


def _offered(case: Case) -> ClaimForm:
    """The form, with the account that the recipient was last confirmed to have."""
    known = payees.confirmed_of(case.organisation_id)
    return ClaimForm.offering(payees.account_of(known) if known else None)


def _account_of(claim: Claim) -> str | None:
    """The account that the claim names, and its state where that is not confirmed.

    A person's is masked for those who do not propose accounts.
    """
    if claim.payee_id is None:
        return claim.bankgiro
    organisation = claim.case.organisation
    payee = payees.by_id(claim.payee_id, organisation_id=organisation.id)
    account, personal = payees.account_of(payee), organisation.number_kind == "personal"
    shown = account.masked if personal and not signed_in().may("payee:propose") else account.shown
    return shown if payee.state == "confirmed" else f"{shown} ({filters.named(payee.state, 'state.payee')})"


def _submitted(number: str, claim: int) -> Claim:
    """A claim that still waits to be reviewed; otherwise somebody was first, or clicked twice."""
    found = case_file.claim_of(number, claim, by=signed_in())
    if not lifecycle.may("claim", "approve", found.state):
        raise SomebodyWasFirst("first.claim")
    return found


def _refused_claim(number: str, form: ClaimForm, refused: Refused) -> Response | Page:
    if refused.reason.key == "claim.already_registered":
        # The same form sent twice: what was wanted has been done.
        flash(filters.say(refused.reason))
        return to_case(number)
    form.form_errors = [filters.say(refused.reason)]
    return _new(number, form), 409


def _counted(claim: Claim, form: ApprovalForm) -> str | Page:
    """The page with the amount that the approved costs give, before anything is approved."""
    if not form.approved.validate(form):
        return _again(claim, form), 422
    proposal = _proposal(claim, form.approved.data)
    if proposal:
        form.amount.data, form.amount.raw_data = proposal.proposed, None
    return _shown(claim, form, proposal)


def _again(claim: Claim, form: ApprovalForm) -> str:
    return _shown(claim, form, _proposal(claim, _costs(claim, form)))


def _approval(claim: Claim) -> ApprovalForm:
    """The form; a claim of rows is approved with what is approved of them, which nobody writes."""
    form = ApprovalForm()
    if claim.is_itemised:
        del form.approved
    return form


def _costs(claim: Claim, form: ApprovalForm) -> Money:
    """The costs to approve: those of the rows, else those written; before any can be read, those reported."""
    if "approved" not in form:
        return claim_lines.approved_of(claim)
    readable = form.approved.data is not None and not form.approved.errors
    return form.approved.data if readable else claim.reported


def _proposal(claim: Claim, approved: Money) -> Payout | None:
    """What the costs give; nothing where the claim has been dealt with."""
    if claim.state != "submitted":
        return None
    return disburse.proposal_for(claim, approved, county=county.current())


def _proposed(claim: Claim) -> tuple[ApprovalForm, Payout | None]:
    """The form as it is before anything is written in it, and what the costs give."""
    form = _approval(claim)
    costs = _costs(claim, form)
    proposal = _proposal(claim, costs)
    form.amount.data, form.amount.raw_data = proposal.proposed if proposal else None, None
    if "approved" in form:
        form.approved.data, form.approved.raw_data = costs, None
    return form, proposal


def _new(number: str, form: ClaimForm) -> str:
    case = case_file.by_number(number, by=signed_in())
    return render_template("claims/new.html", case=case, form=form, sums=balances.of_case(case.id))


def with_rows(claim: Claim, several: SeveralForm) -> str:
    """The page of a claim, with what was written of several of its rows."""
    return _shown(claim, *_proposed(claim), several=several)


def _shown(
    claim: Claim,
    form: ApprovalForm,
    proposal: Payout | None,
    *,
    refusal: RefusalForm | None = None,
    several: SeveralForm | None = None,
) -> str:
    rows = claim_review.of_claim(claim) if claim.is_itemised else None
    if rows and rows.may_review and several is None:
        several = SeveralForm.offering(seen=rows.seen, unsettled=rows.unsettled)
    return render_template(
        "claims/page.html",
        case=claim.case,
        claim=claim,
        form=form,
        refusal=refusal or RefusalForm(formdata=None),
        sums=balances.of_case(claim.case_id),
        proposal=proposal,
        unconfirmed=unconfirmed.among([claim.case.number]),
        account=_account_of(claim),
        rows=rows,
        several=several,
        withdrawal=claim_review.withdrawal(),
        completion=claim_review.completion(),
        may_withdraw=lifecycle.may("claim", "withdraw", claim.state) and signed_in().may("claim:register"),
        may_approve=proposal is not None and signed_in().may("claim:approve"),
    )
