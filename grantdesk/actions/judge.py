"""Judge: what is made of the rows of a claim, one by one, several in one act, or all that nothing speaks against."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from grantdesk.actions import advance, record
from grantdesk.actions.review import judged_now, refuse_all_but_submitted, sampling_of
from grantdesk.domain import claim_lines as rows
from grantdesk.domain import line_signals
from grantdesk.domain.claim_lines import APPROVE, DEDUCT, PARK, Judgement
from grantdesk.domain.county import County
from grantdesk.domain.line_signals import Signal
from grantdesk.domain.messages import one_after_the_other
from grantdesk.domain.money import ZERO
from grantdesk.domain.question import named
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.domain.roles import Actor
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.models.witness import Change
from grantdesk.queries import claim_lines, grants
from grantdesk.queries import line_signals as signalled
from grantdesk.queries.claim_lines import by_category


def row(line: ClaimLine, judged: Judgement, *, by: Actor, county: County) -> None:
    """Approve a row, deduct from it or park it; what is approved stands in the plan. It may be judged anew until the claim is.

    A row that something speaks against is approved with a remark.
    """
    claim = line.claim
    refuse_all_but_submitted(claim, by=by)
    found = signalled.of_claim(claim, claim_lines.standing(claim), by=by, county=county)
    step = _step(
        line, judged, found.get(line.number, []), plan=by_category(grants.of_case(claim.case).claimable), by=by
    )
    record.event("claim.line_judged", by=by, case=claim.case, changes=[step], number=claim.number, line=line.number)


def several(
    claim: Claim, numbers: Collection[int], judged: Judgement, *, seen: datetime | None, by: Actor, county: County
) -> list[ClaimLine]:
    """Make the same of several rows, each in the category that it counts to; what is deducted is deducted wholly.

    `seen` is when a row of the claim had last been judged as the chooser read them: what another has judged since is not
    undone unseen. A row of the sample is approved by itself.
    """
    refuse_all_but_submitted(claim, by=by)
    standing = claim_lines.standing(claim)
    chosen = [line for line in standing if line.number in set(numbers)]
    _refuse_the_choice(chosen, numbers, judged, seen)
    found = signalled.of_claim(claim, standing, by=by, county=county)
    plan = by_category(grants.of_case(claim.case).claimable)
    steps = [_step(line, _of(line, judged), found.get(line.number, []), plan=plan, by=by) for line in chosen]
    record.event("claim.lines_judged", by=by, case=claim.case, changes=steps, number=claim.number, lines=len(steps))
    return chosen


def rest(claim: Claim, *, by: Actor, on: date, county: County) -> list[ClaimLine]:
    """Approve every row that is in the plan, not in the sample, not yet judged, and that nothing speaks against."""
    refuse_all_but_submitted(claim, by=by)
    if claim.sample is None and sampling_of(claim, county, on=on):
        raise Refused("claim_line.rest_without_sample")
    standing = claim_lines.standing(claim)
    found = signalled.of_claim(claim, standing, by=by, county=county)
    left = claim_lines.rest_of(standing, grants.of_case(claim.case).claimable, held_back(found))
    if not left:
        raise Refused("claim_line.no_rest")
    now = judged_now(by)
    steps = [advance.step(line, APPROVE, approved=line.counted, **now) for line in left]
    record.event("claim.rest_approved", by=by, case=claim.case, changes=steps, number=claim.number, lines=len(left))
    return left


def held_back(found: dict[int, list[Signal]]) -> frozenset[int]:
    """The numbers of the rows that are not approved with the rest."""
    return frozenset(number for number, each in found.items() if line_signals.held(each))


def _step(line: ClaimLine, judged: Judgement, found: Sequence[Signal], *, plan: Collection[str], by: Actor) -> Change:
    rows.refuse_unfounded(judged, line.number, line.counted)
    _refuse_silence(line, judged, found)
    approved = {APPROVE: line.counted, DEDUCT: judged.approved}.get(judged.act)
    if approved and judged.category not in plan:
        category = named(f"category.{judged.category}")
        raise Refused("claim_line.outside_plan", number=line.number, category=category)
    said: dict[str, Any] = {
        "moved_to": None if judged.category == line.category else judged.category,
        "approved": approved,
        # What belongs to another judgement is empty.
        "reason": judged.reason if judged.act == DEDUCT else None,
        "remark": judged.remark.strip(),
        "question": judged.question.strip() if judged.act == PARK else "",
    }
    return advance.step(line, judged.act, **said, **judged_now(by))


def _refuse_silence(line: ClaimLine, judged: Judgement, found: Sequence[Signal]) -> None:
    """Raises Refused where all of a row is approved that something speaks against, and nothing is said of it."""
    against = [signal.said for signal in found if signal.holds]
    if judged.act == APPROVE and against and not judged.remark.strip():
        raise Refused("claim_line.signal_without_remark", number=line.number, what=one_after_the_other(against))


def _of(line: ClaimLine, judged: Judgement) -> Judgement:
    """What is said of several rows, of one of them."""
    return Judgement(
        judged.act, line.counted_to, ZERO, reason=judged.reason, remark=judged.remark, question=judged.question
    )


def _refuse_the_choice(
    chosen: Sequence[ClaimLine], numbers: Collection[int], judged: Judgement, seen: datetime | None
) -> None:
    if not numbers:
        raise Refused("claim_line.none_chosen")
    if len(chosen) != len(set(numbers)):
        raise NotThere("not_there.claim_line")
    for line in chosen:
        if line.judged_at is not None and (seen is None or line.judged_at > seen):
            raise SomebodyWasFirst("first.claim_line")
        if line.sampled and judged.act == APPROVE:
            raise Refused("claim_line.sampled_alone", number=line.number)
