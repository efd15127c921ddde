"""The board's meetings: those that are planned and were held, what waits for one, and the papers of each."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import clock, db
from grantdesk.actions import convene
from grantdesk.documents import agenda, delegated_list
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.meeting import Meeting
from grantdesk.queries import board_papers, delegated, meetings, stood_aside, unconfirmed, worklist
from grantdesk.queries.worklist import Desk
from grantdesk.web import county, filters, language, pages
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.meeting import HoldingForm, MeetingForm

bp = Blueprint("meetings", __name__, url_prefix="/meetings")

Page = tuple[str, int]

_PILES = ("for_the_board", "later_for_the_board")
_KINDS = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


@bp.get("")
@requires("board:read")
def page() -> Page:
    return _page(MeetingForm())


@bp.post("")
@requires("board:prepare")
def plan() -> AnyResponse | Page:
    form = MeetingForm()
    if not form.validate():
        return _page(form, 422)
    try:
        with db.transaction(at=clock.now()):
            made = convene.meeting(form.summons, by=signed_in(), once=form.once.data)
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _page(form, 409)
    flash(gettext("The meeting is planned."))
    return redirect(url_for("meetings.meeting", meeting_id=made.id), 303)


@bp.get("/<int:meeting_id>")
@requires("board:read")
def meeting(meeting_id: int) -> Page:
    found = meetings.by_id(meeting_id)
    return _meeting(found, MeetingForm.of(found), HoldingForm.offering())


@bp.post("/<int:meeting_id>")
@requires("board:prepare")
def change(meeting_id: int) -> AnyResponse | Page:
    form = MeetingForm.of(meetings.by_id(meeting_id))

    def act(planned: Meeting) -> None:
        convene.change(planned, form.summons, by=signed_in())

    return _attempted(meeting_id, form, act, form, HoldingForm.offering())


@bp.post("/<int:meeting_id>/list")
@requires("board:prepare")
def close_list(meeting_id: int) -> AnyResponse:
    with db.transaction(at=clock.now()):
        count = convene.close_list(meetings.for_act(meeting_id), by=signed_in())
    flash(ngettext("The list is made: %(num)s decision.", "The list is made: %(num)s decisions.", count))
    return _to(meeting_id)


@bp.post("/<int:meeting_id>/held")
@requires("decision:record")
def hold(meeting_id: int) -> AnyResponse | Page:
    form = HoldingForm.offering()

    def act(planned: Meeting) -> None:
        convene.hold(planned, form.paragraph.data, by=signed_in(), on=clock.today())

    return _attempted(meeting_id, form, act, MeetingForm.of(meetings.by_id(meeting_id)), form)


@bp.get("/<int:meeting_id>/delegated")
@requires("board:read")
def reported(meeting_id: int) -> str:
    found = meetings.by_id(meeting_id)
    count = delegated.count(found)
    last = max(1, -(-count // delegated.SHOWN))
    number = min(pages.asked(), last)
    return render_template(
        "meetings/delegated.html",
        meeting=found,
        lines=delegated.of_meeting(found, page=number),
        status=board_papers.status_of(found),
        count=count,
        page=number,
        pages=last,
    )


@bp.get("/<int:meeting_id>/agenda.<any(pdf, csv):form>")
@requires("board:read")
def agenda_file(meeting_id: int, form: str) -> Response:
    found, wanted = meetings.by_id(meeting_id), language.asked()
    told = board_papers.agenda(found, terms=county.terms(), language=wanted)
    content = agenda.as_pdf(told, wanted) if form == "pdf" else agenda.as_csv(told, wanted)
    return _file(content, f"{found.day.isoformat()}-agenda-{wanted}", form)


@bp.get("/<int:meeting_id>/delegated.<any(pdf, csv):form>")
@requires("board:read")
def reported_file(meeting_id: int, form: str) -> Response:
    found, wanted = meetings.by_id(meeting_id), language.asked()
    told = board_papers.delegated_list(found, terms=county.terms(), language=wanted)
    content = delegated_list.as_pdf(told, wanted) if form == "pdf" else delegated_list.as_csv(told, wanted)
    return _file(content, f"{found.day.isoformat()}-delegated-{wanted}", form)


def _attempted(
    meeting_id: int, form: Form, act: Callable[[Meeting], None], changing: MeetingForm, holding: HoldingForm
) -> AnyResponse | Page:
    """Do the act on the meeting as it is now; where it was refused, the page with what was written."""
    if not form.validate():
        return _meeting(meetings.by_id(meeting_id), changing, holding, 422)
    try:
        with db.transaction(at=clock.now()):
            act(meetings.for_act(meeting_id))
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _meeting(meetings.by_id(meeting_id), changing, holding, 409)
    flash(gettext("It is noted."))
    return _to(meeting_id)


def _page(form: MeetingForm, status: int = 200) -> Page:
    desk = Desk(signed_in(), clock.today(), county.terms())
    waiting, later = (worklist.on_no_agenda(name, desk, page=pages.asked()) for name in _PILES)
    aside = stood_aside.from_all(desk)
    things = [*waiting.things, *later.things]
    numbers = [*(thing.case_number for thing in things), *(one.case_number for one in aside)]
    body = render_template(
        "meetings/page.html",
        meetings=meetings.all_of_them(),
        waiting=waiting,
        later=later,
        aside=aside,
        to_report=delegated.waiting(),
        unconfirmed=unconfirmed.among(numbers),
        form=form,
    )
    return body, status


def _meeting(found: Meeting, changing: MeetingForm, holding: HoldingForm, status: int = 200) -> Page:
    listed = meetings.agenda_of(found)
    body = render_template(
        "meetings/meeting.html",
        meeting=found,
        listed=listed,
        room=board_papers.room_for(found, listed, coding=county.terms().coding),
        count=delegated.count(found),
        status=board_papers.status_of(found),
        unconfirmed=unconfirmed.among(each.case.number for each in listed),
        come=found.day <= clock.today(),
        changing=changing,
        holding=holding,
    )
    return body, status


def _to(meeting_id: int) -> AnyResponse:
    return redirect(url_for("meetings.meeting", meeting_id=meeting_id), 303)


def _file(content: bytes, name: str, form: str) -> Response:
    answer = Response(content, content_type=_KINDS[form])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{form}")
    return answer
