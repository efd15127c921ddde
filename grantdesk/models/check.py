"""What somebody has answered to an item of the region's list, in one case; of an item the last row holds."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.checklist import ANSWERS, LONGEST_CODE
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class CheckNote(Base):
    """One answer to one item; `asked` is the statement as put, in both languages. Never edited; a later row replaces it."""

    __tablename__ = "check_note"
    __table_args__ = (
        CheckConstraint(one_of("answer", ANSWERS), name="ck_check_note_known_answer"),
        Index("ix_check_note_case_id_item", "case_id", "item"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    item: Mapped[str] = mapped_column(String(LONGEST_CODE))
    asked: Mapped[dict[str, str]] = mapped_column(JSON)
    answer: Mapped[str] = mapped_column(String(12))
    remark: Mapped[str | None] = mapped_column(Text)
    noted_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    # A remark may tell of owners, debts and suspicions; what was asked is long, and the same in every case.
    digested = frozenset({"asked", "remark"})
