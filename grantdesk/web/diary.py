"""Where the diary is taken out in a file, and what has been taken out is listed."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from flask import Blueprint, Response, render_template

from grantdesk import clock, db
from grantdesk.actions import extract
from grantdesk.actions.extract import Extract
from grantdesk.domain.diary import Period
from grantdesk.queries import diary
from grantdesk.web import language
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.diary import DiaryForm

bp = Blueprint("diary", __name__, url_prefix="/diary")

Page = tuple[str, int]
_SHOWN = 20
_PIECE = 64 * 1024


@bp.get("")
@requires("diary:export")
def page() -> Page:
    return _shown(DiaryForm.offering(today=clock.today()))


@bp.post("")
@requires("diary:export")
def export() -> Response | Page:
    form = DiaryForm.offering(today=clock.today())
    if not form.validate():
        return _shown(form, 422)
    file = TemporaryFile()  # noqa: SIM115 - it is sent after this has returned, and closed there
    try:
        with db.transaction(at=clock.now()):
            asked = Extract(_period(form), language.current(), clock.LOCAL)
            number = extract.to_file(asked, file, by=signed_in(), on=clock.today()).number
    except BaseException:
        file.close()
        raise
    answer = Response(_pieces(file), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{number}.csv")
    return answer


def _period(form: DiaryForm) -> Period | None:
    if form.what.data == "since_last":
        return None
    first, last = form.first.data, form.last.data
    return Period(first, last, clock.beginning(first), clock.ending(last))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _shown(form: DiaryForm, status: int = 200) -> Page:
    return render_template("diary/page.html", form=form, exports=diary.exports(at_most=_SHOWN)), status
