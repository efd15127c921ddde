"""What is expected to be paid: in one case, in all by year and scheme, and how good last year's forecast was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import expect
from grantdesk.documents.spreadsheet import Cell, csv_table, xlsx_table
from grantdesk.domain import pace
from grantdesk.domain.forecast import Figure
from grantdesk.domain.frame import YEARS
from grantdesk.domain.pace import FEWEST, LONGEST, History, Pace
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.case import Case
from grantdesk.queries import case_file, forecasts, over_time
from grantdesk.queries.forecasts import OfCase, Outlook
from grantdesk.web import county, filters, year_charts
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms import Form
from grantdesk.web.forms.forecast import ExpectForm

bp = Blueprint("forecasts", __name__)

Page = tuple[str, int]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# So many months after the decision the pace is told.
_MARKS = (6, 12, 18, 24, 36, 48, 60)
# The form of a case asks for at least so many years, and for so many after its end.
_FEWEST_YEARS, _AFTER_THE_END = 3, 1


@bp.get("/frames/forecast")
@requires("frame:read")
def page() -> str:
    today = clock.today()
    year, past = _year(today), over_time.history(today)
    outlook = forecasts.outlook(today, past=past)
    return render_template(
        "forecasts/page.html",
        outlook=outlook,
        items=forecasts.by_item(outlook.figures, on=today, coding=county.terms().coding),
        year=year,
        rows=_of(outlook, year),
        sum=forecasts.summed(year, _of(outlook, year)),
        last=forecasts.last_year(min(year, today.year - 1)),
        kept=forecasts.kept(),
        paces=_paces(past),
        longest=LONGEST,
        fewest=FEWEST,
        marks=_MARKS,
        picture=year_charts.of_forecast(outlook.by_year, name="forecast-chart") if outlook.figures else None,
        schemes=county.current().schemes,
        plain=Form(),
        today=today,
    )


@bp.get("/frames/forecast.<any(csv, xlsx):form>")
@requires("frame:read")
def file(form: str) -> Response:
    outlook = forecasts.outlook(clock.today())
    headers = [
        gettext("Year"), gettext("Scheme"), gettext("By the model"), gettext("With the handlers' figures"),
        gettext("Appropriation item"),
    ]  # fmt: skip
    rows = [_cells(one, outlook.on) for one in outlook.figures]
    name = f"forecast-{outlook.on.isoformat()}"
    if form == "csv":
        return _file(csv_table(headers, rows), f"{name}.csv", "text/csv; charset=utf-8")
    return _file(xlsx_table(gettext("Forecast"), headers, rows), f"{name}.xlsx", _XLSX)


@bp.post("/frames/forecast/kept")
@requires("forecast:keep")
def keep() -> Response:
    with db.transaction(at=clock.now()):
        expect.keep(by=signed_in(), on=clock.today(), today=clock.today())
    flash(gettext("Today's forecast is kept."))
    return redirect(url_for("forecasts.page", _anchor="kept"), 303)


@bp.get("/cases/<number>/forecast")
@requires("case:read")
def case_page(number: str) -> Page:
    case = case_file.by_number(number, by=signed_in())
    found = forecasts.of_case(case, on=clock.today())
    return _case_page(case, found, _offered(case, found))


@bp.post("/cases/<number>/forecast")
@requires("forecast:expect")
def say(number: str) -> Response | Page:
    case = case_file.by_number(number, by=signed_in())
    found = forecasts.of_case(case, on=clock.today())
    form = _offered(case, found)
    if not form.validate():
        return _case_page(case, found, form, 422)
    try:
        with db.transaction(at=clock.now()):
            locked = case_file.for_act(number, by=signed_in())
            expect.of_case(locked, form.said(), form.reason.data, once=form.once.data, by=signed_in(), on=clock.today())
    except NotThere:
        raise
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _case_page(case, found, form, 409)
    flash(gettext("What you expect is kept, and counts in the forecast."))
    return redirect(url_for("forecasts.case_page", number=number), 303)


def _case_page(case: Case, found: OfCase, form: ExpectForm, status: int = 200) -> Page:
    may_say = signed_in().may("forecast:expect") and bool(found.left)
    return render_template("forecasts/case.html", case=case, found=found, form=form, may_say=may_say), status


def _offered(case: Case, found: OfCase) -> ExpectForm:
    first = pace.first_year(clock.today())
    last = max(first + _FEWEST_YEARS - 1, (case.ends_on.year if case.ends_on else first) + _AFTER_THE_END)
    begun = {year: model if said is None else said for year, model, said in found.years}
    return ExpectForm.offering(range(first, max(last, *begun, first) + 1), begun)


def _paces(past: History) -> list[tuple[int | None, Pace]]:
    """The pace of each length in years, and last that of all lengths (None)."""
    return [*past.by_years.items(), (None, past.together)]


def _year(today: date) -> int:
    """The year that is asked for; without one, and for what no frame is for, the present one."""
    asked = request.args.get("year", "")
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
    return int(asked) if is_year and YEARS[0] <= int(asked) <= YEARS[1] else today.year


def _of(outlook: Outlook, year: int) -> list[Figure]:
    return [one for one in outlook.figures if one.year == year]


def _cells(one: Figure, on: date) -> Sequence[Cell]:
    scheme: Any = county.current().schemes.get(one.scheme)
    name = filters.both(scheme.name) if scheme else one.scheme
    return [one.year, name, one.model, one.expected, forecasts.item_of(one, on=on, coding=county.terms().coding)]


def _file(content: bytes, name: str, kind: str) -> Response:
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
