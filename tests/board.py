"""The board in tests: a meeting, a case above everyone's limit, and that case on the agenda."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from pikepdf import Pdf

from grantdesk import db, settings
from grantdesk.actions import bring_up, convene, minute
from grantdesk.actions.bring_up import File, Proposed
from grantdesk.actions.convene import Summons
from grantdesk.actions.minute import Minuted
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.meeting import AgendaAttachment, AgendaItem, Meeting
from grantdesk.queries import case_file, meetings
from tests import builders
from tests.builders import DAY

LATER = DAY + timedelta(days=5)
WORDING = "Nämnden beviljar projektet 3 000 000 kr."


def a_meeting(day: date = DAY, *, by: Actor | None = None, **said: Any) -> Meeting:
    """A planned meeting whose minutes are called after its day."""
    by = by or builders.a_user("administrator")
    summons = Summons(day, said.pop("minutes", f"RUN {day.isoformat()}"), **said)
    with db.transaction(at=builders.moment(min(day, DAY))):
        return convene.meeting(summons, by=by, once=uuid.uuid4().hex)


def a_large_case(*, number: str = "802400-1003", proposed: bool = True, title: str = "Stort projekt") -> Case:
    """A project above everyone's limit: 3 000 000 of 6 000 000, proposed to be granted."""
    given = large()
    given["applicant"] |= {"organisation_number": number}
    case = builders.an_assessed_case(builders.a_registration(given, title=title))
    if proposed:
        builders.propose(case)
    return case


def large() -> dict[str, Any]:
    """An application for 3 000 000 of 6 000 000."""
    return builders.project_facts(
        costs=[{"category": "staff", "amount": "6000000.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": "3000000.00"}],
    )


def an_item(
    meeting: Meeting | None = None, case: Case | None = None, *, kind: str = "grant", on: date = DAY
) -> AgendaItem:
    """A case on the agenda of a meeting."""
    meeting, case, by = meeting or a_meeting(), case or a_large_case(), builders.a_user()
    with db.transaction(at=builders.moment(on)):
        planned, brought = meetings.for_act(meeting.id), case_file.for_act(case.number, by=by)
        proposed = Proposed(kind, WORDING, uuid.uuid4().hex)
        return bring_up.case(planned, brought, proposed, by=by, terms=builders.terms())


def case_of(item: AgendaItem) -> Case:
    """The case of the item, with its application."""
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        return case_file.of_id(item.case_id, by=by)


def granted(item: AgendaItem, paragraph: int = 87, *, amount: Money | None = None, on: date = DAY) -> Decision:
    """What the board decided of the item, recorded by an administrator."""
    by = builders.a_user("administrator")
    with db.transaction(at=builders.moment(on)):
        found = meetings.item_for_act(item.meeting_id, item.id, by=by)
        latest = case_file.latest_assessment(found.case)
        minuted = Minuted(
            paragraph, "Projektet stärker länet.", tuple(latest.answer["before_granting"]) if latest else ()
        )
        return minute.grant(found, amount or item.amount, minuted, by=by, on=on, terms=builders.terms())


def attached(item: AgendaItem, name: str = "underlag.pdf") -> AgendaAttachment:
    """A PDF attached to the item."""
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        found = meetings.item_for_act(item.meeting_id, item.id, by=by)
        return bring_up.attach(found, File(name, a_paper()), settings.read().archive, by=by)


def a_paper() -> bytes:
    """A PDF of one empty page."""
    out = BytesIO()
    with Pdf.new() as paper:
        paper.add_blank_page()
        paper.save(out)
    return out.getvalue()


def hold(meeting: Meeting, paragraph: int | None = None, *, on: date = DAY) -> None:
    by = builders.a_user("administrator")
    with db.transaction(at=builders.moment(on)):
        convene.hold(meetings.for_act(meeting.id), paragraph, by=by, on=on)


def close_list(meeting: Meeting, *, on: date = DAY) -> int:
    by = builders.a_user("administrator")
    with db.transaction(at=builders.moment(on)):
        return convene.close_list(meetings.for_act(meeting.id), by=by)
