"""On which account of the region's ledger is a booking coded: that of its case's scheme on the day that it bears?"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal

from grantdesk.domain.coding import Coding, SchemeCoding
from grantdesk.domain.rulebook import RuleValue
from grantdesk.models.case import Case

# Told by name where rows are grouped: a database takes two wordings of the same expression for two.
NAME = "coded_account"
# What is booked under a scheme that the region has laid down no account for.
NONE = "–"


def column(coding: Coding, day: ColumnElement[date]) -> ColumnElement[Any]:
    """The account's number for each row of a question that has the case, on the `day` that the row bears.

    It is that of the row that began last; before the first row, that row's.
    """
    found = [
        (and_(Case.scheme == code, day >= row.valid_from) if place else Case.scheme == code, row.value.account.number)
        for code in coding.schemes
        for place, row in reversed(list(enumerate(_rows(coding, code))))
    ]
    return (case(*found, else_=NONE) if found else literal(NONE)).label(NAME)


def names(coding: Coding) -> dict[str, tuple[str, bool]]:
    """By number, what each account is called, and whether the region has confirmed everything that is coded on it."""
    found: dict[str, tuple[str, bool]] = {}
    for code in coding.schemes:
        for row in _rows(coding, code):
            account = row.value.account
            _, confirmed = found.get(account.number, ("", True))
            found[account.number] = (account.name, confirmed and row.source.confirmed)
    return found


def _rows(coding: Coding, code: str) -> list[RuleValue[SchemeCoding]]:
    return sorted(coding.schemes[code].values, key=lambda row: row.valid_from)
