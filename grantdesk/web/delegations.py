"""The delegation order: who may decide and attest what, up to which amount."""

from __future__ import annotations

from flask import Blueprint, render_template

from grantdesk import clock
from grantdesk.domain.delegation import ALL_SCHEMES, ATTEST, BOARD, KINDS, Row
from grantdesk.domain.roles import POSITIONS
from grantdesk.web import county
from grantdesk.web.access import requires

bp = Blueprint("delegations", __name__)


@bp.get("/delegations")
@requires("delegation:read")
def page() -> str:
    terms = county.terms()
    return render_template(
        "delegations/page.html",
        rows=sorted(terms.order.rows, key=_place),
        board=terms.order.board,
        kinds=(*KINDS, ATTEST),
        all_schemes=ALL_SCHEMES,
        schemes=terms.county.schemes,
        today=clock.today(),
    )


def _place(row: Row) -> tuple[int, int]:
    """In the order of the positions, the board last; of one position the newest row first."""
    positions = [*POSITIONS, BOARD]
    place = positions.index(row.position) if row.position in positions else len(positions)
    return place, -row.valid_from.toordinal()
