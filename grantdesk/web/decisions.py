"""Where a case is granted or rejected, by the one who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import decide
from grantdesk.actions.decide import Verdict
from grantdesk.domain import authority, delegation, lifecycle
from grantdesk.domain.decision_kinds import DISMISS, WRITE_OFF
from grantdesk.domain.delegation import BOARD, DelegationOrder, Ruling
from grantdesk.domain.messages import Message
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.roles import POSITIONS
from grantdesk.domain.staff import Matter, Staff
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.proposal import Proposal
from grantdesk.queries import absences, case_file, checks, conflicts, delegations, kept, proposals, rates
from grantdesk.queries.conflicts import CloseTo
from grantdesk.web import county, filters, frame_room, letters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import no_grant, shown_number, to_case
from grantdesk.web.forms.decision import GrantForm, RejectionForm, value
from grantdesk.web.forms.later import EndingForm

bp = Blueprint("decisions", __name__, url_prefix="/cases")

Page = tuple[str, int]


@bp.get("/<number>/decision")
@requires("case:read")
def page(number: str) -> Response | str:
    desk = _desk(number)
    if not desk.endings:
        return redirect(url_for("cases.page", number=number))
    return _shown(desk, desk.opened(), desk.rejection_form())


@bp.post("/<number>/decision/grant")
@requires("decision:take")
def grant(number: str) -> Response | Page:
    return _granted(number)


@bp.post("/<number>/decision/rejection")
@requires("decision:take")
def reject(number: str) -> Response | Page:
    return _rejected(number)


@bp.post("/<number>/decision/board/grant")
@requires("decision:record")
def record_grant(number: str) -> Response | Page:
    return _granted(number)


@bp.post("/<number>/decision/board/rejection")
@requires("decision:record")
def record_rejection(number: str) -> Response | Page:
    return _rejected(number)


@bp.post("/<number>/decision/ending")
@requires("decision:take")
def end(number: str) -> Response | Page:
    return _ended(number)


@bp.post("/<number>/decision/board/ending")
@requires("decision:record")
def record_ending(number: str) -> Response | Page:
    return _ended(number)


@dataclass(frozen=True)
class Desk:
    """The case as the one who is to decide sees it."""

    case: Case
    assessment: Assessment | None
    proposal: Proposal | None

    @property
    def of_board(self) -> bool:
        """Whether this person records what the board has decided, rather than decides."""
        return signed_in().may("decision:record")

    def grant_form(self) -> GrantForm:
        rules = self.assessment.answer["before_granting"] if self.assessment else []
        return GrantForm.asking(rules, of_board=self.of_board)

    def opened(self) -> GrantForm:
        """The form as it is before anything is written in it: as it was proposed, else the aid as assessed."""
        form = self.grant_form()
        if self.assessment:
            form.assessment.data, form.amount.data = str(self.assessment.id), self.assessment.aid
        if self.proposal:
            form.amount.data, form.reason.data = self.proposal.amount, self.proposal.reason
        return form

    def rejection_form(self) -> RejectionForm:
        return RejectionForm.asking(of_board=self.of_board)

    @property
    def endings(self) -> list[str]:
        """How the case can be ended without being tried."""
        return [kind for kind in (DISMISS, WRITE_OFF) if lifecycle.may("case", kind, self.case.status)]

    def ending_form(self) -> EndingForm:
        return EndingForm.asking(self.endings, of_board=self.of_board)

    def amount(self, kind: str) -> Money:
        """How much a decision of this kind would be about."""
        asked = decide.asked_for(self.case)
        return decide.at_stake(self.case, self.assessment, self.proposal)[1] if kind == "grant" else asked

    # Of several rulings on one page each asks who is close to the case and who is away; the answer is the same.
    @cached_property
    def close(self) -> CloseTo:
        return conflicts.close_to(self.case.number)

    @cached_property
    def staff(self) -> Staff:
        return absences.staff(on=clock.today())

    def matter(self, kind: str) -> Matter:
        return decide.matter_of(kind, self.case, self.amount(kind), self.close, on=clock.today())

    def ruling(self, kind: str) -> Ruling:
        return authority.may_enter(self.matter(kind), by=signed_in(), order=county.terms().order, staff=self.staff)


def _desk(number: str) -> Desk:
    case = case_file.by_number(number, by=signed_in())
    return Desk(case, case_file.latest_assessment(case), proposals.standing_in(case))


def _open_desk(number: str) -> Desk:
    """The desk of a case that still waits for a decision; otherwise somebody was first, or clicked twice."""
    desk = _desk(number)
    if not desk.endings:
        raise SomebodyWasFirst("first.decision", number=number)
    return desk


def _granted(number: str) -> Response | Page:
    desk = _open_desk(number)
    form = desk.grant_form()
    if not form.validate():
        return _shown(desk, form, desk.rejection_form()), 422
    verdict = Verdict(
        reason=form.reason.data or "",
        assessment_id=form.assessment_id,
        met_before=tuple(value(form, "met_before", ())),
        minutes=value(form, "minutes", None),
    )

    def act(case: Case) -> Decision:
        return decide.grant(case, form.amount.data, verdict, by=signed_in(), on=clock.today(), terms=county.terms())

    said = _attempt(number, act)
    if said is not None:
        return _refused(_open_desk(number), form, said)
    flash(gettext("Granted: %(amount)s.", amount=filters.money(form.amount.data)))
    return to_case(number)


def _refused(desk: Desk, form: GrantForm, said: str) -> Page:
    """The page again with what was written, over the assessment as it is now, which the next attempt then rests on."""
    form.form_errors = [said]
    if desk.assessment:
        form.assessment.data = str(desk.assessment.id)
    return _shown(desk, form, desk.rejection_form()), 409


def _rejected(number: str) -> Response | Page:
    desk = _open_desk(number)
    form = desk.rejection_form()
    if not form.validate():
        return _shown(desk, desk.opened(), form), 422
    verdict = Verdict(reason=form.reason.data, minutes=value(form, "minutes", None))

    def act(case: Case) -> Decision:
        return decide.reject(case, verdict, by=signed_in(), on=clock.today(), terms=county.terms())

    said = _attempt(number, act)
    if said is not None:
        form.form_errors = [said]
        return _shown(_open_desk(number), desk.opened(), form), 409
    flash(gettext("The application is rejected."))
    return to_case(number)


def _ended(number: str) -> Response | Page:
    desk = _open_desk(number)
    form = desk.ending_form()
    if not form.validate():
        return _shown(desk, desk.opened(), desk.rejection_form(), form), 422
    verdict = Verdict(reason=form.reason.data, minutes=value(form, "minutes", None), cause=form.cause)

    def act(case: Case) -> Decision:
        end = decide.dismiss if form.kind == DISMISS else decide.write_off
        return end(case, verdict, by=signed_in(), on=clock.today(), terms=county.terms())

    said = _attempt(number, act)
    if said is not None:
        form.form_errors = [said]
        return _shown(_open_desk(number), desk.opened(), desk.rejection_form(), form), 409
    flash(gettext("Decided: %(kind)s.", kind=filters.named(form.kind, "decision")))
    return to_case(number)


def _attempt(number: str, act: Callable[[Case], Decision]) -> str | None:
    """Take the decision on the case as it is now, and make its letter; answers with a sentence where it was refused."""
    try:
        with db.transaction(at=clock.now()):
            taken = act(case_file.for_act(number, by=signed_in())).id
    except NotThere:
        raise
    except Refused as refused:
        return filters.say(refused.reason)
    letters.freeze(number, taken)
    return None


@dataclass(frozen=True)
class EuroRate:
    """The rate that a grant today would be counted at, and what there is to know of its age."""

    rate: rates.Rate | None
    warning: Message | None


def _euro_rate(desk: Desk) -> EuroRate | None:
    """None where the scheme gives no de minimis aid."""
    if county.current().scheme(desk.case.scheme).de_minimis is None:
        return None
    rate = rates.find_before(clock.today())
    return EuroRate(rate, rates.warning(rate, on=clock.today()))


def _room(desk: Desk) -> frame_room.FrameRoom:
    coding = county.terms().coding
    return frame_room.of(desk.case, desk.amount("grant"), by=signed_in(), on=clock.today(), coding=coding)


def _shown(desk: Desk, grant: GrantForm, rejection: RejectionForm, ending: EndingForm | None = None) -> str:
    eligible = desk.assessment is not None and desk.assessment.eligible
    why_not = no_grant(desk.assessment)
    frames = _room(desk) if eligible else None
    tried = lifecycle.may("case", "reject", desk.case.status)
    on_rejection = desk.ruling("reject" if tried else WRITE_OFF)
    ruling = desk.ruling("grant") if eligible and tried else on_rejection
    return render_template(
        "decisions/page.html",
        case=desk.case,
        proposal=desk.proposal,
        assessment=desk.assessment,
        kept=kept.of(desk.assessment) if desk.assessment else None,
        seen_to=checks.frozen(desk.case, "grant", on=clock.today(), terms=county.terms()),
        scheme=county.current().scheme(desk.case.scheme),
        applicant_number=shown_number(desk.case),
        grant=grant,
        rejection=rejection,
        euro=_euro_rate(desk),
        ruling=ruling,
        may_grant=tried and frames is not None and not frames.none_left and why_not is None and ruling.allowed,
        frames=frames,
        no_grant=why_not,
        may_reject=tried and on_rejection.allowed,
        ending=(ending or desk.ending_form()) if desk.ruling(desk.endings[-1]).allowed else None,
        of_board=desk.of_board,
        others=[] if ruling.allowed else _who_may(desk, "grant" if eligible else "reject"),
    )


@dataclass(frozen=True)
class Who:
    """Somebody who may take the decision: by position, with the names of those who may; `substitute` for one who is away."""

    position: str
    names: list[str]
    substitute: bool = False


def _who_may(desk: Desk, kind: str) -> list[Who]:
    """The positions that may decide this and those who stand in for them today; the board where none of them may."""
    matter = desk.matter(kind)
    order = county.terms().order
    if authority.board_may_take(matter, order=order, staff=desk.staff).allowed:
        return [Who(BOARD, [])]
    able = [one for one in delegations.who_may(matter, order=order, staff=desk.staff).may if one.role != BOARD]
    own = [one for one in able if one.ruling.substitute is None]
    held = [position for position in POSITIONS if _gives(position, matter, order)]
    found = [Who(position, [one.name.sv for one in own if one.position == position]) for position in held]
    named = [Who(one.position, [one.name.sv]) for one in own if one.position not in held]
    return [*found, *named, *(Who(one.position, [one.name.sv], substitute=True) for one in able if one not in own)]


def _gives(position: str, matter: Matter, order: DelegationOrder) -> bool:
    return delegation.may_take(
        matter.kind, position=position, scheme=matter.scheme, amount=matter.amount, on=matter.on, order=order
    ).allowed
