"""The frames of each year: what is decided, outstanding and left, and where a frame is laid down and confirmed."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import allot
from grantdesk.actions.allot import NewFrame
from grantdesk.domain.refusal import Refused
from grantdesk.models.frame import Frame
from grantdesk.queries import appropriations, forecasts, frames
from grantdesk.web import county, filters, year_charts
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.frame import FrameForm

bp = Blueprint("frames", __name__, url_prefix="/frames")

Page = tuple[str, int]


@bp.get("")
@requires("frame:read")
def page() -> Page:
    return _page(FrameForm.offering(year=clock.today().year))


@bp.post("")
@requires("frame:lay_down")
def lay_down() -> Response | Page:
    form = FrameForm.offering(year=clock.today().year)
    if not form.validate():
        return _page(form, 422)
    new = NewFrame(
        form.year.data, form.kind.data, form.scope.data, form.amount.data, form.ground.data, form.from_on.data,
        form.once.data,
    )  # fmt: skip
    try:
        with db.transaction(at=clock.now()):
            allot.frame(new, by=signed_in())
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


def _settled(frame_id: int, act: Callable[..., None], said: str) -> Response:
    with db.transaction(at=clock.now()):
        act(frames.by_id(frame_id), by=signed_in())
    flash(said)
    return redirect(url_for("frames.page"), 303)


def _page(form: FrameForm, status: int = 200) -> Page:
    laid, today = frames.all_of_them(), clock.today()
    years = appropriations.years(laid, terms=county.terms(), on=today)
    due = forecasts.outlook(today).by_year
    body = render_template(
        "frames/page.html",
        form=form,
        lines=frames.lines(laid, on=today),
        years=years,
        years_picture=year_charts.of_frames(years) if len({one.item for one in years}) == 1 else None,
        due=due,
        due_sum=forecasts.summed(0, due),
        due_picture=year_charts.of_forecast(due, name="due-chart") if due else None,
        waiting=[one for one in laid if one.state == "laid_down"],
        laid=laid,
        is_own=_is_own,
    )
    return body, status


def _is_own(laid: Frame) -> bool:
    return bool(laid.recorded_by_id == signed_in().id)
