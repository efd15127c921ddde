"""`grantdesk state-aid`: the awards to report to the register of the European Union, and their six fields in a file."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from grantdesk import clock, db
from grantdesk.actions import report
from grantdesk.cli import options
from grantdesk.cli.ground import opened, put, put_json
from grantdesk.documents import register_list
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import message, render
from grantdesk.queries import aid_register, publications
from grantdesk.queries.aid_register import Line


@click.group("state-aid")
def group() -> None:
    """What is to be reported and published of State aid, and by when."""


@group.command("list")
@options.json_option
def list_command(as_json: bool) -> None:
    """Every de minimis award that is to be reported, or has been, and every large award that is to be published.

    The oldest first, with the deadline and the Swedish working days that are left to it (below zero where it has
    passed). A sole trader's personal number is masked.
    """
    with options.said_as(as_json=as_json):
        county, today = opened().county, clock.today()
        awards = aid_register.lines(county, on=today)
        large = publications.lines(county, on=today)
    if as_json:
        put_json({"awards": [_as_json(line) for line in awards], "publications": [_large(one, today) for one in large]})
        return
    for line in awards:
        said = render(message(f"state.aid.{line.state}"), "en")
        click.echo(
            f"{line.deadline}  {line.days_left:>5}  {said:<19}  {line.case_number}  {line.entry.granted_on}"
            f"  {line.entry.amount_eur:>12} EUR  {line.granted!s:>14} SEK  {line.shown_number}  {line.entry.name}"
        )
    for one in large:
        said = f"published {one.published_on}" if one.published_on else "to publish in TAM"
        click.echo(f"{one.deadline}         {said:<19}  {one.case_number}  {one.granted_on}  {one.amount_eur:>12} EUR")


@group.command("export")
@click.option("--from", "first", required=True, help="Awards granted on this day and later.")
@click.option("--to", "last", required=True, help="Awards granted on this day and earlier.")
@click.option("--format", "form", required=True, help=f"One of {', '.join(register_list.FORMATS)}.")
@click.option("--output", default=None, help="A file; standard output where none is named.")
def export_command(first: str, last: str, form: str, output: str | None) -> None:
    """Write the six fields of every de minimis award granted in the period, each award once, as it is amended now.

    This reports nothing: that awards have been reported, and what the register answered, is recorded by a person on the
    page State aid. Personal numbers of sole traders are whole in the file, and history keeps that it was written.
    """
    write = register_list.FORMATS[options.chosen("--format", form, register_list.FORMATS)]
    begins, ends = _period(first, last)
    lines = aid_register.lines(opened().county, on=clock.today(), first=begins, last=ends)
    content = write(register_list.AWARDS, [(line.entry, "") for line in lines])
    with db.transaction(at=clock.now()):
        report.listed(lines, content, first=begins, last=ends)
    put(content, output)


def _period(first: str, last: str) -> tuple[date, date]:
    begins, ends = options.day("--from", first), options.day("--to", last)
    if begins is None or ends is None or ends < begins:
        raise InputErrors([InputError("--to", message("input.ends_before_it_begins"))])
    return begins, ends


def _as_json(line: Line) -> dict[str, Any]:
    return {
        "case": line.case_number,
        "organisation_number": line.shown_number,
        "recipient": line.entry.name,
        "amount_eur": str(line.entry.amount_eur),
        "amount": str(line.granted),
        "granted_on": line.entry.granted_on.isoformat(),
        "regulation": line.regulation,
        "nace": line.entry.nace,
        "deadline": line.deadline.isoformat(),
        "working_days_left": line.days_left,
        "state": line.state,
        "amended": line.is_amended,
        "export": line.export_number,
        "reported_on": _day(line.reported_on),
        "on_time": line.is_on_time,
        "acknowledgement": line.acknowledgement,
        "kept_until": _day(line.kept_until),
    }


def _large(line: publications.Line, today: date) -> dict[str, Any]:
    return {
        "case": line.case_number,
        "recipient": line.recipient,
        "amount_eur": str(line.amount_eur),
        "amount": str(line.granted),
        "granted_on": line.granted_on.isoformat(),
        "deadline": _day(line.deadline),
        "consent": line.has_consent,
        "published_on": _day(line.published_on),
        "reference": line.reference,
        "late": line.is_late(on=today),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
