"""What there is to see to in a case before it is decided, and who has answered it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import check
from grantdesk.domain.checklist import PARTS
from grantdesk.domain.decision_kinds import KINDS
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.case import Case
from grantdesk.queries import case_file, checks
from grantdesk.queries.checks import Checked, Checklist
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.check import CheckForm

bp = Blueprint("checks", __name__, url_prefix="/cases/<number>/checks")

Page = tuple[str, int]


@bp.get("")
@requires("case:read")
def page(number: str) -> Page:
    case, listed = _found(number)
    return _shown(case, listed, CheckForm.of(listed))


@bp.post("")
@requires("check:note")
def note(number: str) -> Response | Page:
    case, listed = _found(number)
    form = CheckForm.of(listed)
    if not form.validate():
        return _shown(case, listed, form, 422)
    noted = list(form.changed(listed))
    try:
        with db.transaction(at=clock.now()):
            locked = case_file.for_act(number, by=signed_in())
            check.note(locked, noted, by=signed_in(), on=clock.today(), terms=county.terms())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _shown(*_found(number), form, 409)
    flash(gettext("Noted: %(count)s.", count=len(noted)))
    return redirect(url_for("checks.page", number=number), 303)


@dataclass(frozen=True)
class Progress:
    """Of what a kind of decision requires, how much is answered."""

    kind: str
    required: int
    missing: int


def _found(number: str) -> tuple[Case, Checklist]:
    case = case_file.by_number(number, by=signed_in())
    return case, checks.of_case(case, on=clock.today(), terms=county.terms())


def _shown(case: Case, listed: Checklist, form: CheckForm, status: int = 200) -> Page:
    return render_template(
        "checks/page.html",
        case=case,
        form=form,
        parts=_by_part(listed),
        progress=_progress(listed),
        unconfirmed=any(not each.item.source.confirmed for each in listed.items),
        may_note=signed_in().may("check:note"),
        decisions=case_file.decisions_of(case),
    ), status


def _by_part(listed: Checklist) -> list[tuple[str, list[Checked]]]:
    found = [(part, [each for each in listed.items if each.item.part == part]) for part in PARTS]
    return [(part, items) for part, items in found if items]


def _progress(listed: Checklist) -> list[Progress]:
    counted = [Progress(kind, len(listed.required_for(kind)), len(listed.missing_for(kind))) for kind in KINDS]
    return [one for one in counted if one.required]
