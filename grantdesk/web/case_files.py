"""Where Almi enters a file of cases: first tried, so that every fault is seen, then entered, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.actions.enter import AlreadyEntered
from grantdesk.documents import spreadsheet
from grantdesk.domain import intake_template
from grantdesk.domain.intake import GRANTED, PROPOSED
from grantdesk.domain.intake_columns import Fault
from grantdesk.domain.intake_template import Column
from grantdesk.domain.messages import message
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import Refused
from grantdesk.operations import intake
from grantdesk.operations.intake import Read, Tried, Would
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.case_file import CaseFileForm, TriedFileForm

bp = Blueprint("case_files", __name__, url_prefix="/desk/file")

Page = tuple[str, int]
_FAULTS_SHOWN = 100


@bp.get("")
@requires("desk:enter")
def page() -> Page:
    return _chosen(CaseFileForm())


@bp.get("/template.csv")
@requires("desk:enter")
def template() -> Response:
    columns = _columns()
    content = spreadsheet.csv_table([one.heading for one in columns], [[one.example for one in columns]])
    answer = Response(content, mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="mall-almi.csv"'
    return answer


@bp.post("")
@requires("desk:enter")
def attempt() -> AnyResponse | Page:
    form = CaseFileForm()
    if not form.validate():
        return _chosen(form, 422)
    read = _read(form.file_name, form.content)
    if read.faults:
        return _told(form, read, read.faults)
    try:
        with db.transaction(at=clock.now()):
            intake.attempt(read, by=signed_in(), on=clock.today(), terms=county.terms())
    except AlreadyEntered as again:
        return _to_file(again.intake_id, filters.say(again.reason))
    except Tried as tried:
        if tried.faults:
            return _told(form, read, tried.faults)
        return _tried(read, tried.rows, TriedFileForm.carrying(read.name, form.content))
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
    return _chosen(form, 409)


@bp.post("/entry")
@requires("desk:enter")
def enter() -> AnyResponse | Page:
    form, again = TriedFileForm(), CaseFileForm()
    if not form.validate():
        again.form_errors = [gettext("The file did not arrive whole. Choose it again.")]
        return _chosen(again, 422)
    read = _read(form.file_name, form.content)
    try:
        with db.transaction(at=clock.now()):
            made = intake.everything(read, by=signed_in(), on=clock.today(), terms=county.terms())
            entered = made.id
    except AlreadyEntered as before:
        return _to_file(before.intake_id, filters.say(before.reason))
    except Tried as tried:
        return _told(again, read, tried.faults)
    except Refused as refused:
        again.form_errors = [filters.say(refused.reason)]
        return _chosen(again, 409)
    number = len(read.entries)
    return _to_file(entered, ngettext("%(num)s case is entered.", "%(num)s cases are entered.", number))


def _read(name: str, content: bytes) -> Read:
    return intake.read(name, content, on=clock.today(), terms=county.terms())


def _columns() -> list[Column]:
    terms = county.terms()
    return intake_template.columns(terms.county, terms.checks, on=clock.today())


def _to_file(intake_id: int, said: str) -> AnyResponse:
    flash(said)
    return redirect(url_for("desk.file", intake_id=intake_id), 303)


def _chosen(form: CaseFileForm, status: int = 200) -> Page:
    return render_template("desk/choose.html", form=form, columns=_columns(), file=None, faults=[], left=0), status


@dataclass(frozen=True)
class ShownFault:
    """A fault as the page shows it: where it is, and what would be right."""

    place: str
    said: str


def _told(form: CaseFileForm, read: Read, faults: Sequence[Fault]) -> Page:
    """The page again with everything that is wrong; nothing has been entered."""
    shown = [ShownFault(place(one), filters.say(one.reason)) for one in faults[:_FAULTS_SHOWN]]
    left = len(faults) - len(shown)
    body = render_template("desk/choose.html", form=form, columns=_columns(), file=read, faults=shown, left=left)
    return body, 422


def place(fault: Fault) -> str:
    """Where a fault is, in words; nothing where it is the whole file."""
    if fault.row is None:
        return ""
    if fault.column is None:
        return filters.say(message("place.row", row=fault.row))
    return filters.say(message("place.row_and_column", row=fault.row, column=fault.column))


def _tried(read: Read, rows: Sequence[Would], form: TriedFileForm) -> Page:
    return render_template(
        "desk/tried.html",
        file=read,
        rows=rows,
        form=form,
        names={one.code: one.name for one in county.current().schemes.values()},
        granted=_sum_of(rows, GRANTED),
        proposed=_sum_of(rows, PROPOSED),
    ), 200


def _sum_of(rows: Sequence[Would], kind: str) -> Money:
    outcomes = [row.entry.outcome for row in rows if row.entry.outcome.kind == kind]
    return total(one.amount for one in outcomes if one.amount is not None)
