"""Where fields of a case are marked for secrecy, and their marks lifted."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import classify
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.secrecy import name_of
from grantdesk.models.case import Case
from grantdesk.queries import case_copy, case_file, secrecy
from grantdesk.web import filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.secrecy import LiftForm, MarkForm, ProposalForm

bp = Blueprint("secrecy", __name__, url_prefix="/cases/<number>/secrecy")

Page = tuple[str, int]


@bp.get("")
@requires("case:read")
def page(number: str) -> Page:
    return _shown(case_file.by_number(number, by=signed_in()))


@bp.post("")
@requires("secrecy:mark")
def mark(number: str) -> Response | Page:
    case = case_file.by_number(number, by=signed_in())
    form = MarkForm.offering(case_copy.fields_of(case))
    if not form.validate():
        return _shown(case, marking=form, status=422)
    return _marked(case, {form.field.data: form.ground.data}, form) or _to_page(number)


@bp.post("/proposed")
@requires("secrecy:mark")
def mark_proposed(number: str) -> Response | Page:
    case = case_file.by_number(number, by=signed_in())
    proposed = case_copy.proposed(case, ())
    form = ProposalForm.offering(proposed)
    if not form.validate():
        return _shown(case, proposing=form, status=422)
    chosen = {field: proposed[field] for field in form.fields.data}
    return _marked(case, chosen, form) or _to_page(number)


@bp.get("/<int:mark_id>")
@requires("secrecy:mark")
def lifting(number: str, mark_id: int) -> Page:
    return _lifting(number, mark_id, LiftForm())


@bp.post("/<int:mark_id>")
@requires("secrecy:mark")
def lift(number: str, mark_id: int) -> Response | Page:
    form = LiftForm()
    if not form.validate():
        return _lifting(number, mark_id, form, 422)
    with db.transaction(at=clock.now()):
        case = case_file.for_act(number, by=signed_in())
        standing = secrecy.by_id(mark_id, case=case)
        classify.lift(case, standing, form.reason.data, by=signed_in(), on=clock.today())
    flash(gettext("The mark is lifted."))
    return _to_page(number)


def _marked(case: Case, grounds: dict[str, str], form: MarkForm | ProposalForm) -> Page | None:
    """Mark the fields; answers with the page where that was refused."""
    try:
        with db.transaction(at=clock.now()):
            locked = case_file.for_act(case.number, by=signed_in())
            classify.mark(locked, grounds, form.reason.data, by=signed_in(), on=clock.today())
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        again = case_file.by_number(case.number, by=signed_in())
        return _shown(again, **{"marking" if isinstance(form, MarkForm) else "proposing": form}, status=409)
    flash(gettext("The fields are marked."))
    return None


def _shown(case: Case, *, marking: Form | None = None, proposing: Form | None = None, status: int = 200) -> Page:
    marks = secrecy.of_case(case)
    left = [field for field in case_copy.fields_of(case) if field not in marks]
    proposed = case_copy.proposed(case, marks)
    body = render_template(
        "secrecy/page.html",
        case=case,
        marks=marks,
        name_of=name_of,
        marking=marking or MarkForm.offering(left),
        proposing=proposing or (ProposalForm.offering(proposed) if proposed else None),
        disclosures=secrecy.disclosures_of(case),
        today=clock.today(),
    )
    return body, status


def _lifting(number: str, mark_id: int, form: LiftForm, status: int = 200) -> Page:
    case = case_file.by_number(number, by=signed_in())
    standing = secrecy.by_id(mark_id, case=case)
    body = render_template("secrecy/lifting.html", case=case, standing=standing, name_of=name_of, form=form)
    return body, status


def _to_page(number: str) -> Response:
    return redirect(url_for("secrecy.page", number=number), 303)
