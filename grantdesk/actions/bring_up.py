"""Bring up: a case that is the board's to decide is put on the agenda of a meeting, with text and attachments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grantdesk import archive, db
from grantdesk.actions import advance, decide, record
from grantdesk.domain import authority, lifecycle
from grantdesk.domain.decision_kinds import GRANT, LATER_KINDS, REJECT
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import OutsideDelegation, Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.meeting import AgendaAttachment, AgendaItem, Meeting
from grantdesk.models.proposal import Proposal
from grantdesk.queries import absences, case_file, conflicts, meetings, proposals
from grantdesk.region import Terms

LARGEST_ATTACHMENT = 10 * 1024 * 1024
_LONGEST_NAME = 150
_PDF = b"%PDF-"


@dataclass(frozen=True)
class Proposed:
    """What the board is proposed: a grant, a rejection or a later decision, in which words; `once` is the form's token."""

    kind: str
    wording: str
    once: str


@dataclass(frozen=True)
class File:
    """A file as it was sent: the name it had with the sender, and what is in it."""

    name: str
    content: bytes


def case(planned: Meeting, brought: Case, proposed: Proposed, *, by: Actor, terms: Terms) -> AgendaItem:
    """Put the case on the agenda, last; the same form sent twice puts it there once.

    A grant, or a later decision of one, rests on the proposal that stands, which holds its room until the board has decided.
    """
    if (already := meetings.find_item_by_token(proposed.once)) is not None:
        return already
    _refuse_the_held(planned)
    conflicts.refuse_where_partial(brought, by=by)
    standing = proposals.standing_in(brought)
    _refuse_what_waits_for_nobody(brought, proposed, standing)
    amount, assessment_id = _rests_on(brought, proposed.kind, standing)
    _refuse_what_is_not_the_boards(planned, brought, proposed.kind, amount, terms)
    made = AgendaItem(
        once=proposed.once,
        meeting=planned,
        case=brought,
        position=meetings.last_position(planned) + 1,
        kind=proposed.kind,
        amount=amount,
        assessment_id=assessment_id,
        wording=proposed.wording.strip(),
        state=FIRST["agenda_item"],
        listed_at=db.moment(),
        listed_by_id=by.id,
        listed_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("agenda.listed", by=by, case=brought, rows=[made], day=planned.day)
    return made


def attach(item: AgendaItem, file: File, folder: Path, *, by: Actor) -> AgendaAttachment:
    """Keep a PDF in the archive and name it on the item; the bytes say whether it is one, not the name."""
    _refuse_the_held(item.meeting)
    if item.state != FIRST["agenda_item"]:
        raise Refused("first.agenda_item")
    name = file.name.strip()[-_LONGEST_NAME:]
    if not file.content.startswith(_PDF):
        raise Refused("board.not_pdf", name=name)
    if len(file.content) > LARGEST_ATTACHMENT:
        raise Refused("board.too_large", name=name, most=LARGEST_ATTACHMENT // (1024 * 1024))
    digest = archive.keep(folder, file.content)
    if (same := meetings.find_attachment(item, digest)) is not None:
        raise Refused("board.attached_already", name=same.name)
    made = AgendaAttachment(
        item_id=item.id,
        name=name,
        digest=digest,
        size=len(file.content),
        added_at=db.moment(),
        added_by_id=by.id,
        added_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("agenda.attached", by=by, case=item.case, rows=[made])
    return made


def withdraw(item: AgendaItem, reason: str, *, by: Actor) -> None:
    """Take the item off the agenda, before the board has dealt with it; the case can be brought up anew."""
    _refuse_the_held(item.meeting)
    if not reason.strip():
        raise Refused("board.without_reason")
    step = advance.step(item, "withdraw", because=reason.strip(), **settled(by))
    record.event("agenda.withdrawn", by=by, case=item.case, changes=[step], day=item.meeting.day)


def settled(by: Actor) -> dict[str, object]:
    """When and by whom it was written what became of an item."""
    return {"settled_at": db.moment(), "settled_by_id": by.id, "settled_by": by.name}


def _refuse_the_held(planned: Meeting) -> None:
    if planned.state != FIRST["meeting"]:
        raise Refused("board.held", day=planned.day)


def _refuse_what_waits_for_nobody(brought: Case, proposed: Proposed, standing: Proposal | None) -> None:
    first = proposed.kind in (GRANT, REJECT) and lifecycle.may("case", proposed.kind, brought.status)
    later = proposed.kind in LATER_KINDS and standing is not None and standing.kind == proposed.kind
    if not first and not later:
        raise Refused("board.not_ready", number=brought.number)
    if not proposed.wording.strip():
        raise Refused("board.without_wording")
    listed = meetings.find_listed(brought)
    if listed is not None:
        raise Refused("board.on_agenda", number=brought.number, day=listed.meeting.day)


def about(standing: Proposal) -> Money:
    """How much the delegation order measures what is proposed by: of a later decision that is not what it promises."""
    return standing.amount if standing.said is None else Money(int(standing.said["about"]))


def _rests_on(brought: Case, kind: str, standing: Proposal | None) -> tuple[Money, int | None]:
    """How much the decision is about, and the assessment that it rests on."""
    if kind == REJECT:
        latest = case_file.latest_assessment(brought)
        return decide.asked_for(brought), latest.id if latest else None
    if standing is None:
        raise Refused("board.nothing_proposed", number=brought.number)
    return about(standing), standing.assessment_id


def _refuse_what_is_not_the_boards(planned: Meeting, brought: Case, kind: str, amount: Money, terms: Terms) -> None:
    matter = decide.matter_of(kind, brought, amount, conflicts.close_to(brought.number), on=planned.day)
    ruling = authority.board_may_take(matter, order=terms.order, staff=absences.staff(on=planned.day))
    if not ruling.allowed:
        raise OutsideDelegation("board.not_for_the_board", why=decide.both(ruling.reason))
