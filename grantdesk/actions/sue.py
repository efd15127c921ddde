"""Sue: a recovery that is not repaid is handed over to Tillväxtverket, which brings the State's action in court."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, record, repay
from grantdesk.domain.interest_rates import InterestRates
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.refusal import Refused, SomebodyWasFirst
from grantdesk.domain.roles import Actor
from grantdesk.models.repayment import CourtClaim
from grantdesk.queries import conflicts
from grantdesk.queries.recovery_account import Account


@dataclass(frozen=True)
class HandedOver:
    """The day that it was handed over, under which reference of theirs if any, and the papers that went with it."""

    handed_on: date
    reference: str
    papers: Sequence[str]


def hand_over(
    account: Account, told: HandedOver, *, by: Actor, on: date, rates: InterestRates, ordinance: str
) -> CourtClaim:
    """Note that the recovery is with Tillväxtverket, with what was left of it that day."""
    conflicts.refuse_where_partial(account.case, by=by)
    if account.rule is None or account.rule.court is None:
        raise Refused("court.project", ordinance=ordinance)
    repay.refuse_in_court(account)
    papers = [each.strip() for each in told.papers if each.strip()]
    _refuse_what_cannot_be(account, told, papers, on)
    interest = repay.interest_due(account, rates, on=told.handed_on)
    made = CourtClaim(
        decision_id=account.recovery.id,
        handed_on=told.handed_on,
        reference=told.reference.strip(),
        papers=papers,
        capital=account.left,
        interest=interest,
        state=FIRST["court_claim"],
        handed_at=db.moment(),
        handed_by_id=by.id,
        handed_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    amount = made.capital + made.interest
    record.event("court.handed_over", by=by, case=account.case, rows=[made], on=told.handed_on, amount=amount)
    return made


def end(account: Account, outcome: str, *, ended_on: date, by: Actor, on: date) -> None:
    """Note how it ended; what came in of it is noted as repaid, and what will not come is given up, each by itself."""
    claim = account.in_court
    if claim is None:
        raise SomebodyWasFirst("first.court_claim")
    if not outcome.strip():
        raise Refused("court.without_outcome")
    if ended_on > on:
        raise Refused("court.later", on=ended_on, today=on)
    if ended_on < claim.handed_on:
        raise Refused("court.before_handed", on=ended_on, handed=claim.handed_on)
    said = {"ended_at": db.moment(), "ended_by_id": by.id, "ended_by": by.name, "outcome": outcome.strip()}
    change = advance.step(claim, "end", ended_on=ended_on, **said)
    record.event("court.ended", by=by, case=account.case, changes=[change], on=ended_on, outcome=outcome.strip())


def _refuse_what_cannot_be(account: Account, told: HandedOver, papers: Sequence[str], today: date) -> None:
    if not account.left:
        raise Refused("plan.nothing_left")
    if told.handed_on > today:
        raise Refused("court.later", on=told.handed_on, today=today)
    if told.handed_on <= account.due_on:
        raise Refused("court.too_early", due=account.due_on)
    if not papers:
        raise Refused("court.no_papers")
