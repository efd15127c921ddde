"""Where a group of companies is kept: who joins, who leaves, what aid others gave, what follows a business, what is struck."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import affiliate, attribute
from grantdesk.actions.affiliate import Link
from grantdesk.actions.attribute import Handover, NewAward
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.organisation import Organisation
from grantdesk.models.undertaking import UndertakingMember
from grantdesk.queries import applicants, awards, undertakings
from grantdesk.web import filters, windows
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.applicant import AwardForm, GroupForm, HandoverForm, LeaveForm, StrikeForm

bp = Blueprint("groups", __name__, url_prefix="/applicants")

Page = tuple[str, int]


@bp.get("/<int:organisation_id>/group")
@requires("undertaking:keep")
def joining(organisation_id: int) -> Page:
    organisation = _found(organisation_id)
    return _shown("group", organisation, _group_form(organisation))


@bp.post("/<int:organisation_id>/group")
@requires("undertaking:keep")
def join(organisation_id: int) -> Response | Page:
    organisation = _found(organisation_id)
    form = _group_form(organisation)

    def act(subject: Organisation) -> list[str]:
        other = affiliate.company(form.company, by=signed_in())
        unite = affiliate.merge if form.merges else affiliate.join
        link = Link(form.since.data, form.ground.data)
        return unite(subject, other, link, by=signed_in(), on=clock.today())

    return _acted("group", organisation, form, act)


@bp.get("/<int:organisation_id>/group/<int:member_id>")
@requires("undertaking:keep")
def leaving(organisation_id: int, member_id: int) -> Page:
    member = _member(organisation_id, member_id)
    return _shown("leave", member.organisation, LeaveForm(), **_left(member))


@bp.post("/<int:organisation_id>/group/<int:member_id>")
@requires("undertaking:keep")
def leave(organisation_id: int, member_id: int) -> Response | Page:
    member, form = _member(organisation_id, member_id), LeaveForm()

    def act(_: Organisation) -> list[str]:
        found = undertakings.member(member_id)
        return affiliate.leave(found, until=form.until.data, ground=form.ground.data, by=signed_in(), on=clock.today())

    return _acted("leave", member.organisation, form, act, **_left(member))


@bp.get("/<int:organisation_id>/awards")
@requires("undertaking:keep")
def noting(organisation_id: int) -> Page:
    return _shown("award", _found(organisation_id), AwardForm())


@bp.post("/<int:organisation_id>/awards")
@requires("undertaking:keep")
def note(organisation_id: int) -> Response | Page:
    form = AwardForm()

    def act(subject: Organisation) -> list[str]:
        attribute.note_award(subject, _new_award(form), by=signed_in(), on=clock.today())
        return []

    return _acted("award", _found(organisation_id), form, act)


@bp.get("/<int:organisation_id>/handover")
@requires("undertaking:keep")
def handing_over(organisation_id: int) -> Page:
    organisation = _found(organisation_id)
    return _shown("handover", organisation, _handover_form(organisation))


@bp.post("/<int:organisation_id>/handover")
@requires("undertaking:keep")
def hand_over(organisation_id: int) -> Response | Page:
    organisation = _found(organisation_id)
    form = _handover_form(organisation)

    def act(subject: Organisation) -> list[str]:
        taker = affiliate.company(form.company, by=signed_in())
        over = Handover(form.effective_on.data, form.share.data, form.ground.data, form.once.data, form.named_award)
        attribute.carry_over(subject, taker, over, by=signed_in(), on=clock.today())
        return undertakings.granted_since([subject.id, taker.id], since=over.effective_on)

    return _acted("handover", organisation, form, act)


@bp.get("/<int:organisation_id>/strike/<kind>/<int:key>")
@requires("undertaking:keep")
def striking(organisation_id: int, kind: str, key: int) -> Page:
    _refuse_anothers(organisation_id, kind, key)
    return _shown("strike", _found(organisation_id), StrikeForm())


@bp.post("/<int:organisation_id>/strike/<kind>/<int:key>")
@requires("undertaking:keep")
def strike(organisation_id: int, kind: str, key: int) -> Response | Page:
    form = StrikeForm()

    def act(_: Organisation) -> list[str]:
        _refuse_anothers(organisation_id, kind, key)
        attribute.strike(awards.by_key(kind, key), form.reason.data, by=signed_in(), on=clock.today())
        return []

    return _acted("strike", _found(organisation_id), form, act)


def _found(organisation_id: int) -> Organisation:
    return applicants.by_id(organisation_id, by=signed_in())


def _member(organisation_id: int, member_id: int) -> UndertakingMember:
    member = undertakings.member(member_id)
    if member.organisation_id != organisation_id:
        raise NotThere("not_there.member")
    return member


def _left(member: UndertakingMember) -> dict[str, Any]:
    """What the page says of the membership, as plain values: a refused act takes the rows with it."""
    return {"undertaking": member.undertaking.name, "since": member.from_on}


def _refuse_anothers(organisation_id: int, kind: str, key: int) -> None:
    """What is struck from an applicant's page is told of a company that counts with it, or has been divided with it."""
    concerned = awards.concerned_by(awards.by_key(kind, key))
    if not concerned & set(undertakings.companies_of(organisation_id, on=clock.today())):
        raise NotThere("not_there.award")


def _group_form(organisation: Organisation) -> GroupForm:
    companies = undertakings.companies_of(organisation.id, on=clock.today())
    return GroupForm.asking(organisation.name, has_company=len(companies) > 1)


def _handover_form(organisation: Organisation) -> HandoverForm:
    aid = windows.of_company(organisation.id, by=signed_in(), on=clock.today())
    mine = [row for row in aid.rows if organisation.id in row.held.parts]
    return HandoverForm.asking({f"{kind}-{key}": said for (kind, key), said in windows.nameable(mine)})


def _new_award(form: AwardForm) -> NewAward:
    return NewAward(
        granted_on=form.granted_on.data,
        amount_eur=Decimal(str(form.amount_eur.data)),
        regulation=form.regulation.data,
        granted_by=form.granted_by.data,
        source=form.source.data,
        stated_on=form.stated_on.data,
        once=form.once.data,
        reference=form.reference.data or "",
    )


def _acted(
    name: str, organisation: Organisation, form: Form, act: Callable[[Organisation], list[str]], **shown: Any
) -> Response | Page:
    """Do the act on the organisation as it is now, and go to its page; or show the form again with what is wrong."""
    key = organisation.id
    if not form.validate():
        return _shown(name, organisation, form, 422, **shown)
    try:
        with db.transaction(at=clock.now()):
            decided = act(_found(key))
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _shown(name, _found(key), form, 409, **shown)
    flash(_recorded(decided))
    return redirect(url_for("applicants.page", organisation_id=key), 303)


def _recorded(decided: list[str]) -> str:
    if not decided:
        return str(gettext("Recorded. It counts from the next assessment and the next decision."))
    cases = ", ".join(decided)
    return str(
        gettext("Recorded. These were granted since that day, and stand as they were decided: %(cases)s.", cases=cases)
    )


def _shown(name: str, organisation: Organisation, form: Form, status: int = 200, **shown: Any) -> Page:
    return render_template(f"applicants/{name}.html", organisation=organisation, form=form, **shown), status
