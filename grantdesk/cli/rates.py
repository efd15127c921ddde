"""`grantdesk rates`: the ECB's reference rates of the euro, imported from its own file, and listed with their source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from grantdesk import clock, db
from grantdesk.actions import import_rates
from grantdesk.actions.import_rates import Imported
from grantdesk.cli import options
from grantdesk.cli.ground import opened, put_json
from grantdesk.documents import ecb_file
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import message
from grantdesk.queries import rates
from grantdesk.queries.rates import Source, Sourced


@click.group("rates")
def group() -> None:
    """What a euro costs: the European Central Bank's reference rates."""


@group.command("import")
@click.argument("file")
@options.json_option
def import_command(file: str, as_json: bool) -> None:
    """Store the rates of FILE, which is the ECB's own: eurofxref as zip, csv or XML, or the Data Portal's csv.

    All of it or nothing. A stored rate is never changed, and the same file twice changes nothing.
    """
    with options.said_as(as_json=as_json):
        read = import_rates.read(Path(file).name, _content(file), on=clock.today())
        opened()
        with db.transaction(at=clock.now()):
            done = import_rates.from_file(read, by=None)
    if as_json:
        put_json(_import_as_json(done, read.digest))
    else:
        click.echo(_sentence(done, read.name))


@group.command("list")
@click.option("--from", "first", default=None, help="Rates of this day and later.")
@click.option("--to", "last", default=None, help="Rates of this day and earlier.")
@options.json_option
def list_command(first: str | None, last: str | None, as_json: bool) -> None:
    """Every stored rate, oldest first: day, SEK per EUR, and where it came from."""
    with options.said_as(as_json=as_json):
        begins, ends = options.day("--from", first), options.day("--to", last)
        if begins and ends and ends < begins:
            raise InputErrors([InputError("--to", message("input.ends_before_it_begins"))])
        opened()
        found = rates.between(begins, ends)
    if as_json:
        put_json({"rates": [_as_json(one) for one in found]})
        return
    for one in found:
        click.echo(f"{one.rate.rate_on}  {one.rate.sek_per_eur!s:>10}  {_named(one.source)}")


def _content(file: str) -> bytes:
    try:
        with Path(file).open("rb") as opened_file:
            return opened_file.read(ecb_file.LARGEST + 1)
    except OSError as error:
        raise InputErrors([InputError("FILE", message("input.file", problem=str(error.strerror)))]) from error


def _sentence(done: Imported, name: str) -> str:
    if not done.new:
        return f"Nothing new: the rates of all {done.days} days in {name} are stored already."
    days = "1 day" if len(done.new) == 1 else f"{len(done.new)} days"
    return f"{name}: the rates of {days} have been stored, {done.new[0]} to {done.new[-1]}."


def _import_as_json(done: Imported, digest: str) -> dict[str, Any]:
    return {
        "digest": digest,
        "days": done.days,
        "new": len(done.new),
        "first": done.new[0].isoformat() if done.new else None,
        "last": done.new[-1].isoformat() if done.new else None,
    }


def _named(source: Source | None) -> str:
    if source is None:
        return "unknown"
    return f"{source.file}, imported by {source.actor}" if source.file else "came with the program"


def _as_json(one: Sourced) -> dict[str, Any]:
    source = one.source
    return {
        "on": one.rate.rate_on.isoformat(),
        "sek_per_eur": format(one.rate.sek_per_eur, "f"),
        "file": source.file if source else None,
        "digest": source.digest if source else None,
        "stored_by": source.actor if source else None,
        "stored_at": source.at.isoformat() if source else None,
    }
