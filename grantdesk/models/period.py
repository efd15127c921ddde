"""A month that has been closed, perhaps opened again since: what says which days take bookings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.lifecycle import PERIOD_STATES
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class AccountingPeriod(Base):
    """A month of the books, from the first time it is closed. While it is closed, no day up to its last takes bookings."""

    __tablename__ = "accounting_period"
    __table_args__ = (
        CheckConstraint(one_of("state", PERIOD_STATES), name="ck_accounting_period_known_state"),
        CheckConstraint("first_on < last_on", name="ck_accounting_period_first_and_last"),
        CheckConstraint(
            "(state = 'closed') = (reopened_by_id IS NULL) AND (reopened_by_id IS NULL) = (reopened_at IS NULL)"
            " AND (reopened_by_id IS NULL) = (reopened_by IS NULL) AND (reopened_by_id IS NULL) = (reason IS NULL)",
            name="ck_accounting_period_reopened_whole",
        ),
        CheckConstraint("reopened_by_id <> closed_by_id", name="ck_accounting_period_two_pairs_of_eyes"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    first_on: Mapped[date] = mapped_column(unique=True)
    last_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    closed_at: Mapped[datetime]
    closed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    closed_by: Mapped[str] = mapped_column(String(200))
    reopened_at: Mapped[datetime | None]
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reopened_by: Mapped[str | None] = mapped_column(String(200))
    reason: Mapped[str | None] = mapped_column(Text)
