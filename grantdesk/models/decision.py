"""A decision: an act of law, never edited."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.money import Money
from grantdesk.models.assessment import Assessment
from grantdesk.models.base import Base, Id


class Decision(Base):
    """What was decided, by whom, on what assessment and on what ground of the delegation order."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("kind IN ('grant', 'reject')", name="ck_decision_known_kind"),
        CheckConstraint(
            "(kind = 'grant' AND granted_ore > 0) OR (kind = 'reject' AND granted_ore = 0)",
            name="ck_decision_amount_fits_kind",
        ),
        CheckConstraint("(position = 'board') = (minutes IS NOT NULL)", name="ck_decision_board_has_minutes"),
        CheckConstraint("(eur_rate IS NULL) = (regulation IS NULL)", name="ck_decision_de_minimis_has_a_rate"),
        CheckConstraint(
            "kind = 'reject' OR assessment_id IS NOT NULL", name="ck_decision_grant_rests_on_an_assessment"
        ),
        # One first decision a case: two people deciding at once decide once.
        Index(
            "uq_decision_first_of_case",
            "case_id",
            unique=True,
            postgresql_where=text("kind IN ('grant', 'reject')"),
            sqlite_where=text("kind IN ('grant', 'reject')"),
        ),
        Index("ix_decision_kind_decided_on", "kind", "decided_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    decided_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))
    position: Mapped[str] = mapped_column(String(40))
    minutes: Mapped[str | None] = mapped_column(String(100))
    granted: Mapped[Money] = mapped_column("granted_ore")
    costs: Mapped[Money] = mapped_column("costs_ore")
    reason: Mapped[str] = mapped_column(Text)
    ground: Mapped[dict[str, Any]] = mapped_column(JSON)
    met_before: Mapped[list[str]] = mapped_column(JSON)
    regulation: Mapped[str | None] = mapped_column(String(12))
    eur_rate: Mapped[Decimal | None]
    eur_rate_on: Mapped[date | None]

    assessment: Mapped[Assessment | None] = relationship(lazy="raise")
