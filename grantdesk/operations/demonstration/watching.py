"""What outlives the last payment: beside the duties of the rules, one that is soon to be seen to and one that is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from hashlib import sha256

from grantdesk.actions import watch
from grantdesk.actions.watch import ByHand
from grantdesk.operations.demonstration import chance, people
from grantdesk.operations.demonstration.player import Player
from grantdesk.operations.demonstration.scenes import Scene, scene
from grantdesk.queries import case_file, watches

_AT = time(15, 55)
_BEFORE, _OVER, _SOON = timedelta(days=120), timedelta(days=30), timedelta(days=20)
_REPORT = "Slutrapport om hur investeringen används (påhittad bevakning)."
_SIGN = "Skylten om stödet sitter kvar vid entrén (påhittad bevakning)."
_GROUND = "Beslutet, villkor 4 (påhittat)."


def scenes(player: Player, before: date) -> Iterator[Scene]:
    """Both are set up on one day, months before."""
    yield scene(chance.later(before - _BEFORE, 0), _AT, partial(_set_up, player, before))


def _set_up(player: Player, before: date, on: date) -> None:
    by = player.users[people.HANDLER]
    line = watches.standing(by=by, on=on).lines[0]
    for kind, text, until in (("final_report", _REPORT, before - _OVER), ("other", _SIGN, before + _SOON)):
        wanted = ByHand(kind, text, _GROUND, until, yearly=False)
        case = case_file.for_act(line.case_number, by=by)
        once = sha256(f"demonstration watch {kind}".encode()).hexdigest()
        watch.add(case, wanted, once=once, by=by, on=on, terms=player.terms)
