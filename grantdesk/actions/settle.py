"""Settle: what is decided of a case ends the proposal that stood in it, and frees the room that it held."""

from __future__ import annotations

from datetime import date

from grantdesk.actions import advance
from grantdesk.models.case import Case
from grantdesk.models.witness import Change
from grantdesk.queries import proposals


def proposal(case: Case, act: str, *, on: date, because: str | None = None) -> list[Change]:
    """End the standing proposal by `act` ("take" or "release"), where there is one; gives back what changed, for history."""
    standing = proposals.standing_in(case)
    return [] if standing is None else [advance.step(standing, act, ended_on=on, ended_because=because)]
