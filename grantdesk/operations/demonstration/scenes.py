"""What happens beside the stories: each scene at its moment, between the acts before it and those after."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from grantdesk import db
from grantdesk.operations.demonstration.acts import Act
from grantdesk.operations.demonstration.player import Player


@dataclass(frozen=True)
class Scene:
    """What is done at one moment, in one transaction; it is told the day."""

    at: datetime
    play: Callable[[date], object]


def scene(day: date, hour: time, play: Callable[[date], object]) -> Scene:
    """A scene on a day, at an hour (UTC) after those of the acts."""
    return Scene(datetime.combine(day, hour, UTC), play)


def between(player: Player, whole: Iterable[Act], scenes: Iterable[Scene], *, before: date) -> None:
    """Play the acts, and between them the scenes that are before the day `before`."""
    left = deque(whole)
    told = (each for each in scenes if each.at.date() < before)
    for each in sorted(told, key=lambda one: one.at):
        player.play(_until(each.at, left))
        with db.transaction(at=each.at):
            each.play(each.at.date())
    player.play(left)


def _until(moment: datetime, left: deque[Act]) -> Iterator[Act]:
    while left and left[0].at < moment:
        yield left.popleft()
