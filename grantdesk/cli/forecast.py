"""`grantdesk frames forecast`: when what is promised is expected to be paid; with `--keep` it is kept to be judged by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from grantdesk import clock, db
from grantdesk.actions import expect
from grantdesk.cli import options
from grantdesk.cli.ground import opened, put_json
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.forecast import Figure
from grantdesk.domain.messages import message
from grantdesk.domain.roles import may
from grantdesk.models.user import User
from grantdesk.queries import forecasts, people


@click.command("forecast")
@click.option("--on", "written", default=None, help="As it stood on the evening of a day; today where none is given.")
@click.option("--keep", is_flag=True, help="Keep it, so that the year that comes can be compared with it.")
@click.option("--by", "email", default=None, help="With --keep: the e-mail address of whoever in finance keeps it.")
@options.json_option
def command(written: str | None, keep: bool, email: str | None, as_json: bool) -> None:
    """What is left to pay by year and scheme: by the pace of closed cases, and with the handlers' figures.

    A forecast is kept once a day and never changes; run it with --keep on the last day of the year.
    """
    with options.said_as(as_json=as_json):
        on = options.day("--on", written) or clock.today()
        coding = opened().coding
        figures = _kept(on, _person(email)) if keep else forecasts.outlook(on).figures
    if as_json:
        told = [_as_json(one, forecasts.item_of(one, on=on, coding=coding)) for one in figures]
        put_json({"on": on.isoformat(), "kept": keep, "forecast": told})
        return
    for one in figures:
        click.echo(f"{one.year}  {one.scheme:<28}{one.model!s:>18}{one.expected!s:>18}")
    click.echo(f"{'Kept' if keep else 'Not kept'}: the forecast of {on.isoformat()}, {len(figures)} rows.")


def _kept(on: date, by: User) -> Sequence[Figure]:
    with db.transaction(at=clock.now()):
        return forecasts.read(expect.keep(by=by, on=on, today=clock.today()))


def _person(email: str | None) -> User:
    found = people.find_by_email((email or "").strip().lower())
    if found is None or not found.active or not may(found.role, "forecast:keep"):
        raise InputErrors([InputError("--by", message("forecast.by_nobody"))])
    return found


def _as_json(one: Figure, item: str) -> dict[str, Any]:
    amounts = {"model": str(one.model), "expected": str(one.expected)}
    return {"year": one.year, "scheme": one.scheme, "item": item, **amounts}
