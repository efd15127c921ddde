"""Sums over the ledger: of a case, and of all cases by whatever key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, distinct, extract, func, literal, select, type_coerce
from sqlalchemy.types import BigInteger

from grantdesk import db
from grantdesk.domain.ledger import BESIDE_THE_AID, MOVES, Account, Code
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.models.case import Case
from grantdesk.models.ledger import Transfer
from grantdesk.models.payment import Payment
from grantdesk.models.reference import Objective, Scheme
from grantdesk.models.user import User

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Period:
    """The days a sum covers, both included; None is without end in that direction."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))


ALWAYS = Period()


@dataclass(frozen=True)
class Sums:
    """What was granted (with changes, less releases), paid, recovered and lost of what was to be, and in how many cases."""

    cases: int
    granted: Money
    paid: Money
    recovered: Money
    lost: Money = ZERO

    @property
    def outstanding(self) -> Money:
        return self.granted - self.paid

    @property
    def kept(self) -> Money:
        """What recipients have of what was paid: neither recovered nor lost."""
        return self.paid - self.recovered - self.lost


NOTHING = Sums(0, ZERO, ZERO, ZERO)


@dataclass(frozen=True)
class Row:
    """One row of totals: the codes it is for, in the order of the keys, and its sums."""

    codes: tuple[str, ...]
    sums: Sums


@dataclass(frozen=True)
class Totals:
    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    sum: Sums


# How many cases one question names: databases have a limit.
_AT_ONCE = 500
_AMOUNT = type_coerce(Transfer.amount, BigInteger())


def net(from_: Account, to: Account) -> ColumnElement[Any]:
    """Öre that went from one account to the other, less what went back."""
    there = (Transfer.from_account == from_) & (Transfer.to_account == to)
    back = (Transfer.from_account == to) & (Transfer.to_account == from_)
    return func.coalesce(func.sum(case((there, _AMOUNT), (back, -_AMOUNT), else_=0)), 0)


_GRANTED = net(Account.FRAME, Account.COMMITMENT)
_PAID = net(Account.COMMITMENT, Account.RECIPIENT)
_RECOVERED = net(Account.RECIPIENT, Account.FRAME)
_LOST = net(Account.RECIPIENT, Account.LOSS)
_SUMS = (func.count(distinct(Transfer.case_id)), _GRANTED, _PAID, _RECOVERED, _LOST)
# Interest is no aid: a case is in no total for it.
_AID = Transfer.code.not_in(BESIDE_THE_AID)

# What totals may be divided by; each is a column that every transfer reaches through its case.
KEYS: Mapping[str, ColumnElement[Any]] = {
    "objective": Transfer.objective.expression,
    "goal-area": Objective.goal_area.expression,
    "municipality": Case.municipality.expression,
    "scheme": Case.scheme.expression,
    "handled-by": Case.handled_by.expression,
    "handler": User.email.expression,
    "leader": func.coalesce(func.nullif(Case.led_by, ""), literal(UNKNOWN)),
    "year": extract("year", Transfer.booked_on),
}


def totals(keys: Sequence[str], *, period: Period = ALWAYS) -> Totals:
    """The ledger's sums by `keys`, rows in order of their codes. Raises KeyError for a key that is not in `KEYS`."""
    columns = [KEYS[key] for key in keys]
    query = _within(_joined(select(*columns, *_SUMS)), period).group_by(*columns)
    # Sorted here: databases differ in where they put a hyphen or an underscore.
    rows = tuple(sorted((_row(row, len(keys)) for row in db.session.execute(query)), key=lambda row: row.codes))
    return Totals(tuple(keys), rows, _of_all(rows, period))


def _of_all(rows: Sequence[Row], period: Period) -> Sums:
    """The rows' amounts added up, and cases counted once however many rows they are in.

    Added up rather than asked for: what is booked between two questions would be in one of them only.
    """
    counted = select(func.count(distinct(Transfer.case_id))).where(_AID)
    cases = db.session.execute(_within(counted, period)).scalar_one()
    amounts = [(ZERO,) * 4, *((row.sums.granted, row.sums.paid, row.sums.recovered, row.sums.lost) for row in rows)]
    return Sums(int(cases), *(total(column) for column in zip(*amounts, strict=True)))


