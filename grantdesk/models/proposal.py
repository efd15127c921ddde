"""A proposal: the decision that a handler lays before the one who decides, and the de minimis room it holds meanwhile."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.decision_kinds import LATER_KINDS
from grantdesk.domain.lifecycle import PROPOSAL_STATES
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import Case, one_of


class Proposal(Base):
    """An amount proposed to be granted. While it stands, `reserved_eur` of the company group's room is nobody else's.

    Where a later decision is proposed, `said` is what it would say, and `amount` what it would promise besides.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint(one_of("state", PROPOSAL_STATES), name="ck_proposal_known_state"),
        CheckConstraint(one_of("kind", ("grant", *LATER_KINDS)), name="ck_proposal_known_kind"),
        CheckConstraint("amount_ore > 0 OR (amount_ore = 0 AND kind <> 'grant')", name="ck_proposal_above_zero"),
        CheckConstraint("(kind = 'grant') = (said IS NULL)", name="ck_proposal_of_later_decision_says_it"),
        CheckConstraint("(state = 'standing') = (ended_on IS NULL)", name="ck_proposal_ended_has_a_day"),
        CheckConstraint(
            "(regulation IS NULL) = (reserved_eur IS NULL) AND (regulation IS NULL) = (eur_rate IS NULL)",
            name="ck_proposal_de_minimis_holds_room",
        ),
        # One standing proposal a case: what is laid before the decision-maker is one amount.
        Index(
            "uq_proposal_one_standing_of_case",
            "case_id",
            unique=True,
            postgresql_where=text("state = 'standing'"),
            sqlite_where=text("state = 'standing'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    amount: Mapped[Money] = mapped_column("amount_ore")
    reason: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(10), server_default="grant", default="grant")
    said: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    regulation: Mapped[str | None] = mapped_column(String(12))
    eur_rate: Mapped[Decimal | None]
    eur_rate_on: Mapped[date | None]
    reserved_eur: Mapped[Decimal | None]
    state: Mapped[str] = mapped_column(String(10))
    proposed_on: Mapped[date]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_by: Mapped[str] = mapped_column(String(200))
    ended_on: Mapped[date | None]
    ended_because: Mapped[str | None] = mapped_column(Text)

    case: Mapped[Case] = relationship(lazy="raise")
