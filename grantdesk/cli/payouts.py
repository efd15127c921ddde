"""`grantdesk payouts`: the batches, and their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from grantdesk.cli import options
from grantdesk.cli.ground import NotSo, opened, put, put_json
from grantdesk.documents import payout_list, payout_report
from grantdesk.documents.payout_report import PayoutReport
from grantdesk.domain.messages import LANGUAGES, Language, message, render
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.queries import payout_files
from grantdesk.queries import payouts as question
from grantdesk.queries.payouts import BatchLine

_FORMATS: Mapping[str, Callable[[PayoutReport, Language], bytes]] = {
    "csv": payout_list.render,
    "pdf": payout_report.render,
}


@click.group("payouts")
def group() -> None:
    """Batches of payments, and the files that finance takes out of them."""


@group.command("list")
@options.json_option
def list_command(as_json: bool) -> None:
    """Every batch, oldest first: number, state, how many payments, and their sum."""
    opened()
    batches = sorted(question.batches(), key=lambda batch: batch.number)
    if as_json:
        put_json({"batches": [_as_json(batch) for batch in batches]})
        return
    for batch in batches:
        state = render(message(f"state.batch.{batch.state}"), "en")
        noun = "payment " if batch.payments == 1 else "payments"
        click.echo(f"{batch.number}  {state:<9}  {batch.payments:>5} {noun}  {batch.amount!s:>18}")


@group.command("export")
@click.argument("batch")
@click.option("--format", "form", required=True, help=f"One of {', '.join(_FORMATS)}.")
@click.option("--output", default=None, help="A file; standard output where none is named.")
@click.option("--language", default="sv", show_default=True, help="The language of the file: sv or en.")
def export_command(batch: str, form: str, output: str | None, language: str) -> None:
    """Write the list (csv) or the payout report (pdf) of a batch that has been exported."""
    write = _FORMATS[options.chosen("--format", form, _FORMATS)]
    put(write(_report(batch, _language(language)), _language(language)), output)


def _language(written: str) -> Language:
    options.chosen("--language", written, LANGUAGES)
    return "en" if written == "en" else "sv"


def _report(batch: str, language: Language) -> PayoutReport:
    terms = opened()
    try:
        return payout_files.of_batch(batch, county=terms.county, language=language)
    except NotThere:
        raise
    except Refused as refused:
        # The batch is there, only not exported: a fact about it rather than a wrong input.
        raise NotSo(render(refused.reason, "en")) from refused


def _as_json(batch: BatchLine) -> dict[str, Any]:
    return {
        "number": batch.number,
        "state": batch.state,
        "payments": batch.payments,
        "sum": str(batch.amount),
        "made_on": batch.made_on.isoformat(),
        "exported_on": batch.exported_on.isoformat() if batch.exported_on else None,
    }
