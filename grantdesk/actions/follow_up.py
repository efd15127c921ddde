"""Follow up: a case is closed, and what it no longer needs goes back to the frame."""

from __future__ import annotations

from datetime import date

from grantdesk.actions import advance, book, record, watch
from grantdesk.domain.ledger import Code
from grantdesk.domain.lifecycle import OPEN_CLAIM
from grantdesk.domain.money import total
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.bank import BankFile
from grantdesk.models.case import Case
from grantdesk.queries import balances, case_file, grants, proposals, watches
from grantdesk.region import Terms


def close(case: Case, *, by: Actor, on: date) -> None:
    """Close a granted case with no open claim and nothing on its way out, and release what is left of the grant."""
    if any(each.claim.state in OPEN_CLAIM for each in case_file.claims_of(case)):
        raise Refused("close.open_claim", number=case.number)
    waiting = grants.on_its_way(case)
    if waiting:
        raise Refused("close.payment_on_its_way", number=case.number, payment=waiting[0].number)
    if proposals.standing_in(case) is not None:
        raise Refused("close.proposal_stands", number=case.number)
    step = advance.step(case, "close", closed_on=on)
    left = balances.left_of(case.id)
    transfers = book.one(book.Booking(case, Code.RELEASED, left, on=on, key=f"release:{case.id}")) if left else []
    record.event("case.closed", by=by, case=case, rows=transfers, changes=[step], released=total(left.values()), on=on)


def conclude(case: Case, *, by: Actor, on: date, terms: Terms) -> None:
    """Close the case, and set up the duties that outlive its last payment."""
    close(case, by=by, on=on)
    watch.set_up(case, by=by, on=on, terms=terms)


def settled_by(file: BankFile, *, by: Actor, on: date, terms: Terms) -> None:
    """Set up the duties that outlive the last payment in the cases whose final claim the bank's file says is paid."""
    for case in watches.finally_paid_by(file.id):
        watch.set_up(case, by=by, on=on, terms=terms)
