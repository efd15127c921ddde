"""The agenda of a meeting of the board: a case is brought up, with what is attached, and what the board decided is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from grantdesk import archive, clock, db
from grantdesk.actions import bring_up, minute
from grantdesk.domain.decision_kinds import GRANT, LATER_KINDS, REJECT
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.assessment import Assessment
from grantdesk.models.decision import Decision
from grantdesk.models.meeting import AgendaItem
from grantdesk.models.proposal import Proposal
from grantdesk.queries import board_papers, case_file, kept, meetings, proposals
from grantdesk.queries.meetings import Listed
from grantdesk.web import county, filters, letters, uploads
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.meeting import (
    AttachmentForm,
    BoardGrantForm,
    BoardLaterForm,
    BoardRejectionForm,
    BringUpForm,
    ItemWithdrawalForm,
    PostponementForm,
)

bp = Blueprint("agenda", __name__)

Page = tuple[str, int]

ITEM = "/meetings/<int:meeting_id>/items/<int:item_id>"


@bp.get("/cases/<number>/agenda")
@requires("board:prepare")
def new(number: str) -> Page:
    return _bringing_up(number, _offered(number), 200)


@bp.post("/cases/<number>/agenda")
@requires("board:prepare")
def bring(number: str) -> AnyResponse | Page:
    form = _offered(number)
    if not form.validate():
        return _bringing_up(number, form, 422)
    try:
        with db.transaction(at=clock.now()):
            planned = meetings.for_act(int(form.meeting.data))
            case = case_file.for_act(number, by=signed_in())
            made = bring_up.case(planned, case, form.proposed, by=signed_in(), terms=county.terms())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _bringing_up(number, form, 409)
    flash(gettext("The case is on the agenda."))
    return redirect(url_for("agenda.item", meeting_id=made.meeting_id, item_id=made.id), 303)


@bp.get(ITEM)
@requires("board:read")
def item(meeting_id: int, item_id: int) -> Page:
    return _shown(_desk(meeting_id, item_id))


@bp.post(f"{ITEM}/attachments")
@requires("board:prepare")
@uploads.takes_file(up_to=bring_up.LARGEST_ATTACHMENT)
def attach(meeting_id: int, item_id: int) -> AnyResponse | Page:
    form = AttachmentForm()

    def act(found: AgendaItem) -> None:
        bring_up.attach(found, form.sent, county.settings().archive, by=signed_in())

    return _attempted(meeting_id, item_id, act, attachment=form)


@bp.get(f"{ITEM}/attachments/<int:attachment_id>")
@requires("board:read")
def attachment(meeting_id: int, item_id: int, attachment_id: int) -> Response:
    """The file, to be kept and not opened here: what somebody sent in is not shown as a page of ours."""
    listed = meetings.item_by_id(meeting_id, item_id, by=signed_in())
    found = meetings.attachment_by_id(listed, attachment_id)
    answer = Response(archive.read(county.settings().archive, found.digest), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=found.name)
    return answer


@bp.post(f"{ITEM}/grant")
@requires("decision:record")
def grant(meeting_id: int, item_id: int) -> AnyResponse | Page:
    desk = _desk(meeting_id, item_id)
    form = BoardGrantForm.asking(desk.before_granting)

    def act(found: AgendaItem) -> Decision:
        amount, today = form.amount.data, clock.today()
        return minute.grant(found, amount, form.minuted, by=signed_in(), on=today, terms=county.terms())

    return _attempted(meeting_id, item_id, act, grant=form)


@bp.post(f"{ITEM}/rejection")
@requires("decision:record")
def reject(meeting_id: int, item_id: int) -> AnyResponse | Page:
    form = BoardRejectionForm(prefix="rejection-")

    def act(found: AgendaItem) -> Decision:
        return minute.rejection(found, form.minuted, by=signed_in(), on=clock.today(), terms=county.terms())

    return _attempted(meeting_id, item_id, act, rejection=form)


@bp.post(f"{ITEM}/later")
@requires("decision:record")
def take_later(meeting_id: int, item_id: int) -> AnyResponse | Page:
    form = BoardLaterForm(prefix="later-")

    def act(found: AgendaItem) -> None:
        minute.later_decision(found, form.minuted, by=signed_in(), on=clock.today(), terms=county.terms())

    return _attempted(meeting_id, item_id, act, later=form)


@bp.post(f"{ITEM}/postponement")
@requires("decision:record")
def postpone(meeting_id: int, item_id: int) -> AnyResponse | Page:
    form = PostponementForm(prefix="postponement-")

    def act(found: AgendaItem) -> None:
        minute.postponement(found, form.reason.data, form.paragraph.data, by=signed_in(), on=clock.today())

    return _attempted(meeting_id, item_id, act, postponement=form)


@bp.post(f"{ITEM}/withdrawal")
@requires("board:prepare")
def withdraw(meeting_id: int, item_id: int) -> AnyResponse | Page:
    form = ItemWithdrawalForm(prefix="withdrawal-")

    def act(found: AgendaItem) -> None:
        bring_up.withdraw(found, form.reason.data, by=signed_in())

    return _attempted(meeting_id, item_id, act, withdrawal=form)


@dataclass(frozen=True)
class Desk:
    """An item as whoever writes the minutes sees it."""

    listed: Listed
    assessment: Assessment | None
    proposal: Proposal | None

    @property
    def before_granting(self) -> list[str]:
        return list(self.assessment.answer["before_granting"]) if self.assessment else []

    def forms(self) -> dict[str, Form]:
        """Every form of the page as it is before anything is written in it."""
        grant = BoardGrantForm.asking(self.before_granting)
        grant.amount.data = self.listed.item.amount
        later = BoardLaterForm(prefix="later-")
        grant.reason.data = later.reason.data = self.proposal.reason if self.proposal else ""
        return {
            "attachment": AttachmentForm(),
            "grant": grant,
            "rejection": BoardRejectionForm(prefix="rejection-"),
            "later": later,
            "postponement": PostponementForm(prefix="postponement-"),
            "withdrawal": ItemWithdrawalForm(prefix="withdrawal-"),
        }


def _desk(meeting_id: int, item_id: int) -> Desk:
    listed = meetings.item_by_id(meeting_id, item_id, by=signed_in())
    return Desk(listed, case_file.latest_assessment(listed.case), proposals.standing_in(listed.case))


def _attempted(
    meeting_id: int, item_id: int, act: Callable[[AgendaItem], Decision | None], **form: Form
) -> AnyResponse | Page:
    """Do the act on the item as it is now; where it was refused, the page with what was written in its form."""
    (sent,) = form.values()
    if not sent.validate():
        return _shown(_desk(meeting_id, item_id), 422, **form)
    try:
        with db.transaction(at=clock.now()):
            found = meetings.item_for_act(meeting_id, item_id, by=signed_in())
            decision, number = act(found), found.case.number
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        sent.form_errors = [filters.say(refused.reason)]
        return _shown(_desk(meeting_id, item_id), 409, **form)
    if decision is not None:
        letters.freeze(number, decision.id)
    flash(gettext("It is noted."))
    return redirect(url_for("agenda.item", meeting_id=meeting_id, item_id=item_id), 303)


def _offered(number: str) -> BringUpForm:
    """The form with what the board can be proposed: the later decision that is proposed, else a grant or a rejection."""
    standing = proposals.standing_in(case_file.by_number(number, by=signed_in()))
    kinds = (standing.kind,) if standing is not None and standing.kind in LATER_KINDS else (GRANT, REJECT)
    return BringUpForm.offering(meetings.planned(), kinds, today=clock.today())


def _bringing_up(number: str, form: BringUpForm, status: int) -> Page:
    case = case_file.by_number(number, by=signed_in())
    body = render_template(
        "agenda/new.html",
        case=case,
        form=form,
        proposal=proposals.standing_in(case),
        listed=meetings.find_listed(case),
    )
    return body, status


def _shown(desk: Desk, status: int = 200, **written: Form) -> Page:
    found, meeting = desk.listed, desk.listed.item.meeting
    may_still: dict[str, Any] = {
        "prepare": found.item.state == "listed" and meeting.state == "planned",
        "record": found.item.state == "listed" and meeting.state == "planned" and meeting.day <= clock.today(),
    }
    body = render_template(
        "agenda/item.html",
        listed=found,
        item=found.item,
        case=found.case,
        meeting=meeting,
        assessment=desk.assessment,
        kept=kept.of(desk.assessment) if desk.assessment else None,
        attachments=meetings.attachments_of(meeting).get(found.item.id, []),
        outcome=board_papers.outcome_of(found, meeting),
        forms={**desk.forms(), **written},
        may=may_still,
    )
    return body, status
