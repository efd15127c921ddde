"""The rows of a claim, and what they come to: in the claim, by category against the cost plan, and to date in the case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, func, select, type_coerce
from sqlalchemy.orm import joinedload

from grantdesk import db
from grantdesk.domain.claim_lines import FLAT, IN_KIND
from grantdesk.domain.later import PlanLine
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import FinancingLine
from grantdesk.models.claim import Claim
from grantdesk.models.claim_line import ClaimLine
from grantdesk.queries import payouts

STRUCK = "struck"
_SETTLED = ("approved", "settled")
_COUNTED_TO = func.coalesce(ClaimLine.moved_to, ClaimLine.category)


def of_claim(claim: Claim) -> list[ClaimLine]:
    """Every row, struck ones too, in the order of their numbers, each with the change that parked it; read as they are now."""
    rows = select(ClaimLine).where(ClaimLine.claim_id == claim.id).order_by(ClaimLine.number)
    whole = rows.options(joinedload(ClaimLine.remapped_by)).execution_options(populate_existing=True)
    return list(db.session.execute(whole).scalars())


def standing(claim: Claim) -> list[ClaimLine]:
    """The rows that count: those that have not been struck out."""
    return [line for line in of_claim(claim) if line.state != STRUCK]


def of_number(claim: Claim, number: int) -> ClaimLine:
    """One row of the claim, with the claim and its case; raises `NotThere`."""
    row = select(ClaimLine).where(ClaimLine.claim_id == claim.id, ClaimLine.number == number)
    whole = row.options(joinedload(ClaimLine.claim).joinedload(Claim.case), joinedload(ClaimLine.remapped_by))
    found = db.session.execute(whole.execution_options(populate_existing=True)).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.claim_line")
    return found


def has_lines(claim: Claim) -> bool:
    """Whether the claim is made of rows; one without is a single sum."""
    rows = select(ClaimLine.id).where(ClaimLine.claim_id == claim.id, ClaimLine.state != STRUCK).limit(1)
    return db.session.execute(rows).first() is not None


def reported_of(claim: Claim) -> Money:
    """What counts of all rows, as reported."""
    return _sum(ClaimLine.counted, ClaimLine.claim_id == claim.id, ClaimLine.state != STRUCK)


def in_kind_of(claim: Claim) -> Money:
    """What the rows report in kind."""
    return _sum(
        ClaimLine.counted, ClaimLine.claim_id == claim.id, ClaimLine.state != STRUCK, ClaimLine.category == IN_KIND
    )


def approved_of(claim: Claim) -> Money:
    """What is approved of the rows so far."""
    return _sum(ClaimLine.approved, ClaimLine.claim_id == claim.id)


@dataclass(frozen=True)
class InKind:
    """What is in kind in a case: the costs to date, and the financing that it was granted on."""

    costs: Money
    financing: Money


def in_kind_to_date(claim: Claim) -> InKind:
    """In this claim and the case's earlier ones: what is approved of rows, else what the claim says. In one question."""
    of_rows = select(ClaimLine.claim_id).where(ClaimLine.state != STRUCK)
    here = (Claim.case_id == claim.case_id, (Claim.id == claim.id) | Claim.state.in_(_SETTLED))
    whole = select(_total(Claim.in_kind)).where(*here, Claim.id.not_in(of_rows))
    by_row = _in_claims(_total(ClaimLine.approved)).where(*here, _COUNTED_TO == IN_KIND)
    stands_against = (FinancingLine.case_id == claim.case_id, FinancingLine.kind == IN_KIND)
    financing = select(_total(FinancingLine.amount)).where(*stands_against)
    both = select(whole.scalar_subquery() + by_row.scalar_subquery(), financing.scalar_subquery())
    costs, stands = db.session.execute(both).one()
    return InKind(Money(int(costs)), Money(int(stands)))


