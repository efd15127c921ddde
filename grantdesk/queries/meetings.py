"""When does the board meet, what is on its agenda, and what became of each item?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from grantdesk import db
from grantdesk.domain.messages import Both
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.meeting import AgendaAttachment, AgendaItem, Meeting
from grantdesk.models.reference import Scheme
from grantdesk.queries.case_file import locked, of_id, visible_to


@dataclass(frozen=True)
class Counted:
    """A meeting, how many items are on its agenda, and how many of them the board has dealt with."""

    meeting: Meeting
    items: int
    settled: int


@dataclass(frozen=True)
class Listed:
    """An item with its case and applicant, the name of its scheme, what it was decided, and how many attachments it has."""

    item: AgendaItem
    scheme: Both
    decision: Decision | None
    attachments: int

    @property
    def case(self) -> Case:
        return self.item.case


def all_of_them() -> list[Counted]:
    """Every meeting, the latest day first."""
    of_it = [AgendaItem.meeting_id == Meeting.id, AgendaItem.state != "withdrawn"]
    items = select(func.count(AgendaItem.id)).where(*of_it).correlate(Meeting).scalar_subquery()
    settled = (
        select(func.count(AgendaItem.id)).where(*of_it, AgendaItem.state != "listed").correlate(Meeting)
    ).scalar_subquery()
    rows = db.session.execute(select(Meeting, items, settled).order_by(Meeting.day.desc()))
    return [Counted(meeting, int(many), int(done)) for meeting, many, done in rows]


def planned() -> list[Meeting]:
    """The meetings that have not been held, the first to come first."""
    return list(db.session.execute(select(Meeting).where(Meeting.state == "planned").order_by(Meeting.day)).scalars())


def by_id(meeting_id: int) -> Meeting:
    """One meeting; raises `NotThere`."""
    return _meeting(select(Meeting).where(Meeting.id == meeting_id))


def for_act(meeting_id: int) -> Meeting:
    """As `by_id`, locked for the act under way, so that what its minutes say is written one thing after the other."""
    return _meeting(locked(select(Meeting).where(Meeting.id == meeting_id), of=Meeting))


def find_by_token(once: str) -> Meeting | None:
    """The meeting that was planned with this form's token, if it was."""
    return db.session.execute(select(Meeting).where(Meeting.once == once)).scalar_one_or_none()


def agenda_of(meeting: Meeting) -> list[Listed]:
    """What is on the agenda, in its order; what was withdrawn too."""
    rows = _listed().where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position)
    return [_as_listed(row) for row in db.session.execute(rows)]


def item_by_id(meeting_id: int, item_id: int, *, by: Actor) -> Listed:
    """One item of the meeting, with the meeting; raises `NotThere`, also where `by` may not see the case."""
    rows = _listed().where(AgendaItem.meeting_id == meeting_id, AgendaItem.id == item_id)
    found = db.session.execute(visible_to(by, rows)).one_or_none()
    if found is None:
        raise NotThere("not_there.agenda_item")
    return _as_listed(found)


def item_for_act(meeting_id: int, item_id: int, *, by: Actor) -> AgendaItem:
    """An item as it is now, with its meeting and its whole case, all locked for the act under way; raises `NotThere`."""
    meeting = for_act(meeting_id)
    mine = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.id == item_id)
    found = db.session.execute(locked(mine, of=AgendaItem)).scalar_one_or_none()
    if not isinstance(found, AgendaItem):
        raise NotThere("not_there.agenda_item")
    set_committed_value(found, "meeting", meeting)
    set_committed_value(found, "case", of_id(found.case_id, by=by))
    return found


def find_item_by_token(once: str) -> AgendaItem | None:
    """The item that was listed with this form's token, if it was."""
    rows = select(AgendaItem).where(AgendaItem.once == once)
    return db.session.execute(rows.options(joinedload(AgendaItem.meeting))).scalar_one_or_none()


def find_listed(case: Case) -> AgendaItem | None:
    """The item by which the case waits for the board, with its meeting."""
    rows = select(AgendaItem).where(AgendaItem.case_id == case.id, AgendaItem.state == "listed")
    return db.session.execute(rows.options(joinedload(AgendaItem.meeting))).scalar_one_or_none()


def on_an_agenda() -> ColumnElement[bool]:
    """That a case waits for a meeting of the board."""
    return exists().where(AgendaItem.case_id == Case.id, AgendaItem.state == "listed")


def last_position(meeting: Meeting) -> int:
    """The position of the last item of the agenda; 0 where it has none."""
    last = select(func.coalesce(func.max(AgendaItem.position), 0)).where(AgendaItem.meeting_id == meeting.id)
    return int(db.session.execute(last).scalar_one())


def uses_paragraph(meeting: Meeting, paragraph: int) -> bool:
    """Whether something is recorded in this paragraph of the meeting's minutes, from the agenda or on a case's own page."""
    item = exists().where(AgendaItem.meeting_id == meeting.id, AgendaItem.paragraph == paragraph)
    beside = exists().where(Decision.minutes == meeting.paragraph(paragraph))
    return bool(db.session.execute(select(or_(item, beside))).scalar_one())


def attachments_of(meeting: Meeting) -> dict[int, list[AgendaAttachment]]:
    """By item, what is attached to it, the first first."""
    rows = (
        select(AgendaAttachment)
        .join(AgendaItem, AgendaItem.id == AgendaAttachment.item_id)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaAttachment.id)
    )
    found: dict[int, list[AgendaAttachment]] = {}
    for each in db.session.execute(rows).scalars():
        found.setdefault(each.item_id, []).append(each)
    return found


def attachment_by_id(listed: Listed, attachment_id: int) -> AgendaAttachment:
    """One attachment of an item that the reader has been found to see; raises `NotThere`."""
    found = db.session.execute(
        select(AgendaAttachment).where(AgendaAttachment.item_id == listed.item.id, AgendaAttachment.id == attachment_id)
    ).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.attachment")
    return found


def find_attachment(item: AgendaItem, digest: str) -> AgendaAttachment | None:
    """The attachment of the item with this content."""
    rows = select(AgendaAttachment).where(AgendaAttachment.item_id == item.id, AgendaAttachment.digest == digest)
    return db.session.execute(rows).scalar_one_or_none()


def every_attachment() -> list[AgendaAttachment]:
    return list(db.session.execute(select(AgendaAttachment).order_by(AgendaAttachment.id)).scalars())


_ATTACHED = (
    select(func.count(AgendaAttachment.id))
    .where(AgendaAttachment.item_id == AgendaItem.id)
    .correlate(AgendaItem)
    .scalar_subquery()
)


def _listed() -> Select[Any]:
    return (
        select(AgendaItem, Scheme.name_sv, Scheme.name_en, Decision, _ATTACHED)
        .join(Case, Case.id == AgendaItem.case_id)
        .join(Scheme, Scheme.code == Case.scheme)
        .outerjoin(Decision, Decision.id == AgendaItem.decision_id)
        .options(
            contains_eager(AgendaItem.case).joinedload(Case.organisation),
            joinedload(AgendaItem.meeting),
        )
    )


def _as_listed(row: Any) -> Listed:
    item, scheme_sv, scheme_en, decision, attachments = row
    return Listed(item, Both(scheme_sv, scheme_en), decision, int(attachments))


def _meeting(rows: Select[Any]) -> Meeting:
    found = db.session.execute(rows).scalar_one_or_none()
    if not isinstance(found, Meeting):
        raise NotThere("not_there.meeting")
    return found