def of_everything() -> Sums:
    """The whole ledger, by no key."""
    return _sums(db.session.execute(select(*_SUMS)).one())


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Transfer)
        .join(Case, Case.id == Transfer.case_id)
        .join(Objective, Objective.code == Transfer.objective)
        .join(User, User.id == Case.handler_id)
        .where(_AID)
    )


def _within(query: Select[Any], period: Period) -> Select[Any]:
    if period.first is not None:
        query = query.where(Transfer.booked_on >= period.first)
    if period.last is not None:
        query = query.where(Transfer.booked_on <= period.last)
    return query


def _row(row: Any, keys: int) -> Row:
    return Row(tuple(str(code) for code in row[:keys]), _sums(row[keys:]))


def _sums(row: Any) -> Sums:
    cases, *amounts = row
    return Sums(int(cases), *(Money(int(ore)) for ore in amounts))


def of_case(case_id: int) -> Sums:
    """What has been granted, paid and recovered in one case."""
    return _sums(db.session.execute(select(*_SUMS).where(Transfer.case_id == case_id)).one())


def of_those(cases: Select[Any], *, period: Period = ALWAYS) -> Sums:
    """What has been granted, paid and recovered in the cases whose keys a question gives."""
    return _sums(db.session.execute(_within(select(*_SUMS).where(Transfer.case_id.in_(cases)), period)).one())


def left_of(case_id: int) -> dict[str, Money]:
    """What is promised and not yet paid in one case, by objective; objectives with nothing left are not in it."""
    return left_of_those([case_id]).get(case_id, {})


def held_by_recipient(case_id: int) -> dict[str, Money]:
    """What has been paid in one case and not come back, by objective; objectives with nothing are not in it."""
    return held_by_recipients([case_id]).get(case_id, {})


def left_of_those(case_ids: Sequence[int]) -> dict[int, dict[str, Money]]:
    """As `left_of`, for many cases; a case with nothing left is not in it."""
    return _held_on_those(Account.COMMITMENT, case_ids)


def held_by_recipients(case_ids: Sequence[int]) -> dict[int, dict[str, Money]]:
    """As `held_by_recipient`, for many cases; a case that holds nothing is not in it."""
    return _held_on_those(Account.RECIPIENT, case_ids)


def _held_on_those(account: Account, case_ids: Sequence[int]) -> dict[int, dict[str, Money]]:
    into, touches = _on(account)
    found: dict[int, dict[str, Money]] = {}
    for at in range(0, len(case_ids), _AT_ONCE):
        rows = db.session.execute(
            select(Transfer.case_id, Transfer.objective, func.sum(into))
            .where(Transfer.case_id.in_(case_ids[at : at + _AT_ONCE]), touches)
            .group_by(Transfer.case_id, Transfer.objective)
            .order_by(Transfer.case_id, Transfer.objective)
        )
        for case_id, objective, held in rows:
            if held:
                found.setdefault(case_id, {})[objective] = Money(int(held))
    return found


def _on(account: Account) -> tuple[ColumnElement[Any], ColumnElement[bool]]:
    """What a transfer adds to the account, and whether it concerns it at all."""
    into = case((Transfer.to_account == account, _AMOUNT), else_=-_AMOUNT)
    return into, (Transfer.to_account == account) | (Transfer.from_account == account)


def of_cases(case_ids: Sequence[int], *, period: Period = ALWAYS) -> dict[int, Sums]:
    """As `of_case`, for many cases in one question."""
    query = _within(select(Transfer.case_id, *_SUMS).where(Transfer.case_id.in_(case_ids)), period)
    found = {case_id: _sums(row) for case_id, *row in db.session.execute(query.group_by(Transfer.case_id))}
    return {case_id: found.get(case_id, NOTHING) for case_id in case_ids}


def granted_with_changes(case_ids: Sequence[int], *, period: Period) -> dict[int, Money]:
    """What those cases were granted in the period, changes included; releases are not changes."""
    codes = (Code.GRANTED, Code.CHANGED_UP, Code.CHANGED_DOWN)
    query = select(Transfer.case_id, _GRANTED).where(Transfer.case_id.in_(case_ids), Transfer.code.in_(codes))
    rows = db.session.execute(_within(query, period).group_by(Transfer.case_id))
    return {case_id: Money(int(granted)) for case_id, granted in rows}


