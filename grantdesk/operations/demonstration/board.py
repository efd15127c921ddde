"""The board: a meeting that has been held, which was told of what was decided on delegation, and one to come with an item."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

from grantdesk.actions import bring_up, convene
from grantdesk.actions.bring_up import Proposed
from grantdesk.actions.convene import Summons
from grantdesk.models.meeting import Meeting
from grantdesk.operations.demonstration import people, waiting
from grantdesk.operations.demonstration.chance import working_day_before
from grantdesk.operations.demonstration.player import Player
from grantdesk.queries import case_file

_PARAGRAPH = 84
_WORDING = "Nämnden beviljar stödet enligt förslaget (påhittat)."


def play(player: Player, *, on: date) -> None:
    """Adjust the minutes of the last meeting, and call to the next one."""
    administrator, handler = player.users[people.ADMINISTRATOR], player.users[people.HANDLER]
    held = _meeting(player, working_day_before(on, 18))
    convene.close_list(held, by=administrator)
    convene.hold(held, _PARAGRAPH, by=administrator, on=on)
    coming = _meeting(player, on + timedelta(days=12))
    brought = case_file.for_act(player.case_of(waiting.FOR_THE_BOARD).number, by=handler)
    proposed = Proposed("grant", _WORDING, _token("item"))
    bring_up.case(coming, brought, proposed, by=handler, terms=player.terms)


def _meeting(player: Player, day: date) -> Meeting:
    summons = Summons(day, f"RUN {day.isoformat()}", place="Regionhuset, påhittade salen")
    return convene.meeting(summons, by=player.users[people.ADMINISTRATOR], once=_token(day.isoformat()))


def _token(of: str) -> str:
    """What stands in for the token of a form."""
    return sha256(f"board {of}".encode()).hexdigest()
