"""Minute: what the board has decided of an item is recorded, with its paragraph, as a decision of the meeting's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk.actions import advance, bring_up, convene, decide, draw, later, record
from grantdesk.actions.decide import Verdict
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.assessment import Assessment
from grantdesk.models.decision import Decision
from grantdesk.models.meeting import AgendaItem
from grantdesk.models.proposal import Proposal
from grantdesk.queries import balances, case_file, proposals
from grantdesk.region import Terms


@dataclass(frozen=True)
class Minuted:
    """What the minutes say of an item: in which paragraph, why, and for a grant what was seen to be met before it."""

    paragraph: int
    reason: str
    met_before: tuple[str, ...] = ()


def grant(item: AgendaItem, amount: Money, minuted: Minuted, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Record that the board granted `amount`; `on` is today, the day of the decision that of the meeting.

    It is tried by the rules, the frames and the de minimis room of that day, on the assessment that the board saw. The proposal
    has held the room since, so that nobody else was granted it between the meeting and the minutes. Where a year has turned since
    the meeting, what falls due after the years since is tried by their authorities too.
    """
    _refuse(item, minuted, on=on)
    if proposals.standing_in(item.case) is None:
        raise Refused("board.nothing_proposed", number=item.case.number)
    day = item.meeting.day
    decision = decide.grant(item.case, amount, _verdict(item, minuted), by=by, on=day, terms=terms)
    draw.from_years_since(item.case, amount, day, by=by, on=on, coding=terms.coding)
    return _decided(item, decision, minuted, by=by)


def rejection(item: AgendaItem, minuted: Minuted, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Record that the board rejected the application."""
    _refuse(item, minuted, on=on)
    decision = decide.reject(item.case, _verdict(item, minuted), by=by, on=item.meeting.day, terms=terms)
    return _decided(item, decision, minuted, by=by)


def later_decision(item: AgendaItem, minuted: Minuted, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Record that the board took the later decision of a grant, as it was proposed when it was put on the agenda."""
    convene.refuse_what_is_to_come(item.meeting, on=on)
    convene.refuse_a_used_paragraph(item.meeting, minuted.paragraph)
    standing = _proposal_seen(item)
    said = Verdict(minuted.reason, minutes=item.meeting.paragraph(minuted.paragraph))
    decision = later.take(item.case, standing.id, said, by=by, on=item.meeting.day, terms=terms)
    draw.from_years_since(item.case, _promised(decision), item.meeting.day, by=by, on=on, coding=terms.coding)
    return _decided(item, decision, minuted, by=by)


def postponement(item: AgendaItem, reason: str, paragraph: int | None, *, by: Actor, on: date) -> None:
    """Record that the board postponed the item; the case can then be brought up at another meeting."""
    convene.refuse_what_is_to_come(item.meeting, on=on)
    if not reason.strip():
        raise Refused("board.without_reason")
    if paragraph is not None:
        convene.refuse_a_used_paragraph(item.meeting, paragraph)
    step = advance.step(item, "postpone", because=reason.strip(), paragraph=paragraph, **bring_up.settled(by))
    record.event("agenda.postponed", by=by, case=item.case, changes=[step], day=item.meeting.day)


def _promised(decision: Decision) -> Money:
    """What a later decision promises: what it adds, and where the case is to last longer all that is outstanding."""
    said = decision.terms or {}
    ends_on, before = said.get("ends_on"), said.get("ends_on_before")
    lasts_longer = ends_on is not None and before is not None and ends_on > before
    return balances.of_case(decision.case_id).outstanding if lasts_longer else decision.granted


def _proposal_seen(item: AgendaItem) -> Proposal:
    """The proposal that the item was listed with; one that has been laid since the board cannot have seen."""
    standing, day = proposals.standing_in(item.case), item.meeting.day
    if standing is None or standing.kind != item.kind or standing.proposed_at > item.listed_at:
        raise Refused("board.proposed_since", number=item.case.number)
    if standing.proposed_on > day:
        raise Refused("board.proposed_after", proposed=standing.proposed_on, day=day)
    return standing


def _refuse(item: AgendaItem, minuted: Minuted, *, on: date) -> None:
    convene.refuse_what_is_to_come(item.meeting, on=on)
    convene.refuse_a_used_paragraph(item.meeting, minuted.paragraph)
    _refuse_what_the_board_cannot_have_seen(item, case_file.latest_assessment(item.case))


def _verdict(item: AgendaItem, minuted: Minuted) -> Verdict:
    cited = item.meeting.paragraph(minuted.paragraph)
    return Verdict(minuted.reason, item.assessment_id, minuted.met_before, minutes=cited)


def _decided(item: AgendaItem, decision: Decision, minuted: Minuted, *, by: Actor) -> Decision:
    step = advance.step(item, "decide", decision_id=decision.id, paragraph=minuted.paragraph, **bring_up.settled(by))
    record.event("agenda.decided", by=by, case=item.case, changes=[step], paragraph=decision.minutes)
    return decision


def _refuse_what_the_board_cannot_have_seen(item: AgendaItem, assessment: Assessment | None) -> None:
    day = item.meeting.day
    if (assessment.id if assessment else None) != item.assessment_id:
        raise Refused("board.assessed_since", number=item.case.number)
    if assessment is not None and assessment.made_on > day:
        raise Refused("board.assessed_after", made=assessment.made_on, day=day)
