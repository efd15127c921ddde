"""The delegation order: who may decide and attest what, up to which amount."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template

from grantdesk import clock
from grantdesk.domain.delegation import ALL_SCHEMES, ATTEST, BOARD, KINDS, Row, Substitute
from grantdesk.domain.roles import POSITIONS
from grantdesk.domain.staff import Staff
from grantdesk.queries import absences
from grantdesk.web import county
from grantdesk.web.access import requires, signed_in

bp = Blueprint("delegations", __name__)


@bp.get("/delegations")
@requires("delegation:read")
def page() -> str:
    terms, on = county.terms(), clock.today()
    staff = absences.staff(on=on)
    away = [one for one in absences.not_ended(on=on, by=signed_in()) if one.from_on <= on]
    return render_template(
        "delegations/page.html",
        rows=sorted(terms.order.rows, key=_place),
        board=terms.order.board,
        kinds=(*KINDS, ATTEST),
        all_schemes=ALL_SCHEMES,
        schemes=terms.county.schemes,
        today=on,
        limits=terms.order.scheme_limits,
        substitutes=[(each, _acts(each, staff, on)) for each in terms.order.substitutes],
        away=away,
        records=signed_in().may("absence:record"),
    )


def _acts(each: Substitute, staff: Staff, on: date) -> bool:
    """Whether the substitute may act today."""
    return each.holds(on) and staff.all_away(each.position)


def _place(row: Row) -> tuple[int, int]:
    """In the order of the positions, the board last; of one position the newest row first."""
    positions = [*POSITIONS, BOARD]
    place = positions.index(row.position) if row.position in positions else len(positions)
    return place, -row.valid_from.toordinal()