@dataclass(frozen=True)
class Category:
    """One category of the cost plan, or outside it (`planned` None): what is reported and approved in it."""

    category: str
    planned: Money | None
    earlier: Money
    reported: Money
    approved: Money

    @property
    def accumulated(self) -> Money:
        return self.earlier + self.approved

    @property
    def left(self) -> Money:
        return ((self.planned or ZERO) - self.accumulated).floored_at_zero()

    @property
    def is_above(self) -> bool:
        """Whether more is approved to date than the plan has."""
        return self.accumulated > (self.planned or ZERO)


@dataclass(frozen=True)
class Accumulated:
    """Everything against the decision: the categories, and what earlier claims without rows were approved with."""

    categories: tuple[Category, ...]
    without_rows: Money

    @property
    def above(self) -> list[Category]:
        """The categories that this claim takes above the plan, or further above."""
        return [each for each in self.categories if each.is_above and each.approved]

    def of(self, category: str) -> Money:
        """What is approved to date in one category."""
        return total(each.accumulated for each in self.categories if each.category == category)

    @property
    def planned(self) -> Money:
        return total(each.planned or ZERO for each in self.categories)

    @property
    def earlier(self) -> Money:
        return total(each.earlier for each in self.categories) + self.without_rows

    @property
    def reported(self) -> Money:
        return total(each.reported for each in self.categories)

    @property
    def approved(self) -> Money:
        return total(each.approved for each in self.categories)

    @property
    def accumulated(self) -> Money:
        return self.earlier + self.approved

    @property
    def left(self) -> Money:
        return total(each.left for each in self.categories)


def by_category(plan: Sequence[PlanLine]) -> dict[str, Money]:
    """What the plan has in each category, in its order."""
    planned = {line.category: ZERO for line in plan}
    for line in plan:
        planned[line.category] += line.amount
    return planned


def rest_of(lines: Sequence[ClaimLine], plan: Sequence[PlanLine], held_back: Collection[int]) -> list[ClaimLine]:
    """The rows that may be approved in one go: not judged, in the plan, and neither in the sample nor among those held back."""
    planned = by_category(plan)
    rest = [line for line in lines if line.state == "open" and not line.sampled and line.number not in held_back]
    return [line for line in rest if line.counted_to in planned]


def accumulated(claim: Claim, plan: Sequence[PlanLine], lines: Sequence[ClaimLine]) -> Accumulated:
    """The case's approved costs to date against the plan, this claim's rows beside those of the claims before it."""
    planned = by_category(plan)
    earlier = _earlier_by_category(claim)
    counted = [line for line in lines if line.state != STRUCK]
    known = dict.fromkeys([*planned, *earlier, *(line.counted_to for line in counted)])
    categories = tuple(
        Category(
            category,
            planned.get(category),
            earlier.get(category, ZERO),
            total(line.counted for line in counted if line.counted_to == category),
            total(line.approved or ZERO for line in counted if line.counted_to == category),
        )
        for category in known
    )
    return Accumulated(categories, payouts.approved_before(claim) - total(earlier.values()))


def flat_before(claim: Claim) -> Money:
    """What the case's earlier claims were approved with at the flat rate."""
    query = _in_claims(_total(ClaimLine.approved)).where(*_earlier(claim), ClaimLine.basis == FLAT)
    return Money(int(db.session.execute(query).scalar_one()))


def _earlier_by_category(claim: Claim) -> dict[str, Money]:
    rows = _in_claims(_COUNTED_TO, _total(ClaimLine.approved)).where(*_earlier(claim)).group_by(_COUNTED_TO)
    found = {category: Money(int(ore)) for category, ore in db.session.execute(rows.order_by(_COUNTED_TO))}
    return {category: amount for category, amount in found.items() if amount}


def _earlier(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return Claim.case_id == claim.case_id, Claim.id != claim.id, Claim.state.in_(_SETTLED)


def _in_claims(*columns: ColumnElement[Any]) -> Select[Any]:
    return select(*columns).select_from(ClaimLine).join(Claim, Claim.id == ClaimLine.claim_id)


def _total(column: Any) -> ColumnElement[int]:
    return func.coalesce(func.sum(type_coerce(column, BigInteger())), 0)


def _sum(column: Any, *where: ColumnElement[bool]) -> Money:
    return Money(int(db.session.execute(select(_total(column)).where(*where)).scalar_one()))
