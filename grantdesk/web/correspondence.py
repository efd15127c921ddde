"""The letters of a case: all of them, and where a supplement is asked for and a covering letter is written."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import correspond, dispatch
from grantdesk.actions.correspond import Covering, Request
from grantdesk.actions.dispatch import Sending
from grantdesk.documents import notice_letter
from grantdesk.documents.letter_sheet import SheetWriter
from grantdesk.domain.correspondence import DECIDED, NOT_TRIED, OPEN, UNTRIED, each_line
from grantdesk.models.case import Case
from grantdesk.models.letter import DECISION, Letter
from grantdesk.queries import case_file, dispatches, notices, notices_of_case
from grantdesk.web import attempts, letters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import ActForm, Form
from grantdesk.web.forms.correspondence import CoveringForm, EndSupplementForm, StoredSendingForm, SupplementForm

bp = Blueprint("correspondence", __name__, url_prefix="/cases/<number>")

Page = tuple[str, int]


@bp.get("/letters")
@requires("case:read")
def page(number: str) -> str:
    case = _case(number)
    found = notices_of_case.of_case(case)
    waits = any(each.kind == "supplement" and each.about.state == "asked" for each in found.kept)  # type: ignore[union-attr]
    return render_template(
        "correspondence/page.html",
        case=case,
        found=found,
        may_ask=signed_in().may("letter:write") and case.status in OPEN and not waits,
        today=clock.today(),
        plain=ActForm(),
    )


@bp.post("/letters/decisions/<int:decision>")
@requires("letter:dispatch")
def make(number: str, decision: int) -> Response:
    """Make the letter about a decision that has none."""

    def act(case: Case) -> None:
        dispatch.make(dispatches.decision_by_key(case, decision), case, letters.press(), by=signed_in())

    with db.transaction(at=clock.now()):
        act(case_file.for_act(number, by=signed_in()))
    flash(gettext("The letter is made and stored."))
    return redirect(url_for("correspondence.page", number=number), 303)


@bp.get("/supplements/new")
@requires("letter:write")
def asking(number: str) -> Response | str:
    case, form = _case(number), SupplementForm.offering()
    if case.status not in OPEN:
        return _to_page(number)
    form.language.data, form.consequence.data = "sv", NOT_TRIED if case.status in UNTRIED else DECIDED
    return render_template("correspondence/supplement.html", case=case, form=form)


@bp.post("/supplements/new")
@requires("letter:write")
def ask(number: str) -> Response | Page:
    form, template = SupplementForm.offering(), "correspondence/supplement.html"
    if not form.validate():
        return render_template(template, case=_case(number), form=form), 422
    asked = Request(
        form.language.data,
        tuple(each_line(form.points.data)),
        form.note.data or "",
        form.due_on.data,
        form.consequence.data,
        form.once.data,
    )
    if "preview" in request.form:
        return _preview(_supplement_as_written(_case(number), asked))

    def act(case: Case) -> Letter:
        return correspond.ask(case, asked, letters.press(), by=signed_in(), on=clock.today())

    return _written(number, form, template, act)


@bp.get("/supplements/<int:supplement>")
@requires("letter:write")
def ending(number: str, supplement: int) -> Response | str:
    case = _case(number)
    asked, form = notices_of_case.supplement_by_key(case, supplement), EndSupplementForm.offering()
    if asked.state != "asked":
        return _to_page(number)
    form.act.data, form.day.data = "answer", clock.today()
    return render_template("correspondence/ending.html", case=case, asked=asked, form=form)


@bp.post("/supplements/<int:supplement>")
@requires("letter:write")
def end(number: str, supplement: int) -> Response | Page:
    form = EndSupplementForm.offering()
    if not form.validate():
        return _ending(number, supplement, form, 422)

    def act(case: Case) -> None:
        asked = notices_of_case.supplement_for_act(case, supplement)
        done = correspond.answer if form.act.data == "answer" else correspond.close
        done(asked, case, form.outcome.data, by=signed_in(), on=form.day.data, today=clock.today())

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        return _ending(number, supplement, form, 409)
    flash(gettext("It is noted."))
    return _to_page(number)


@bp.get("/covering-letters/new")
@requires("letter:write")
def covering(number: str) -> str:
    form = CoveringForm.offering()
    form.language.data = "sv"
    return render_template("correspondence/covering.html", case=_case(number), form=form)


@bp.post("/covering-letters/new")
@requires("letter:write")
def cover(number: str) -> Response | Page:
    form, template = CoveringForm.offering(), "correspondence/covering.html"
    if not form.validate():
        return render_template(template, case=_case(number), form=form), 422
    written = Covering(
        form.language.data,
        form.addressee.data,
        form.heading.data,
        (form.text.data or "").replace("\r\n", "\n"),
        tuple(each_line(form.enclosures.data or "")),
        form.once.data,
    )
    if "preview" in request.form:
        return _preview(_covering_as_written(_case(number), written))

    def act(case: Case) -> Letter:
        return correspond.cover(case, written, letters.press(), by=signed_in(), on=clock.today())

    return _written(number, form, template, act)


@bp.get("/letters/<int:letter>/dispatch")
@requires("letter:dispatch")
def sending(number: str, letter: int) -> Response | str:
    case = _case(number)
    found, form = notices_of_case.letter_by_key(case, letter), StoredSendingForm.offering()
    if found.kind == DECISION:
        return redirect(url_for("dispatches.new", number=number, decision=found.decision_id), 303)
    form.name.data, form.sent_on.data = case.organisation.name, clock.today()
    return render_template("correspondence/sending.html", case=case, letter=found, form=form)


@bp.post("/letters/<int:letter>/dispatch")
@requires("letter:dispatch")
def send(number: str, letter: int) -> Response | Page:
    form = StoredSendingForm.offering()
    if not form.validate():
        return _sending(number, letter, form, 422)

    def act(case: Case) -> None:
        found = notices_of_case.letter_by_key(case, letter)
        said = Sending(
            language=found.language,  # type: ignore[arg-type]  # one of the two, as the database has them
            means=form.means.data,
            name=form.name.data,
            address=form.address.data or "",
            sent_on=form.sent_on.data,
            once=form.once.data,
        )
        dispatch.send_stored(found, case, said, by=signed_in(), on=clock.today())

    said = attempts.on_case(number, act)
    if said is not None:
        form.form_errors = [said]
        return _sending(number, letter, form, 409)
    flash(gettext("The letter is sent."))
    return _to_page(number)


def _case(number: str) -> Case:
    return case_file.by_number(number, by=signed_in())


def _to_page(number: str) -> Response:
    return redirect(url_for("correspondence.page", number=number), 303)


def _ending(number: str, supplement: int, form: Form, status: int) -> Page:
    case = _case(number)
    asked = notices_of_case.supplement_by_key(case, supplement)
    return render_template("correspondence/ending.html", case=case, asked=asked, form=form), status


def _sending(number: str, letter: int, form: Form, status: int) -> Page:
    case = _case(number)
    found = notices_of_case.letter_by_key(case, letter)
    return render_template("correspondence/sending.html", case=case, letter=found, form=form), status


def _supplement_as_written(case: Case, asked: Request) -> SheetWriter:
    row = correspond.supplement_of(case, asked, on=clock.today())
    said = notices.of_supplement(row, case, letters.press().writing(asked.language))
    return notice_letter.supplement(said, asked.language)


def _covering_as_written(case: Case, written: Covering) -> SheetWriter:
    row = correspond.covering_of(case, written, on=clock.today())
    said = notices.of_covering(row, case, letters.press().writing(written.language))
    return notice_letter.covering(said, written.language)


def _preview(writer: SheetWriter) -> Response:
    return letters.as_pdf(writer.preview(), "preview")


def _written(number: str, form: Form, template: str, act: Callable[[Case], Letter]) -> Response | Page:
    """The letter is stored, and sent next; or the form again, with why it was refused."""
    made: list[int] = []
    said = attempts.on_case(number, lambda case: made.append(act(case).id))
    if said is not None:
        form.form_errors = [said]
        return render_template(template, case=_case(number), form=form), 409
    flash(gettext("The letter is stored. Send it, and note how."))
    return redirect(url_for("correspondence.sending", number=number, letter=made[0]), 303)
