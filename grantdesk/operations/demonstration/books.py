"""The books of the year before are closed and signed, and what was drawn from the State is written and confirmed."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from grantdesk.actions import close_period, draw_down, reconcile
from grantdesk.actions.draw_down import NewEntry
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from grantdesk.domain.state_money import Kind
from grantdesk.operations.demonstration import people
from grantdesk.operations.demonstration.player import Player
from grantdesk.queries import balances, drawings, reconciliations
from grantdesk.queries.balances import Period

# The State pays on a day in the first month of each quarter, whole hundred thousands.
_MONTHS, _DAY = (1, 4, 7, 10), 20
_STEP = Money.kronor(100_000)
_OPENING, _RETURNED = Money.kronor(1_250_000), Money.kronor(400_000)


def play(player: Player, *, on: date) -> None:
    """Write the State's money of last year and this, as far as it has come, and close last year."""
    last = on.year - 1
    _entry(player, "opening", _OPENING, date(last, 1, 1), on=on)
    for year in (last, on.year):
        for day in (date(year, month, _DAY) for month in _MONTHS):
            if day < on:
                _entry(player, "drawn", _a_quarter_of(year), day, on=on)
    _entry(player, "returned", _RETURNED, date(last, 12, 18), on=on)
    december = Month(last, 12)
    close_period.close(december, by=player.users[people.FINANCE], on=on, terms=player.terms)
    _sign(player, december)
    _entry(player, "returned", Money.kronor(75_000), on, on=on, waits=True)


def _a_quarter_of(year: int) -> Money:
    """What a quarter of what was paid in the year comes to, upwards to whole steps."""
    paid = balances.totals(["year"], period=Period.year(year)).sum.paid
    return Money(max(1, -(-paid.ore // (len(_MONTHS) * _STEP.ore))) * _STEP.ore)


def _entry(player: Player, kind: Kind, amount: Money, day: date, *, on: date, waits: bool = False) -> None:
    item = drawings.items(player.terms)[0]
    once = sha256(f"demonstration {kind} {day}".encode()).hexdigest()
    new = NewEntry(kind, day.year, item, amount, day, f"Påhittad avi {day:%y%m%d}", once)
    made = draw_down.entry(new, by=player.users[people.FINANCE], on=on)
    if not waits:
        draw_down.confirm(made, by=player.users[people.HEAD_OF_FINANCE])


def _sign(player: Player, month: Month) -> None:
    figures = reconciliations.figures(month)
    remark = "Påhittad anmärkning: genomgången med banken." if any(figures.differences()) else ""
    signed = reconcile.sign(month, figures.digest, remark, by=player.users[people.FINANCE])
    reconcile.countersign(signed, by=player.users[people.HEAD_OF_FINANCE])
