"""What handlers expect of a few cases, beside what the model says, and the forecast as it was kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial
from hashlib import sha256

from grantdesk.actions import expect
from grantdesk.domain.money import Money
from grantdesk.operations.demonstration import chance, people
from grantdesk.operations.demonstration.player import Player
from grantdesk.operations.demonstration.scenes import Scene, scene
from grantdesk.queries import case_file, conflicts, over_time

_KEPT_AT = time(15, 50)
_FIRST = 2024  # the year that the first payments were made
_REASONS = (
    "Påhittat: upphandlingen drar ut på tiden, enligt samtal med projektledaren.",
    "Påhittat: maskinen levereras efter årsskiftet.",
    "Påhittat: lokalen blir klar senare än planerat.",
)


def scenes(player: Player, before: date) -> Iterator[Scene]:
    """The forecast as it was kept at the end of each year: what the next year turned out to be is judged by it."""
    for year in range(_FIRST, before.year):
        yield scene(chance.working_day_before(date(year, 12, 30), 0), _KEPT_AT, partial(_keep, player))


def _keep(player: Player, on: date) -> None:
    expect.keep(by=player.users[people.FINANCE], on=on, today=on)


def play(player: Player, *, on: date) -> None:
    """Some cases that last beyond the year are expected a year later than their time plan; then the forecast is kept."""
    handler, said = player.users[people.HANDLER], 0
    for one in over_time.remainders(on):
        lasts = one.left.ends_on is not None and one.left.ends_on.year > on.year
        if said == len(_REASONS) or not lasts:
            continue
        case = case_file.of_id(one.case_id, by=handler)
        if handler.id in conflicts.close_to(case.number).conflicted:
            continue
        soon = Money(one.left.amount.ore // 3)
        years = {on.year + 1: soon, on.year + 2: one.left.amount - soon}
        once = sha256(f"expectation {case.number}".encode()).hexdigest()
        expect.of_case(case, years, _REASONS[said], once=once, by=handler, on=on)
        said += 1
    _keep(player, on)
