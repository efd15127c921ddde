"""How much of what has been paid can be wanted back, and what do the rules say of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from grantdesk import db
from grantdesk.domain import liability, recovery
from grantdesk.domain.county import County
from grantdesk.domain.findings import Finding
from grantdesk.domain.liability import LiabilityQuestion
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import watches
from grantdesk.queries.grants import Grant

_PAID = ("exported", "sent", "confirmed")


@dataclass(frozen=True)
class Recoverable:
    """The most that the recipient answers for on a day, where it falls with the years, and what each rule says."""

    liable: Money | None
    findings: tuple[Finding, ...]


def within_time(case: Case, grant: Grant, amount: Money, *, on: date, county: County) -> Finding | None:
    """Whether `amount`, and what has been wanted back before, was paid late enough to be; None without such a rule."""
    rule = recovery.rule_of(county.scheme(case.scheme).ordinance)
    if rule is None or rule.years is None:
        return None
    return recovery.within_time(rule, _paid(case), wanted=grant.recovered + amount, on=on)


def of_case(case: Case, grant: Grant, amount: Money, *, on: date, county: County) -> Recoverable:
    """What the rules say of wanting `amount` back on a day."""
    in_time = within_time(case, grant, amount, on=on, county=county)
    found = [in_time] if in_time else []
    held = watches.liability_of(case, on=on, county=county)
    row = county.scheme(case.scheme).rules.liability.on(grant.first.decided_on)
    if row is None or held.final_payment_on is None:
        return Recoverable(None, tuple(found))
    question = LiabilityQuestion(case.scheme, held.paid, held.final_payment_on, on)
    return Recoverable(min(held.liable, held.held), (*found, liability.finding(question, row)))


def _paid(case: Case) -> list[tuple[date, Money]]:
    paid_on = func.coalesce(Payment.settled_on, Payment.paid_on, Batch.exported_on)
    rows = select(paid_on, Payment.amount).outerjoin(Batch, Batch.id == Payment.batch_id)
    found = db.session.execute(rows.where(Payment.case_id == case.id, Payment.state.in_(_PAID)))
    return [(day, amount) for day, amount in found]
