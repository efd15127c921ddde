"""Claims made of rows, somewhere in their review: made by the same actions that the pages call."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from grantdesk import db
from grantdesk.actions import disburse, draft, review
from grantdesk.actions import judge as judging
from grantdesk.actions.disburse import Approval
from grantdesk.domain.claim_lines import Judgement, NewLine
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.models.payment import Payment
from grantdesk.queries import case_file, claim_lines, payouts
from tests import builders, claiming
from tests.builders import DAY, terms

_vouchers = itertools.count(1)

STAFF = {"category": "staff", "amount": "600000.00"}
TRAVEL = {"category": "travel", "amount": "100000.00"}
OVERHEAD = {"category": "overhead", "amount": "100000.00"}
GIVEN = {"category": "in_kind", "amount": "200000.00"}


def a_row(kronor: int = 10_000, **said: Any) -> NewLine:
    """A row of machinery, which the plan of an ordinary case has, with a voucher of its own."""
    plain = {"category": "machinery", "net": Money.kronor(kronor), "supplier": "Påhittade Maskiner AB"}
    return NewLine(**{**plain, "voucher": f"A{next(_vouchers)}", "paid_on": DAY, **said})


def a_project() -> Case:
    """A project of 1 000 000 on staff, travel, overhead and in kind, half of it from us."""
    financing = [
        {"source": "public", "kind": "cash", "amount": "300000.00"},
        {"source": "own", "kind": "in_kind", "amount": "200000.00"},
    ]
    facts = builders.project_facts(costs=[STAFF, TRAVEL, OVERHEAD, GIVEN], financing=financing)
    return builders.a_granted_case(builders.a_registration(facts))


def a_draft(case: Case | None = None, *lines: NewLine, vat_deductible: bool = True, kind: str = "interim") -> Claim:
    """A draft with these rows."""
    case, by = case or builders.a_granted_case(), builders.a_user()
    said = draft.Draft(kind, builders.ACCOUNT, vat_deductible=vat_deductible, once=uuid.uuid4().hex)
    with db.transaction(at=builders.moment()):
        made = draft.begin(case_file.for_act(case.number, by=by), said, by=by, on=DAY)
    builders.confirm_account(made.case.organisation_id)
    if lines:
        add(made, *lines)
    return made


def add(claim: Claim, *lines: NewLine, once: str | None = None) -> list[ClaimLine]:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        return review.add_lines(found, lines, by=by, county=terms().county, once=once or uuid.uuid4().hex)


def hand_in(claim: Claim) -> Claim:
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        draft.hand_in(found, by=by)
        return found


def a_handed_in_claim(case: Case | None = None, *lines: NewLine, **said: Any) -> Claim:
    """A claim of these rows that is to be reviewed."""
    return hand_in(a_draft(case, *(lines or (a_row(60_000), a_row(), a_row())), **said))


def judge(claim: Claim, number: int, act: str = "approve", *, by: Actor | None = None, **said: Any) -> ClaimLine:
    by = by or builders.a_user()
    with db.transaction(at=builders.moment()):
        line = claim_lines.of_number(payouts.claim_for_act(claim.id, by=by), number)
        judging.row(line, Judgement(act, **{"category": line.counted_to, **said}), by=by, county=terms().county)
        return line


def draw(claim: Claim) -> list[int]:
    """The numbers of the rows that were drawn."""
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        return [line.number for line in review.draw_sample(found, by=by, on=DAY, county=terms().county)]


def approve_rest(claim: Claim) -> list[int]:
    """The numbers of the rows that were approved."""
    by = builders.a_user()
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        return [line.number for line in judging.rest(found, by=by, on=DAY, county=terms().county)]


def approve_every_row(claim: Claim) -> None:
    for number in draw(claim):
        judge(claim, number)
    if any(line.state == "open" for line in of(claim)):
        approve_rest(claim)


def approve(claim: Claim, amount: Money | None = None, *, approved: Money | None = None, reason: str = "") -> Payment:
    """The claim approved with what is approved of its rows, and what that gives, unless something else is said."""
    by = builders.a_user()
    claiming.see_to_claim(claim)
    with db.transaction(at=builders.moment()):
        found = payouts.claim_for_act(claim.id, by=by)
        costs = approved if approved is not None else claim_lines.approved_of(found)
        proposed = disburse.proposal_for(found, costs, county=terms().county).proposed
        said = Approval(costs, amount if amount is not None else proposed, reason)
        return disburse.approve(found, said, by=by, on=DAY, terms=terms())


def of(claim: Claim) -> list[ClaimLine]:
    return claim_lines.of_claim(claim)
