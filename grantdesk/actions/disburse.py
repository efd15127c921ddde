"""Disburse: a claim is registered and approved, the payment attested by another, put in a batch and exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import func, select

from grantdesk import db
from grantdesk.actions import advance, book, number, record
from grantdesk.domain import authority, bankgiro, claims
from grantdesk.domain.county import County
from grantdesk.domain.delegation import ATTEST
from grantdesk.domain.findings import Source
from grantdesk.domain.ledger import Code, split_over_what_is_left
from grantdesk.domain.lifecycle import FIRST, OPEN_CLAIM
from grantdesk.domain.messages import Both, in_both
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import CeilingExceeded, OutsideDelegation, Refused, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.domain.staff import Matter
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import absences, balances, case_file, conflicts, grants, payouts, recovery_orders
from grantdesk.queries.conflicts import CloseTo
from grantdesk.region import Terms

PAYMENT_PREFIX, BATCH_PREFIX = "UT", "UB"


@dataclass(frozen=True)
# A claim of one sum has no rows to enter, and so it is no draft.
REVIEWED_NEXT = "submitted"
class Report:
    """What the recipient reports: costs of the period (in kind among them), whether it is the last claim, where to pay."""

    kind: str
    reported: Money
    bankgiro: str
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
    if case.status != "granted":
        raise Refused("claim.not_granted", number=case.number)
    if payouts.find_claim_by_token(report.once):
        raise Refused("claim.already_registered", number=case.number)
    if any(each.claim.state in OPEN_CLAIM for each in case_file.claims_of(case)):
        raise Refused("claim.one_at_a_time", number=case.number)
    if not (report.reported > ZERO and ZERO <= report.in_kind <= report.reported):
        raise Refused("claim.reported_out_of_bounds")
    made = Claim(
        case=case,
        number=1 + db.session.execute(select(func.count()).where(Claim.case_id == case.id)).scalar_one(),
        once=report.once,
        kind=report.kind,
        received_on=on,
        reported=report.reported,
        in_kind=report.in_kind,
        bankgiro=bankgiro.normalised(report.bankgiro),
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
    so_far = balances.of_case(claim.case_id)
    figures = claims.ClaimFigures(
        granted=so_far.granted,
        aid_rate=grant.rate,
        approved_costs=payouts.approved_before(claim) + approved,
        in_kind_costs=payouts.in_kind_to_date(claim),
        in_kind_financing=payouts.in_kind_financing(claim.case_id),
        paid=so_far.paid,
        recovered=so_far.recovered,
        withheld=grant.withheld,
    )
    return claims.payout(figures, source=_payment_source(claim, grant.first, county))


def _payment_source(claim: Claim, decision: Decision, county: County) -> Source:
    """The section on payment: a claim is judged by the rules of its decision."""
    return claims.payment_source(county.scheme(claim.case.scheme), decision.decided_on)


def approve(claim: Claim, approval: Approval, *, by: Actor, on: date, terms: Terms) -> Payment:
    """Approve costs and prepare the payment; an amount other than the proposed needs a reason, above the ceiling is refused."""
    conflicts.refuse_where_partial(claim.case, by=by)
    recovery_orders.refuse_where_one_stands(claim.case, on=on, county=terms.county)
    if approval.approved > claim.reported:
        raise CeilingExceeded("claim.approved_above_reported", approved=approval.approved, reported=claim.reported)
    proposal = proposal_for(claim, approval.approved, county=terms.county)
    if approval.amount <= ZERO or approval.approved < ZERO:
        raise Refused("claim.nothing_to_pay")
    if approval.amount > proposal.ceiling:
        raise CeilingExceeded("claim.above_ceiling", amount=approval.amount, ceiling=proposal.ceiling)
    deviates = approval.approved != claim.reported or approval.amount != proposal.proposed
    if deviates and not approval.reason.strip():
        raise Refused("claim.deviation_without_reason", proposed=proposal.proposed)
    step = advance.step(claim, "approve", approved=approval.approved, reason=approval.reason.strip())
    made = Payment(
        number=number.following(PAYMENT_PREFIX, year=on.year),
        case_id=claim.case_id,
        claim=claim,
        amount=approval.amount,
        bankgiro=claim.bankgiro,
        state=FIRST["payment"],
        prepared_by_id=by.id,
        prepared_on=on,
    )
    db.session.add(made)
    db.session.flush()
    record.event(
        "claim.approved", by=by, case=claim.case, rows=[made], changes=[step],
        approved=approval.approved, amount=approval.amount, reason=approval.reason,
    )  # fmt: skip
    return made


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
    recovery_orders.refuse_where_one_stands(payment.case, on=on, county=terms.county)
    matter = to_attest(payment, conflicts.close_to(payment.case.number), scheme=payment.case.scheme, on=on)
    ruling = authority.may_attest(matter, by=by, order=terms.order, staff=absences.staff(on=on))
    if not ruling.allowed:
        why = in_both(ruling.reason)
        raise OutsideDelegation("attest.outside_delegation", why=Both(why["sv"], why["en"]))
    step = advance.step(payment, "attest", attested_by_id=by.id, attested_at=db.moment())
    record.event(
        "payment.attested", by=by, case=payment.case, changes=[step], amount=payment.amount, number=payment.number
    )


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


def send_back(payment: Payment, reason: str, *, by: Actor) -> None:
    """Cancel a payment that has not left the house; its claim is open again."""
    conflicts.refuse_where_partial(payment.case, by=by)
    if not reason.strip():
        raise Refused("payment.sent_back_without_reason")
    steps = [advance.step(payment, "send back"), advance.step(payment.claim, "reopen", approved=None)]
    record.event(
        "payment.sent_back", by=by, case=payment.case, changes=steps,
        reason=reason.strip(), number=payment.number,
    )  # fmt: skip
