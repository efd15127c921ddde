"""What the ledger has of what came back in a case: of the aid, and of the interest, which is beside it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, case, func, select, type_coerce

from grantdesk import db
from grantdesk.domain.ledger import Account, Code
from grantdesk.domain.money import Money
from grantdesk.models.ledger import Transfer

_AMOUNT = type_coerce(Transfer.amount, BigInteger())


def interest(case_id: int) -> dict[str, Money]:
    """Interest that has come in and not been paid back, by objective; objectives with nothing are not in it."""
    touches = (Transfer.to_account == Account.INTEREST) | (Transfer.from_account == Account.INTEREST)
    return _by_objective(case_id, _toward(Account.INTEREST), touches)


def recovered(case_id: int) -> dict[str, Money]:
    """Aid that has come back and not been paid out again, by objective; objectives with nothing are not in it."""
    back = Transfer.code.in_((Code.RECOVERED, Code.REFUNDED))
    return _by_objective(case_id, _toward(Account.FRAME), back)


def granted(case_id: int) -> dict[str, Money]:
    """What the case was granted first: by that its interest is divided, whatever has come back of the aid."""
    return _by_objective(case_id, _AMOUNT, Transfer.code == Code.GRANTED)


def _toward(account: Account) -> ColumnElement[Any]:
    """Öre that came to the account, those that left it below zero."""
    return case((Transfer.to_account == account, _AMOUNT), else_=-_AMOUNT)


def _by_objective(case_id: int, ore: Any, condition: ColumnElement[bool]) -> dict[str, Money]:
    rows = db.session.execute(
        select(Transfer.objective, func.sum(ore))
        .where(Transfer.case_id == case_id, condition)
        .group_by(Transfer.objective)
        .order_by(Transfer.objective)
    )
    return {objective: Money(int(summed)) for objective, summed in rows if summed}
