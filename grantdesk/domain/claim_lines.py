"""The rows of a claim: what each reports, what counts of it, and what a reviewer may make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from grantdesk.domain.money import ZERO, Money, Rounding
from grantdesk.domain.provisions import FlatRate, HourlyRate
from grantdesk.domain.refusal import Refused
from grantdesk.domain.scheme import Scheme
from grantdesk.domain.vocabulary import CATEGORIES

ACTUAL, HOURLY, FLAT = "actual", "hourly", "flat"
BASES = (ACTUAL, HOURLY, FLAT)
IN_KIND = "in_kind"
# Why a row is not approved as it was reported; what `OTHER` is, the remark says.
OTHER = "other"
REASONS = (
    "not_in_plan", "outside_period", "not_paid", "no_voucher", "vat", "not_reasonable", "procurement", "counted_twice",
    OTHER,
)  # fmt: skip
APPROVE, DEDUCT, PARK = "approve", "deduct", "park"
ACTS = (APPROVE, DEDUCT, PARK)
# More than this is no claim that a person could review.
MOST_ROWS = 5_000
LONGEST = {"description": 300, "supplier": 200, "voucher": 60}
_MOST_HOURS = Decimal(100_000)


@dataclass(frozen=True)
class NewLine:
    """One row as the recipient reports it; `net` and `vat` in kronor and öre, `net` empty where hours are reported.

    `basis` is actual costs, hours at the scheme's hourly rate, or the scheme's flat rate of other costs. `paid_on` is the day
    that the recipient paid the cost, `voucher` the number it has in the recipient's accounts.
    """

    category: str
    net: Money | None = None
    vat: Money = ZERO
    description: str = ""
    supplier: str = ""
    voucher: str = ""
    paid_on: date | None = None
    basis: str = ACTUAL
    hours: Decimal | None = None


@dataclass(frozen=True)
class Judgement:
    """What a reviewer makes of a row: `approve` it whole, `deduct` from it, or `park` it with a question.

    `category` is the one that it counts to; `approved` is what is left of it after a deduction.
    """

    act: str
    category: str
    approved: Money = ZERO
    reason: str | None = None
    remark: str = ""
    question: str = ""


@dataclass(frozen=True)
class CostTerms:
    """What a scheme says of reported costs on a day; None where it does not have that rule."""

    vat_counts: bool
    hourly: HourlyRate | None
    flat: FlatRate | None
    plan_binds: bool


@dataclass(frozen=True)
class Counted:
    """What a row comes to: net, tax, what counts of both, and the hourly rate that it was counted by."""

    net: Money
    vat: Money
    counted: Money
    rate: Money | None = None


def terms_on(scheme: Scheme, day: date) -> CostTerms:
    """What the scheme says of reported costs on the day of the decision."""
    rules = scheme.rules
    vat, binds = rules.undeducted_vat.on(day), rules.plan_binds.on(day)
    hourly, flat = rules.hourly_rate.on(day), rules.flat_rate.on(day)
    return CostTerms(
        vat_counts=bool(vat and vat.value),
        hourly=hourly.value if hourly else None,
        flat=flat.value if flat else None,
        plan_binds=bool(binds and binds.value),
    )


def counted(line: NewLine, terms: CostTerms, *, vat_deductible: bool) -> Counted:
    """What counts of a row: value-added tax does where the scheme takes it and the recipient may not deduct it."""
    _refuse_the_words(line)
    rate = _hourly_rate(line, terms)
    net = _net(line, rate)
    if line.basis != ACTUAL and line.vat:
        raise Refused("claim_line.vat_on_simplified")
    with_vat = terms.vat_counts and not vat_deductible
    return Counted(net, line.vat, net + line.vat if with_vat else net, rate)


def _refuse_the_words(line: NewLine) -> None:
    if line.category not in CATEGORIES:
        raise Refused("claim_line.unknown_category", category=line.category)
    if line.basis not in BASES:
        raise Refused("claim_line.unknown_basis", basis=line.basis)
    for field, longest in LONGEST.items():
        if len(getattr(line, field)) > longest:
            raise Refused(f"claim_line.too_long.{field}", longest=longest)


def _hourly_rate(line: NewLine, terms: CostTerms) -> Money | None:
    """The scheme's rate for a row of hours; a row of another kind has neither rate nor hours."""
    if line.basis == FLAT:
        _refuse_no_flat_rate(line, terms)
    if line.basis != HOURLY:
        if line.hours is not None:
            raise Refused("claim_line.hours_without_rate")
        return None
    if terms.hourly is None or terms.hourly.category != line.category:
        raise Refused("claim_line.no_hourly_rate")
    if line.hours is None or not _is_hours(line.hours):
        raise Refused("claim_line.hours")
    if line.net is not None:
        raise Refused("claim_line.net_and_hours")
    return terms.hourly.per_hour


def _refuse_no_flat_rate(line: NewLine, terms: CostTerms) -> None:
    if terms.flat is None or terms.flat.category != line.category:
        raise Refused("claim_line.no_flat_rate")


def _is_hours(hours: Decimal) -> bool:
    """Above zero, within what a claim can hold, and to the hundredth of an hour."""
    if not hours.is_finite() or not 0 < hours <= _MOST_HOURS:
        return False
    return hours == hours.quantize(Decimal("0.01"))


def _net(line: NewLine, rate: Money | None) -> Money:
    if rate is not None and line.hours is not None:
        # The hours' worth to the öre, and never more.
        return Money.rounded(rate.in_kronor * Fraction(line.hours), Rounding.DOWN_TO_ORE)
    if line.net is None or line.net <= ZERO or line.vat < ZERO:
        raise Refused("claim_line.amount")
    return line.net


def flat_ceiling(terms: CostTerms, of: Money) -> Money:
    """The most that the flat rate gives of the costs it is a rate of, to the öre; nothing without the rule."""
    if terms.flat is None:
        return ZERO
    return Money.rounded(of.share(terms.flat.share), Rounding.DOWN_TO_ORE)


def drawn(amounts: Sequence[Money], *, above: Money, every: int, seed: int) -> tuple[bool, ...]:
    """Which of the rows, in their order, are a sample: each above an amount, and of the rest every n-th from a seeded start.

    At least one of the rest is drawn. The same rows, rule and seed give the same sample.
    """
    rest = [place for place, amount in enumerate(amounts) if amount <= above]
    step = min(every, len(rest)) or 1
    chosen = set(rest[seed % step :: every])
    return tuple(amount > above or place in chosen for place, amount in enumerate(amounts))


def refuse_unfounded(judged: Judgement, number: int, counted: Money) -> None:
    """A deduction leaves less than the row and has a reason of the list; whatever is parked has a question."""
    if judged.category not in CATEGORIES:
        raise Refused("claim_line.unknown_category", category=judged.category)
    if judged.act == PARK and not judged.question.strip():
        raise Refused("claim_line.parked_without_question")
    if judged.act != DEDUCT:
        return
    if not ZERO <= judged.approved < counted:
        raise Refused("claim_line.deduction_out_of_bounds", number=number, counted=counted)
    if judged.reason not in REASONS:
        raise Refused("claim_line.unknown_reason")
    if judged.reason == OTHER and not judged.remark.strip():
        raise Refused("claim_line.other_without_remark")
