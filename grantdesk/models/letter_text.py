"""A version of one of the region's letter texts, which replaces the words of its file from a day on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.models.base import Base, Id


class TextVersion(Base):
    """The words of one text in both languages, from a day on; `confirmed` by the region, or printed with its mark."""

    __tablename__ = "letter_text"
    __table_args__ = (
        CheckConstraint("length(sv) > 0 AND length(en) > 0", name="ck_letter_text_in_both_languages"),
        Index("ix_letter_text_key_valid_from", "key", "valid_from"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    key: Mapped[str] = mapped_column(String(120))
    sv: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    confirmed: Mapped[bool]
    valid_from: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    digested = frozenset({"sv", "en"})
