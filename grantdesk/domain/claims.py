"""How much a claim for payment may give: approved costs at the grant's rate, less what is already out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from grantdesk.domain.assessment import AmountLimit
from grantdesk.domain.findings import Finding, Source
from grantdesk.domain.messages import message
from grantdesk.domain.money import ZERO, Money, Rounding
from grantdesk.domain.question import shown
from grantdesk.domain.scheme import Scheme


@dataclass(frozen=True)
class ClaimFigures:
    """A case's figures to date, this claim's included. `approved_costs` includes those in kind; `paid` no advances.

    `withheld` is what a decision keeps from being paid until further notice. `outstanding`, where the ledger is asked, is what
    is promised and not on its way out, withheld or not: what has been recovered is not promised anew.
    """

    granted: Money
    aid_rate: Decimal | Fraction
    approved_costs: Money
    in_kind_costs: Money = ZERO
    in_kind_financing: Money = ZERO
    paid: Money = ZERO
    advances: Money = ZERO
    recovered: Money = ZERO
    withheld: Money = ZERO
    outstanding: Money | None = None

    @property
    def already_out(self) -> Money:
        return self.paid + self.advances - self.recovered

    @property
    def in_kind_excess(self) -> Money:
        """Costs in kind that no financing in kind stands against; they count as not approved."""
        return (self.in_kind_costs - self.in_kind_financing).floored_at_zero()

    @property
    def counted_costs(self) -> Money:
        return (self.approved_costs - self.in_kind_excess).floored_at_zero()

    @property
    def due(self) -> Fraction:
        """In öre, the grant's share of the approved costs, exact."""
        return Fraction(self.counted_costs.ore) * Fraction(self.aid_rate)

    @property
    def uncovered_advance(self) -> Money:
        """What has been paid in advance and not repaid, and is not yet due by the approved costs."""
        ahead = Money(max(self.already_out.ore - int(self.due), 0))
        return min(self.advances, ahead)


# What stops no approval by itself, and is not passed by in silence: whoever approves in spite of it says why.
DOUBTS = ("payout.recovered", "payout.after_final", "payout.inspection")


@dataclass(frozen=True)
class Payout:
    """What may be paid now: what the rules propose, and the most that a person may approve."""

    proposed: Money
    ceiling: Money
    limits: tuple[AmountLimit, ...]
    findings: tuple[Finding, ...]

    @property
    def doubts(self) -> list[Finding]:
        """What whoever approves in spite of it gives a reason for."""
        return [finding for finding in self.findings if finding.rule in DOUBTS and not finding.met]


def payout(figures: ClaimFigures, *, source: Source) -> Payout:
    """The proposal in whole kronor, rounded down, between zero and a ceiling that is exact to the öre.

    `source` is the ordinance's section on payment, from `payment_source`.
    """
    limits: tuple[AmountLimit, ...] = (
        AmountLimit("payout.approved_costs", (figures.counted_costs - figures.already_out).floored_at_zero()),
        AmountLimit("payout.grant", (figures.granted - figures.withheld - figures.already_out).floored_at_zero()),
    )
    if figures.outstanding is not None:
        limits = (
            *limits,
            AmountLimit("payout.outstanding", (figures.outstanding - figures.withheld).floored_at_zero()),
        )
    ceiling = min(limit.limit for limit in limits)
    whole = _in_whole_kronor(figures.due - figures.already_out.ore)
    proposed = min(whole, ceiling)
    return Payout(proposed, ceiling, limits, tuple(_findings(figures, whole, ceiling, source)))


def _in_whole_kronor(ore: Fraction) -> Money:
    """Rounded down, and nothing where it is below zero."""
    # Cut to the öre first, which a rounding down to the krona cannot notice.
    return Money.rounded(Money(max(int(ore), 0)).exact_kronor, Rounding.DOWN_TO_KRONA)


def _in_per_cent(rate: Decimal | Fraction) -> Decimal:
    """The rate for a reader: to a hundredth of a per cent, though an exact fraction is what is counted with."""
    exact = Fraction(rate)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.0001"))


def payment_source(scheme: Scheme, on: date) -> Source:
    """The section on payment in the ordinance, as of a day; raises LookupError before the ordinance."""
    row = scheme.rules.paid_as_reported.on(on)
    if row is None:
        raise LookupError(f"{scheme.code} has no rule on payment on {on}")
    return row.source


def _findings(figures: ClaimFigures, whole: Money, ceiling: Money, source: Source) -> Iterator[Finding]:
    said = message(
        "finding.payout",
        costs=figures.counted_costs,
        rate=shown(_in_per_cent(figures.aid_rate)),
        out=figures.already_out,
        due=whole,
    )
    yield Finding("payout.rate", True, said, source)
    if figures.in_kind_costs or figures.in_kind_financing:
        even = not figures.in_kind_excess
        key = "finding.payout_in_kind" if even else "finding.payout_in_kind.not"
        said = message(
            key,
            costs=figures.in_kind_costs,
            financing=figures.in_kind_financing,
            excess=figures.in_kind_excess,
        )
        yield Finding("payout.in_kind", even, said, source)
    if figures.withheld:
        yield Finding("payout.withheld", True, message("finding.payout_withheld", withheld=figures.withheld), source)
    if whole > ceiling:
        yield Finding("payout.ceiling", True, message("finding.payout_ceiling", ceiling=ceiling), source)


def of_the_advance(figures: ClaimFigures, kind: str, *, source: Source) -> Iterator[Finding]:
    """How much of an advance approved costs cover, where there is one; what a final claim leaves is to be recovered.

    `kind` is the claim's: the same amounts are waited for after an interim claim.
    """
    if not figures.advances:
        return
    uncovered = figures.uncovered_advance
    met = not (kind == "final" and uncovered)
    key = "finding.payout_advance" if met else "finding.payout_advance.not"
    covered = figures.advances - uncovered
    said = message(key, advances=figures.advances, covered=covered, uncovered=uncovered)
    yield Finding("payout.advance", met, said, source)


def of_what_came_back(figures: ClaimFigures, proposed: Money, *, source: Source) -> Iterator[Finding]:
    """That money which has come back would go out again on the same costs, where more is proposed than without it.

    Whether those costs still hold, the figures do not know: a recovery is for costs that did not, or for too much paid on some
    that did.
    """
    without = _in_whole_kronor(figures.due - (figures.paid + figures.advances).ore)
    if figures.recovered and proposed > without:
        said = message("finding.payout_recovered.not", recovered=figures.recovered, without=without)
        yield Finding("payout.recovered", False, said, source)
