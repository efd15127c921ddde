"""What should a reviewer look into in the rows of a claim, with everything that the recipient has reported before?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, join, or_, select

from grantdesk import db
from grantdesk.domain import line_signals
from grantdesk.domain.claim_lines import FLAT
from grantdesk.domain.claim_papers import GIVEN_UP
from grantdesk.domain.county import County
from grantdesk.domain.line_signals import Bounds, Others, Recipient, Reported, Signal
from grantdesk.domain.money import ZERO
from grantdesk.domain.roles import ALMI, Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.models.organisation import Organisation
from grantdesk.queries.claim_lines import STRUCK
from grantdesk.queries.undertakings import together


def of_claim(claim: Claim, lines: Sequence[ClaimLine], *, by: Actor, county: County) -> dict[int, list[Signal]]:
    """By number, what is to be looked into in these rows of the claim; one question to the database.

    `by` reads no number of a case that they may not see.
    """
    recipient, others = _around(claim, by)
    bounds = _bounds(claim, lines, county)
    found = {
        line.number: line_signals.signals(
            _reported(line, claim, claim.case, claim=claim, by=by), others, recipient=recipient, bounds=bounds
        )
        for line in lines
        if line.state != STRUCK
    }
    return {number: each for number, each in found.items() if each}


def _around(claim: Claim, by: Actor) -> tuple[Recipient, Others]:
    """Who counts as the recipient, and what they have reported of an amount that this claim has too."""
    rows = join(Case, Claim, Claim.case_id == Case.id).join(ClaimLine, ClaimLine.claim_id == Claim.id)
    amounts = select(ClaimLine.net).where(ClaimLine.claim_id == claim.id)
    comparable = and_(
        Case.organisation_id == Organisation.id,
        Claim.state.not_in(GIVEN_UP),
        ClaimLine.net.in_(amounts),
        ClaimLine.state != STRUCK,
        or_(ClaimLine.state != "deducted", ClaimLine.approved != ZERO),
    )
    mine = claim.case.organisation_id
    counts = or_(Organisation.id == mine, Organisation.id.in_(together(mine, on=claim.received_on)))
    query = select(Organisation.name, Organisation.number, ClaimLine, Claim, Case).select_from(Organisation)
    query = query.outerjoin(rows, comparable).where(counts).order_by(Claim.id, ClaimLine.number)
    found: Sequence[Any] = db.session.execute(query).all()
    recipient = Recipient.of({(name, number) for name, number, *_ in found})
    return recipient, Others([_reported(*row, claim=claim, by=by) for _, _, *row in found if row[0] is not None])


def _reported(line: ClaimLine, where: Claim, case: Case, *, claim: Claim, by: Actor) -> Reported:
    same_case = case.id == claim.case_id
    may_see = same_case or by.role != ALMI or case.handled_by == ALMI
    return Reported(
        claim_id=where.id,
        number=line.number,
        claim=where.number,
        case=case.number if may_see else "",
        same_case=same_case,
        category=line.counted_to,
        basis=line.basis,
        net=line.net,
        supplier=line.supplier,
        voucher=line.voucher,
        paid_on=line.paid_on,
    )


def _bounds(claim: Claim, lines: Sequence[ClaimLine], county: County) -> Bounds:
    """The days between which costs count: where the scheme has it so, none from before the application."""
    rules = county.scheme(claim.case.scheme).rules
    starts = rules.start_rule.on(claim.case.received_on)
    flat = next((line.category for line in lines if line.basis == FLAT and line.state != STRUCK), None)
    first = claim.case.received_on if starts and starts.value else claim.case.starts_on
    return Bounds(first, claim.case.ends_on, claim.received_on, flat)
