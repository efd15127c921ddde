"""What the bank answers: its files brought in, what each answer did, and whether ledger, batches and bank agree."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import archive, clock, db
from grantdesk.actions import answer, follow_up
from grantdesk.actions.answer import AlreadyBroughtIn
from grantdesk.documents import bank_file
from grantdesk.domain.bank_answer import CONFIRMED, FAILED, MISMATCHES, OUTCOMES, Fault, NotAnswers
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.queries import bank_files, bank_reconciliation, unconfirmed
from grantdesk.queries.worklist import pages_of
from grantdesk.web import county, filters, pages, uploads
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.bank import BankFileForm, SeenToForm

bp = Blueprint("bank", __name__)

Page = tuple[str, int]
_FAULTS_SHOWN = 10
_MEGABYTE = 1024 * 1024


@bp.get("/bank")
@requires("payout:read")
def page() -> Page:
    return _page(BankFileForm())


@bp.post("/bank")
@requires("bank:answer")
# A little more than is read, so that a file that is too large is told of in the form.
@uploads.takes_file(up_to=bank_file.LARGEST + _MEGABYTE)
def bring_in() -> AnyResponse | Page:
    form = BankFileForm()
    if not form.validate():
        return _page(form, 422)
    try:
        file = answer.read(form.file_name, form.file.data.read(bank_file.LARGEST + 1))
        with db.transaction(at=clock.now()):
            made = answer.bring_in(file, by=signed_in(), on=clock.today())
            follow_up.settled_by(made, by=signed_in(), on=clock.today(), terms=county.terms())
    except NotAnswers as wrong:
        form.form_errors = _sentences(wrong.faults)
        return _page(form, 422)
    except AlreadyBroughtIn as refused:
        flash(filters.say(refused.reason))
        return redirect(url_for("bank.file", file_id=refused.bank_file_id), 303)
    flash(_told(bank_files.outcomes_of(made)))
    return redirect(url_for("bank.file", file_id=made.id), 303)


@bp.get("/bank/<int:file_id>")
@requires("payout:read")
def file(file_id: int) -> str:
    found = bank_files.by_id(file_id)
    outcomes = bank_files.outcomes_of(found)
    count, wanted = sum(outcomes.values()), pages.asked()
    last = pages_of(count)
    return render_template(
        "bank/file.html",
        file=found,
        shown=[(filters.named(one, "bank_outcome"), outcomes[one]) for one in OUTCOMES if one in outcomes],
        mismatches=bank_files.mismatches_of(found),
        answers=bank_files.answers_of(found, page=min(wanted, last)),
        most=bank_files.SHOWN,
        page=min(wanted, last),
        pages=last,
    )


@bp.get("/bank/<int:file_id>/content")
@requires("payout:read")
def content(file_id: int) -> Response:
    """The file as the bank gave it, to be kept and not opened here."""
    found = bank_files.by_id(file_id)
    given = Response(archive.read(county.settings().archive, found.digest), mimetype="application/octet-stream")
    given.headers.set("Content-Disposition", "attachment", filename=found.name)
    return given


@bp.get("/bank/<int:file_id>/answers/<int:position>")
@requires("bank:answer")
def one(file_id: int, position: int) -> Page:
    return _answer(file_id, position, SeenToForm())


@bp.post("/bank/<int:file_id>/answers/<int:position>")
@requires("bank:answer")
def see_to(file_id: int, position: int) -> AnyResponse | Page:
    form = SeenToForm()
    if not form.validate():
        return _answer(file_id, position, form, 422)
    try:
        with db.transaction(at=clock.now()):
            answer.see_to(bank_files.answer_for_act(file_id, position), form.remark.data, by=signed_in())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _answer(file_id, position, form, 409)
    flash(gettext("The answer has been seen to."))
    return redirect(url_for("bank.file", file_id=file_id), 303)


@bp.get("/bank/reconciliation")
@requires("payout:read")
def reconciliation() -> str:
    today, terms = clock.today(), county.terms().payments
    through = terms.silent_through(today)
    silent = bank_reconciliation.count_silent(through=through)
    last = pages_of(bank_reconciliation.count_batches())
    wanted = min(pages.asked(), last)
    days = terms.answer_days.on(today)
    lines = bank_reconciliation.silent(through=through, on=today)
    return render_template(
        "bank/reconciliation.html",
        batches=bank_reconciliation.batches(page=wanted),
        silent=lines,
        silent_in_all=silent,
        through=through,
        days=days,
        unconfirmed=unconfirmed.among(line.case_number for line in lines),
        page=wanted,
        pages=last,
    )


def _page(form: BankFileForm, status: int = 200) -> Page:
    last = pages_of(bank_files.count_files())
    wanted = min(pages.asked(), last)
    files = bank_files.files(page=wanted)
    return render_template("bank/page.html", form=form, files=files, page=wanted, pages=last), status


def _answer(file_id: int, position: int, form: SeenToForm, status: int = 200) -> Page:
    found = bank_files.by_id(file_id)
    line = bank_files.line(found, position)
    return render_template("bank/answer.html", file=found, line=line, form=form), status


def _told(outcomes: dict[str, int]) -> str:
    confirmed, failed = outcomes.get(CONFIRMED, 0), outcomes.get(FAILED, 0)
    mismatches = sum(outcomes.get(outcome, 0) for outcome in MISMATCHES)
    said = [
        ngettext("%(num)s payment is confirmed.", "%(num)s payments are confirmed.", confirmed),
        ngettext("%(num)s has failed.", "%(num)s have failed.", failed) if failed else "",
        ngettext("%(num)s answer needs a person.", "%(num)s answers need a person.", mismatches) if mismatches else "",
    ]
    return " ".join(str(part) for part in said if part)


def _sentences(faults: Sequence[Fault]) -> list[str]:
    """The first of the faults; a file that is wrong throughout has many."""
    shown = [_sentence(fault) for fault in faults[:_FAULTS_SHOWN]]
    left = len(faults) - len(shown)
    more = [gettext("And %(count)s more of the kind.", count=left)] if left else []
    return [*shown, *more, gettext("Nothing in the file has been done.")]


def _sentence(fault: Fault) -> str:
    place = filters.say(fault.at)
    return f"{place[0].upper()}{place[1:]}: {filters.say(fault.reason).rstrip('.')}."
