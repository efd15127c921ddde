"""`grantdesk report`: the annual result report."""

from __future__ import annotations

import click

from grantdesk.cli.ground import opened, put_json
from grantdesk.queries import outcomes


@click.group("report")
def group() -> None:
    """Reports to the Government."""


@group.command("annual")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), help="The year reported on.")
@click.option("--format", "_form", default="json", show_default=True, type=click.Choice(["json"]))
@click.option("--output", default=None, help="A file; standard output where none is named.")
def annual(year: int, _form: str, output: str | None) -> None:
    """Chapter 5's figures for the year and the one before, with the cases behind each."""
    terms = opened()
    put_json(outcomes.annual(year, county=terms.county), output)
