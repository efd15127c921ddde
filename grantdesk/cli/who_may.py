"""`grantdesk who-may`: who may take a decision, and on what ground."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from grantdesk import clock
from grantdesk.cli import options
from grantdesk.cli.ground import opened, put_json
from grantdesk.domain import readers
from grantdesk.domain.decision_kinds import ruled_as
from grantdesk.domain.delegation import KINDS
from grantdesk.domain.messages import Both, in_both, render
from grantdesk.domain.staff import Matter
from grantdesk.queries import delegations
from grantdesk.queries.delegations import Answer, WhoMay
from grantdesk.region import Terms


@click.command("who-may")
@click.argument("kind")
@click.option("--scheme", required=True, help="Code of the scheme, as `region show` lists them.")
@click.option("--amount", required=True, help="SEK with two decimals, such as 100000.00.")
@click.option("--on", "day", default=None, help="The day of the decision; today when absent.")
@options.json_option
def command(kind: str, scheme: str, amount: str, day: str | None, as_json: bool) -> None:
    """Who may take a decision of KIND: grant, reject, change, revoke, withhold, recover, advance and so on.

    People by name, and the board for what is above everyone's limit.
    """
    with options.said_as(as_json=as_json):
        on = options.day("--on", day) or clock.today()
        terms = opened()
        found = delegations.who_may(_matter(kind, scheme, amount, on, terms), order=terms.order)
    if as_json:
        put_json(_as_json(found))
    else:
        click.echo(_as_text(found))


def _matter(kind: str, scheme: str, amount: str, on: date, terms: Terms) -> Matter:
    return Matter(
        kind=ruled_as(options.chosen("KIND", kind, KINDS)),
        scheme=options.chosen("--scheme", scheme, terms.county.schemes),
        amount=options.read("--amount", amount, readers.amount_or_zero),
        on=on,
    )


def _as_json(found: WhoMay) -> dict[str, Any]:
    return {
        "may": [_who(answer) | _ground(answer) for answer in found.may],
        "may_not": [_who(answer) | {"reason": in_both(answer.ruling.reason)} for answer in found.may_not],
    }


def _who(answer: Answer) -> dict[str, Any]:
    return {"role": answer.role, "position": answer.position, "name": answer.name.sv}


def _ground(answer: Answer) -> dict[str, Any]:
    row = answer.ruling.row
    if row is None:
        raise ValueError("a decision that may be taken rests on a row of the delegation order")
    said: dict[str, Any] = {
        "ground": _both(row.ground),
        "limit": None if answer.ruling.limit is None else str(answer.ruling.limit),
        "source": row.source.text.en,
        "confirmed": row.source.confirmed,
    }
    stood_in = answer.ruling.substitute
    if stood_in is not None:
        said["substitute"] = {"for": stood_in.position, "ground": _both(stood_in.ground)}
        said["confirmed"] = row.source.confirmed and stood_in.source.confirmed
    return said


def _both(texts: Both) -> dict[str, str]:
    return {"sv": texts.sv, "en": texts.en}


def _as_text(found: WhoMay) -> str:
    return "\n".join(["May:", *_listed(found.may), "May not:", *_listed(found.may_not)])


def _listed(answers: tuple[Answer, ...]) -> list[str]:
    return [_line(answer) for answer in answers] or ["  nobody"]


def _line(answer: Answer) -> str:
    stood_in = answer.ruling.substitute
    standing = f", standing in for {stood_in.position}: {stood_in.ground.en}" if stood_in else ""
    return f"  {answer.name.en} ({answer.position}{standing}): {render(answer.ruling.reason, 'en')}"
