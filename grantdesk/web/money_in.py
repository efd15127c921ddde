"""Money from the State: what each year came to, what waits to be confirmed, and where an entry is written or reversed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import draw_down
from grantdesk.actions.draw_down import NewEntry
from grantdesk.domain import state_money
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.domain.rulebook import RuleValue
from grantdesk.domain.state_money import Year
from grantdesk.queries import drawings, frames
from grantdesk.web import county, filters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.finance import EntryForm, ReversalForm

bp = Blueprint("money_in", __name__, url_prefix="/money-in")

Page = tuple[str, int]


@dataclass(frozen=True)
class Line:
    """One year of one item as the page shows it; what is left to draw is told where the item has a frame.

    `lacks` says that there is none and should be: an item may also share the whole county's with others.
    """

    item: str
    year: Year
    drawn_of_year: Money
    frame: Money | None
    lacks: bool
    left: Money | None
    to_return: Money


@bp.get("")
@requires("payout:read")
def page() -> Page:
    return _page(_offered())


@bp.post("")
@requires("money_in:record")
def write() -> Response | Page:
    form = _offered()
    if not form.validate():
        return _page(form, 422)
    new = NewEntry(
        form.kind.data, form.year.data, form.item.data, form.amount.data, form.moved_on.data, form.reference.data,
        form.once.data,
    )  # fmt: skip
    try:
        with db.transaction(at=clock.now()):
            draw_down.entry(new, by=signed_in(), on=clock.today())
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _page(form, 409)
    flash(gettext("The entry is written. It counts when another person has confirmed it."))
    return redirect(url_for("money_in.page"), 303)


@bp.post("/<int:entry_id>/confirmation")
@requires("money_in:confirm")
def confirm(entry_id: int) -> Response:
    return _settled(entry_id, draw_down.confirm, gettext("The entry is confirmed, and counts."))


@bp.post("/<int:entry_id>/withdrawal")
@requires("money_in:confirm")
def withdraw(entry_id: int) -> Response:
    return _settled(entry_id, draw_down.withdraw, gettext("The entry is withdrawn."))


@bp.get("/<int:entry_id>/reversal")
@requires("money_in:record")
def reversal(entry_id: int) -> Page:
    return _reversal(entry_id, ReversalForm())


@bp.post("/<int:entry_id>/reversal")
@requires("money_in:record")
def reverse(entry_id: int) -> Response | Page:
    form = ReversalForm()
    if not form.validate():
        return _reversal(entry_id, form, 422)
    with db.transaction(at=clock.now()):
        mistaken = drawings.by_id(entry_id)
        draw_down.reverse(mistaken, form.reason.data, once=form.once.data, by=signed_in(), on=clock.today())
    flash(gettext("The reversal is written. It counts when another person has confirmed it."))
    return redirect(url_for("money_in.page"), 303)


def _offered() -> EntryForm:
    return EntryForm.offering(county.terms().coding.items, today=clock.today())


def _settled(entry_id: int, act: Callable[..., None], said: str) -> Response:
    with db.transaction(at=clock.now()):
        act(drawings.by_id(entry_id), by=signed_in())
    flash(said)
    return redirect(url_for("money_in.page"), 303)


def _reversal(entry_id: int, form: ReversalForm, status: int = 200) -> Page:
    return render_template("money_in/reversal.html", entry=drawings.by_id(entry_id), form=form), status


def _page(form: EntryForm, status: int = 200) -> Page:
    today, entries = clock.today(), drawings.all_of_them()
    years = drawings.years(county.terms(), last=today.year)
    rule = county.current().recovered_money.on(today)
    reversed_ids = {one.reverses_id for one in entries if one.reverses_id and one.state != "withdrawn"}
    body = render_template(
        "money_in/page.html",
        form=form,
        act_form=Form(),
        my_id=signed_in().id,
        lines=_lines(years, rule, today),
        rule=rule,
        differences=list(drawings.differences(years)),
        waiting=[one for one in entries if one.state == "recorded"],
        entries=entries,
        reversible={
            one.id for one in entries if one.state == "confirmed" and not one.reverses_id and one.id not in reversed_ids
        },
    )
    return body, status


def _lines(years: dict[str, list[Year]], rule: RuleValue[str] | None, today: date) -> list[Line]:
    """The latest year first; the frame is the item's confirmed one that holds today, or held at the end of the year."""
    laid, coding = frames.all_of_them(), county.terms().coding
    drawn, found = drawings.drawn(), []
    for item, told in years.items():
        for year in reversed(told):
            frame = frames.budget_of(laid, item, year.year, on=today, coding=coding)
            of_year = drawn.get((item, year.year), ZERO)
            left = state_money.left_to_draw(frame, of_year)
            back = state_money.to_return(year.recovered, year.returned, rule.value if rule else "")
            lacks = frame is None and frames.needs_budget(laid, item, year.year, on=today, coding=coding)
            found.append(Line(item, year, of_year, frame, lacks, left, back))
    return found
