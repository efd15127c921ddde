"""`grantdesk totals`: sums over the ledger by what you choose."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from grantdesk.cli import options
from grantdesk.cli.ground import opened, put
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import message
from grantdesk.queries import balances
from grantdesk.queries.balances import Period, Sums, Totals

_COLUMNS = ("cases", "granted", "paid", "recovered", "outstanding", "lost", "kept")
_YEARS = (2000, 2100)


@click.command("totals")
@click.option("--by", "keys", multiple=True, default=("objective",), help="One key or two; see below.")
@click.option("--year", default=None, help="What was booked in one year.")
@click.option("--from", "first", default=None, help="What was booked on or after this day.")
@click.option("--to", "last", default=None, help="What was booked on or before this day.")
@click.option("--format", "form", default="table", show_default=True, help="json, csv or table.")
@click.option("--output", default=None, help="A file; standard output where none is named.")
def command(
    keys: tuple[str, ...], year: str | None, first: str | None, last: str | None, form: str, output: str | None
) -> None:
    """Cases, granted, paid, recovered, outstanding and lost, summed over the ledger.

    Kept is what was paid and neither recovered nor lost.

    Keys: objective, goal-area, municipality, scheme, handled-by, handler, leader, year.
    """
    with options.said_as(as_json=form == "json"):
        write = _FORMATS[options.chosen("--format", form, _FORMATS)]
        asked, period = _keys(keys), _period(year, first, last)
        opened()
        put(write(balances.totals(asked, period=period)).encode(), output)


def _keys(keys: Sequence[str]) -> list[str]:
    asked = [options.chosen("--by", key, balances.KEYS) for key in keys]
    if len(set(asked)) < len(asked) or len(asked) > 2:
        raise InputErrors([InputError("--by", message("input.two_keys"))])
    return asked


def _period(year: str | None, first: str | None, last: str | None) -> Period:
    if year is not None:
        if first is not None or last is not None:
            raise InputErrors([InputError("--year", message("input.year_or_days"))])
        return Period.year(_year(year))
    period = Period(options.day("--from", first), options.day("--to", last))
    if period.first and period.last and period.last < period.first:
        raise InputErrors([InputError("--to", message("input.ends_before_it_begins"))])
    return period


def _year(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) == 4 and _in_reach(int(written))):
        first, last = _YEARS
        raise InputErrors([InputError("--year", message("input.year", first=first, last=last))])
    return int(written)


def _in_reach(year: int) -> bool:
    return _YEARS[0] <= year <= _YEARS[1]


def _cells(sums: Sums) -> dict[str, Any]:
    return {
        "cases": sums.cases,
        "granted": str(sums.granted),
        "paid": str(sums.paid),
        "recovered": str(sums.recovered),
        "outstanding": str(sums.outstanding),
        "lost": str(sums.lost),
        "kept": str(sums.kept),
    }


def _rows(totals: Totals) -> list[dict[str, Any]]:
    return [{**dict(zip(totals.keys, row.codes, strict=True)), **_cells(row.sums)} for row in totals.rows]


def _as_json(totals: Totals) -> str:
    return json.dumps({"rows": _rows(totals), "sum": _cells(totals.sum)}, ensure_ascii=False, indent=2) + "\n"


def _as_csv(totals: Totals) -> str:
    """A header, a line a row, and no line for the sum: it would be read as one more row."""
    written = io.StringIO()
    writer = csv.DictWriter(written, [*totals.keys, *_COLUMNS], delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(totals))
    return written.getvalue()


def _as_table(totals: Totals) -> str:
    names = [*totals.keys, *_COLUMNS]
    sums = {**dict.fromkeys(totals.keys, ""), totals.keys[0]: "sum", **_cells(totals.sum)}
    cells = [[str(row[name]) for name in names] for row in [*_rows(totals), sums]]
    widths = [max(len(line[column]) for line in [names, *cells]) for column in range(len(names))]
    return "".join(_line(line, widths, left=len(totals.keys)) + "\n" for line in [names, *cells])


def _line(cells: Sequence[str], widths: Sequence[int], *, left: int) -> str:
    padded = [
        cell.ljust(width) if column < left else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


_FORMATS: Mapping[str, Callable[[Totals], str]] = {"json": _as_json, "csv": _as_csv, "table": _as_table}
