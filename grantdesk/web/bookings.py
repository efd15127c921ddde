"""The bookings that a sum consists of: on a page, each with its payment and its case, and as files of the same rows."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext

from grantdesk.documents.spreadsheet import Cell, csv_table, xlsx_table
from grantdesk.queries import coded_accounts, ledger_lines
from grantdesk.queries.ledger_lines import Line
from grantdesk.queries.worklist import pages_of
from grantdesk.web import county, filters, pages
from grantdesk.web.access import requires
from grantdesk.web.finance import as_file
from grantdesk.web.forms.finance import COLUMN_NAMES, BookingsForm

bp = Blueprint("bookings", __name__, url_prefix="/finance")


@bp.get("/bookings")
@requires("payout:read")
def page() -> str:
    form, terms = _asked(), county.terms()
    asked = form.asked()
    found = ledger_lines.count(asked, terms)
    last = pages_of(found)
    shown = min(pages.asked(), last)
    flow = ledger_lines.sum_of(asked, terms)
    return render_template(
        "finance/bookings.html",
        form=form,
        lines=ledger_lines.lines(asked, terms, page=shown),
        count=found,
        sums=[
            (name, filters.money(getattr(flow, column)))
            for column, name in COLUMN_NAMES.items()
            if getattr(flow, column)
        ],
        page=shown,
        pages=last,
        asked={name: value for name, value in request.args.items() if name != "page"},
    )


@bp.get("/bookings.<any(csv, xlsx):form>")
@requires("payout:read")
def file(form: str) -> Response:
    asked = _asked().asked()
    rows = [_cells(line) for line in ledger_lines.every(asked, county.terms())]
    days = (day.isoformat() for day in (asked.period.first, asked.period.last) if day)
    name = "-".join(("bookings", *filter(None, (asked.column, asked.scheme, asked.account, asked.objective)), *days))
    if form == "csv":
        return as_file(csv_table(_headers(), rows), f"{name}.csv")
    return as_file(xlsx_table(gettext("Bookings"), _headers(), rows), f"{name}.xlsx")


def _asked() -> BookingsForm:
    form, here, terms = BookingsForm(request.args), county.current(), county.terms()
    form.offer(
        {code: filters.both(scheme.name) for code, scheme in here.schemes.items()},
        {number: f"{number} {name}" for number, (name, _) in sorted(coded_accounts.names(terms.coding).items())},
        {each.code: f"{each.code} {filters.both(each.name)}" for each in here.objectives.values()},
    )
    return form


def _headers() -> list[str]:
    return [
        gettext("Day"), gettext("What was booked"), gettext("Reversal"), gettext("Amount"), gettext("Case"), gettext("Recipient"),
        gettext("Scheme"), gettext("Objective"), gettext("Payment"), gettext("Batch"),
    ]  # fmt: skip


def _cells(line: Line) -> Sequence[Cell]:
    return [
        line.booked_on, filters.named(line.code, "booking"), gettext("Yes") if line.is_reversal else "", line.amount,
        line.case_number, line.organisation, filters.both(line.scheme), line.objective, line.payment or "", line.batch or "",
    ]  # fmt: skip
