"""What history writes down of a row: every column of every table, unless the model says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import inspect

from grantdesk.domain.chain import digest, plain
from grantdesk.models.base import Base


@dataclass(frozen=True)
class Change:
    """What an act has changed of a row that was there before, by the names that Python has for the columns."""

    row: Base
    attributes: tuple[str, ...]


def name_of(row: Base) -> str:
    """`table:key`, the name that history knows a row by."""
    return _name(row.__tablename__, inspect(type(row)).primary_key_from_instance(row))


def name_in(model: type[Base], columns: Mapping[str, Any]) -> str:
    """As `name_of`, for a row read as columns."""
    return _name(model.__tablename__, [columns[key.name] for key in model.__table__.primary_key])


def testimony(row: Base) -> dict[str, Any]:
    """The whole row, as history writes it when the row is made."""
    return _said(row, _columns(type(row)))


def testimony_of(change: Change) -> dict[str, Any]:
    """The changed columns only: what an act has not touched is still as history said it before."""
    return _said(change.row, change.attributes)


def as_history_has(model: type[Base], column: str, value: Any) -> Any:
    """A column's value in the form that history keeps it in."""
    return digest({column: value}) if column in model.digested else plain(value)


def vouched() -> dict[str, type[Base]]:
    """The models that history vouches for every row of, by name of table."""
    models = (mapper.class_ for mapper in Base.registry.mappers)
    return {model.__tablename__: model for model in models if model.vouched}


def _said(row: Base, attributes: Iterable[str]) -> dict[str, Any]:
    model = type(row)
    names = _columns(model)
    return {names[each]: as_history_has(model, names[each], getattr(row, each)) for each in attributes}


@cache
def _columns(model: type[Base]) -> dict[str, str]:
    """The name of each column, by the name that Python has for it."""
    return {each.key: each.columns[0].name for each in inspect(model).column_attrs}


def _name(table: str, key: Iterable[Any]) -> str:
    return f"{table}:{','.join(str(part) for part in key)}"
