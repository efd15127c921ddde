"""A month's reconciliation as it was signed: figures that never change again, and who stands for them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.lifecycle import RECONCILIATION_STATES
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class Reconciliation(Base):
    """The figures of one month, as JSON with its SHA-256, signed by one person and countersigned by another.

    It stands for as long as the month's figures still give its digest.
    """

    __tablename__ = "reconciliation"
    __table_args__ = (
        CheckConstraint(one_of("state", RECONCILIATION_STATES), name="ck_reconciliation_known_state"),
        CheckConstraint(
            "(state = 'signed') = (countersigned_by_id IS NULL)"
            " AND (countersigned_by_id IS NULL) = (countersigned_at IS NULL)"
            " AND (countersigned_by_id IS NULL) = (countersigned_by IS NULL)",
            name="ck_reconciliation_countersigned_whole",
        ),
        CheckConstraint("countersigned_by_id <> signed_by_id", name="ck_reconciliation_two_pairs_of_eyes"),
        UniqueConstraint("first_on", "digest"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    first_on: Mapped[date]
    figures: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    remark: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    signed_at: Mapped[datetime]
    signed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    signed_by: Mapped[str] = mapped_column(String(200))
    countersigned_at: Mapped[datetime | None]
    countersigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    countersigned_by: Mapped[str | None] = mapped_column(String(200))
