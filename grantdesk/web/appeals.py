"""The appeals of a case: the list of them, where one is registered, and each with what has been done with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import appeal as appealing
from grantdesk.actions import reconsider
from grantdesk.actions.appeal import Incoming
from grantdesk.domain import lifecycle
from grantdesk.domain.appeal import last_day_of_appeal
from grantdesk.domain.delegation import Ruling
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.domain.timeliness import Timeliness
from grantdesk.models.appeal import Appeal
from grantdesk.models.case import Case
from grantdesk.queries import appeals, case_file, dispatches
from grantdesk.queries.appeals import Matter
from grantdesk.web import appeal_doors, county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.appeal import AppealForm

bp = Blueprint("appeals", __name__, url_prefix="/cases/<number>/appeals")

Page = tuple[str, int]
# While the appeal is here the page tells what the days say of it.
_JUDGED_HERE = ("registered", "in_time", "late", "barred")


@bp.get("")
@requires("case:read")
def index(number: str) -> str:
    case = case_file.by_number(number, by=signed_in())
    decided = case_file.decisions_of(case)
    sent = dispatches.of_case(case)
    return render_template(
        "appeals/index.html",
        case=case,
        appeals=appeals.of_case(case),
        decisions={each.id: each for each in decided},
        force=dispatches.legal_forces(case, decided, sent, county=county.current()),
        may_register=signed_in().may("appeal:register"),
    )


@bp.get("/new")
@requires("appeal:register")
def new(number: str) -> str:
    case, matters = _matters(number)
    form = _form(matters)
    form.received_on.data, form.appellant.data = clock.today(), case.organisation.name
    return _registering(case, matters, form)


@bp.post("/new")
@requires("appeal:register")
def register(number: str) -> Response | Page:
    case, matters = _matters(number)
    form = _form(matters)
    if not form.validate():
        return _registering(case, matters, form), 422
    told = _incoming(form, _chosen(matters, form.about.data))
    try:
        with db.transaction(at=clock.now()):
            case = case_file.for_act(number, by=signed_in())
            key = appealing.register(case, told, by=signed_in(), on=clock.today()).id
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _registering(*_matters(number), form), 409
    flash(gettext("The appeal is registered."))
    return redirect(url_for("appeals.page", number=number, key=key), 303)


@bp.get("/<int:key>")
@requires("case:read")
def page(number: str, key: int) -> str:
    case = case_file.by_number(number, by=signed_in())
    appeal = appeals.by_key(case, key)
    matters = appeals.matters_in(case, county=county.current())
    matter = appeals.about(appeal, matters)
    ruling = _ruling(case, appeal, matter)
    return render_template(
        "appeals/page.html",
        case=case,
        appeal=appeal,
        matter=matter,
        days=(clock.today() - appeal.received_on).days,
        said=_said(appeal, matter),
        steps=appeals.steps_of(appeal),
        decisions={each.decision.id: each.decision for each in matters},
        doors=appeal_doors.open_to(signed_in(), appeal, ruling),
        ruling=ruling if ruling and not ruling.allowed else None,
    )


def _said(appeal: Appeal, matter: Matter) -> Timeliness | None:
    return matter.timeliness(appeal.came_on) if appeal.state in _JUDGED_HERE else None


def _ruling(case: Case, appeal: Appeal, matter: Matter) -> Ruling | None:
    """Whether this person may decide on the appeal; None where no decision is next, or it is not their role."""
    me = signed_in()
    decides = any(lifecycle.may("appeal", act, appeal.state) for act in ("dismiss", "reconsider"))
    if not decides or not me.may("appeal:decide"):
        return None
    return reconsider.ruling_on(appeal, matter.decision, case=case, by=me, on=clock.today(), terms=county.terms())


@dataclass(frozen=True)
class ShownMatter:
    """What can be appealed, with the last day of appeal where that is known; `code` is what the form calls it."""

    code: str
    label: str
    matter: Matter

    @property
    def last_on(self) -> str | None:
        """The last day of appeal, where the matter may be appealed and somebody is known to have taken part of it."""
        took_part_on = self.matter.took_part_on
        appealable = self.matter.against is not None or (self.matter.rule and self.matter.rule.may_be_appealed)
        return filters.day(last_day_of_appeal(took_part_on)) if appealable and took_part_on else None


def _matters(number: str) -> tuple[Case, list[ShownMatter]]:
    case = case_file.by_number(number, by=signed_in())
    found = [_shown(each) for each in appeals.matters_in(case, county=county.current())]
    if not found:
        raise NotThere("not_there.appealable", number=number)
    # What was decided last is what is most often appealed.
    return case, found[::-1]


def _shown(matter: Matter) -> ShownMatter:
    kind, day = filters.named(matter.decision.kind, "decision"), filters.day(matter.taken_on)
    if matter.against is None:
        return ShownMatter(f"d{matter.decision.id}", f"{kind}, {day}", matter)
    label = gettext("The dismissal of %(day)s, of the appeal against: %(kind)s", day=day, kind=kind)
    return ShownMatter(f"a{matter.against.id}", label, matter)


def _form(matters: Iterable[ShownMatter]) -> AppealForm:
    return AppealForm.offering({each.code: each.label for each in matters})


def _chosen(matters: Iterable[ShownMatter], code: str) -> Matter:
    return next(each.matter for each in matters if each.code == code)


def _incoming(form: AppealForm, matter: Matter) -> Incoming:
    return Incoming(
        decision_id=matter.decision.id,
        against_id=None if matter.against is None else matter.against.id,
        appellant=form.appellant.data,
        received_on=form.received_on.data,
        court_received_on=form.court_received_on.data,
        asked=form.asked.data,
        grounds=form.grounds.data,
        once=form.once.data,
    )


def _registering(case: Case, matters: list[ShownMatter], form: AppealForm) -> str:
    return render_template("appeals/new.html", case=case, matters=matters, form=form)
