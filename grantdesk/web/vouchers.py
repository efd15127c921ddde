"""Vouchers for the region's ledger beside those of the batches: a file a month."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from grantdesk import clock
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import NotThere
from grantdesk.queries import vouchers
from grantdesk.web import county
from grantdesk.web.access import requires

bp = Blueprint("vouchers", __name__)

_MONTHS_SHOWN = 13


@bp.get("/vouchers")
@requires("batch:read")
def page() -> str:
    months = [Month.of(clock.today())]
    while len(months) < _MONTHS_SHOWN:
        months.append(months[-1].previous)
    return render_template("vouchers/page.html", months=months)


@bp.get("/vouchers/<month>")
@requires("batch:read")
def file(month: str) -> Response:
    try:
        found = Month.parse(month)
    except ValueError:
        raise NotThere("not_there.period") from None
    terms = county.terms()
    made = vouchers.of_month(found, coding=terms.coding)
    content = b"".join(vouchers.as_file(made, terms=terms, on=clock.today()))
    disposition = {"Content-Disposition": f'attachment; filename="{found}.si"'}
    return Response(content, content_type="application/octet-stream", headers=disposition)
