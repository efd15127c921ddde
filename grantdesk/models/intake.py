"""A file of cases that was read in, and which case each of its rows became. Neither is ever edited."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.models.base import Base, Id


class Intake(Base):
    """One file, by the SHA-256 of its bytes, and in whose hands its cases are: the same file is read in once."""

    __tablename__ = "intake"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    handled_by: Mapped[str] = mapped_column(String(10))
    entered_on: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_by: Mapped[str] = mapped_column(String(200))


class IntakeCase(Base):
    """The case that a row of a file became, and what the sender calls it; one reference is one case, whatever the file."""

    __tablename__ = "intake_case"
    __table_args__ = (
        CheckConstraint("row_number > 1", name="ck_intake_case_under_the_headings"),
        UniqueConstraint("intake_id", "row_number"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), primary_key=True)
    intake_id: Mapped[int] = mapped_column(ForeignKey("intake.id"))
    row_number: Mapped[int] = mapped_column(Integer)
    external_ref: Mapped[str] = mapped_column(String(100), unique=True)
