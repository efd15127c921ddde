"""Convene: a meeting of the board is planned, its list of delegated decisions is made, and it is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.refusal import Refused, SomebodyWasFirst
from grantdesk.domain.roles import Actor
from grantdesk.models.meeting import DelegationReport, Meeting
from grantdesk.queries import delegated, meetings


@dataclass(frozen=True)
class Summons:
    """The day and the place of a meeting, what its minutes are called (`RUN 2026-12-03`), and what else there is to say."""

    day: date
    minutes: str
    place: str = ""
    remark: str = ""


def meeting(summons: Summons, *, by: Actor, once: str) -> Meeting:
    """Plan a meeting; the form sent twice plans one, which is given back."""
    if (already := meetings.find_by_token(once)) is not None:
        return already
    made = Meeting(
        once=once,
        **_told(summons),
        state=FIRST["meeting"],
        planned_at=db.moment(),
        planned_by_id=by.id,
        planned_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("meeting.planned", by=by, rows=[made], day=made.day)
    return made


def change(planned: Meeting, summons: Summons, *, by: Actor) -> None:
    """Say otherwise of a planned meeting; what decisions already rest on does not change."""
    told = _told(summons)
    rests = (planned.day, planned.minutes) != (told["day"], told["minutes"])
    if rests and any(each.item.state == "decided" for each in meetings.agenda_of(planned)):
        raise Refused("board.decided_there")
    if planned.listed_at is not None and summons.day < planned.day:
        raise Refused("board.list_made_earlier_day", day=planned.day)
    step = advance.step(planned, "change", **told)
    record.event("meeting.changed", by=by, changes=[step], day=planned.day)


def close_list(planned: Meeting, *, by: Actor) -> int:
    """Make the list of decisions taken on delegation that this meeting is told of, and give how many there are.

    What is recorded after this, or was decided after the meeting's day, goes to the next meeting. Each decision is on one list.
    """
    if planned.listed_at is not None:
        raise SomebodyWasFirst("first.delegation_list")
    step = advance.step(planned, "change", listed_at=db.moment())
    decisions = delegated.ids_not_listed(until=planned.day)
    rows = [DelegationReport(decision_id=each, meeting_id=planned.id) for each in decisions]
    db.session.add_all(rows)
    db.session.flush()
    record.event("delegation.listed", by=by, rows=rows, changes=[step], day=planned.day, decisions=len(rows))
    return len(rows)


def hold(planned: Meeting, paragraph: int | None, *, by: Actor, on: date) -> None:
    """Close a meeting that has been held: every item is dealt with, and what was listed is reported, in its paragraph."""
    refuse_what_is_to_come(planned, on=on)
    left = sum(each.item.state == "listed" for each in meetings.agenda_of(planned))
    if left:
        raise Refused("board.items_left", left=left)
    listed = delegated.count(planned)
    if listed and paragraph is None:
        raise Refused("board.report_without_paragraph", count=listed)
    if paragraph is not None and not listed:
        raise Refused("board.nothing_reported")
    if paragraph is not None:
        refuse_a_used_paragraph(planned, paragraph)
    held = {"held_at": db.moment(), "held_by_id": by.id, "held_by": by.name, "report_paragraph": paragraph}
    step = advance.step(planned, "hold", **held)
    record.event("meeting.held", by=by, changes=[step], day=planned.day)


def refuse_what_is_to_come(planned: Meeting, *, on: date) -> None:
    """Raises `Refused` where the meeting has been closed, or its day has not come."""
    if planned.state != FIRST["meeting"]:
        raise Refused("board.held", day=planned.day)
    if planned.day > on:
        raise Refused("board.day_to_come", day=planned.day)


def refuse_a_used_paragraph(planned: Meeting, paragraph: int) -> None:
    """Raises `Refused` where a decision or a postponement already has the paragraph of the meeting's minutes."""
    if meetings.uses_paragraph(planned, paragraph):
        raise Refused("board.paragraph_used", paragraph=planned.paragraph(paragraph))


def _told(summons: Summons) -> dict[str, date | str]:
    minutes = summons.minutes.strip()
    if not minutes:
        raise Refused("board.without_minutes")
    if "§" in minutes:
        raise Refused("board.minutes_with_paragraph")
    return {
        "day": summons.day,
        "minutes": minutes,
        "place": summons.place.strip(),
        "remark": summons.remark.strip(),
    }
