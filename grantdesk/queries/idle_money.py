"""Which granted cases hold money that nothing happens with: why, since when, and how much?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select, type_coerce
from sqlalchemy.types import BigInteger, Date

from grantdesk import db
from grantdesk.domain.county import County
from grantdesk.domain.deadlines import months_after
from grantdesk.domain.messages import Both
from grantdesk.domain.money import Money
from grantdesk.domain.rulebook import RuleValue
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision
from grantdesk.models.instalment import Instalment
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Payment
from grantdesk.models.reference import Scheme
from grantdesk.queries import balances
from grantdesk.queries.balances import Row
from grantdesk.queries.grants import ON_ITS_WAY

SHOWN = 50
# Why a case is on the list, what says most first.
FINAL, ENDED, UNCLAIMED = "final", "ended", "unclaimed"
REASONS = (FINAL, ENDED, UNCLAIMED)


@dataclass(frozen=True)
class Limits:
    """The region's rows in force on a day: None where that ground lists no case."""

    days_after_end: RuleValue[int] | None
    months_without_claim: RuleValue[int] | None

    @property
    def confirmed(self) -> bool:
        return all(row.source.confirmed for row in (self.days_after_end, self.months_without_claim) if row)


def limits(county: County, *, on: date) -> Limits:
    return Limits(county.idle_days_after_end.on(on), county.idle_months_without_claim.on(on))


@dataclass(frozen=True)
class Idle:
    """One case that holds money for nothing."""

    number: str
    title: str
    applicant: str
    scheme: Both
    reason: str
    since: date
    amount: Money


@dataclass(frozen=True)
class Listed:
    """A page of the list, how many cases are on it in all, and what they hold by scheme and by objective."""

    lines: tuple[Idle, ...]
    count: int
    by_scheme: tuple[Row, ...]
    by_objective: tuple[Row, ...]

    @property
    def amount(self) -> Money:
        return Money(sum(row.sums.outstanding.ore for row in self.by_scheme))


_UNSETTLED = exists().where(Claim.case_id == Case.id, Claim.state.not_in(("settled", "refused")))
_MOVING = exists().where(Payment.case_id == Case.id, Payment.state.in_(ON_ITS_WAY))
_WAITS = exists().where(Instalment.case_id == Case.id, Instalment.state == "planned")
_HELD = balances.held()


def _latest(column: Any, *where: ColumnElement[bool]) -> Any:
    return select(func.max(type_coerce(column, Date()))).where(*where).correlate(Case).scalar_subquery()


_FINAL_ON = _latest(Claim.received_on, Claim.case_id == Case.id, Claim.kind == "final", Claim.state == "settled")
_CLAIMED_ON = _latest(Claim.received_on, Claim.case_id == Case.id)
_PAID_ON = _latest(Payment.prepared_on, Payment.case_id == Case.id, Payment.state != "cancelled")
_GRANTED_ON = _latest(Decision.decided_on, Decision.case_id == Case.id, Decision.kind == "grant")
_CLAIMED = func.coalesce(_CLAIMED_ON, _GRANTED_ON)
_LAST = case((_PAID_ON > _CLAIMED, _PAID_ON), else_=_CLAIMED)


def _ended(county: County, on: date) -> ColumnElement[bool]:
    row = limits(county, on=on).days_after_end
    return false() if row is None else Case.ends_on < on - timedelta(days=row.value)


def _unclaimed(county: County, on: date) -> ColumnElement[bool]:
    row = limits(county, on=on).months_without_claim
    return false() if row is None else and_(months_after(on, -row.value) > _LAST, ~_WAITS)


def _reason(county: County, on: date) -> Any:
    return case((_FINAL_ON.is_not(None), FINAL), (_ended(county, on), ENDED), else_=UNCLAIMED)


def since(county: County, *, on: date) -> Any:
    """The day from which nothing has been waited for: the final claim, the last day, or the last claim or payment."""
    return type_coerce(
        case((_FINAL_ON.is_not(None), _FINAL_ON), (_ended(county, on), Case.ends_on), else_=_LAST), Date()
    )


def holding(cases: Select[Any], county: County, *, on: date) -> Select[Any]:
    """Of `cases`, those that hold money for nothing: nothing is claimed or on its way, and there is a reason."""
    why = or_(_FINAL_ON.is_not(None), _ended(county, on), _unclaimed(county, on))
    return cases.where(Case.status == "granted", _HELD > 0, ~_UNSETTLED, ~_MOVING, why)


def waiting(named: Any, county: County, *, hands: str, on: date) -> Select[Any]:
    """The same as things that wait for whoever handles them; `named` asks for a day, a name and an amount of each case."""
    day = since(county, on=on)
    asked = named(day, Case.number, _HELD).where(Case.handled_by == hands)
    return holding(asked, county, on=on).order_by(day, Case.id)


def listed(county: County, *, on: date, page: int) -> Listed:
    """The list, a page at a time, the longest idle first."""
    keys = holding(select(Case.id), county, on=on)
    by_scheme = balances.of_those_by("scheme", keys)
    count = sum(row.sums.cases for row in by_scheme)
    page = min(page, pages_of(count))
    return Listed(tuple(_lines(county, on, page)), count, by_scheme, balances.of_those_by("objective", keys))


def pages_of(count: int) -> int:
    return max(1, -(-count // SHOWN))


def _lines(county: County, on: date, page: int) -> Sequence[Idle]:
    day = since(county, on=on)
    asked = (
        select(
            Case.number, Case.title, Organisation.name, Scheme.name_sv, Scheme.name_en, _reason(county, on), day,
            type_coerce(_HELD, BigInteger()),
        )
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(Scheme, Scheme.code == Case.scheme)
        .order_by(day, Case.id)
        .limit(SHOWN)
        .offset((page - 1) * SHOWN)
    )  # fmt: skip
    return [
        Idle(number, title, applicant, Both(sv, en), reason, since_on, Money(int(ore)))
        for number, title, applicant, sv, en, reason, since_on, ore in db.session.execute(holding(asked, county, on=on))
    ]
