"""`grantdesk diary`: what has been registered, in a file that another diary can take in without registering twice."""

from __future__ import annotations

import click

from grantdesk import clock, db
from grantdesk.actions import extract
from grantdesk.actions.extract import Extract
from grantdesk.cli import options
from grantdesk.cli.ground import opened
from grantdesk.cli.output import written_to
from grantdesk.domain.diary import Period
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import LANGUAGES, Language, message


@click.group("diary")
def group() -> None:
    """The diary of what has come in, been made and gone out."""


@group.command("export")
@click.option("--from", "first", default=None, help="What was registered on this day and later.")
@click.option("--to", "last", default=None, help="What was registered on this day and earlier.")
@click.option("--since-last", is_flag=True, help="What no file has had, instead of days.")
@click.option("--output", default=None, help="A file; standard output where none is named.")
@click.option("--language", default="sv", show_default=True, help="The language of the file: sv or en.")
def export_command(first: str | None, last: str | None, since_last: bool, output: str | None, language: str) -> None:
    """Write one line for each handling that was registered, as CSV, and record that it was done.

    A line's number is the handling's own and never changes, so that whoever takes the file in can leave out what is there
    already. What is marked as secret, and every personal number, is written as the ground of it.
    """
    options.chosen("--language", language, LANGUAGES)
    period, words = _period(first, last, since_last=since_last), _language(language)
    opened()
    with written_to(output) as file, db.transaction(at=clock.now()):
        made = extract.to_file(Extract(period, words, clock.LOCAL), file, by=None, on=clock.today())
    click.echo(f"{made.number}: {made.entries} entries, SHA-256 {made.digest}", err=True)


def _language(written: str) -> Language:
    return "en" if written == "en" else "sv"


def _period(first: str | None, last: str | None, *, since_last: bool) -> Period | None:
    """The days asked for; None for all that no file has had. Raises InputErrors where it is neither, or both."""
    begins, ends = options.day("--from", first), options.day("--to", last)
    if since_last and begins is None and ends is None:
        return None
    if since_last or begins is None or ends is None:
        raise InputErrors([InputError("--from", message("diary.days_or_since_last"))])
    if ends < begins:
        raise InputErrors([InputError("--to", message("input.ends_before_it_begins"))])
    return Period(begins, ends, clock.beginning(begins), clock.ending(ends))
