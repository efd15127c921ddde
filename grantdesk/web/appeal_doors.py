"""What is done with an appeal: a page for each act, with the form that it asks for and its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import appeal as appealing
from grantdesk.actions import reconsider
from grantdesk.actions.appeal import CourtRuling
from grantdesk.actions.reconsider import Answer
from grantdesk.domain import lifecycle
from grantdesk.domain.delegation import Ruling
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.appeal import Appeal
from grantdesk.models.case import Case
from grantdesk.queries import appeals, case_file
from grantdesk.queries.appeals import Matter
from grantdesk.web import county, filters
from grantdesk.web.access import SignedIn, requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.appeal import (
    DayForm,
    DismissalForm,
    FinalForm,
    JudgementForm,
    PapersForm,
    ReasonForm,
    ReconsiderationForm,
    RulingForm,
)
from grantdesk.web.forms.decision import value

bp = Blueprint("appeal_acts", __name__, url_prefix="/cases/<number>/appeals/<int:key>")

Page = tuple[str, int]


@dataclass(frozen=True)
class Opened:
    """An appeal that somebody is about to do something with."""

    case: Case
    appeal: Appeal
    matter: Matter


@dataclass(frozen=True)
class Door:
    """One act: its address, what the life cycle calls it, who may come in, what is asked, and what it is called on the page."""

    name: str
    act: str
    permission: str
    form: Callable[[Opened], Form]
    do: Callable[[Any, Appeal, Case], object]
    label: Any
    lead: Any

    def is_open(self, appeal: Appeal) -> bool:
        return lifecycle.may("appeal", self.act, appeal.state)


def _judging(opened: Opened) -> Form:
    found = opened.matter.timeliness(opened.appeal.came_on)
    return JudgementForm.offering(found.may, points_to=found.points_to)


def _records_the_board() -> bool:
    return signed_in().may("decision:record")


def _dismissing(_opened: Opened) -> Form:
    return DismissalForm.asking(of_board=_records_the_board())


def _reconsidering(opened: Opened) -> Form:
    later = [
        each for each in case_file.decisions_of(opened.case) if reconsider.may_change(opened.matter.decision, each)
    ]
    offered = {
        str(each.id): f"{filters.named(each.kind, 'decision')}, {filters.day(each.decided_on)}" for each in later
    }
    return ReconsiderationForm.asking(
        offered, of_dismissal=opened.matter.against is not None, of_board=_records_the_board()
    )


def _by_whom(case: Case) -> dict[str, Any]:
    return {"case": case, "by": signed_in(), "on": clock.today()}


def _judge(form: Any, appeal: Appeal, case: Case) -> None:
    appealing.judge(appeal, form.judgement.data, form.reason.data, **_by_whom(case), terms=county.terms())


def _dismiss(form: Any, appeal: Appeal, case: Case) -> None:
    answer = Answer(form.reason.data, value(form, "minutes", None))
    reconsider.dismiss(appeal, answer, **_by_whom(case), terms=county.terms())


def _reconsider(form: Any, appeal: Appeal, case: Case) -> None:
    answer = Answer(form.reason.data, value(form, "minutes", None), form.result.data, form.changed_by_id)
    reconsider.reconsider(appeal, answer, **_by_whom(case), terms=county.terms())


def _forward(form: Any, appeal: Appeal, case: Case) -> None:
    appealing.forward(appeal, form.reason.data, **_by_whom(case), terms=county.terms())


def _hear(form: Any, appeal: Appeal, case: Case) -> None:
    ruling = CourtRuling(form.outcome.data, form.court_number.data, form.day.data, form.reason.data)
    appealing.hear(appeal, ruling, **_by_whom(case))


def _settle(form: Any, appeal: Appeal, case: Case) -> None:
    appealing.settle(appeal, form.outcome.data, form.reason.data, day=form.day.data, **_by_whom(case))


def _on_a_day(act: Callable[..., object]) -> Callable[[Any, Appeal, Case], object]:
    return lambda form, appeal, case: act(appeal, form.reason.data, day=form.day.data, **_by_whom(case))


def _send_back(form: Any, appeal: Appeal, case: Case) -> None:
    appealing.send_back(appeal, form.reason.data, **_by_whom(case))


# In the order of the work; the first that is open is what comes next.
DOORS: tuple[Door, ...] = (
    Door(
        "judgement", "find_in_time", "appeal:judge", _judging, _judge, lazy_gettext("Judge whether it came in time"),
        lazy_gettext("The days propose, and you decide. The judgement and its reasons are kept as they are now."),
    ),
    Door(
        "dismissal", "dismiss", "appeal:decide", _dismissing, _dismiss, lazy_gettext("Dismiss the appeal"),
        lazy_gettext("Only an appeal that came too late is dismissed here (section 45 of the Administrative Procedure Act)."),
    ),
    Door(
        "reconsideration", "reconsider", "appeal:decide", _reconsidering, _reconsider, lazy_gettext("Reconsider the decision"),
        lazy_gettext(
            "A decision that is obviously wrong in an essential respect is changed, where that is quick and simple and harms"
            " no party (sections 37 and 38 of the Administrative Procedure Act)."
        ),
    ),
    Door(
        "forwarding", "forward", "appeal:judge", lambda _opened: PapersForm(), _forward,
        lazy_gettext("Forward the appeal to the court"),
        lazy_gettext("Without delay, with the other papers of the case (section 46 of the Administrative Procedure Act)."),
    ),
    Door(
        "ruling", "hear", "appeal:judge", lambda _opened: RulingForm.offering(), _hear,
        lazy_gettext("Note the court's ruling"), "",
    ),
    Door(
        "final", "settle", "appeal:judge", lambda _opened: FinalForm.offering(), _settle,
        lazy_gettext("Note that the ruling is final"),
        lazy_gettext("From that day the decision has gained legal force, or what the court put in its place has."),
    ),
    Door(
        "further", "note_further", "appeal:judge", lambda _opened: DayForm(), _on_a_day(appealing.note_further),
        lazy_gettext("Note an appeal to a higher court"), lazy_gettext("Write which court it is, and whether it gave leave."),
    ),
    Door(
        "receipt", "tell", "appeal:judge", lambda _opened: DayForm(), _on_a_day(appealing.tell),
        lazy_gettext("Note that the appellant took part of the dismissal"),
        lazy_gettext("The time to appeal the dismissal counts from that day."),
    ),
    Door(
        "return", "send_back", "appeal:judge", lambda _opened: ReasonForm(), _send_back,
        lazy_gettext("Send it back to be judged anew"),
        lazy_gettext("Such as where the day that the recipient took part has become known."),
    ),
    Door(
        "withdrawal", "withdraw", "appeal:judge", lambda _opened: DayForm(), _on_a_day(appealing.withdraw),
        lazy_gettext("Note that it is withdrawn"), "",
    ),
)  # fmt: skip


def open_to(person: SignedIn, appeal: Appeal, ruling: Ruling | None) -> list[Door]:
    """What this person may do with the appeal now; what is a decision only where `ruling` allows it."""
    return [
        door
        for door in DOORS
        if door.is_open(appeal)
        and person.may(door.permission)
        and (door.permission != "appeal:decide" or (ruling is not None and ruling.allowed))
    ]


def _opened(number: str, key: int) -> Opened:
    case = case_file.by_number(number, by=signed_in())
    appeal = appeals.by_key(case, key)
    return Opened(case, appeal, appeals.matter_of(appeal, case, county=county.current()))


def _shown(door: Door, opened: Opened, form: Form) -> str:
    said = opened.matter.timeliness(opened.appeal.came_on) if door.act in ("find_in_time", "dismiss") else None
    return render_template(
        "appeals/act.html",
        door=door,
        case=opened.case,
        appeal=opened.appeal,
        matter=opened.matter,
        form=form,
        said=said,
    )


def _to_page(number: str, key: int) -> Response:
    return redirect(url_for("appeals.page", number=number, key=key), 303)


def _opens(door: Door) -> Callable[[str, int], Response | str]:
    """The page of the act; where it cannot be done any more, the appeal."""

    def view(number: str, key: int) -> Response | str:
        opened = _opened(number, key)
        return _shown(door, opened, door.form(opened)) if door.is_open(opened.appeal) else _to_page(number, key)

    return requires(door.permission)(view)


def _does(door: Door) -> Callable[[str, int], Response | Page]:
    def view(number: str, key: int) -> Response | Page:
        opened = _opened(number, key)
        form = door.form(opened)
        if not form.validate():
            return _shown(door, opened, form), 422
        try:
            with db.transaction(at=clock.now()):
                case = case_file.for_act(number, by=signed_in())
                door.do(form, appeals.for_act(case, key), case)
        except (NotThere, SomebodyWasFirst):
            raise
        except Refused as refused:
            form.form_errors = [filters.say(refused.reason)]
            return _shown(door, _opened(number, key), form), 409
        flash(filters.named(door.act, "done_with_appeal"))
        return _to_page(number, key)

    return requires(door.permission)(view)


def _hang(doors: Sequence[Door]) -> None:
    for door in doors:
        bp.add_url_rule(f"/{door.name}", door.name, _opens(door), methods=["GET"])
        bp.add_url_rule(f"/{door.name}", f"do_{door.name}", _does(door), methods=["POST"])


_hang(DOORS)
