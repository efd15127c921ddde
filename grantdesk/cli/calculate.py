"""`grantdesk calculate`: facts in, answer out; reads the rule files and needs no database."""

from __future__ import annotations

import click

from grantdesk import clock
from grantdesk.cli.given import answer_each
from grantdesk.cli.regions import configured_county
from grantdesk.domain import advances, comparison, de_minimis, interest_question, liability, payout_question, support
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
        line=lambda given: support.calculate(parse_application(given, county), county).as_line(),
    )


@group.command("compare")
@_file
@_output
@_json
def compare(file: str, output: str | None, as_json: bool) -> None:
    """What the same application would be given in each of the county's municipalities, and the rules that move it."""
    county = configured_county(as_json=as_json)
    answer_each(
        file,
        output,
        as_json=as_json,
        answer=lambda given: comparison.as_json(parse_application(given, county), county),
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


@group.command("payout")
@_file
@_output
@_json
def payout(file: str, output: str | None, as_json: bool) -> None:
    """What a claim may give: the proposal, and the most that may be approved."""
    county = configured_county(as_json=as_json)
    answer_each(
        file,
        output,
        as_json=as_json,
        answer=lambda given: payout_question.answer(
            payout_question.parse_question(given, county), county, on=clock.today()
        ),
    )


@group.command("advance")
@_file
@_output
@_json
def advance(file: str, output: str | None, as_json: bool) -> None:
    """The most that may be paid to a project in advance."""
    county = configured_county(as_json=as_json)
    answer_each(
        file,
        output,
        as_json=as_json,
        answer=lambda given: advances.answer(advances.parse_question(given, county), county, on=clock.today()),
    )


@group.command("liability")
@_file
@_output
@_json
def what_remains(file: str, output: str | None, as_json: bool) -> None:
    """What a recipient of regional investment aid is still liable for."""
    county = configured_county(as_json=as_json)
    answer_each(
        file,
        output,
        as_json=as_json,
        answer=lambda given: liability.answer(liability.parse_question(given, county), county, on=clock.today()),
    )


@group.command("interest")
@_file
@_output
@_json
def with_interest(file: str, output: str | None, as_json: bool) -> None:
    """What a recovery has come to with interest on a day, and what each repayment covered."""
    county = configured_county(as_json=as_json)
    answer_each(
        file,
        output,
        as_json=as_json,
        answer=lambda given: interest_question.answer(interest_question.parse_question(given, county), county),
    )
