"""The frames of each year: what is decided, outstanding and left, and where a frame is laid down and confirmed."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import allot
from grantdesk.actions.allot import NewFrame
from grantdesk.domain import frame
from grantdesk.domain.frame import Cover
from grantdesk.domain.refusal import Refused
from grantdesk.models.frame import Frame
from grantdesk.queries import appropriations, forecasts, frames
from grantdesk.queries.frames import Line
from grantdesk.web import county, filters, year_charts
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.frame import FrameForm

bp = Blueprint("frames", __name__, url_prefix="/frames")

Page = tuple[str, int]


@bp.get("")
@requires("frame:read")
def page() -> Page:
    return _page(_offered())


@bp.post("")
@requires("frame:lay_down")
def lay_down() -> Response | Page:
    form = _offered()
    if not form.validate():
        return _page(form, 422)
    new = NewFrame(
        form.year.data, form.kind.data, form.covers.scope, form.amount.data, form.ground.data, form.from_on.data,
        form.once.data, form.covers.item,
    )  # fmt: skip
    try:
        with db.transaction(at=clock.now()):
            allot.frame(new, by=signed_in(), items=county.terms().coding.items)
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _page(form, 409)
    flash(gettext("The frame is laid down. It holds when another person has confirmed it."))
    return redirect(url_for("frames.page"), 303)


@bp.post("/<int:frame_id>/confirmation")
@requires("frame:confirm")
def confirm(frame_id: int) -> Response:
    return _settled(frame_id, allot.confirm, gettext("The frame is confirmed."))


@bp.post("/<int:frame_id>/withdrawal")
@requires("frame:confirm")
def withdraw(frame_id: int) -> Response:
    return _settled(frame_id, allot.withdraw, gettext("The frame is withdrawn."))


def _offered() -> FrameForm:
    return FrameForm.offering(county.terms().coding.items, year=clock.today().year)


def _settled(frame_id: int, act: Callable[..., None], said: str) -> Response:
    with db.transaction(at=clock.now()):
        act(frames.by_id(frame_id), by=signed_in())
    flash(said)
    return redirect(url_for("frames.page"), 303)


def _page(form: FrameForm, status: int = 200) -> Page:
    laid, today, coding = frames.all_of_them(), clock.today(), county.terms().coding
    years = appropriations.years(laid, on=today, coding=coding)
    outlook = forecasts.outlook(today)
    due = outlook.by_year
    body = render_template(
        "frames/page.html",
        form=form,
        lines=frames.lines(laid, on=today, coding=coding),
        years=years,
        pictures=year_charts.of_frames(years, this_year=today.year),
        due=due,
        due_sum=forecasts.summed(0, due),
        due_by_item=forecasts.by_item(outlook.figures, on=today, coding=coding),
        due_picture=year_charts.of_forecast(due, name="due-chart") if due else None,
        waiting=[one for one in laid if one.state == "laid_down"],
        laid=laid,
        is_own=_is_own,
        covers=_covers,
    )
    return body, status


def _covers(one: Frame | Line) -> str:
    """What a frame covers, as a line of its own says it."""
    said = filters.both(frame.cover_name(Cover(one.scope, one.item)))
    return said[:1].upper() + said[1:]


def _is_own(laid: Frame) -> bool:
    return bool(laid.recorded_by_id == signed_in().id)
