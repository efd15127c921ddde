"""An act that somebody asks for on a page, done on the case as it is now."""

from __future__ import annotations

from collections.abc import Callable

from grantdesk import clock, db
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.case import Case
from grantdesk.queries import case_file
from grantdesk.web import filters
from grantdesk.web.access import signed_in


def on_case(number: str, act: Callable[[Case], None]) -> str | None:
    """Do the act in a transaction of its own; answers with a sentence where it was refused."""
    try:
        with db.transaction(at=clock.now()):
            act(case_file.for_act(number, by=signed_in()))
    except (NotThere, SomebodyWasFirst):
        raise
    except Refused as refused:
        return filters.say(refused.reason)
    return None
