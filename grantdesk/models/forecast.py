"""What a handler expects a case to be paid each year, and forecasts as they were on a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id


class Expectation(Base):
    """What somebody who handles a case expects of it; the newest counts, while what is left is what it was then.

    `years` is each year and the kronor expected in it, as the interfaces write amounts; they add up to `outstanding`.
    """

    __tablename__ = "expectation"
    __table_args__ = (CheckConstraint("outstanding_ore > 0", name="ck_expectation_of_something_left"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    said_on: Mapped[date]
    outstanding: Mapped[Money] = mapped_column("outstanding_ore")
    years: Mapped[dict[str, str]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    @property
    def by_year(self) -> dict[int, Money]:
        return {int(year): Money.parse(written) for year, written in sorted(self.years.items())}


class KeptForecast(Base):
    """The forecast as it stood on the evening of a day: of each year and scheme the model's figure and the handlers'."""

    __tablename__ = "kept_forecast"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kept_on: Mapped[date] = mapped_column(unique=True)
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    kept_at: Mapped[datetime]
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    kept_by: Mapped[str] = mapped_column(String(200))
