"""Disburse: a claim is registered and approved, and its payment attested by another.

How a payment leaves the house is `bundle`, and what becomes of it then is `clear`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from grantdesk import db
from grantdesk.actions import advance, book, claim_papers, draft, prepare, record, review
from grantdesk.domain import authority, claims
from grantdesk.domain.account import Account
from grantdesk.domain.county import County
from grantdesk.domain.delegation import ATTEST
from grantdesk.domain.findings import Source
from grantdesk.domain.ledger import Code, split_over_what_is_left
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.messages import Both, in_both, one_after_the_other
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import CeilingExceeded, OutsideDelegation, Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.domain.staff import Matter
from grantdesk.models.base import Base
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.models.payment import CLAIM, ELSEWHERE, Payment
from grantdesk.models.witness import Change
from grantdesk.queries import (
    absences,
    advances,
    balances,
    batches,
    claim_doubts,
    claim_lines,
    conflicts,
    grants,
    payable,
    payouts,
    recovery_orders,
)
from grantdesk.queries.conflicts import CloseTo
from grantdesk.queries.grants import Grant
from grantdesk.region import Terms

# A claim of one sum has no rows to enter, and so it is no draft.
REVIEWED_NEXT = "submitted"


@dataclass(frozen=True)
class Report:
    """What the recipient reports: costs of the period (in kind among them), whether it is the last claim, where to pay."""

    kind: str
    reported: Money
    account: Account
    once: str
    in_kind: Money = ZERO


@dataclass(frozen=True)
class Approval:
    """What is approved of a claim, what to pay, and why where either differs from what was reported or proposed."""

    approved: Money
    amount: Money
    reason: str = ""


def claim(case: Case, report: Report, *, by: Actor, on: date) -> Claim:
    """Register a claim in a granted case; one at a time is open."""
    draft.refuse_another(case, report.once)
    if not (report.reported > ZERO and ZERO <= report.in_kind <= report.reported):
        raise Refused("claim.reported_out_of_bounds")
    made = Claim(
        case=case,
        number=draft.next_number(case),
        once=report.once,
        kind=report.kind,
        received_on=on,
        reported=report.reported,
        in_kind=report.in_kind,
        payee_id=draft.payee_of(case, report.account, report.once, by=by, on=on).id,
        state=REVIEWED_NEXT,
        registered_at=db.moment(),
    )
    db.session.add(made)
    db.session.flush()
    record.event("claim.registered", by=by, case=case, rows=[made], reported=report.reported)
    return made


def proposal_for(claim: Claim, approved: Money, *, county: County) -> claims.Payout:
    """What the grant's share of the costs approved so far gives, and the ceiling: the arithmetic before any act.

    What a decision withholds may not be paid now, whatever the costs.
    """
    grant = grants.of_case(claim.case)
    figures, source = _figures(claim, approved, grant), _payment_source(claim, grant.first, county)
    found = claims.payout(figures, source=source)
    besides = (
        *claims.of_the_advance(figures, claim.kind, source=source),
        *claims.of_what_came_back(figures, found.proposed, source=source),
        *claim_doubts.of_claim(claim, source=source),
    )
    return replace(found, findings=(*found.findings, *besides))


def _figures(claim: Claim, approved: Money, grant: Grant) -> claims.ClaimFigures:
    """The case's figures to date, with so much approved of the claim."""
    so_far, waiting = balances.of_case(claim.case_id), payouts.on_their_way(claim.case_id, besides=claim)
    in_advance, in_kind = advances.to_date(claim.case_id), claim_lines.in_kind_to_date(claim)
    return claims.ClaimFigures(
        granted=so_far.granted,
        aid_rate=grant.rate,
        approved_costs=payouts.approved_before(claim) + approved,
        in_kind_costs=in_kind.costs,
        in_kind_financing=in_kind.financing,
        # What is on its way counts as out already: otherwise the same costs would be paid for twice.
        paid=so_far.paid + waiting - in_advance,
        advances=in_advance,
        # What came back too much is owed to the recipient: it goes out by itself, and is not paid for costs as well.
        recovered=so_far.recovered - grant.owed_back,
        withheld=grant.withheld,
        outstanding=(so_far.outstanding - waiting).floored_at_zero(),
    )


def _payment_source(claim: Claim, decision: Decision, county: County) -> Source:
    """The section on payment: a claim is judged by the rules of its decision."""
    return claims.payment_source(county.scheme(claim.case.scheme), decision.decided_on)


