"""Where a file of rows is read into a draft of a claim: first tried, so that every fault is seen, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.documents import spreadsheet
from grantdesk.domain import claim_file
from grantdesk.domain.claim_file import Column
from grantdesk.domain.intake_columns import Fault
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.claim import Claim
from grantdesk.operations import claim_file as reading
from grantdesk.operations.claim_file import AlreadyRead, Read, Tried, Would
from grantdesk.queries import case_file, claim_papers, payouts
from grantdesk.web import case_files, county, filters, language
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.case_file import TriedFileForm
from grantdesk.web.forms.claim_file import ClaimFileForm

bp = Blueprint("claim_files", __name__, url_prefix="/cases/<number>/claims/<int:claim>/file")

Page = tuple[str, int]
_FAULTS_SHOWN = 100
_TEMPLATES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@bp.get("")
@requires("claim:register")
def page(number: str, claim: int) -> Page:
    return _chosen(_found(number, claim), ClaimFileForm())


@bp.get("/template.<any(csv, xlsx):form>")
@requires("claim:register")
def template(number: str, claim: int, form: str) -> Response:
    columns = _columns(_found(number, claim))
    headings, example = [one.heading for one in columns], [one.example for one in columns]
    name = gettext("claim-rows")
    if form == "csv":
        answer = Response(spreadsheet.csv_table(headings, [example]), mimetype=_TEMPLATES[form])
    else:
        answer = Response(spreadsheet.xlsx_table(name, headings, [example]), mimetype=_TEMPLATES[form])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{form}")
    return answer


@bp.post("")
@requires("claim:register")
def attempt(number: str, claim: int) -> AnyResponse | Page:
    found, form = _found(number, claim), ClaimFileForm()
    if not form.validate():
        return _chosen(found, form, 422)
    read = reading.read(form.file_name, form.content, found)
    try:
        with db.transaction(at=clock.now()):
            locked = payouts.claim_for_act(found.id, by=signed_in())
            reading.attempt(read, locked, by=signed_in(), county=county.current())
    except AlreadyRead as again:
        return _to_claim(number, claim, filters.say(again.reason))
    except Tried as tried:
        if tried.faults:
            return _told(_found(number, claim), form, read, tried.faults)
        return _tried(_found(number, claim), read, tried.rows, TriedFileForm.carrying(read.name, form.content))
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
    return _chosen(_found(number, claim), form, 409)


@bp.post("/entry")
@requires("claim:register")
def enter(number: str, claim: int) -> AnyResponse | Page:
    found, form, again = _found(number, claim), TriedFileForm(), ClaimFileForm()
    if not form.validate():
        again.form_errors = [gettext("The file did not arrive whole. Choose it again.")]
        return _chosen(found, again, 422)
    read = reading.read(form.file_name, form.content, found)
    try:
        with db.transaction(at=clock.now()):
            locked = payouts.claim_for_act(found.id, by=signed_in())
            rows = reading.everything(read, locked, by=signed_in(), on=clock.today(), county=county.current()).row_count
    except AlreadyRead as before:
        return _to_claim(number, claim, filters.say(before.reason))
    except Tried as tried:
        return _told(_found(number, claim), again, read, tried.faults)
    except NotThere:
        raise
    except Refused as refused:
        again.form_errors = [filters.say(refused.reason)]
        return _chosen(_found(number, claim), again, 409)
    return _to_claim(number, claim, ngettext("%(num)s row is read in.", "%(num)s rows are read in.", rows))


def _found(number: str, claim: int) -> Claim:
    return case_file.claim_of(number, claim, by=signed_in())


def _columns(claim: Claim) -> list[Column]:
    return claim_file.columns(language.current(), categories=reading.categories_of(claim))


def _to_claim(number: str, claim: int, said: str) -> AnyResponse:
    flash(said)
    return redirect(url_for("claims.page", number=number, claim=claim), 303)


def _chosen(claim: Claim, form: ClaimFileForm, status: int = 200) -> Page:
    return _page(claim, form, file=None, faults=[], left=0), status


def _told(claim: Claim, form: ClaimFileForm, read: Read, faults: Sequence[Fault]) -> Page:
    """The page again with everything that is wrong; nothing has been read in."""
    shown = [case_files.ShownFault(case_files.place(one), filters.say(one.reason)) for one in faults[:_FAULTS_SHOWN]]
    return _page(claim, form, file=read, faults=shown, left=len(faults) - len(shown)), 422


def _page(claim: Claim, form: ClaimFileForm, *, file: Read | None, faults: Sequence[object], left: int) -> str:
    return render_template(
        "claim_files/choose.html",
        case=claim.case,
        claim=claim,
        form=form,
        columns=_columns(claim),
        categories=reading.categories_of(claim),
        before=claim_papers.line_files_of(claim),
        file=file,
        faults=faults,
        left=left,
    )


@dataclass(frozen=True)
class ByCategory:
    """What the file has of one category: how many rows, and what counts of them."""

    category: str
    rows: int
    counted: Money


def _tried(claim: Claim, read: Read, rows: Sequence[Would], form: TriedFileForm) -> Page:
    categories = dict.fromkeys(row.category for row in rows)
    of = {one: [row for row in rows if row.category == one] for one in categories}
    body = render_template(
        "claim_files/tried.html",
        case=claim.case,
        claim=claim,
        file=read,
        form=form,
        by_category=[ByCategory(one, len(each), total(row.counted for row in each)) for one, each in of.items()],
        counted=total(row.counted for row in rows),
        net=total(row.net for row in rows),
        vat=total(row.vat for row in rows),
        number_of_rows=len(rows),
    )
    return body, 200