def paid_by_case_and_objective(*, family: str, period: Period) -> dict[tuple[int, str], Money]:
    """What was paid in the period in cases of a family of schemes; only where it is at least one öre."""
    query = _joined(select(Transfer.case_id, Transfer.objective, _PAID))
    query = query.join(Scheme, Scheme.code == Case.scheme).where(Scheme.family == family)
    rows = db.session.execute(_within(query, period).group_by(Transfer.case_id, Transfer.objective))
    return {(case_id, objective): Money(int(paid)) for case_id, objective, paid in rows if int(paid) > 0}


def by_objective_of_open_projects(on: date) -> dict[str, Sums]:
    """By objective, what projects not closed on the day `on` have been granted and paid up to and including it."""
    query = _joined(select(Transfer.objective, *_SUMS)).join(Scheme, Scheme.code == Case.scheme)
    query = query.where(Scheme.family == "project", Case.closed_on.is_(None) | (Case.closed_on > on))
    rows = db.session.execute(_within(query, Period(last=on)).group_by(Transfer.objective))
    return {objective: _sums(row) for objective, *row in rows}


def of_every_case() -> dict[int, Sums]:
    """As `of_case`, for every case that the ledger has."""
    rows = db.session.execute(select(Transfer.case_id, *_SUMS).group_by(Transfer.case_id))
    return {case_id: _sums(row) for case_id, *row in rows}


def booked(code: Code) -> dict[int, Money]:
    """By case, what was booked under one code, less what was reversed."""
    from_, to = MOVES[code]
    rows = db.session.execute(
        select(Transfer.case_id, net(from_, to)).where(Transfer.code == code).group_by(Transfer.case_id)
    )
    return {case_id: Money(int(amount)) for case_id, amount in rows}


def of_payments(payment_ids: Sequence[int]) -> dict[int, dict[str, Money]]:
    """By payment, what each objective has carried of it, in order of objective."""
    rows = db.session.execute(
        select(Transfer.payment_id, Transfer.objective, _PAID)
        .where(Transfer.payment_id.in_(payment_ids), Transfer.code == Code.PAID)
        .group_by(Transfer.payment_id, Transfer.objective)
    )
    found: dict[int, dict[str, Money]] = {}
    for payment_id, objective, paid in sorted(tuple(row) for row in rows):
        found.setdefault(payment_id, {})[objective] = Money(int(paid))
    return found


def years() -> list[int]:
    """The years that the ledger has bookings in, the latest first."""
    ends = db.session.execute(select(func.min(Transfer.booked_on), func.max(Transfer.booked_on))).one()
    days: list[date] = [day for day in ends if day is not None]
    return list(range(days[1].year, days[0].year - 1, -1)) if days else []


def held(account: Account = Account.COMMITMENT) -> Any:
    """Of each case in a question, in öre, what is on an account (promised and not yet paid): a column beside the case's own."""
    into, touches = _on(account)
    summed = select(func.coalesce(func.sum(into), 0)).where(Transfer.case_id == Case.id, touches)
    return summed.correlate(Case).scalar_subquery()


def of_those_by(key: str, cases: Select[Any]) -> tuple[Row, ...]:
    """As `totals`, by one key, of the cases whose keys a question gives."""
    column = KEYS[key]
    query = _joined(select(column, *_SUMS)).where(Transfer.case_id.in_(cases)).group_by(column)
    return tuple(sorted((_row(row, 1) for row in db.session.execute(query)), key=lambda row: row.codes))


def of_batches(batch_ids: Sequence[int]) -> dict[int, Money]:
    """By batch, what its payments have booked as paid, less what was reversed."""
    rows = db.session.execute(
        select(Payment.batch_id, _PAID)
        .select_from(Transfer)
        .join(Payment, Payment.id == Transfer.payment_id)
        .where(Payment.batch_id.in_(batch_ids), Transfer.code == Code.PAID)
        .group_by(Payment.batch_id)
    )
    return {batch_id: Money(int(paid)) for batch_id, paid in rows if batch_id is not None}
