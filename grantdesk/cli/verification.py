"""`grantdesk verify`: that ledger, totals and history are whole."""

from __future__ import annotations

import click

from grantdesk.cli.ground import NotSo, opened
from grantdesk.operations import verify


@click.command("verify")
def command() -> None:
    """Check ledger, totals and history; exit 1 with the first broken row named."""
    opened()
    report = verify.everything()
    for line in report.checked:
        click.echo(line)
    if report.broken:
        raise NotSo(report.broken[0])
    click.echo(f"The chain's head: {report.head} ({report.length} events)")
