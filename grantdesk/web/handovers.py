"""Where the Region hands a case over to Almi, and takes it back."""

from __future__ import annotations

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import hand_over
from grantdesk.domain.messages import Message, message
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.roles import ALMI
from grantdesk.models.case import Case
from grantdesk.models.proposal import Proposal
from grantdesk.models.user import User
from grantdesk.queries import case_file, people, proposals
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.cases import to_case
from grantdesk.web.forms.handover import HandoverForm

bp = Blueprint("handovers", __name__, url_prefix="/cases/<number>/handover")

Page = tuple[str, int]


@bp.get("")
@requires("case:hand_over")
def page(number: str) -> Page:
    case = case_file.by_number(number, by=signed_in())
    return _shown(case, _form(case))


@bp.post("")
@requires("case:hand_over")
def hand(number: str) -> Response | Page:
    case = case_file.by_number(number, by=signed_in())
    form = _form(case)
    if not form.validate():
        return _shown(case, form, 422)
    try:
        with db.transaction(at=clock.now()):
            name = _handed(case_file.for_act(number, by=signed_in()), form, was_almis=case.handled_by == ALMI)
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _shown(case_file.by_number(number, by=signed_in()), form, 409)
    flash(gettext("The case is now handled by %(name)s.", name=name))
    return to_case(number)


def _handed(case: Case, form: HandoverForm, *, was_almis: bool) -> str:
    """Do what the page that was sent offered, whatever has become of the case since; gives back the new handler's name."""
    receiver, reason, me = _user(int(form.receiver.data)), form.reason.data, signed_in()
    if was_almis:
        hand_over.back(case, receiver, reason, by=me)
    else:
        hand_over.to_almi(case, receiver, reason, by=me, on=clock.today(), terms=county.terms())
    return receiver.name


def _form(case: Case) -> HandoverForm:
    """The form with those whom the case can go to: Almi's people, or the Region's."""
    to_almi = case.handled_by != ALMI
    offered = [one for one in people.active() if (one.role == ALMI if to_almi else hand_over.may_take_back(one))]
    return HandoverForm.offering({str(one.id): one.name for one in offered})


def _user(user_id: int) -> User:
    found = people.find(user_id)
    if found is None:
        raise NotThere("not_there.colleague")
    return found


def _shown(case: Case, form: HandoverForm, status: int = 200) -> Page:
    standing = proposals.standing_in(case)
    said = _in_the_way(case, form, standing)
    names = case_file.names_of(case)
    return render_template("handovers/page.html", case=case, form=form, names=names, in_the_way=said), status


def _in_the_way(case: Case, form: HandoverForm, standing: Proposal | None) -> Message | None:
    """Why the case cannot change hands now, whoever receives it; None where it can."""
    if not hand_over.is_undecided(case):
        return message("hand_over.decided", number=case.number)
    order = county.terms().order
    if case.handled_by != ALMI and not hand_over.is_almis(case.scheme, on=clock.today(), order=order):
        return message("hand_over.not_almis_scheme", number=case.number)
    if standing is not None:
        return message("hand_over.proposal_stands", amount=standing.amount)
    return message("hand_over.nobody") if len(form.receiver.choices) == 1 else None
