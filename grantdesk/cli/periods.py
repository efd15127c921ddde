"""`grantdesk periods`: which months are closed, and to close the next."""

from __future__ import annotations

from typing import Any

import click

from grantdesk import clock, db
from grantdesk.actions import close_period
from grantdesk.cli import options
from grantdesk.cli.ground import opened, put_json
from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import message
from grantdesk.domain.period import Month, to_close
from grantdesk.domain.roles import may
from grantdesk.models.period import AccountingPeriod
from grantdesk.models.user import User
from grantdesk.queries import people, periods, reconciliations


@click.group("periods")
def group() -> None:
    """The months that the books are kept by."""


@group.command("list")
@options.json_option
def listed(as_json: bool) -> None:
    """The months that have been closed, the latest first, with how each is signed; and those that can be closed now."""
    opened()
    rows = periods.all_of_them()
    states = reconciliations.states([Month.of(row.first_on) for row in rows])
    waiting = [str(month) for month in to_close(periods.next_to_close(), on=clock.today())] if rows else []
    told = [_told(row, states[Month.of(row.first_on)]) for row in rows]
    if as_json:
        put_json({"closed": told, "to_close": waiting})
        return
    for row in told:
        click.echo("  ".join((row["month"], row["state"].ljust(6), row["signed"].ljust(13), row["closed_by"])))
    click.echo(f"To close: {', '.join(waiting) or 'none'}")


@group.command("close")
@click.argument("month")
@click.option("--by", "email", required=True, help="The e-mail address of whoever in finance closes it.")
def close(month: str, email: str) -> None:
    """Close MONTH, such as 2026-09: from then on no day up to its last takes bookings."""
    closed, terms = _month(month), opened()
    by = _person(email)
    with db.transaction(at=clock.now()):
        close_period.close(closed, by=by, on=clock.today(), terms=terms)
    click.echo(f"{closed} is closed.")


def _told(row: AccountingPeriod, signed: str) -> dict[str, Any]:
    return {
        "month": str(Month.of(row.first_on)),
        "state": row.state,
        "closed_by": row.closed_by,
        "closed_at": row.closed_at.isoformat(),
        "signed": signed,
    }


def _month(written: str) -> Month:
    try:
        return Month.parse(written)
    except ValueError as wrong:
        raise InputErrors([InputError("MONTH", message("period.month"))]) from wrong


def _person(email: str) -> User:
    found = people.find_by_email(email.strip().lower())
    if found is None or not found.active or not may(found.role, "period:close"):
        raise InputErrors([InputError("--by", message("period.by_nobody"))])
    return found
