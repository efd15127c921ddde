"""The months of the books: which is next to close, which are closed, and how each has been signed."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import close_period
from grantdesk.domain.period import Month, to_close
from grantdesk.queries import periods, reconciliations
from grantdesk.web import county
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.finance import ReopenForm

bp = Blueprint("periods", __name__, url_prefix="/periods")

Page = tuple[str, int]
# How many of the months that have been closed the page shows.
_SHOWN = 24


@bp.get("")
@requires("payout:read")
def page() -> Page:
    return _page(ReopenForm())


@bp.post("/<month>/closing")
@requires("period:close")
def close(month: str) -> Response:
    closed = month_in(month)
    with db.transaction(at=clock.now()):
        close_period.close(closed, by=signed_in(), on=clock.today(), terms=county.terms())
    flash(gettext("%(month)s is closed.", month=closed))
    return redirect(url_for("periods.page"), 303)


@bp.post("/<month>/opening")
@requires("period:close")
def reopen(month: str) -> Response | Page:
    opened, form = month_in(month), ReopenForm()
    if not form.validate():
        return _page(form, 422)
    with db.transaction(at=clock.now()):
        close_period.reopen(periods.by_month(opened), form.reason.data, by=signed_in())
    flash(gettext("%(month)s is open again.", month=opened))
    return redirect(url_for("periods.page"), 303)


def month_in(address: str) -> Month:
    """The month that an address names; 404 where it names none."""
    try:
        return Month.parse(address)
    except ValueError:
        abort(404)


def _page(form: ReopenForm, status: int = 200) -> Page:
    through, rows = periods.closed_through(), periods.all_of_them()
    months = to_close(periods.next_to_close(), on=clock.today())
    closed = [row for row in rows if row.state == periods.CLOSED]
    shown = rows[:_SHOWN]
    body = render_template(
        "periods/page.html",
        form=form,
        close_form=Form(),
        through=through,
        to_close=months,
        hanging=periods.hanging(months[0]) if months else None,
        begins=not rows,
        shown=[(row, Month.of(row.first_on)) for row in shown],
        signatures=reconciliations.states([Month.of(row.first_on) for row in shown]),
        last=closed[0] if closed else None,
        last_month=Month.of(closed[0].first_on) if closed else None,
        is_own=bool(closed and closed[0].closed_by_id == signed_in().id),
    )
    return body, status
