"""`grantdesk calculate`: facts in, answer out; reads the rule files and needs no database."""

from __future__ import annotations

import click

from grantdesk.cli.given import answer_each
from grantdesk.cli.regions import configured_county
from grantdesk.domain import de_minimis, support
from grantdesk.domain.facts import parse_application

_file = click.argument("file", metavar="FILE")
_output = click.option("--output", metavar="F", help="Write the answer to a file instead of standard output.")
_json = click.option("--json", "as_json", is_flag=True, help="Say errors as JSON on standard error.")


@click.group("calculate")
def group() -> None:
    """Calculate by the county's rules: facts in JSON (or JSON Lines) in, answer out. FILE - is standard input."""


@group.command("aid")
@_file
@_output
@_json
def aid(file: str, output: str | None, as_json: bool) -> None:
    """The aid that the rules give an application, line by line, with every finding."""
    county = configured_county(as_json=as_json)
    answer_each(
        file,
        output,
        as_json=as_json,
        answer=lambda given: support.calculate(parse_application(given, county), county).as_json(),
    )


@group.command("de-minimis")
@_file
@_output
@_json
def room(file: str, output: str | None, as_json: bool) -> None:
    """The room that is left under a de minimis ceiling, and whether an amount fits in it."""
    county = configured_county(as_json=as_json)
    answer_each(
        file,
        output,
        as_json=as_json,
        answer=lambda given: de_minimis.answer(de_minimis.parse_question(given), county.de_minimis),
    )
