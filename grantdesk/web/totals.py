"""What the money came to: sums over the ledger by what the reader chooses, and the Region's chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext
from markupsafe import Markup

from grantdesk import clock
from grantdesk.documents import chart
from grantdesk.documents.chart import Bar
from grantdesk.documents.spreadsheet import Cell, csv_table
from grantdesk.domain import distribution, vocabulary
from grantdesk.domain.county import County
from grantdesk.domain.messages import Both, Message, message
from grantdesk.queries import balances, outcomes, people, unconfirmed
from grantdesk.queries.balances import UNKNOWN, Period, Sums, Totals
from grantdesk.queries.outcomes import ChartRow
from grantdesk.web import county, filters, language
from grantdesk.web.access import requires
from grantdesk.web.forms.totals import KEY_NAMES, TotalsForm

bp = Blueprint("totals", __name__)

HANDS = ("region", "almi")


@dataclass(frozen=True)
class Name:
    """The reader's words for a code; `confirmed` is false for a working name."""

    said: str
    confirmed: bool = True


@dataclass(frozen=True)
class Row:
    """One row as the page shows it, with its shares of what all rows add up to."""

    code: str
    name: Name
    sums: Sums
    share_granted: str
    share_paid: str


@bp.get("/totals")
@requires("totals:read")
def page() -> str:
    form = TotalsForm(request.args)
    form.offer(balances.years())
    totals = balances.totals([form.key], period=_period(form))
    return render_template(
        "totals/page.html",
        form=form,
        whole=_percent(Decimal(1)),
        key_name=KEY_NAMES[form.key],
        rows=_rows(totals, form.key),
        sum=totals.sum,
        unconfirmed=_unconfirmed(_period(form)),
        chart=_chart(form) if form.key == "objective" else None,
    )


@bp.get("/totals/list.csv")
@requires("totals:read")
def list_file() -> Response:
    form = TotalsForm(request.args)
    totals = balances.totals([form.key], period=_period(form))
    content = csv_table(_headers(form.key), [_cells(row) for row in _rows(totals, form.key)])
    name = "-".join(filter(None, ("totals", form.key, str(form.asked_year or ""))))
    return Response(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _unconfirmed(period: Period) -> Message | None:
    """What of the sum rests on values that the region has not confirmed; None where nothing does."""
    part = unconfirmed.in_all(period=period)
    if not (part.granted or part.paid):
        return None
    return message("unconfirmed.totals", granted=part.granted, paid=part.paid)


def _period(form: TotalsForm) -> Period:
    """The days asked for: those between the two days, within the year where one is chosen."""
    year = Period.year(form.asked_year) if form.asked_year else Period()
    firsts = [day for day in (year.first, form.first.data) if day]
    lasts = [day for day in (year.last, form.last.data) if day]
    return Period(max(firsts, default=None), min(lasts, default=None))


def _rows(totals: Totals, key: str) -> list[Row]:
    """In the order that the county and the language name things in, what has no name last."""
    names = _names(key, county.current())
    places = {code: place for place, code in enumerate(names)}
    rows = sorted(totals.rows, key=lambda row: places.get(row.codes[0], len(places)))
    granted = _shares([row.sums.granted.ore for row in rows])
    paid = _shares([row.sums.paid.ore for row in rows])
    return [
        Row(row.codes[0], names.get(row.codes[0]) or _unnamed(row.codes[0]), row.sums, of_granted, of_paid)
        for row, of_granted, of_paid in zip(rows, granted, paid, strict=True)
    ]


def _shares(parts: Sequence[int]) -> list[str]:
    """Per cent with two decimals, adding up to a hundred; a dash in each place where an amount is below zero."""
    shares = distribution.shares(parts)
    return [_percent(share) for share in shares] if shares else [filters.NOTHING for _ in parts]


def _percent(share: Decimal) -> str:
    hundredths = int(share * 10_000)
    point, sign = (",", "\u00a0%") if language.current() == "sv" else (".", "%")
    return f"{hundredths // 100}{point}{hundredths % 100:02d}{sign}"


def _names(key: str, of: County) -> Mapping[str, Name]:
    if key == "handler":
        return {user.email: Name(user.name) for user in people.everyone()}
    if key in ("handled-by", "leader"):
        kind, codes = ("handled_by", HANDS) if key == "handled-by" else ("leader", vocabulary.LEADERS)
        return {code: Name(filters.named(code, kind)) for code in codes}
    return {code: Name(filters.both(said), confirmed) for code, (said, confirmed) in _named_in(of, key).items()}


def _named_in(of: County, key: str) -> dict[str, tuple[Both, bool]]:
    """The county's words for its codes, and whether each is confirmed."""
    if key == "objective":
        return {each.code: (each.name, each.confirmed) for each in of.objectives.values()}
    if key == "goal-area":
        return {each.code: (each.name, each.source.confirmed) for each in of.goal_areas.values()}
    if key == "scheme":
        return {each.code: (each.name, True) for each in of.schemes.values()}
    if key == "municipality":
        return {each.code: (Both(each.name, each.name), True) for each in of.municipalities.values()}
    return {}


def _unnamed(code: str) -> Name:
    return Name(gettext("Not stated") if code == UNKNOWN else code)


@dataclass(frozen=True)
class Chart:
    """The Region's chart of the projects not closed on a day."""

    on: date
    picture: Markup
    rows: list[tuple[Name, ChartRow]]
    is_empty: bool


def _chart(form: TotalsForm) -> Chart:
    on = min(_period(form).last or clock.today(), clock.today())
    names = _names("objective", county.current())
    rows = [(names[row.objective], row) for row in outcomes.chart(on, county=county.current())]
    bars = [Bar(name.said, row.granted, row.paid) for name, row in rows]
    # The picture is our own drawing, and escapes the names it is given.
    picture = Markup(chart.render(bars, language.current()))  # noqa: S704
    return Chart(on, picture, rows, not any(row.granted or row.paid for _, row in rows))


def _headers(key: str) -> list[str]:
    columns = (
        gettext("Cases"), gettext("Granted"), gettext("Paid"), gettext("Recovered"), gettext("Lost"), gettext("Kept"),
        gettext("Outstanding"),
    )  # fmt: skip
    return [gettext("Code"), str(KEY_NAMES[key]), *columns]


def _cells(row: Row) -> list[Cell]:
    sums = row.sums
    return [
        row.code,
        row.name.said,
        sums.cases,
        sums.granted,
        sums.paid,
        sums.recovered,
        sums.lost,
        sums.kept,
        sums.outstanding,
    ]
