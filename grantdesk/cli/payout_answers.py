"""`grantdesk payouts answer`: a file of the bank's is brought in, and what each of its answers did is told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from grantdesk import clock, db
from grantdesk.actions import answer, follow_up
from grantdesk.actions.answer import AlreadyBroughtIn
from grantdesk.cli import options
from grantdesk.cli.ground import opened, put_json
from grantdesk.documents import bank_file
from grantdesk.domain.bank_answer import MISMATCHES
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import message, render
from grantdesk.domain.roles import may
from grantdesk.models.bank import BankFile
from grantdesk.models.user import User
from grantdesk.queries import bank_files, people
from grantdesk.queries.bank_files import AnswerLine


@click.command("answer")
@click.argument("file")
@click.option("--by", "email", required=True, help="The e-mail address of whoever in finance brings the file in.")
@options.json_option
def command(file: str, email: str, as_json: bool) -> None:
    """Bring in FILE, what the bank answers: pain.002, camt.054, or a list as CSV with payment;amount;status;day;reason.

    A payment is confirmed only where reference, amount and batch are as they left. What does not match changes nothing and
    waits for a person. The same file twice changes nothing.
    """
    with options.said_as(as_json=as_json):
        content = _content(file)
        terms = opened()
        by = _person(email)
        read = answer.read("-" if file == "-" else Path(file).name, content)
        try:
            with db.transaction(at=clock.now()):
                found, again = answer.bring_in(read, by=by, on=clock.today()), False
                follow_up.settled_by(found, by=by, on=clock.today(), terms=terms)
        except AlreadyBroughtIn as earlier:
            found, again = bank_files.by_id(earlier.bank_file_id), True
    lines = bank_files.every_answer(found)
    if as_json:
        put_json(_as_json(found, lines, again=again))
        return
    if again:
        click.echo(f"Nothing new: {found.name} was brought in on {found.brought_on} by {found.brought_by}.")
    for line in lines:
        click.echo(_told(line))


def _content(file: str) -> bytes:
    """No more than one byte too many, which whoever reads it says."""
    most = bank_file.LARGEST + 1
    try:
        if file == "-":
            return sys.stdin.buffer.read(most)
        with Path(file).open("rb") as opened_file:
            return opened_file.read(most)
    except OSError as error:
        raise InputErrors([InputError("FILE", message("input.file", problem=str(error.strerror)))]) from error


def _person(email: str) -> User:
    found = people.find_by_email(email.strip().lower())
    if found is None or not found.active or not may(found.role, "bank:answer"):
        raise InputErrors([InputError("--by", message("bank.by_nobody"))])
    return found


def _told(line: AnswerLine) -> str:
    outcome = render(message(f"bank_outcome.{line.outcome}"), "en")
    amount = str(line.amount) if line.amount is not None else "-"
    to_do = f"  {render(message(f'bank_to_do.{line.outcome}'), 'en')}" if line.outcome in MISMATCHES else ""
    return f"{line.reference:<14}  {line.status:<9}  {amount:>16}  {outcome}{to_do}"


def _as_json(file: BankFile, lines: list[AnswerLine], *, again: bool) -> dict[str, Any]:
    return {
        "file": file.id,
        "name": file.name,
        "digest": file.digest,
        "form": file.form,
        "already": again,
        "others": file.others,
        "answers": [
            {
                "reference": line.reference,
                "payment": line.payment,
                "status": line.status,
                "amount": str(line.amount) if line.amount is not None else None,
                "on": line.on.isoformat(),
                "reason": line.reason,
                "outcome": line.outcome,
            }
            for line in lines
        ],
    }
