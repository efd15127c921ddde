"""The region's reference data, as the files of the region's folder say it; loaded anew by every upgrade."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.models.base import Base


class Municipality(Base):
    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    sort_key: Mapped[str] = mapped_column(String(200))


class GoalArea(Base):
    __tablename__ = "goal_area"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_sv: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))


class Objective(Base):
    """A delmål of the strategy."""

    __tablename__ = "objective"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    goal_area: Mapped[str] = mapped_column(ForeignKey("goal_area.code"))
    name_sv: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    confirmed: Mapped[bool] = mapped_column(Boolean())


class Scheme(Base):
    """A stödform; its rules stay in the region's files."""

    __tablename__ = "scheme"
    __table_args__ = (
        CheckConstraint("family IN ('company', 'commercial_service', 'project')", name="ck_scheme_known_family"),
        CheckConstraint("handled_by IN ('region', 'almi')", name="ck_scheme_known_hand"),
    )

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name_sv: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    family: Mapped[str] = mapped_column(String(20))
    handled_by: Mapped[str] = mapped_column(String(10))


class ExchangeRate(Base):
    """The ECB's reference rate of a banking day: kronor for one euro."""

    __tablename__ = "exchange_rate"

    rate_on: Mapped[date] = mapped_column(primary_key=True)
    sek_per_eur: Mapped[Decimal]