def approve(claim: Claim, approval: Approval, *, by: Actor, on: date, terms: Terms) -> Payment:
    """Approve costs and prepare the payment; an amount other than the proposed needs a reason, above the ceiling is refused."""
    if approval.amount <= ZERO:
        raise Refused("claim.nothing_to_pay")
    step = _accepted(claim, approval, by=by, on=on, terms=terms)
    made = prepare.payment(claim.case, prepare.Wanted(CLAIM, approval.amount, because_of=claim), by=by, on=on)
    record.event(
        "claim.approved", by=by, case=claim.case, rows=[made], changes=[step],
        approved=approval.approved, amount=approval.amount, reason=approval.reason,
    )  # fmt: skip
    return made


def cover(claim: Claim, approval: Approval, *, by: Actor, on: date, terms: Terms) -> None:
    """Approve costs that have been paid for already, such as by an advance: the claim is settled, and nothing is paid now."""
    proposed = proposal_for(claim, approval.approved, county=terms.county).proposed
    if approval.amount != ZERO or proposed > ZERO or approval.approved <= ZERO:
        raise Refused("claim.something_to_pay", proposed=proposed)
    _refuse_to_settle_what_is_withheld(claim, approval.approved, county=terms.county)
    step = _accepted(claim, approval, by=by, on=on, terms=terms)
    settled = advance.step(claim, "settle")
    whole = Change(claim, tuple(dict.fromkeys((*step.attributes, *settled.attributes))))
    record.event(
        "claim.covered", by=by, case=claim.case, changes=[whole], approved=approval.approved, reason=approval.reason
    )


def _refuse_to_settle_what_is_withheld(claim: Claim, approved: Money, *, county: County) -> None:
    """Raises Refused where the costs give something that is only not paid yet: a claim that is settled is never paid."""
    grant = grants.of_case(claim.case)
    figures = replace(_figures(claim, approved, grant), withheld=ZERO)
    due = claims.payout(figures, source=_payment_source(claim, grant.first, county)).proposed
    if grant.withheld and due:
        raise Refused("claim.withheld", due=due, withheld=grant.withheld)


def _accepted(claim: Claim, approval: Approval, *, by: Actor, on: date, terms: Terms) -> Change:
    """The claim approved with what is approved of it, where everything that an approval asks for is there."""
    conflicts.refuse_where_partial(claim.case, by=by)
    recovery_orders.refuse_where_one_stands(claim.case, on=on, county=terms.county)
    if approval.approved > claim.reported:
        raise CeilingExceeded("claim.approved_above_reported", approved=approval.approved, reported=claim.reported)
    review.refuse_while_open(claim, approval.approved, reason=approval.reason, county=terms.county)
    proposal = proposal_for(claim, approval.approved, county=terms.county)
    if approval.approved < ZERO:
        raise Refused("claim.nothing_to_pay")
    if approval.amount > proposal.ceiling:
        raise CeilingExceeded("claim.above_ceiling", amount=approval.amount, ceiling=proposal.ceiling)
    _refuse_silence(claim, approval, proposal)
    claim_papers.refuse_what_lacks(claim, on=on, terms=terms)
    return advance.step(claim, "approve", approved=approval.approved, reason=approval.reason.strip())


def _refuse_silence(claim: Claim, approval: Approval, proposal: claims.Payout) -> None:
    """Raises Refused where something speaks against the approval, and it does not say why it is given."""
    if approval.reason.strip():
        return
    # What is deducted from rows has a reason with each row.
    differs = approval.approved != claim.reported and not claim.is_itemised
    if differs or approval.amount != proposal.proposed:
        raise Refused("claim.deviation_without_reason", proposed=proposal.proposed)
    if proposal.doubts:
        raise Refused("claim.doubt_without_reason", what=one_after_the_other(each.reason for each in proposal.doubts))


def refuse(claim: Claim, reason: str, *, by: Actor) -> None:
    """Refuse a claim as a whole: nothing is paid on it, and the case can be claimed on anew or closed."""
    conflicts.refuse_where_partial(claim.case, by=by)
    if not reason.strip():
        raise Refused("claim.refusal_without_reason")
    changed = advance.step(claim, "refuse", reason=reason.strip())
    record.event("claim.refused", by=by, case=claim.case, changes=[changed], reason=reason.strip())


