"""Decide: somebody who may takes the decision, on what they saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, assess, book, draw, record, settle
from grantdesk.domain import authority, confirmation, kept_answer, lifecycle
from grantdesk.domain.decision_kinds import CAUSES, DISMISS, INCORRECT, REJECT, REVOKE, WRITE_OFF, ruled_as
from grantdesk.domain.delegation import BOARD, Row, Ruling, Substitute
from grantdesk.domain.ledger import Code, split
from grantdesk.domain.messages import LANGUAGES, Both, Message, in_both, message
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import CeilingExceeded, OutsideDelegation, Refused
from grantdesk.domain.roles import Actor
from grantdesk.domain.staff import Matter
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.proposal import Proposal
from grantdesk.queries import absences, case_file, checks, conflicts, rates, undertakings
from grantdesk.queries.conflicts import CloseTo
from grantdesk.region import Terms

REGION_DECIDES = "region"


@dataclass(frozen=True)
class Verdict:
    """What the one who decides says: why, on which assessment, and what is seen to be met before a grant.

    `minutes` is the paragraph of the board's minutes where the board has decided. `cause` is the ground that a dismissal
    or a write-off rests on, one of `CAUSES`.
    """

    reason: str
    assessment_id: int | None = None
    met_before: tuple[str, ...] = ()
    minutes: str | None = None
    cause: str | None = None


def grant(case: Case, amount: Money, verdict: Verdict, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Grant `amount`, at most what the rules give on the day, and book it as promised over the case's objectives."""
    assessment = grantable(case, amount, verdict, on=on, terms=terms)
    _refuse_what_is_not_met(assessment, verdict)
    ruling = allowed("grant", case, amount, verdict, by=by, on=on, terms=terms)
    draw.from_frames(case, amount, by=by, on=on, coding=terms.coding)
    decision = as_decided(case, "grant", amount, verdict, by=by, on=on, ruling=ruling, terms=terms)
    decision.assessment = assessment
    decision.costs, decision.refers_to_id = costs_behind(case, assessment), _anew(case)
    decision.regulation, decision.eur_rate, decision.eur_rate_on = de_minimis(case, on=on, terms=terms)
    db.session.add(decision)
    db.session.flush()
    shares = {line.objective: line.share for line in case.objectives}
    transfers = book.one(
        book.Booking(case, Code.GRANTED, split(amount, shares), on=on, key=f"grant:{decision.id}", because_of=decision)
    )
    steps = [advance.step(case, "grant"), *settle.proposal(case, "take", on=on)]
    record.event("case.granted", by=by, case=case, rows=[decision, *transfers], changes=steps, amount=amount, on=on)
    return decision


