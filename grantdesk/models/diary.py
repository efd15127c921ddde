"""The diary: every time that it was taken out in a file."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.models.base import Base, Id


class DiaryExport(Base):
    """A file with what was registered on some days, or, where no days are named, with all that no file had before.

    It held what history had of these days up to the position `up_to`; what came later is in no file yet.
    """

    __tablename__ = "diary_export"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="ck_diary_export_ends_after_it_began"),
        CheckConstraint(
            "(first_on IS NULL) = (last_on IS NULL) AND (first_on IS NULL) = (begins_at IS NULL)"
            " AND (first_on IS NULL) = (ends_at IS NULL)",
            name="ck_diary_export_period_whole",
        ),
        CheckConstraint("up_to >= 0 AND entries >= 0", name="ck_diary_export_not_below_zero"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    first_on: Mapped[date | None]
    last_on: Mapped[date | None]
    begins_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    up_to: Mapped[int] = mapped_column(Integer)
    entries: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(String(64))
    exported_on: Mapped[date]
    exported_at: Mapped[datetime]
    exported_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    exported_by: Mapped[str] = mapped_column(String(200))