def attest(payment: Payment, *, by: Actor, on: date, terms: Terms) -> None:
    """Attest a prepared payment: somebody other than who prepared it, within the attest limit."""
    if payment.prepared_by_id == by.id:
        raise TwoPairsOfEyes("attest.own_payment", number=payment.number)
    _refuse_what_is_attested(payment)
    _refuse_what_may_not_be_paid(payment, on=on, terms=terms)
    matter = to_attest(payment, conflicts.close_to(payment.case.number), scheme=payment.case.scheme, on=on)
    ruling = authority.may_attest(matter, by=by, order=terms.order, staff=absences.staff(on=on))
    if not ruling.allowed:
        why = in_both(ruling.reason)
        raise OutsideDelegation("attest.outside_delegation", why=Both(why["sv"], why["en"]))
    step = advance.step(payment, "attest", attested_by_id=by.id, attested_at=db.moment())
    record.event(
        "payment.attested", by=by, case=payment.case, changes=[step], amount=payment.amount, number=payment.number
    )
    if payment.kind == ELSEWHERE:
        _book_what_was_paid_elsewhere(payment, by=by)


def _refuse_what_is_attested(payment: Payment) -> None:
    """Say who was first, and when."""
    first = batches.attested_by(payment)
    if payment.state != FIRST["payment"] and first is not None:
        raise SomebodyWasFirst("first.payment_by", number=payment.number, who=first.who, when=first.when)


def _refuse_what_may_not_be_paid(payment: Payment, *, on: date, terms: Terms) -> None:
    why = payable.fault(payment, on=on, county=terms.county)
    if why is not None:
        raise Refused(why.key, **dict(why.parameters))


def _book_what_was_paid_elsewhere(payment: Payment, *, by: Actor) -> None:
    """It left another house on its day: it is booked on that day, and never put in a batch."""
    on = payment.paid_on
    if on is None:
        raise Refused("first.payment")
    left = balances.left_of(payment.case_id)
    if payment.amount > total(left.values()):
        raise CeilingExceeded("payment.above_what_is_left", number=payment.number, left=total(left.values()))
    parts = split_over_what_is_left(payment.amount, left)
    transfers = book.one(
        book.Booking(payment.case, Code.PAID, parts, on=on, key=f"payment:{payment.id}", because_of=payment)
    )
    step = advance.step(payment, "note_paid", settled_on=on)
    record.event(
        "payment.elsewhere", by=by, case=payment.case, rows=transfers, changes=[step],
        amount=payment.amount, number=payment.number, on=on,
    )  # fmt: skip


class Payable(Protocol):
    """A prepared payment: the row itself, or a line of a list."""

    @property
    def amount(self) -> Money: ...
    @property
    def prepared_by_id(self) -> int: ...


def to_attest(payment: Payable, close: CloseTo, *, scheme: str, on: date) -> Matter:
    """What is to be attested, and who is too close to it: those who prepared or decided it, or have a conflict."""
    return Matter(
        ATTEST, scheme, payment.amount, on,
        conflicted=close.conflicted, prepared_by=frozenset({payment.prepared_by_id}), decided_by=close.decided_by,
    )  # fmt: skip


def send_back(payment: Payment, reason: str, *, by: Actor, on: date) -> None:
    """Cancel a payment that has not left the house; the claim behind it is open again."""
    conflicts.refuse_where_partial(payment.case, by=by)
    if not reason.strip():
        raise Refused("payment.sent_back_without_reason")
    step, (rows, changes) = advance.step(payment, "send back"), come_to_nothing(payment, on=on)
    record.event(
        "payment.sent_back", by=by, case=payment.case, rows=rows, changes=[step, *changes],
        reason=reason.strip(), number=payment.number,
    )  # fmt: skip


def come_to_nothing(payment: Payment, *, on: date) -> tuple[Sequence[Base], Sequence[Change]]:
    """What becomes of the room of a payment that has just been cancelled: the rows made, and what changed in others.

    Its claim is open to be judged anew. In a case that is over nothing is judged any more: what it held is released.
    """
    if payouts.held_case_of(payment).status == "granted":
        return [], _reopened(payment)
    parts = split_over_what_is_left(payment.amount, balances.left_of(payment.case_id))
    released = book.Booking(payment.case, Code.RELEASED, parts, on=on, key=f"given up:{payment.id}", because_of=payment)
    return book.one(released), []


def _reopened(payment: Payment) -> list[Change]:
    """The claim of a payment that comes to nothing, open again; refused while another claim of the case is."""
    claim = payment.claim
    if claim is None:
        return []
    if payouts.another_is_open(claim):
        raise Refused("payment.another_claim_open", number=payment.number)
    return [advance.step(claim, "reopen" if claim.state == "approved" else "reopen_settled", approved=None)]
