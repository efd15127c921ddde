"""The cases that hold money for nothing: why, since when, how much, and what it comes to by scheme and objective."""

from __future__ import annotations

from flask import Blueprint, render_template

from grantdesk import clock
from grantdesk.queries import idle_money, unconfirmed
from grantdesk.web import county, pages
from grantdesk.web.access import requires

bp = Blueprint("idle", __name__)


@bp.get("/idle")
@requires("totals:read")
def page() -> str:
    ours, today, asked = county.current(), clock.today(), pages.asked()
    found = idle_money.listed(ours, on=today, page=asked)
    last = idle_money.pages_of(found.count)
    return render_template(
        "idle/page.html",
        found=found,
        limits=idle_money.limits(ours, on=today),
        unconfirmed=unconfirmed.among(line.number for line in found.lines),
        page=min(asked, last),
        pages=last,
        schemes=ours.schemes,
        objectives=ours.objectives,
    )
