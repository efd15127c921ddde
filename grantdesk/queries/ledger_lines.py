"""Which bookings does a sum consist of, and which payment, batch and case is each of?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from grantdesk import db
from grantdesk.domain.ledger import Code
from grantdesk.domain.messages import Both
from grantdesk.domain.money import ZERO, Money
from grantdesk.models.case import Case
from grantdesk.models.ledger import Transfer
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.reference import Scheme
from grantdesk.queries import bookings, coded_accounts
from grantdesk.queries.balances import ALWAYS, Period
from grantdesk.queries.bookings import COLUMNS, LOWERS, Flow
from grantdesk.region import Terms

SHOWN = 50


@dataclass(frozen=True)
class Asked:
    """Which bookings: of some days, and of one column of a report, scheme, account or objective where that is said."""

    period: Period = ALWAYS
    column: str = ""
    scheme: str = ""
    account: str = ""
    objective: str = ""


@dataclass(frozen=True)
class Line:
    """One booking. The amount is signed as in the column of the report that it counts in: below zero where it lowers that."""

    booked_on: date
    code: str
    is_reversal: bool
    amount: Money
    objective: str
    case_number: str
    title: str
    organisation: str
    scheme: Both
    payment: str | None
    batch: str | None


_LINE: Any = (
    select(
        Transfer,
        Case.number,
        Case.title,
        Organisation.name,
        Scheme.name_sv,
        Scheme.name_en,
        Payment.number,
        Batch.number,
    )
    .join(Case, Case.id == Transfer.case_id)
    .join(Organisation, Organisation.id == Case.organisation_id)
    .join(Scheme, Scheme.code == Case.scheme)
    .outerjoin(Payment, Payment.id == Transfer.payment_id)
    .outerjoin(Batch, Batch.id == Payment.batch_id)
    .order_by(Transfer.booked_on, Transfer.id)
)


def lines(asked: Asked, terms: Terms, *, page: int) -> list[Line]:
    """A page of them, in the order of the books."""
    return _lines(_LINE.where(*_conditions(asked, terms)).limit(SHOWN).offset((page - 1) * SHOWN))


def every(asked: Asked, terms: Terms) -> list[Line]:
    return _lines(_LINE.where(*_conditions(asked, terms)))


def of_payment(number: str) -> list[Line]:
    """What has been booked for one payment, reversals among it."""
    return _lines(_LINE.where(Payment.number == number))


def count(asked: Asked, terms: Terms) -> int:
    query = select(func.count()).select_from(Transfer).join(Case, Case.id == Transfer.case_id)
    return int(db.session.execute(query.where(*_conditions(asked, terms))).scalar_one())


def sum_of(asked: Asked, terms: Terms) -> Flow:
    """What they come to, in the columns of a report."""
    return bookings.flow_of(*_conditions(asked, terms))


def _conditions(asked: Asked, terms: Terms) -> list[ColumnElement[bool]]:
    return [*bookings.within(asked.period), *_of_what(asked, terms)]


def _of_what(asked: Asked, terms: Terms) -> Iterator[ColumnElement[bool]]:
    if asked.column:
        yield Transfer.code.in_(COLUMNS[asked.column])
    if asked.scheme:
        yield Case.scheme == asked.scheme
    if asked.objective:
        yield Transfer.objective == asked.objective
    if asked.account:
        yield coded_accounts.column(terms.coding, Transfer.booked_on.expression).element == asked.account


def _lines(query: Select[Any]) -> list[Line]:
    return [_line(*row) for row in db.session.execute(query)]


def _line(
    transfer: Transfer, case: str, title: str, name: str, scheme_sv: str, scheme_en: str, payment: str | None,
    batch: str | None,
) -> Line:  # fmt: skip
    is_reversal = transfer.reverses_id is not None
    lowers = (Code(transfer.code) in LOWERS) != is_reversal
    return Line(
        booked_on=transfer.booked_on,
        code=transfer.code,
        is_reversal=is_reversal,
        amount=ZERO - transfer.amount if lowers else transfer.amount,
        objective=transfer.objective,
        case_number=case,
        title=title,
        organisation=name,
        scheme=Both(scheme_sv, scheme_en),
        payment=payment,
        batch=batch,
    )
