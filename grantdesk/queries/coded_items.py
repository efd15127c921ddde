"""Which appropriation item is a booking of: that of its case's scheme on the day that it bears?"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal

from grantdesk.domain.coding import Coding
from grantdesk.models.case import Case

# Told by name where rows are grouped: a database takes two wordings of the same expression for two.
NAME = "coded_item"


def column(coding: Coding, day: ColumnElement[date]) -> ColumnElement[Any]:
    """`Coding.item_of` of each row of a question that has the case, for the `day` that the row bears."""
    rest = coding.items[0]
    found = [
        (and_(Case.scheme == code, day >= begins) if place else Case.scheme == code, item)
        for code in coding.schemes
        for place, (begins, item) in reversed(list(enumerate(coding.items_of(code))))
        if len(coding.items) > 1
    ]
    return (case(*found, else_=rest) if found else literal(rest)).label(NAME)