def reject(case: Case, verdict: Verdict, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Reject the application, with a reason the applicant can read."""
    return _turned_down(case, REJECT, "case.rejected", verdict, by=by, on=on, terms=terms)


def dismiss(case: Case, verdict: Verdict, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Dismiss the application without trying it: by its cause it is not for the Region to try, or cannot be."""
    return _turned_down(case, DISMISS, "case.dismissed", verdict, by=by, on=on, terms=terms)


def write_off(case: Case, verdict: Verdict, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Write the case off: by its cause there is nothing left to decide, such as where the applicant has withdrawn."""
    return _turned_down(case, WRITE_OFF, "case.written_off", verdict, by=by, on=on, terms=terms)


def reopen(case: Case, verdict: Verdict, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Revoke a decision that went against the applicant and was wrong: the application is tried again from the beginning."""
    wrong = case_file.decision_of(case)
    if wrong is None or not lifecycle.may("case", "reopen", case.status):
        raise Refused("decide.not_to_reopen", number=case.number)
    if on < wrong.decided_on:
        raise Refused("later.before_the_last", on=on, last=wrong.decided_on)
    if not verdict.reason.strip():
        raise Refused("later.without_reason")
    ruling = allowed(REVOKE, case, asked_for(case), verdict, by=by, on=on, terms=terms)
    decision = as_decided(case, REVOKE, ZERO, verdict, by=by, on=on, ruling=ruling, terms=terms)
    decision.assessment_id, decision.costs = wrong.assessment_id, wrong.costs
    decision.refers_to_id, decision.amount, decision.cause = wrong.id, ZERO, INCORRECT
    db.session.add(decision)
    db.session.flush()
    step = advance.step(case, "reopen")
    record.event("case.reopened", by=by, case=case, rows=[decision], changes=[step], reason=verdict.reason, on=on)
    return decision


def _anew(case: Case) -> int | None:
    """The decision that reopened the case, which a decision taken anew refers to; None the first time."""
    earlier = case_file.decisions_of(case)
    return earlier[-1].id if earlier else None


def _turned_down(case: Case, kind: str, event: str, verdict: Verdict, *, by: Actor, on: date, terms: Terms) -> Decision:
    _refuse_the_past(case, kind, on)
    if not verdict.reason.strip():
        raise Refused(f"decide.{kind}_without_reason")
    if verdict.cause not in CAUSES.get(kind, (None,)):
        raise Refused("decide.without_cause")
    ruling = allowed(kind, case, asked_for(case), verdict, by=by, on=on, terms=terms)
    decision = as_decided(case, kind, ZERO, verdict, by=by, on=on, ruling=ruling, terms=terms)
    decision.assessment = case_file.latest_assessment(case)
    decision.costs = total(line.amount for line in case.costs)
    decision.cause, decision.refers_to_id = verdict.cause, _anew(case)
    db.session.add(decision)
    db.session.flush()
    steps = [advance.step(case, kind), *settle.proposal(case, "release", on=on, because=verdict.reason.strip())]
    record.event(event, by=by, case=case, rows=[decision], changes=steps, reason=verdict.reason, on=on)
    return decision


def grantable(case: Case, amount: Money, verdict: Verdict, *, on: date, terms: Terms) -> Assessment:
    """The assessment that a grant of `amount` may rest on, the room of the company locked; otherwise `Refused`."""
    _refuse_the_past(case, "grant", on)
    assessment = _seen(case, verdict)
    refuse_what_is_not_confirmed(assessment.answer, on=on, terms=terms)
    # Two grants within one group are taken one after the other, so that they cannot both use the same room.
    undertakings.locked_companies(case.organisation_id, on=on)
    _refuse_what_the_rules_do_not_give(case, amount, assessment, on=on, terms=terms)
    return assessment


def ruling_on(kind: str, case: Case, amount: Money, *, by: Actor, on: date, terms: Terms) -> Ruling:
    """Whether `by` may take this decision, or record that the board has; pages and acts alike ask here."""
    matter = matter_of(kind, case, amount, conflicts.close_to(case.number), on=on)
    return authority.may_enter(matter, by=by, order=terms.order, staff=absences.staff(on=on))


def matter_of(kind: str, case: Case, amount: Money, close: CloseTo, *, on: date) -> Matter:
    """What the decision is about, and who is too close to the case to take it."""
    return Matter(ruled_as(kind), case.scheme, amount, on, conflicted=close.conflicted, prepared_by=close.prepared_by)


def asked_for(case: Case) -> Money:
    """What a rejection is about: the amount applied for, else all costs."""
    return case.requested or total(line.amount for line in case.costs)


def at_stake(case: Case, assessment: Assessment | None, proposal: Proposal | None) -> tuple[str, Money]:
    """What the next decision would be, and how much it is about: what is proposed, else what the rules give or deny."""
    if proposal is not None:
        return "grant", proposal.amount
    if assessment is not None and assessment.eligible:
        return "grant", assessment.aid
    return "reject", asked_for(case)


def costs_behind(case: Case, assessment: Assessment) -> Money:
    """The costs that the aid is a share of: for a project all of them, for others those that are eligible."""
    what = "cost" if case.project is not None else "eligible_cost"
    return total(Money.parse(line[what]) for line in assessment.answer["lines"])


def _refuse_the_past(case: Case, act: str, on: date) -> None:
    if not lifecycle.may("case", act, case.status):
        raise Refused("decide.not_ready", number=case.number)
    if on < case.received_on:
        raise Refused("decide.before_received", on=on, received=case.received_on)


def is_ours(assessment: Assessment) -> bool:
    """Whether the ordinance lets the Region decide, and not Tillväxtverket."""
    return bool(assessment.answer["authority"] == REGION_DECIDES)


def _seen(case: Case, verdict: Verdict) -> Assessment:
    """The latest assessment, which must be the one that the decision-maker saw."""
    latest = case_file.latest_assessment(case)
    if latest is None or not latest.eligible:
        raise Refused("decide.not_eligible", number=case.number)
    if verdict.assessment_id != latest.id:
        raise Refused("decide.assessed_since", number=case.number)
    if not is_ours(latest):
        raise Refused("decide.not_ours")
    return latest


def refuse_what_is_not_confirmed(answer: Mapping[str, Any], *, on: date, terms: Terms) -> None:
    said = confirmation.refusal(terms.county.decisions_on_unconfirmed, answer, on=on)
    if said is not None:
        raise Refused(said.key, **said.parameters)


def _refuse_what_the_rules_do_not_give(
    case: Case, amount: Money, assessment: Assessment, *, on: date, terms: Terms
) -> None:
    if amount <= ZERO:
        raise Refused("decide.nothing_to_grant")
    today = assess.answer_to(case_file.facts_of(case, on=on), county=terms.county)
    if amount > today.aid:
        raise CeilingExceeded("decide.above_aid", amount=amount, aid=today.aid, on=on)
    # By the day of the decision something else may decide the amount than when the case was assessed.
    kept = kept_answer.kept(today)
    refuse_what_is_not_confirmed(kept, on=on, terms=terms)
    _refuse_what_was_not_asked(kept, assessment)


def _refuse_what_was_not_asked(today: Mapping[str, Any], assessment: Assessment) -> None:
    """The euro may have carried the aid over the threshold of publication since the one who decides was asked to see to it."""
    asked = assessment.answer["before_granting"]
    more = [rule for rule in today["before_granting"] if rule not in asked]
    if more:
        raise Refused("decide.more_to_be_met", rules=_rules_in_words(more))


def _refuse_what_is_not_met(assessment: Assessment, verdict: Verdict) -> None:
    missing = [rule for rule in assessment.answer["before_granting"] if rule not in verdict.met_before]
    if missing:
        raise Refused("decide.not_met", rules=_rules_in_words(missing))


def _rules_in_words(rules: Sequence[str]) -> Both:
    words = [in_both(message(f"before.{rule}")) for rule in rules]
    sv, en = ("; ".join(one[language] for one in words) for language in LANGUAGES)
    return Both(sv, en)


def allowed(kind: str, case: Case, amount: Money, verdict: Verdict, *, by: Actor, on: date, terms: Terms) -> Ruling:
    """The ruling that the decision rests on; raises `OutsideDelegation` where `by` may not take or record it.

    Raises `Refused` too where something that such a decision requires has not been seen to.
    """
    ruling = ruling_on(kind, case, amount, by=by, on=on, terms=terms)
    if not ruling.allowed:
        raise OutsideDelegation("decide.outside_delegation", why=both(ruling.reason))
    by_board = ruling.row is not None and ruling.row.position == BOARD
    if by_board != bool(verdict.minutes and verdict.minutes.strip()):
        raise Refused("decide.board_and_minutes")
    checks.refuse_what_is_missing(case, kind, on=on, terms=terms)
    return ruling


def as_decided(
    case: Case, kind: str, amount: Money, verdict: Verdict, *, by: Actor, on: date, ruling: Ruling, terms: Terms
) -> Decision:
    """The decision with who took it, when, on what ground and what was seen to; what it is about is for the act to add."""
    if ruling.row is None:
        raise OutsideDelegation("decide.outside_delegation", why=both(ruling.reason))
    row = ruling.row
    return Decision(
        case_id=case.id,
        kind=kind,
        decided_on=on,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
        position=row.position or by.position,
        minutes=verdict.minutes if row.position == BOARD else None,
        granted=amount,
        reason=verdict.reason.strip(),
        met_before=list(verdict.met_before),
        ground=ground_of(row, ruling),
        checks=checks.frozen(case, kind, on=on, terms=terms),
    )


def ground_of(row: Row, ruling: Ruling) -> dict[str, Any]:
    """What the decision rests on, as the order said it that day; whoever stood in for another rests on that row too."""
    stood_in = ruling.substitute
    said: list[Row | Substitute] = [row, stood_in] if stood_in else [row]
    return {
        "sv": "; ".join(each.ground.sv for each in said),
        "en": "; ".join(each.ground.en for each in said),
        "limit": str(ruling.limit) if ruling.limit is not None else None,
        "valid_from": row.valid_from.isoformat(),
        "source": {"sv": row.source.text.sv, "en": row.source.text.en},
        "confidence": str(row.source.confidence),
        "confirmed": all(each.source.confirmed for each in said),
        "substitute_for": stood_in.position if stood_in else None,
    }


def de_minimis(case: Case, *, on: date, terms: Terms) -> tuple[str | None, Decimal | None, date | None]:
    """The regulation that a grant on the day would be given under, and the rate that it counts at; None where it is none."""
    regulation = terms.county.scheme(case.scheme).de_minimis
    if regulation is None:
        return None, None, None
    rate = rates.before(on)
    return regulation, rate.sek_per_eur, rate.rate_on


def both(said: Message) -> Both:
    texts = in_both(said)
    return Both(texts["sv"], texts["en"])
