"""An instalment: a part of a grant that is paid when its own condition is met, without a claim."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.lifecycle import INSTALMENT_STATES
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import Case, one_of


class Instalment(Base):
    """One part of the grant of a case: how much, on what condition, and not before which day, where there is one.

    `said` is how the condition was met when it was released, or why it was cancelled. Its payment names it.
    """

    __tablename__ = "instalment"
    __table_args__ = (
        CheckConstraint(one_of("state", INSTALMENT_STATES), name="ck_instalment_known_state"),
        CheckConstraint("amount_ore > 0", name="ck_instalment_above_zero"),
        CheckConstraint("condition <> ''", name="ck_instalment_has_a_condition"),
        CheckConstraint(
            "(state = 'planned') = (settled_on IS NULL) AND (settled_on IS NULL) = (settled_at IS NULL)"
            " AND (settled_on IS NULL) = (settled_by_id IS NULL) AND (settled_on IS NULL) = (settled_by IS NULL)"
            " AND (settled_on IS NULL) = (said IS NULL)",
            name="ck_instalment_settled_whole",
        ),
        CheckConstraint(
            "state <> 'released' OR not_before IS NULL OR settled_on >= not_before",
            name="ck_instalment_released_in_time",
        ),
        UniqueConstraint("case_id", "number"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    number: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Money] = mapped_column("amount_ore")
    condition: Mapped[str] = mapped_column(Text)
    not_before: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10))
    laid_on: Mapped[date]
    laid_at: Mapped[datetime]
    laid_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    laid_by: Mapped[str] = mapped_column(String(200))
    settled_on: Mapped[date | None]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_by: Mapped[str | None] = mapped_column(String(200))
    said: Mapped[str | None] = mapped_column(Text)

    case: Mapped[Case] = relationship(lazy="raise")
