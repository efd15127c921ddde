"""Finance's desk: what waits, on one page, and what was booked, as reports that are fetched with one click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext

from grantdesk import clock
from grantdesk.documents.spreadsheet import Cell, csv_table, xlsx_table
from grantdesk.domain.period import Month
from grantdesk.queries import coded_accounts, finance_desk, finance_reports
from grantdesk.queries.balances import Period
from grantdesk.queries.bookings import Flow
from grantdesk.queries.finance_desk import Waiting
from grantdesk.queries.finance_reports import Report
from grantdesk.web import county, filters
from grantdesk.web.access import requires
from grantdesk.web.forms.finance import BY_NAMES, ReportForm

bp = Blueprint("finance", __name__, url_prefix="/finance")

_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Where each thing that waits is seen to, and the part of the page there.
PLACES = {
    "payees": ("payees.page", ""),
    "to_attest": ("payments.page", "to-attest"),
    "to_batch": ("payments.page", "attested"),
    "to_lock": ("batches.page", ""),
    "to_export": ("batches.page", ""),
    "to_send": ("batches.page", ""),
    "unanswered": ("bank.reconciliation", ""),
    "mismatched": ("bank.page", ""),
    "failed": ("payments.page", "failed"),
    "recoveries": ("recoveries.index", ""),
    "losses": ("recoveries.index", ""),
    "owed": ("recoveries.index", ""),
    "refunds": ("recoveries.index", ""),
    "money_in": ("money_in.page", "waiting"),
    "reopened": ("periods.page", "closed"),
    "to_close": ("periods.page", "to-close"),
    "to_sign": ("periods.page", "closed"),
    "to_countersign": ("periods.page", "closed"),
}


@dataclass(frozen=True)
class Thing:
    """One kind of thing that waits, with the address of its place."""

    waiting: Waiting
    address: str


@bp.get("")
@requires("payout:read")
def page() -> str:
    found = {one.name: one for one in finance_desk.waiting(on=clock.today())}
    things = [Thing(found[name], url_for(place, _anchor=part or None)) for name, (place, part) in PLACES.items()]
    return render_template("finance/page.html", things=things, waits=any(thing.waiting.count for thing in things))


@bp.get("/reports")
@requires("payout:read")
def reports() -> str:
    form = _asked()
    report = _report(form)
    return render_template(
        "finance/reports.html",
        form=form,
        key_name=BY_NAMES[form.key],
        report=report,
        bookings={row.code: _bookings_of(row.code, form) for row in report.rows},
        any_unconfirmed=any(not row.confirmed for row in report.rows),
    )


@bp.get("/reports.<any(csv, xlsx):form>")
@requires("payout:read")
def report_file(form: str) -> Response:
    asked = _asked()
    report = _report(asked)
    headers, rows = _headers(asked.key), [_cells(row.code, filters.both(row.name), row.flow) for row in report.rows]
    name = "-".join(["report", asked.key, *(day.isoformat() for day in (asked.first.data, asked.last.data) if day)])
    if form == "csv":
        return as_file(csv_table(headers, rows), f"{name}.csv")
    return as_file(xlsx_table(str(BY_NAMES[asked.key]), headers, rows), f"{name}.xlsx")


def _asked() -> ReportForm:
    """What is asked for; without days, this year until today."""
    form = ReportForm(request.args)
    form.offer()
    if not request.args:
        form.first.data, form.last.data = date(clock.today().year, 1, 1), clock.today()
    return form


def _report(form: ReportForm) -> Report:
    return finance_reports.report(form.key, period=Period(form.first.data, form.last.data), terms=county.terms())


def _headers(by: str) -> list[str]:
    columns = (
        gettext("Granted with changes"), gettext("Released money"), gettext("Paid"), gettext("Left"), gettext("Recovered"),
        gettext("Written off"), gettext("Interest"),
    )  # fmt: skip
    return [gettext("Code"), str(BY_NAMES[by]), *columns]


def _cells(code: str, name: str, flow: Flow) -> Sequence[Cell]:
    return [
        code,
        name,
        flow.granted,
        flow.released,
        flow.paid,
        flow.left,
        flow.recovered,
        flow.written_off,
        flow.interest,
    ]


def as_file(content: bytes, name: str) -> Response:
    """A CSV or an XLSX, by its name, for the browser to save."""
    kind = _CSV if name.endswith(".csv") else _XLSX
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _bookings_of(code: str, form: ReportForm) -> str | None:
    """The address of the bookings that a row of the report consists of; None where the row is of no account."""
    first, last = form.first.data, form.last.data
    if form.key == "month":
        month = Month.parse(code)
        first, last = max(first or month.first_on, month.first_on), min(last or month.last_on, month.last_on)
        return url_for("bookings.page", first=first, last=last)
    if code == coded_accounts.NONE:
        return None
    asked: dict[str, Any] = {form.key: code, "first": first, "last": last}
    return url_for("bookings.page", **asked)
