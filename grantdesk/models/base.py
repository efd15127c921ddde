"""What every table shares: names of constraints, and the types that keep money, moments and decimals exact."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from grantdesk.domain.money import Money

# BIGINT on PostgreSQL; on SQLite only INTEGER is the row's own number.
Id = BigInteger().with_variant(Integer, "sqlite")

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "%(constraint_name)s",
}


class Ore(TypeDecorator[Money]):
    """Money, kept as whole öre."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, _dialect: Dialect) -> int | None:
        return None if value is None else value.ore

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Money | None:
        return None if value is None else Money(int(value))


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone and is reminded."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as it was written, since SQLite has no exact decimals."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Money: Ore,
        datetime: Moment,
        date: Date,
        Decimal: Exact,
    }

    # History vouches for every row and column, unless the model says otherwise. Of `digested` columns it keeps only the
    # SHA-256: they are long, or not for every reader of history.
    vouched: ClassVar[bool] = True
    digested: ClassVar[frozenset[str]] = frozenset()
