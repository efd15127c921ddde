"""Review: the rows of a claim are entered and sampled, and one that is not judged keeps it from approval.

What is made of a row is in `judge`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain import claim_lines as rows
from grantdesk.domain.claim_lines import FLAT, PARK, CostTerms, NewLine
from grantdesk.domain.county import County
from grantdesk.domain.later import PlanLine
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.provisions import Sampling
from grantdesk.domain.question import named
from grantdesk.domain.refusal import CeilingExceeded, Refused
from grantdesk.domain.roles import Actor
from grantdesk.domain.rulebook import RuleValue
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.models.decision import Decision
from grantdesk.models.witness import Change
from grantdesk.queries import case_file, claim_lines, conflicts, grants
from grantdesk.queries.claim_lines import Accumulated, by_category
from grantdesk.queries.grants import Grant


def terms_of(claim: Claim, county: County, *, grant: Grant | None = None) -> CostTerms:
    """What the scheme says of the claim's costs: by the rules of the day that it was granted."""
    grant = grant or grants.of_case(claim.case)
    return rows.terms_on(county.scheme(claim.case.scheme), grant.first.decided_on)


def sampling_of(claim: Claim, county: County, *, on: date) -> RuleValue[Sampling] | None:
    """The rule on which rows are looked at one by one, as it stands on the day of the review; None where there is none."""
    return county.scheme(claim.case.scheme).rules.sampling.on(on)


def add_lines(claim: Claim, lines: Sequence[NewLine], *, by: Actor, county: County, once: str) -> list[ClaimLine]:
    """Add rows to a draft, after those that are there; `once` is the token of the form, or the digest of the file."""
    refuse_all_but_drafts(claim, by=by)
    there = claim_lines.of_claim(claim)
    if not lines:
        raise Refused("claim_line.no_rows")
    if any(line.once == once for line in there):
        raise Refused("claim_line.already_added")
    if len(there) + len(lines) > rows.MOST_ROWS:
        raise Refused("claim_line.too_many", most=rows.MOST_ROWS, number=len(there) + len(lines))
    terms = terms_of(claim, county)
    made = [_made(claim, line, terms, by=by) for line in lines]
    for number, line in enumerate(made, start=1 + len(there)):
        line.number, line.once = number, once
    db.session.add_all(made)
    db.session.flush()
    summed = _summed(claim)
    record.event(
        "claim.lines_added", by=by, case=claim.case, rows=made, changes=[summed], number=claim.number, lines=len(made)
    )
    return made


def _made(claim: Claim, line: NewLine, terms: CostTerms, *, by: Actor) -> ClaimLine:
    counted = rows.counted(line, terms, vat_deductible=bool(claim.vat_deductible))
    return ClaimLine(
        claim=claim,
        category=line.category,
        description=line.description.strip(),
        supplier=line.supplier.strip(),
        voucher=line.voucher.strip(),
        paid_on=line.paid_on,
        basis=line.basis,
        hours=line.hours,
        rate=counted.rate,
        net=counted.net,
        vat=counted.vat,
        counted=counted.counted,
        added_at=db.moment(),
        added_by_id=by.id,
        added_by=by.name,
        state=FIRST["claim_line"],
    )


def strike(line: ClaimLine, why: str, *, by: Actor) -> None:
    """Strike out a row of a draft that was entered by mistake: it stays to be seen, and counts no longer."""
    claim = line.claim
    refuse_all_but_drafts(claim, by=by)
    if not why.strip():
        raise Refused("claim_line.struck_without_reason")
    step = advance.step(line, "strike", remark=why.strip(), **judged_now(by))
    changes = [step, _summed(claim)]
    record.event("claim.line_struck", by=by, case=claim.case, changes=changes, number=claim.number, line=line.number)


def refuse_all_but_drafts(claim: Claim, *, by: Actor) -> None:
    """Raises Refused where rows are no longer to be entered, or not by this person."""
    conflicts.refuse_where_partial(claim.case, by=by)
    if claim.state != FIRST["claim"]:
        raise Refused("claim_line.not_a_draft")


def _summed(claim: Claim) -> Change:
    """What the claim reports is what its rows do."""
    claim.reported, claim.in_kind = claim_lines.reported_of(claim), claim_lines.in_kind_of(claim)
    db.session.flush()
    return Change(claim, ("reported", "in_kind"))


def draw_sample(claim: Claim, *, by: Actor, on: date, county: County) -> list[ClaimLine]:
    """Draw the rows to be looked at one by one; the rule, and the seed that it was drawn with, are kept with the claim."""
    refuse_all_but_submitted(claim, by=by)
    rule = sampling_of(claim, county, on=on)
    if rule is None:
        raise Refused("claim_line.no_sampling")
    if claim.sample is not None:
        raise Refused("claim_line.already_drawn")
    lines, seed = claim_lines.standing(claim), _seed(claim)
    amounts = [line.counted for line in lines]
    drawn = rows.drawn(amounts, above=rule.value.above, every=rule.value.every, seed=seed)
    chosen = [line for line, is_drawn in zip(lines, drawn, strict=True) if is_drawn and not line.sampled]
    claim.sample = _as_drawn(rule, seed, on=on)
    changes = [Change(claim, ("sample",)), *(_sampled(line) for line in chosen)]
    db.session.flush()
    record.event(
        "claim.sampled", by=by, case=claim.case, changes=changes, number=claim.number, lines=len(chosen), seed=seed
    )
    return chosen


def _seed(claim: Claim) -> int:
    """From the claim's token, which nobody chose: the same claim gives the same sample, and nobody knows it beforehand."""
    return int(hashlib.sha256(claim.once.encode()).hexdigest()[:8], 16)


