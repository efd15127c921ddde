"""`grantdesk frames`: the frames of each year, what is used of them and what is left."""

from __future__ import annotations

from typing import Any

import click

from grantdesk import clock
from grantdesk.cli import forecast, options
from grantdesk.cli.ground import opened, put_json
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.frame import YEARS, Room, cover_name
from grantdesk.domain.messages import message, render
from grantdesk.domain.money import Money
from grantdesk.queries import frames
from grantdesk.queries.frames import Line

_HEADINGS = ("year", "frame", "covers", "amount", "used", "left")


@click.group("frames", invoke_without_command=True)
@click.option("--year", default=None, help="One year; every year where none is given.")
@options.json_option
@click.pass_context
def command(context: click.Context, year: str | None, as_json: bool) -> None:
    """Budget frame and commitment authority by year: the amount, what is used of it and what is left.

    The whole county's first in each year, then those of whoever has one of their own and of each appropriation item.
    """
    if context.invoked_subcommand is not None:
        return
    with options.said_as(as_json=as_json):
        asked = _year(year)
        coding, laid = opened().coding, frames.all_of_them()
        lines = [one for one in frames.lines(laid, on=clock.today(), coding=coding) if asked in (None, one.year)]
        if as_json:
            put_json({"frames": [_as_json(line) for line in lines]})
            return
        rooms = [room for line in lines for room in (line.budget, line.commitment)]
        click.echo(_as_table([_HEADINGS, *map(_cells, rooms)]))


command.add_command(forecast.command)


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    first, last = YEARS
    if not (written.isascii() and written.isdecimal() and len(written) == 4 and first <= int(written) <= last):
        raise InputErrors([InputError("--year", message("input.year", first=first, last=last))])
    return int(written)


def _as_json(line: Line) -> dict[str, Any]:
    return {
        "year": line.year,
        "scope": line.scope,
        "item": line.item,
        "budget": {
            "frame": _amount(line.budget.amount),
            "decided": str(line.decided),
            "released": str(line.released),
            "paid": str(line.paid),
            "used": str(line.budget.used),
            "left": _amount(line.budget.left),
        },
        "commitment": {
            "authority": _amount(line.commitment.amount),
            "outstanding": str(line.commitment.used),
            "left": _amount(line.commitment.left),
        },
    }


def _amount(amount: Money | None) -> str | None:
    return None if amount is None else str(amount)


def _cells(room: Room) -> tuple[str, ...]:
    kind, covers = render(message(f"frame.kind.{room.kind}"), "en"), cover_name(room).en
    return (str(room.year), kind, covers, _amount(room.amount) or "none", str(room.used), _amount(room.left) or "none")


def _as_table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    words, amounts = 3, zip(row, widths, strict=True)
    return "  ".join(
        cell.ljust(width) if place < words else cell.rjust(width) for place, (cell, width) in enumerate(amounts)
    ).rstrip()
