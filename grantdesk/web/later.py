"""Where something more is decided of a grant: proposed by a handler, read and taken by the one who may."""

from __future__ import annotations

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import decide, later
from grantdesk.actions.decide import Verdict, ruling_on
from grantdesk.domain import lifecycle, recovery
from grantdesk.domain.advances import AdvanceRoom
from grantdesk.domain.decision_kinds import ADVANCE, LATER_KINDS, RECOVER, REVOKE, SET_OFF
from grantdesk.domain.delegation import Ruling
from grantdesk.domain.later import Later, from_json
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.case import Case
from grantdesk.models.proposal import Proposal
from grantdesk.queries import advances, balances, case_file, grants, proposals, recoverable, set_off
from grantdesk.queries.grants import Grant
from grantdesk.queries.recoverable import Recoverable
from grantdesk.web import county, filters, letters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import to_case
from grantdesk.web.forms.decision import value
from grantdesk.web.forms.later import AnyForm, RecoverForm, ReopeningForm, TakingForm, asking

bp = Blueprint("later", __name__, url_prefix="/cases")

Page = tuple[str, int]


@bp.get("/<number>/later")
@requires("decision:propose")
def choose(number: str) -> Response | str:
    """What more can be decided of the grant."""
    case, grant = _granted(number)
    sums = balances.of_case(case.id)
    kinds = _open_kinds(case, grant)
    if not kinds or proposals.standing_in(case) is not None:
        return to_case(number)
    return render_template("later/choose.html", case=case, grant=grant, kinds=kinds, sums=sums)


@bp.get("/<number>/later/<kind>")
@requires("decision:propose")
def new(number: str, kind: str) -> Response | str:
    case, grant = _granted(number)
    if kind not in _open_kinds(case, grant) or proposals.standing_in(case) is not None:
        return to_case(number)
    return _shown(case, grant, kind, _form(kind, case, grant))


@bp.post("/<number>/later/<kind>")
@requires("decision:propose")
def lay(number: str, kind: str) -> Response | Page:
    case, grant = _granted(number)
    if kind not in LATER_KINDS:
        raise NotThere("not_there.case")
    form = _form(kind, case, grant)
    if not form.validate():
        return _shown(case, grant, kind, form), 422
    said, reason = form.later(grant), form.reason.data
    try:
        with db.transaction(at=clock.now()):
            found = case_file.for_act(number, by=signed_in())
            later.lay(found, said, reason, by=signed_in(), on=clock.today(), terms=county.terms())
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _shown(*_granted(number), kind, form), 409
    flash(gettext("The decision is proposed."))
    return to_case(number)


@bp.get("/<number>/later-decision")
@requires("case:read")
def page(number: str) -> Response | str:
    """The proposed decision as the one who takes it reads it."""
    case, grant = _granted(number)
    proposal = proposals.standing_in(case)
    if proposal is None or proposal.said is None:
        return to_case(number)
    return _read(case, grant, proposal, _taking())


@bp.post("/<number>/later-decision/<int:proposal_id>")
@requires("decision:take")
def take(number: str, proposal_id: int) -> Response | Page:
    return _taken(number, proposal_id)


@bp.post("/<number>/later-decision/<int:proposal_id>/board")
@requires("decision:record")
def record(number: str, proposal_id: int) -> Response | Page:
    return _taken(number, proposal_id)


@bp.get("/<number>/reopening")
@requires("case:read")
def reopening(number: str) -> Response | str:
    case = case_file.by_number(number, by=signed_in())
    if not lifecycle.may("case", "reopen", case.status):
        return to_case(number)
    return _reopening(case, _reopening_form())


@bp.post("/<number>/reopening")
@requires("decision:take")
def reopen(number: str) -> Response | Page:
    return _reopened(number)


@bp.post("/<number>/reopening/board")
@requires("decision:record")
def record_reopening(number: str) -> Response | Page:
    return _reopened(number)


def _reopened(number: str) -> Response | Page:
    form = _reopening_form()
    if not form.validate():
        return _reopening(case_file.by_number(number, by=signed_in()), form), 422
    verdict = Verdict(reason=form.reason.data, minutes=value(form, "minutes", None))
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            taken = decide.reopen(case, verdict, by=signed_in(), on=clock.today(), terms=county.terms()).id
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _reopening(case_file.by_number(number, by=signed_in()), form), 409
    letters.freeze(number, taken)
    flash(gettext("The decision is revoked, and the application is tried again."))
    return to_case(number)


