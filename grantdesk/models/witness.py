"""What history writes down of a row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect

from grantdesk.domain.chain import plain
from grantdesk.models.base import Base


def name_of(row: Base) -> str:
    """`table:key`, the name that history knows a row by."""
    (key,) = inspect(type(row)).primary_key_from_instance(row)
    return f"{row.__tablename__}:{key}"


def testimony(row: Base) -> dict[str, Any]:
    """The columns of `row` that never change, as history writes them."""
    mapper = inspect(type(row))
    columns = row.__table__.c
    return {name: plain(getattr(row, mapper.get_property_by_column(columns[name]).key)) for name in row.witnessed}
