"""What is watched after the last payment: in one case, and in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import watch as acts
from grantdesk.actions.watch import ByHand
from grantdesk.domain import watches as rules
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.case import Case
from grantdesk.models.watch import Watch, WatchNote
from grantdesk.queries import case_file, watches
from grantdesk.web import county, filters, pages
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.watch import SeenForm, WatchForm

bp = Blueprint("watches", __name__)

Page = tuple[str, int]


@dataclass(frozen=True)
class Line:
    """A watch as the case's page shows it: what it is today, and what has been noted of it."""

    row: Watch
    phase: str
    notes: list[WatchNote]


@bp.get("/watches")
@requires("case:read")
def index() -> str:
    found = watches.standing(by=signed_in(), on=clock.today(), page=pages.asked())
    return render_template("watches/index.html", found=found, today=clock.today())


@bp.get("/cases/<number>/watches")
@requires("case:read")
def page(number: str) -> Page:
    return _page(number, WatchForm.offering())


@bp.post("/cases/<number>/watches")
@requires("watch:keep")
def add(number: str) -> Response | Page:
    form = WatchForm.offering()
    if not form.validate():
        return _page(number, form, 422)
    wanted = ByHand(form.kind.data, form.text.data, form.ground.data, form.until.data, form.yearly.data)
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            acts.add(case, wanted, once=form.once.data, by=signed_in(), on=clock.today(), terms=county.terms())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _page(number, form, 409)
    flash(gettext("The watch is set up."))
    return _to_page(number)


@bp.post("/cases/<number>/watches/set-up")
@requires("watch:keep")
def set_up(number: str) -> Response:
    with db.transaction(at=clock.now()):
        case = case_file.for_act(number, by=signed_in())
        if watches.final_payment_on(case) is None:
            raise Refused("watch.not_final", number=number)
        made = len(acts.set_up(case, by=signed_in(), on=clock.today(), terms=county.terms()))
    flash(gettext("%(count)s watches are set up.", count=made))
    return _to_page(number)


@bp.get("/cases/<number>/watches/<int:watch>")
@requires("watch:keep")
def seeing(number: str, watch: int) -> Page:
    return _seeing(number, watch, SeenForm.offering())


@bp.post("/cases/<number>/watches/<int:watch>")
@requires("watch:keep")
def see_to(number: str, watch: int) -> Response | Page:
    form = SeenForm.offering()
    if not form.validate():
        return _seeing(number, watch, form, 422)
    try:
        with db.transaction(at=clock.now()):
            found = watches.by_id(watch, case=case_file.for_act(number, by=signed_in()))
            acts.see_to(found, form.act.data, form.text.data, by=signed_in(), on=clock.today())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _seeing(number, watch, form, 409)
    flash(gettext("It is noted."))
    return _to_page(number)


def _page(number: str, form: WatchForm, status: int = 200) -> Page:
    case = case_file.by_number(number, by=signed_in())
    found, today = watches.of_case(case), clock.today()
    liability = watches.liability_of(case, on=today, county=county.current())
    notes = watches.notes_of(found)
    body = render_template(
        "watches/page.html",
        case=case,
        liability=liability,
        lines=[Line(one, _phase(one, liability), notes.get(one.id, [])) for one in found],
        may_set_up=_may_set_up(case, found, liability),
        keeps=signed_in().may("watch:keep") and case.status in ("granted", "closed"),
        form=form,
        plain=Form(),
        today=today,
    )
    return body, status


def _phase(one: Watch, liability: watches.Liability) -> str:
    return rules.phase(one.state, one.until_on, held=liability.held, on=clock.today())


def _may_set_up(case: Case, found: list[Watch], liability: watches.Liability) -> bool:
    """Whether there is a final payment and nothing by the rules yet, though the rules say something."""
    if liability.final_payment_on is None or not liability.held or any(one.rule for one in found):
        return False
    scheme = county.current().scheme(case.scheme)
    # The day of the decision tells which rules hold; whoever sets them up is told where there were none.
    return any(rules.duty(scheme, kind, on=clock.today()) for kind in rules.OF_RULES) or bool(liability.steps)


def _seeing(number: str, key: int, form: SeenForm, status: int = 200) -> Page:
    case = case_file.by_number(number, by=signed_in())
    found = watches.by_id(key, case=case)
    shown: dict[str, Any] = {
        "case": case,
        "watch": found,
        "notes": watches.notes_of([found]).get(key, []),
        "form": form,
    }
    return render_template("watches/watch.html", **shown), status


def _to_page(number: str) -> Response:
    return redirect(url_for("watches.page", number=number), 303)
