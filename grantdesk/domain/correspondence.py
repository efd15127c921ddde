"""Letters that decide nothing: what a request for a supplement must say, and what a covering letter must."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from grantdesk.domain.refusal import Refused

# What follows where nothing comes in: FL 20 § (the application may not be tried), or it is decided on what there is.
NOT_TRIED, DECIDED = "not_tried", "decided"
CONSEQUENCES = (NOT_TRIED, DECIDED)
# The states of a case in which something can be waited for, and those in which the application is still to be tried.
OPEN, UNTRIED = ("registered", "assessed", "granted"), ("registered", "assessed")
MOST_POINTS = 40


def each_line(written: str) -> list[str]:
    """What is written one thing a line, without the empty lines and the marks that lists are written with."""
    return [stripped for line in written.splitlines() if (stripped := line.strip().lstrip("-•*–").strip())]


def refuse_an_empty_request(points: Sequence[str]) -> None:
    if not points:
        raise Refused("supplement.without_points")
    if len(points) > MOST_POINTS:
        raise Refused("supplement.too_many_points", most=MOST_POINTS)


def refuse_a_case_that_waits_for_nothing(status: str, consequence: str) -> None:
    """Raises Refused where the case is over, or where its application has been tried and can no longer be left untried."""
    if status not in OPEN:
        raise Refused("supplement.case_over")
    if consequence == NOT_TRIED and status not in UNTRIED:
        raise Refused("supplement.already_tried")


def refuse_a_day_without_time(due_on: date, *, asked_on: date) -> None:
    if due_on <= asked_on:
        raise Refused("supplement.no_time", due_on=due_on)


def refuse_an_empty_covering(addressee: str, heading: str, text: str, enclosures: Sequence[str]) -> None:
    """Raises Refused where nobody could tell to whom it goes, what it is about, or what it brings."""
    if not addressee.strip():
        raise Refused("covering.without_addressee")
    if not heading.strip():
        raise Refused("covering.without_heading")
    if not text.strip() and not enclosures:
        raise Refused("covering.says_nothing")
    if len(enclosures) > MOST_POINTS:
        raise Refused("covering.too_many_enclosures", most=MOST_POINTS)
