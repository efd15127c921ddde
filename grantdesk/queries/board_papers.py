"""What do the board's papers say: the agenda with the room in the frames, and the list of delegated decisions?"""

from __future__ import annotations

from collections.abc import Sequence

from grantdesk.documents.agenda import Agenda, Point
from grantdesk.documents.delegated_list import DelegatedList, Line
from grantdesk.domain.coding import Coding
from grantdesk.domain.decision_kinds import GRANT
from grantdesk.domain.frame import WHOLE, Room, asked
from grantdesk.domain.messages import Both, Language, Message, message, render
from grantdesk.domain.money import Money, total
from grantdesk.models.meeting import AgendaAttachment, Meeting
from grantdesk.queries import delegated, frames, meetings
from grantdesk.queries.delegated import Delegated
from grantdesk.queries.letterhead import letterhead_of
from grantdesk.queries.meetings import Listed
from grantdesk.region import Terms


def agenda(meeting: Meeting, *, terms: Terms, language: Language) -> Agenda:
    """The agenda of the meeting, without what was withdrawn."""
    listed = [each for each in meetings.agenda_of(meeting) if each.item.state != "withdrawn"]
    attached = meetings.attachments_of(meeting)
    return Agenda(
        letterhead=letterhead_of(terms.county, language),
        board=_word(terms.order.board, language),
        day=meeting.day,
        minutes=meeting.minutes,
        place=meeting.place,
        remark=meeting.remark,
        points=tuple(_point(each, attached.get(each.item.id, []), language) for each in listed),
        room=tuple(room_for(meeting, listed, coding=terms.coding)),
        reported=_reported(delegated.count(meeting)),
    )


def room_for(meeting: Meeting, listed: Sequence[Listed], *, coding: Coding) -> list[Message]:
    """What is left of each frame of the meeting's year, and what would be if all that is proposed on the agenda were granted."""
    day = meeting.day
    of_year = [
        line
        for line in frames.lines(frames.all_of_them(), on=day, coding=coding)
        if (line.year, line.scope) == (day.year, WHOLE)
    ]
    waiting = [each for each in listed if each.item.state == "listed" and each.item.kind == GRANT]
    return [
        _room(room, [each for each in waiting if room.item in (None, coding.item_of(each.case.scheme, day))])
        for line in of_year
        for room in (line.budget, line.commitment)
        if room.kind in line.needs
    ]


def delegated_list(meeting: Meeting, *, terms: Terms, language: Language) -> DelegatedList:
    """The whole list of the meeting: as it was made, or as it would be."""
    return DelegatedList(
        letterhead=letterhead_of(terms.county, language),
        board=_word(terms.order.board, language),
        day=meeting.day,
        status=status_of(meeting),
        lines=tuple(_line(each, language) for each in delegated.of_meeting(meeting)),
    )


def status_of(meeting: Meeting) -> Message:
    """Whether the list of delegated decisions is made, or already reported."""
    if meeting.report_paragraph is not None:
        return message("delegated.reported_in", paragraph=meeting.paragraph(meeting.report_paragraph))
    return message("delegated.made" if meeting.listed_at is not None else "delegated.draft")


def outcome_of(listed: Listed, meeting: Meeting) -> tuple[str, str]:
    """What became of an item: the name of a sentence, and the paragraph where there is one."""
    item = listed.item
    cited = meeting.paragraph(item.paragraph) if item.paragraph is not None else ""
    key = f"decision.{listed.decision.kind}" if listed.decision else f"state.agenda_item.{item.state}"
    return key, cited


def _point(listed: Listed, attached: Sequence[AgendaAttachment], language: Language) -> Point:
    item, case = listed.item, listed.case
    return Point(
        position=item.position,
        case_number=case.number,
        measure=case.title,
        applicant=case.organisation.name,
        scheme=_word(listed.scheme, language),
        kind=item.kind,
        proposal=render(message(f"agenda.kind.{item.kind}"), language),
        amount=item.amount,
        wording=item.wording,
        attachments=tuple(each.name for each in attached),
        outcome=_outcome(listed, language),
    )


def _outcome(listed: Listed, language: Language) -> str:
    if listed.item.state == "listed":
        return ""
    key, cited = outcome_of(listed, listed.item.meeting)
    return ", ".join(part for part in (render(message(key), language), cited) if part)


def _room(room: Room, waiting: Sequence[Listed]) -> Message:
    of = room.kind if room.item is None else f"{room.kind}_item"
    named = {} if room.item is None else {"item": room.item}
    if room.left is None:
        return message(f"agenda.no_frame_{of}", year=room.year, **named)
    wanted = total(_asked(room, each) for each in waiting)
    return message(f"agenda.room_{of}", year=room.year, left=room.left, after=room.left - wanted, **named)


def _asked(room: Room, listed: Listed) -> Money:
    return asked(room.kind, room.year, listed.item.amount, listed.case.ends_on)


def _reported(count: int) -> Message:
    return message("agenda.reported", count=count) if count else message("agenda.nothing_reported")


def _line(told: Delegated, language: Language) -> Line:
    return Line(
        name=told.name,
        position=render(message(f"position.{told.position}"), language),
        case_number=told.case_number,
        decided_on=told.decided_on,
        kind=render(message(f"decision.{told.kind}"), language),
        applicant=told.applicant,
        scheme=_word(told.scheme, language),
        amount=told.amount,
        ground=_word(told.ground, language),
    )


def _word(both: Both, language: Language) -> str:
    return both.sv if language == "sv" else both.en
