"""The books as finance keeps them: what is drawn from the State, and each month closed and signed in the month after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial
from hashlib import sha256

from grantdesk.actions import close_period, draw_down, reconcile
from grantdesk.actions.draw_down import NewEntry
from grantdesk.domain.money import Money
from grantdesk.domain.period import Month
from grantdesk.domain.state_money import Kind
from grantdesk.models.drawing import Drawing
from grantdesk.operations.demonstration import chance, people
from grantdesk.operations.demonstration.player import Player
from grantdesk.operations.demonstration.scenes import Scene, scene
from grantdesk.queries import drawings, reconciliations

_FIRST = 2025  # the year that the books begin
_DRAWN_AT, _CLOSED_AT, _SIGNED_AT, _SIGNED_TOO_AT = time(15, 30), time(15, 35), time(15, 40), time(15, 45)
# The State pays in the first month of each quarter; what is not used goes back before Christmas.
_MONTHS, _DAY, _BACK_ON = (1, 4, 7, 10), 20, (12, 18)
_DRAWN, _OPENING, _RETURNED = Money.kronor(9_400_000), Money.kronor(1_250_000), Money.kronor(400_000)
_CLOSED_ON = 10  # the day of the month after


def scenes(player: Player, before: date) -> Iterator[Scene]:
    """The State's money on its days, and the months closed: all but the last that has ended, which is left to close."""
    yield scene(chance.later(date(_FIRST, 1, 2), 0), _DRAWN_AT, partial(_entry, player, "opening", _OPENING))
    for year in range(_FIRST, before.year + 1):
        for number in _MONTHS:
            yield scene(chance.later(date(year, number, _DAY), 0), _DRAWN_AT, partial(_entry, player, "drawn", _DRAWN))
        back_on = chance.later(date(year, *_BACK_ON), 0)
        yield scene(back_on, _DRAWN_AT, partial(_entry, player, "returned", _RETURNED))
    month, last = Month(_FIRST, 12), Month.of(before).previous.previous
    while month <= last:
        yield from _closing(player, month, is_last=month == last)
        month = month.next


def waits(player: Player, *, on: date) -> None:
    """An entry of the State's money that nobody has confirmed yet."""
    _written(player, "returned", Money.kronor(75_000), on)


def _closing(player: Player, month: Month, *, is_last: bool) -> Iterator[Scene]:
    """Closed and signed on one day, and signed by another on the next; the last one waits for that."""
    day = chance.later(month.next.first_on.replace(day=_CLOSED_ON), 0)
    yield scene(day, _CLOSED_AT, partial(_close, player, month))
    yield scene(day, _SIGNED_AT, partial(_sign, player, month))
    if not is_last:
        yield scene(chance.later(day, 1), _SIGNED_TOO_AT, partial(_sign_too, player, month))


def _entry(player: Player, kind: Kind, amount: Money, on: date) -> None:
    draw_down.confirm(_written(player, kind, amount, on), by=player.users[people.HEAD_OF_FINANCE])


def _written(player: Player, kind: Kind, amount: Money, on: date) -> Drawing:
    item = drawings.items(player.terms)[0]
    day = date(on.year, 1, 1) if kind == "opening" else on
    once = sha256(f"demonstration {kind} {day}".encode()).hexdigest()
    new = NewEntry(kind, day.year, item, amount, day, f"Påhittad avi {day:%y%m%d}", once)
    return draw_down.entry(new, by=player.users[people.FINANCE], on=on)


def _close(player: Player, month: Month, on: date) -> None:
    close_period.close(month, by=player.users[people.FINANCE], on=on, terms=player.terms)


def _sign(player: Player, month: Month, _on: date) -> None:
    figures = reconciliations.figures(month)
    remark = "Påhittad anmärkning: genomgången med banken." if any(figures.differences()) else ""
    reconcile.sign(month, figures.digest, remark, by=player.users[people.FINANCE])


def _sign_too(player: Player, month: Month, _on: date) -> None:
    reconcile.countersign(reconciliations.signed(month)[0], by=player.users[people.CONTROLLER])
