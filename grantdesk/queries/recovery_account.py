"""A recovery with all that has been done about it: what is left of it with interest, what came in too much, what is late?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk.domain import interest, recovery
from grantdesk.domain.interest import Claim, Entry, Span
from grantdesk.domain.interest_rates import InterestRates, NoRate
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.recovery import Rule
from grantdesk.domain.repayments import Late, Part, lacking
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.repayment import CourtClaim, Loss, Refund, Repayment, RepaymentPlan

# What a recovery is on a day, in the order that finance looks at them.
STATES = ("late", "owed", "open", "planned", "in_court", "settled")


@dataclass(frozen=True)
class Standing:
    """How a recovery stands on a day: what is left of the capital and of the interest, and what is late.

    `no_rate` is the day that has no rate, where the interest cannot be counted and is left out.
    """

    on: date
    left: Money
    accrued: Money
    interest: Money
    spans: tuple[Span, ...]
    late: Late | None
    no_rate: date | None = None

    @property
    def in_all(self) -> Money:
        return self.left + self.interest

    @property
    def confirmed(self) -> bool:
        """Whether every rate that the interest rests on is confirmed."""
        return self.no_rate is None and all(span.rate.confirmed for span in self.spans)


@dataclass(frozen=True)
class Account:
    """A recovery with all that has been done about it, each kind in the order that it was done.

    `rule` is what its ordinance says; without one no interest is counted.
    """

    recovery: Decision
    case: Case
    rule: Rule | None
    set_offs: tuple[Decision, ...]
    lowerings: tuple[Decision, ...]
    repayments: tuple[Repayment, ...]
    losses: tuple[Loss, ...]
    plans: tuple[RepaymentPlan, ...]
    court_claims: tuple[CourtClaim, ...]
    refunds: tuple[Refund, ...]

    @property
    def decided(self) -> Money:
        """What was wanted back when it was decided first."""
        return self.recovery.amount or ZERO

    @property
    def lowered(self) -> Money:
        return total(each.amount or ZERO for each in self.lowerings)

    @property
    def wanted(self) -> Money:
        """What is wanted back now."""
        return self.decided - self.lowered

    @property
    def due_on(self) -> date:
        return self.recovery.due_on or self.recovery.decided_on

    @property
    def received(self) -> tuple[Repayment, ...]:
        """The repayments that stand."""
        return tuple(each for each in self.repayments if each.state == "noted")

    @property
    def lost(self) -> tuple[Loss, ...]:
        return tuple(each for each in self.losses if each.state == "confirmed")

    @property
    def loss_proposed(self) -> Loss | None:
        return next((each for each in self.losses if each.state == "proposed"), None)

    @property
    def plan(self) -> RepaymentPlan | None:
        """The plan that is in force."""
        return next((each for each in self.plans if each.state == "standing"), None)

    @property
    def in_court(self) -> CourtClaim | None:
        """What Tillväxtverket has in hand now."""
        return next((each for each in self.court_claims if each.state == "handed_over"), None)

    @property
    def repaid(self) -> Money:
        """What has come in, interest with it."""
        return total(each.amount for each in self.received)

    @property
    def set_off(self) -> Money:
        return total(each.amount or ZERO for each in self.set_offs)

    @property
    def given_up(self) -> Money:
        return total(each.capital for each in self.lost)

    @property
    def left(self) -> Money:
        """What is left of the capital."""
        return (self.wanted - self._capital).floored_at_zero()

    @property
    def too_much(self) -> Money:
        """What has come in or been set off above what is wanted now and its interest, and has not been paid back."""
        back = total(each.amount for each in self.refunds if each.state == "confirmed")
        return ((self._capital - self.wanted).floored_at_zero() - back).floored_at_zero()

    @property
    def _capital(self) -> Money:
        return total(entry.capital for entry in self.entries)

    @property
    def booked(self) -> Money:
        """What the ledger has as capital of what came in and was set off, less what has been paid back of it."""
        came = total(each.capital for each in self.received) + self.set_off
        moved = total(each.moved or ZERO for each in self.lowerings)
        return came + moved - total(each.capital for each in self.refunds if each.state == "confirmed")

    @property
    def capital_too_much(self) -> Money:
        """What the ledger has as capital above what is wanted and not given up."""
        return (self.booked - (self.wanted - self.given_up)).floored_at_zero()

    @property
    def refund_noted(self) -> Refund | None:
        """What somebody says has been paid back, and nobody has confirmed."""
        return next((each for each in self.refunds if each.state == "noted"), None)

    def interest_of(self, repayment: Repayment) -> Money:
        """What of a repayment covers interest, as it was last counted: when it was noted, or the recovery lowered after it."""
        for each in reversed(self.lowerings):
            counted = (each.terms or {})["interest"]
            if str(repayment.id) in counted:
                return Money.parse(counted[str(repayment.id)])
        return repayment.interest

    def state(self, standing: Standing) -> str:
        """One of `STATES`: what first comes to mind of it on the day."""
        if not standing.in_all:
            return "owed" if self.too_much else "settled"
        if self.in_court is not None:
            return "in_court"
        if standing.late is not None:
            return "late"
        return "planned" if self.plan is not None else "open"

    @property
    def claim(self) -> Claim | None:
        """What interest runs on; None where no ordinance says which."""
        if self.rule is None:
            return None
        follows = self.rule.interest
        starts_on = recovery.interest_starts(follows, decided_on=self.recovery.decided_on, due_on=self.due_on)
        return Claim(self.wanted, follows, starts_on)

    @property
    def entries(self) -> list[Entry]:
        """What made it smaller, in order of the days."""
        parts = [(each, self.interest_of(each)) for each in self.received]
        made = [Entry(each.received_on, each.amount - covers, covers) for each, covers in parts]
        made += [Entry(each.decided_on, each.amount or ZERO) for each in self.set_offs]
        made += [Entry(each.settled_on, each.capital, each.interest) for each in self.lost if each.settled_on]
        return sorted(made, key=lambda entry: entry.on)

    def interest_due(self, rates: InterestRates, *, on: date) -> Money:
        """The interest that has run and that nothing has covered. Raises `NoRate`."""
        claim = self.claim
        return ZERO if claim is None else interest.due(claim, self.entries, rates, on=on)

    def standing(self, rates: InterestRates, *, on: date) -> Standing:
        claim, entries = self.claim, self.entries
        spans: list[Span] = []
        no_rate = None
        try:
            spans = [] if claim is None else interest.spans(claim, entries, rates, until=on)
        except NoRate as lacking_rate:
            no_rate = lacking_rate.on
        accrued = total(span.interest for span in spans)
        owed = (accrued - total(entry.interest for entry in entries)).floored_at_zero()
        return Standing(on, self.left, accrued, owed, tuple(spans), self._late(owed, on), no_rate)

    @property
    def covered(self) -> Money:
        """What has come in, been set off or been given up since the plan in force was made."""
        if self.plan is None:
            return ZERO
        since = self.plan.made_at
        amounts = [each.amount for each in self.received if each.noted_at >= since]
        amounts += [each.amount or ZERO for each in (*self.set_offs, *self.lowerings) if each.recorded_at >= since]
        amounts += [each.capital for each in self.lost if each.settled_at and each.settled_at >= since]
        return total(amounts)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the plan in force."""
        return tuple(Part(each.due_on, each.amount) for each in self.plan.parts) if self.plan else ()

    def _late(self, owed: Money, on: date) -> Late | None:
        in_all = self.left + owed
        last_on = self.parts[-1].due_on if self.parts else self.due_on
        if not in_all:
            return None
        if on > last_on:
            found = lacking(self.parts, self.covered, on=on)
            return Late(found.since if found else last_on, in_all)
        return lacking(self.parts, self.covered, on=on)
