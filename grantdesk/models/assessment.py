"""What the rules said of an application on one day, kept so that it can be explained without being run again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id


class Assessment(Base):
    """Facts in, answer out, as `calculate aid` gives it; never edited, a later one takes its place."""

    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint("aid_ore >= 0", name="ck_assessment_aid_not_below_zero"),
        CheckConstraint("eligible OR aid_ore = 0", name="ck_assessment_no_aid_when_not_eligible"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    made_on: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    rules_on: Mapped[date]
    eligible: Mapped[bool] = mapped_column(Boolean())
    aid: Mapped[Money] = mapped_column("aid_ore")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))

    digested = frozenset({"facts", "answer"})
