"""Where a decision is proposed, and a proposal taken back."""

from __future__ import annotations

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import propose
from grantdesk.actions.decide import Verdict
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.queries import case_file, kept, proposals
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import may_propose, to_case
from grantdesk.web.forms.decision import ProposalForm, ReturnForm

bp = Blueprint("proposals", __name__, url_prefix="/cases")

Page = tuple[str, int]


@bp.get("/<number>/proposal")
@requires("decision:propose")
def new(number: str) -> Response | str:
    case, assessment = _found(number)
    standing = proposals.standing_in(case)
    if assessment is None or not may_propose(case, assessment, standing):
        return to_case(number)
    form = ProposalForm()
    form.assessment.data, form.amount.data = str(assessment.id), assessment.aid
    return _shown(case, assessment, form)


@bp.post("/<number>/proposal")
@requires("decision:propose")
def lay(number: str) -> Response | Page:
    form = ProposalForm()
    if not form.validate():
        return _again(number, form, 422)
    verdict = Verdict(form.reason.data.strip(), form.assessment_id)
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            propose.grant(case, form.amount.data, verdict, by=signed_in(), on=clock.today(), terms=county.terms())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _again(number, form, 409)
    flash(gettext("Proposed: %(amount)s.", amount=filters.money(form.amount.data)))
    return to_case(number)


@bp.get("/<number>/proposal/return")
@requires("proposal:return")
def returning(number: str) -> Response | str:
    case = case_file.by_number(number, by=signed_in())
    standing = proposals.standing_in(case)
    if standing is None:
        return to_case(number)
    return render_template("proposals/return.html", case=case, proposal=standing, form=ReturnForm())


@bp.post("/<number>/proposal/return")
@requires("proposal:return")
def take_back(number: str) -> Response | Page:
    form = ReturnForm()
    if not form.validate():
        case = case_file.by_number(number, by=signed_in())
        standing = proposals.standing_in(case)
        return render_template("proposals/return.html", case=case, proposal=standing, form=form), 422
    with db.transaction(at=clock.now()):
        case = case_file.for_act(number, by=signed_in())
        propose.take_back(case, form.reason.data, by=signed_in(), on=clock.today())
    flash(gettext("The proposal is taken back."))
    return to_case(number)


def _found(number: str) -> tuple[Case, Assessment | None]:
    case = case_file.by_number(number, by=signed_in())
    return case, case_file.latest_assessment(case)


def _again(number: str, form: ProposalForm, status: int) -> Page:
    """The page with what was written, over the assessment as it is now, which the next attempt then rests on."""
    case, assessment = _found(number)
    if assessment is None:
        raise NotThere("not_there.case")
    form.assessment.data = str(assessment.id)
    return _shown(case, assessment, form), status


def _shown(case: Case, assessment: Assessment, form: ProposalForm) -> str:
    return render_template("proposals/new.html", case=case, assessment=assessment, kept=kept.of(assessment), form=form)
