"""Almi's own page: its frame and what remains of it, its cases by state, and what it may decide."""

from __future__ import annotations

from flask import Blueprint, render_template

from grantdesk import clock
from grantdesk.domain.lifecycle import CASE_STATES
from grantdesk.domain.roles import ALMI
from grantdesk.queries import desk, frames, intakes, worklist
from grantdesk.web import county
from grantdesk.web.access import requires, signed_in

bp = Blueprint("desk", __name__, url_prefix="/desk")


@bp.get("")
@requires("desk:read")
def page() -> str:
    me, today = signed_in(), clock.today()
    delegated = desk.delegated(me, on=today, terms=county.terms())
    return render_template(
        "desk/page.html",
        year=today.year,
        frames=frames.own_of(ALMI, on=today, coding=county.terms().coding),
        states=worklist.overview(by=me),
        known_states=CASE_STATES,
        proposed=desk.proposed(ALMI),
        delegated=delegated,
        decides=any(one.ruling.allowed for one in delegated),
        files=intakes.newest(by=me),
    )


@bp.get("/files/<int:intake_id>")
@requires("desk:read")
def file(intake_id: int) -> str:
    entered = intakes.by_id(intake_id, by=signed_in())
    return render_template("desk/file.html", file=entered, cases=intakes.cases_of(entered, by=signed_in()))
