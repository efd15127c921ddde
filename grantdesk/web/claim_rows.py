"""The rows of a claim: a draft is begun, rows are entered and struck out, and the draft is handed to review."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import draft, review
from grantdesk.actions.draft import Draft
from grantdesk.domain.account import Account
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.queries import balances, case_file, claim_lines, grants, payees, payouts
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import to_case
from grantdesk.web.forms.claim_row import WITHDRAWAL, ClaimWithdrawalForm, DraftForm, LinesForm, StrikeForm

bp = Blueprint("claim_rows", __name__, url_prefix="/cases/<number>/claims")

Page = tuple[str, int]
# How many rows the second button adds.
_MORE = 5


@bp.get("/draft")
@requires("claim:register")
def new(number: str) -> Response | str:
    case = case_file.by_number(number, by=signed_in())
    if case.status != "granted":
        return to_case(number)
    return _new(case, DraftForm.offering(_known(case)))


@bp.post("/draft")
@requires("claim:register")
def begin(number: str) -> Response | Page:
    case = case_file.by_number(number, by=signed_in())
    form = DraftForm.offering(_known(case))
    if not form.validate() or form.account is None:
        return _new(case, form), 422
    said = Draft(form.kind.data, form.account, form.vat_deductible, form.once.data)
    try:
        with db.transaction(at=clock.now()):
            locked = case_file.for_act(number, by=signed_in())
            claim = draft.begin(locked, said, by=signed_in(), on=clock.today()).number
    except NotThere:
        raise
    except Refused as refused:
        if refused.reason.key == "claim.already_registered":
            # The same form sent twice: what was wanted has been done.
            flash(filters.say(refused.reason))
            return to_case(number)
        form.form_errors = [filters.say(refused.reason)]
        return _new(case, form), 409
    return redirect(url_for("claim_rows.enter", number=number, claim=claim), 303)


@bp.get("/<int:claim>/rows/new")
@requires("claim:register")
def enter(number: str, claim: int) -> Response | str:
    found = case_file.claim_of(number, claim, by=signed_in())
    if found.state != "draft":
        return to_claim(number, claim)
    return _entering(found, _lines_form(found, add=1))


@bp.post("/<int:claim>/rows/new")
@requires("claim:register")
def add(number: str, claim: int) -> Response | Page | str:
    found = case_file.claim_of(number, claim, by=signed_in())
    if "add" in request.form:
        return _entering(found, _lines_form(found, add=_MORE if request.form["add"] == "several" else 1))
    form = _lines_form(found, add=0)
    if not form.validate():
        return _entering(found, form), 422
    try:
        with db.transaction(at=clock.now()):
            made = review.add_lines(
                for_act(number, claim), form.new_lines(), by=signed_in(), county=county.current(), once=form.once.data
            )
            count = len(made)
    except NotThere:
        raise
    except Refused as refused:
        if refused.reason.key == "claim_line.already_added":
            flash(filters.say(refused.reason))
            return to_claim(number, claim)
        form.form_errors = [filters.say(refused.reason)]
        return _entering(case_file.claim_of(number, claim, by=signed_in()), form), 409
    flash(gettext("%(count)s rows are added.", count=count))
    return to_claim(number, claim)


@bp.post("/<int:claim>/rows/<int:row>/strike")
@requires("claim:register")
def strike(number: str, claim: int, row: int) -> Response:
    form = StrikeForm()
    with db.transaction(at=clock.now()):
        review.strike(claim_lines.of_number(for_act(number, claim), row), form.why.data or "", by=signed_in())
    flash(gettext("Row %(number)s is struck out.", number=row))
    return to_claim(number, claim)


@bp.post("/<int:claim>/hand-in")
@requires("claim:register")
def hand_in(number: str, claim: int) -> Response:
    with db.transaction(at=clock.now()):
        draft.hand_in(for_act(number, claim), by=signed_in())
    flash(gettext("The claim is handed to review."))
    return to_claim(number, claim)


@bp.post("/<int:claim>/withdrawal")
@requires("claim:register")
def withdraw(number: str, claim: int) -> Response:
    form = ClaimWithdrawalForm(prefix=WITHDRAWAL)
    with db.transaction(at=clock.now()):
        draft.withdraw(for_act(number, claim), form.why.data or "", by=signed_in())
    flash(gettext("The claim is withdrawn."))
    return to_case(number)


def to_claim(number: str, claim: int) -> Response:
    return redirect(url_for("claims.page", number=number, claim=claim), 303)


def for_act(number: str, claim: int) -> Claim:
    """The claim, locked for the act under way."""
    return payouts.claim_for_act(case_file.claim_of(number, claim, by=signed_in()).id, by=signed_in())


def _known(case: Case) -> Account | None:
    """The account that the recipient is paid to, where one is confirmed."""
    confirmed = payees.confirmed_of(case.organisation_id)
    return payees.account_of(confirmed) if confirmed else None


def _new(case: Case, form: DraftForm) -> str:
    return render_template("claims/draft.html", case=case, form=form, sums=balances.of_case(case.id))


def _lines_form(claim: Claim, *, add: int) -> LinesForm:
    terms = review.terms_of(claim, county.current())
    planned = [line.category for line in grants.of_case(claim.case).claimable]
    return LinesForm.offering(terms, planned, add=add)


def _entering(claim: Claim, form: LinesForm) -> str:
    terms = review.terms_of(claim, county.current())
    return render_template("claims/rows.html", case=claim.case, claim=claim, form=form, terms=terms)
