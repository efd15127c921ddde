"""Follow up: a case is closed, and what it no longer needs goes back to the frame."""

from __future__ import annotations

from datetime import date

from grantdesk.actions import advance, book, record
from grantdesk.domain.ledger import Code
from grantdesk.domain.lifecycle import OPEN_CLAIM
from grantdesk.domain.money import total
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.queries import balances, case_file, proposals


def close(case: Case, *, by: Actor, on: date) -> None:
    """Close a granted case with no open claim, and release what is left of the grant."""
    if any(each.claim.state in OPEN_CLAIM for each in case_file.claims_of(case)):
        raise Refused("close.open_claim", number=case.number)
    if proposals.standing_in(case) is not None:
        raise Refused("close.proposal_stands", number=case.number)
    step = advance.step(case, "close", closed_on=on)
    left = balances.left_of(case.id)
    transfers = book.one(book.Booking(case, Code.RELEASED, left, on=on, key=f"release:{case.id}")) if left else []
    record.event("case.closed", by=by, case=case, rows=transfers, changes=[step], released=total(left.values()), on=on)
