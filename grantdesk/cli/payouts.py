"""`grantdesk payouts`: the batches, and their files."""

from __future__ import annotations

from typing import Any

import click

from grantdesk import clock, db
from grantdesk.actions import keep_file
from grantdesk.cli import options, payout_answers
from grantdesk.cli.ground import NotSo, opened, put_json
from grantdesk.cli.output import written_to
from grantdesk.domain.fields import Wrong
from grantdesk.domain.messages import LANGUAGES, Language, message, render
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.payment import BatchFile
from grantdesk.queries import batches as question
from grantdesk.queries import payout_files, payouts, vouchers
from grantdesk.queries.batches import BatchLine
from grantdesk.region import Terms


@click.group("payouts")
def group() -> None:
    """Batches of payments, and the files that finance takes out of them."""


group.add_command(payout_answers.command)


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
@click.option("--format", "form", required=True, help=f"One of {', '.join(sorted(keep_file.ENDINGS))}.")
@click.option("--output", default=None, help="A file; standard output where none is named.")
@click.option("--language", default="sv", show_default=True, help="The language of a list or a report: sv or en.")
def export_command(batch: str, form: str, output: str | None, language: str) -> None:
    """Write a file of an exported batch: a list (csv, xlsx), the payout report (pdf), the file to the bank or a voucher.

    A file is made the first time that somebody asks for it, and kept; asked for again it is the same, byte for byte. The file to
    the bank (pain001) is made when the batch is exported and never else.
    """
    options.chosen("--format", form, tuple(keep_file.ENDINGS))
    terms = opened()
    try:
        file = _kept(batch, form, _language(language), terms)
        pieces = keep_file.give_out(file, payouts.batch_by_number(batch))
        with written_to(output) as target:
            target.writelines(pieces)
    except NotThere:
        raise
    except Refused as refused:
        # The batch is there, only not exported, or its file is not whole: a fact about it rather than a wrong input.
        raise NotSo(render(refused.reason, "en")) from refused


@group.command("vouchers")
@click.argument("month")
@click.option("--output", default=None, help="A file; standard output where none is named.")
def vouchers_command(month: str, output: str | None) -> None:
    """Write what else the ledger is to be told of MONTH (such as 2026-11), as SIE 4I, beside the batches.

    That is: payments that did not arrive, set-offs, repayments, and money to and from the State.

    The payments of the batches are not in it: `payouts export BATCH --format sie` gives the voucher of each.
    """
    found = options.read("MONTH", month, _month)
    terms = opened()
    with db.one_moment():
        made = vouchers.of_month(found, coding=terms.coding)
    with written_to(output) as target:
        target.writelines(vouchers.as_file(made, terms=terms, on=clock.today()))


def _month(given: object) -> Month:
    try:
        return Month.parse(str(given))
    except ValueError:
        raise Wrong("input.month") from None


def _kept(number: str, form: str, language: Language, terms: Terms) -> BatchFile:
    """The file that is kept, made first where nobody has asked for it before."""
    language = keep_file.language_of(form, language)
    with db.one_moment():
        batch = payouts.batch_by_number(number)
        if found := payout_files.find(batch, form, language):
            return found
        drawn = keep_file.draw(batch, form, language=language, on=clock.today(), terms=terms)
    with db.transaction(at=clock.now()):
        return keep_file.put(payouts.batch_by_number(number), drawn, by=None)


def _language(written: str) -> Language:
    options.chosen("--language", written, LANGUAGES)
    return "en" if written == "en" else "sv"


def _as_json(batch: BatchLine) -> dict[str, Any]:
    return {
        "number": batch.number,
        "state": batch.state,
        "payments": batch.payments,
        "sum": str(batch.amount),
        "made_on": batch.made_on.isoformat(),
        "exported_on": batch.exported_on.isoformat() if batch.exported_on else None,
    }