def _as_drawn(rule: RuleValue[Sampling], seed: int, *, on: date) -> dict[str, Any]:
    value = rule.value
    return {
        "above": str(value.above),
        "every": value.every,
        "seed": seed,
        "drawn_on": on.isoformat(),
        "rule": rule.source.place,
    }


def add_to_sample(line: ClaimLine, *, by: Actor) -> None:
    """Have one more row looked at by itself."""
    claim = line.claim
    refuse_all_but_submitted(claim, by=by)
    if line.sampled:
        raise Refused("claim_line.already_in_sample", number=line.number)
    change = _sampled(line)
    db.session.flush()
    record.event("claim.line_sampled", by=by, case=claim.case, changes=[change], number=claim.number, line=line.number)


def _sampled(line: ClaimLine) -> Change:
    line.sampled = True
    return Change(line, ("sampled",))


def judged_now(by: Actor) -> dict[str, Any]:
    """The columns that say who made something of a row, and when."""
    return {"judged_at": db.moment(), "judged_by_id": by.id, "judged_by": by.name}


def refuse_all_but_submitted(claim: Claim, *, by: Actor) -> None:
    """Raises Refused where the claim is not in review, or not to be reviewed by this person."""
    conflicts.refuse_where_partial(claim.case, by=by)
    if claim.state != "submitted":
        raise Refused("claim_line.not_reviewed_now")


def remap(case: Case, plan: Sequence[PlanLine], *, because_of: Decision, by: Actor) -> None:
    """Park every row of an open claim whose category a change has taken out of the plan, so that nothing is approved on it."""
    for each in case_file.claims_of(case):
        if each.claim.state in (FIRST["claim"], "submitted"):
            _remap_claim(case, each.claim, by_category(plan), because_of=because_of, by=by)


def _remap_claim(case: Case, claim: Claim, planned: Mapping[str, Money], *, because_of: Decision, by: Actor) -> None:
    gone = [line for line in claim_lines.standing(claim) if line.counted_to not in planned]
    if not gone:
        return
    emptied = {"approved": None, "reason": None, "question": "", "remapped_by_id": because_of.id}
    steps = [advance.step(line, PARK, **emptied, **judged_now(by)) for line in gone]
    record.event("claim.remapped", by=by, case=case, changes=steps, number=claim.number, lines=len(gone))


def refuse_while_open(claim: Claim, approved: Money, *, reason: str, county: County) -> None:
    """Raises Refused where the claim has rows and cannot be approved with them: some unjudged, or more than they may come to."""
    lines = claim_lines.standing(claim)
    if not lines:
        return
    _refuse_unjudged(lines)
    of_rows = total(line.approved or ZERO for line in lines)
    if approved != of_rows:
        raise Refused("claim_line.approved_is_rows", rows=of_rows, approved=approved)
    grant = grants.of_case(claim.case)
    terms, plan = terms_of(claim, county, grant=grant), grant.claimable
    to_date = claim_lines.accumulated(claim, plan, lines)
    _refuse_outside_plan(lines, plan)
    _refuse_above_flat_rate(claim, lines, to_date, terms)
    _refuse_above_plan(to_date, terms, reason)


def _refuse_unjudged(lines: Sequence[ClaimLine]) -> None:
    for state in ("open", "parked"):
        found = sum(line.state == state for line in lines)
        if found:
            raise Refused(f"claim_line.some_{state}", number=found)


def _refuse_outside_plan(lines: Sequence[ClaimLine], plan: Sequence[PlanLine]) -> None:
    planned = by_category(plan)
    for line in lines:
        if line.approved and line.counted_to not in planned:
            raise Refused("claim_line.outside_plan", number=line.number, category=named(f"category.{line.counted_to}"))


def _refuse_above_flat_rate(claim: Claim, lines: Sequence[ClaimLine], to_date: Accumulated, terms: CostTerms) -> None:
    above = _above_flat_rate(claim, lines, to_date, terms)
    if above is not None:
        raise CeilingExceeded("claim_line.above_flat_rate", **above.parameters)


def _above_flat_rate(
    claim: Claim, lines: Sequence[ClaimLine], to_date: Accumulated, terms: CostTerms
) -> Message | None:
    """That the flat rate gives less than what is approved by it to date, if so."""
    flat = total(line.approved or ZERO for line in lines if line.basis == FLAT)
    if not flat or terms.flat is None:
        return None
    accumulated = flat + claim_lines.flat_before(claim)
    ceiling = rows.flat_ceiling(terms, to_date.of(terms.flat.of))
    category = named(f"category.{terms.flat.category}")
    said = message("finding.flat.above", category=category, ceiling=ceiling, approved=accumulated)
    return said if accumulated > ceiling else None


def remarks(claim: Claim, lines: Sequence[ClaimLine], to_date: Accumulated, terms: CostTerms) -> list[Message]:
    """What whoever approves the claim should see: the categories above the plan, and more than the flat rate gives."""
    above = [
        message(
            "finding.plan.above",
            category=named(f"category.{each.category}"),
            accumulated=each.accumulated,
            planned=each.planned or ZERO,
        )
        for each in to_date.above
    ]
    flat = _above_flat_rate(claim, lines, to_date, terms)
    return [*above, flat] if flat else above


def _refuse_above_plan(to_date: Accumulated, terms: CostTerms, reason: str) -> None:
    """Above the plan of a category nothing is approved without a reason; where the scheme's plan binds, not with one either."""
    for each in to_date.above:
        key = "plan_binds" if terms.plan_binds else "above_plan"
        if terms.plan_binds or not reason.strip():
            raise CeilingExceeded(
                f"claim_line.{key}",
                category=named(f"category.{each.category}"),
                accumulated=each.accumulated,
                planned=each.planned or ZERO,
            )