def _taken(number: str, proposal_id: int) -> Response | Page:
    form = _taking()
    if not form.validate():
        return _again(number, form, 422)
    verdict = Verdict(reason=form.reason.data or "", minutes=value(form, "minutes", None))
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            taken = later.take(case, proposal_id, verdict, by=signed_in(), on=clock.today(), terms=county.terms())
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _again(number, form, 409)
    letters.freeze(number, taken.id)
    flash(gettext("Decided: %(kind)s.", kind=filters.named(taken.kind, "decision")))
    return to_case(number)


def _again(number: str, form: TakingForm, status: int) -> Page:
    """The page with what was written, over the proposal as it stands now; where none does, somebody was first."""
    case, grant = _granted(number)
    proposal = proposals.standing_in(case)
    if proposal is None or proposal.said is None:
        raise SomebodyWasFirst("first.decision", number=number)
    return _read(case, grant, proposal, form), status


def _granted(number: str) -> tuple[Case, Grant]:
    case = case_file.by_number(number, by=signed_in())
    return case, grants.of_case(case)


def _open_kinds(case: Case, grant: Grant) -> list[str]:
    to_advance = advances.left(case, grant, county=county.current(), on=clock.today())
    kinds = grant.open_kinds(case.status, balances.of_case(case.id), to_advance=to_advance)
    ordinance = county.current().scheme(case.scheme).ordinance
    return [kind for kind in kinds if kind != SET_OFF or recovery.may_be_set_off(ordinance, case.scheme)]


def _room(kind: str, case: Case, grant: Grant) -> AdvanceRoom | None:
    """What the rules leave for an advance today, where one is asked for."""
    if kind != ADVANCE:
        return None
    return advances.room(case, grant, (True, True), county=county.current(), on=clock.today())


def _recoverable(kind: str, case: Case, grant: Grant, amount: Money) -> Recoverable | None:
    """What the rules say of wanting so much back today, where that is what is decided."""
    if kind != RECOVER:
        return None
    return recoverable.of_case(case, grant, amount, on=clock.today(), county=county.current())


def _form(kind: str, case: Case, grant: Grant) -> AnyForm:
    payments = set_off.payments_against(case, county.current(), by=signed_in()) if kind == SET_OFF else []
    return asking(kind, case, grant, payments)


def _taking() -> TakingForm:
    return TakingForm.asking(of_board=signed_in().may("decision:record"))


def _reopening_form() -> ReopeningForm:
    return ReopeningForm.asking(of_board=signed_in().may("decision:record"))


def _reopening(case: Case, form: ReopeningForm) -> str:
    amount = decide.asked_for(case)
    asked = ruling_on(REVOKE, case, amount, by=signed_in(), on=clock.today(), terms=county.terms())
    return render_template(
        "later/reopening.html", case=case, form=form, ruling=asked, of_board=signed_in().may("decision:record")
    )


def _shown(case: Case, grant: Grant, kind: str, form: AnyForm) -> str:
    sums = balances.of_case(case.id)
    room = _room(kind, case, grant)
    wanted = form.amount.data if isinstance(form, RecoverForm) else None
    rules = _recoverable(kind, case, grant, wanted or ZERO)
    if rules and rules.liable is not None and isinstance(form, RecoverForm) and not form.is_submitted():
        form.amount.data = rules.liable
    return render_template(
        "later/propose.html", case=case, grant=grant, kind=kind, form=form, sums=sums, room=room, recoverable=rules
    )


def _read(case: Case, grant: Grant, proposal: Proposal, form: TakingForm) -> str:
    said = from_json(proposal.kind, proposal.said or {})
    if not form.is_submitted():
        form.reason.data = proposal.reason
    return render_template(
        "later/decision.html",
        case=case,
        grant=grant,
        sums=balances.of_case(case.id),
        proposal=proposal,
        later=said,
        room=_room(proposal.kind, case, grant),
        recoverable=_recoverable(proposal.kind, case, grant, said.amount or ZERO),
        form=form,
        of_board=signed_in().may("decision:record"),
        ruling=ruling(case, said, grant),
    )


def ruling(case: Case, said: Later, grant: Grant) -> Ruling:
    """Whether this person may take the decision, or record that the board has."""
    amount = later.measured(said, grant)
    return ruling_on(said.kind, case, amount, by=signed_in(), on=clock.today(), terms=county.terms())
