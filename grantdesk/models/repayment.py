"""What comes back of a recovery: repayments, plans for them, losses, refunds of too much, and claims handed over to court."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.lifecycle import COURT_CLAIM_STATES, LOSS_STATES, PLAN_STATES, REFUND_STATES, REPAYMENT_STATES
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of

# Why nothing more comes, or why the interest is lowered.
LOWERED = "lowered"
LOSS_GROUNDS = ("bankruptcy", "composition", "barred", "not_found", "cost", LOWERED)
_NOTED, _PROPOSED, _STANDING, _WITH_THEM = (
    text(f"state = '{state}'") for state in ("noted", "proposed", "standing", "handed_over")
)


class Repayment(Base):
    """Money that came in on a day for a recovery: so much covers interest, so much capital. Taken back by another only.

    `interest_booked` is NULL in rows from before interest had an account in the ledger.
    """

    __tablename__ = "repayment"
    __table_args__ = (
        CheckConstraint(one_of("state", REPAYMENT_STATES), name="ck_repayment_known_state"),
        CheckConstraint(
            "amount_ore > 0 AND interest_ore >= 0 AND capital_ore >= 0 AND interest_ore + capital_ore = amount_ore",
            name="ck_repayment_parts_are_the_whole",
        ),
        CheckConstraint("received_on <= noted_on", name="ck_repayment_received_before_noted"),
        CheckConstraint("reference <> ''", name="ck_repayment_has_a_reference"),
        CheckConstraint(
            "(state = 'reversed') = (reversed_by_id IS NOT NULL) AND (reversed_by_id IS NULL) = (reversed_on IS NULL)"
            " AND (reversed_by_id IS NULL) = (reversed_at IS NULL) AND (reversed_by_id IS NULL) = (reversed_by IS NULL)"
            " AND (reversed_by_id IS NULL) = (reversed_because IS NULL)",
            name="ck_repayment_reversed_says_by_whom",
        ),
        CheckConstraint("reversed_by_id <> noted_by_id", name="ck_repayment_two_pairs_of_eyes"),
        Index(
            "uq_repayment_noted_once",
            "decision_id",
            "reference",
            unique=True,
            postgresql_where=_NOTED,
            sqlite_where=_NOTED,
        ),
        Index("ix_repayment_decision_id", "decision_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    amount: Mapped[Money] = mapped_column("amount_ore")
    interest: Mapped[Money] = mapped_column("interest_ore")
    capital: Mapped[Money] = mapped_column("capital_ore")
    interest_booked: Mapped[bool | None]
    received_on: Mapped[date]
    reference: Mapped[str] = mapped_column(String(50))
    state: Mapped[str] = mapped_column(String(10))
    noted_on: Mapped[date]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    noted_by: Mapped[str] = mapped_column(String(200))
    reversed_on: Mapped[date | None]
    reversed_at: Mapped[datetime | None]
    reversed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reversed_by: Mapped[str | None] = mapped_column(String(200))
    reversed_because: Mapped[str | None] = mapped_column(Text)


class PlannedRepayment(Base):
    """One part of a plan: so much by a day."""

    __tablename__ = "planned_repayment"
    __table_args__ = (
        CheckConstraint("amount_ore > 0", name="ck_planned_repayment_above_zero"),
        UniqueConstraint("plan_id", "due_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("repayment_plan.id"))
    due_on: Mapped[date]
    amount: Mapped[Money] = mapped_column("amount_ore")


class RepaymentPlan(Base):
    """What has been agreed on repayment in parts; another plan takes its place, and it is never edited."""

    __tablename__ = "repayment_plan"
    __table_args__ = (
        CheckConstraint(one_of("state", PLAN_STATES), name="ck_repayment_plan_known_state"),
        CheckConstraint("(state = 'standing') = (ended_on IS NULL)", name="ck_repayment_plan_ended_has_a_day"),
        CheckConstraint("reason <> ''", name="ck_repayment_plan_has_a_reason"),
        Index(
            "uq_repayment_plan_one_standing",
            "decision_id",
            unique=True,
            postgresql_where=_STANDING,
            sqlite_where=_STANDING,
        ),
        Index("ix_repayment_plan_decision_id", "decision_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    ended_on: Mapped[date | None]
    made_on: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_by: Mapped[str] = mapped_column(String(200))

    parts: Mapped[list[PlannedRepayment]] = relationship(lazy="raise", order_by=PlannedRepayment.due_on)


class Loss(Base):
    """What is given up of a recovery, on one of `LOSS_GROUNDS`: proposed by one and confirmed by another, who may decide on it.

    `position`, `minutes` and `delegation` are what the confirmation rests on, as a decision says them. Where money comes
    after all the loss is reversed.
    """

    __tablename__ = "loss"
    __table_args__ = (
        CheckConstraint(one_of("state", LOSS_STATES), name="ck_loss_known_state"),
        CheckConstraint(one_of("ground", LOSS_GROUNDS), name="ck_loss_known_ground"),
        CheckConstraint(
            "capital_ore >= 0 AND interest_ore >= 0 AND capital_ore + interest_ore > 0", name="ck_loss_above_zero"
        ),
        CheckConstraint("ground <> 'lowered' OR capital_ore = 0", name="ck_loss_only_interest_is_lowered"),
        CheckConstraint("reason <> ''", name="ck_loss_has_a_reason"),
        CheckConstraint(
            "(state = 'proposed') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_on IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_at IS NULL) AND (settled_by_id IS NULL) = (settled_by IS NULL)",
            name="ck_loss_settled_says_by_whom",
        ),
        CheckConstraint(
            "state NOT IN ('confirmed', 'reversed') OR settled_by_id <> proposed_by_id",
            name="ck_loss_two_pairs_of_eyes",
        ),
        CheckConstraint(
            "(state IN ('confirmed', 'reversed')) = (position IS NOT NULL)"
            " AND (position IS NULL) = (delegation IS NULL)",
            name="ck_loss_confirmed_in_a_position",
        ),
        CheckConstraint("(coalesce(position, '') = 'board') = (minutes IS NOT NULL)", name="ck_loss_board_has_minutes"),
        CheckConstraint(
            "(state = 'reversed') = (reversed_by_id IS NOT NULL) AND (reversed_by_id IS NULL) = (reversed_on IS NULL)"
            " AND (reversed_by_id IS NULL) = (reversed_at IS NULL) AND (reversed_by_id IS NULL) = (reversed_by IS NULL)"
            " AND (reversed_by_id IS NULL) = (reversed_because IS NULL)",
            name="ck_loss_reversed_says_by_whom",
        ),
        Index(
            "uq_loss_one_proposed",
            "decision_id",
            unique=True,
            postgresql_where=_PROPOSED,
            sqlite_where=_PROPOSED,
        ),
        Index("ix_loss_decision_id", "decision_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    capital: Mapped[Money] = mapped_column("capital_ore")
    interest: Mapped[Money] = mapped_column("interest_ore")
    ground: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    proposed_on: Mapped[date]
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_by: Mapped[str] = mapped_column(String(200))
    settled_on: Mapped[date | None]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_by: Mapped[str | None] = mapped_column(String(200))
    position: Mapped[str | None] = mapped_column(String(40))
    minutes: Mapped[str | None] = mapped_column(String(100))
    delegation: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reversed_on: Mapped[date | None]
    reversed_at: Mapped[datetime | None]
    reversed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reversed_by: Mapped[str | None] = mapped_column(String(200))
    reversed_because: Mapped[str | None] = mapped_column(Text)


class Refund(Base):
    """What had been repaid too much once a recovery was lowered, paid back on a day: noted by one, confirmed by another.

    The payment itself is made in the Region's own ledger, under `reference`; it counts when it is confirmed.
    """

    __tablename__ = "refund"
    __table_args__ = (
        CheckConstraint(one_of("state", REFUND_STATES), name="ck_refund_known_state"),
        CheckConstraint(
            "capital_ore >= 0 AND interest_ore >= 0 AND capital_ore + interest_ore > 0", name="ck_refund_above_zero"
        ),
        CheckConstraint("paid_on <= noted_on", name="ck_refund_paid_before_noted"),
        CheckConstraint("reference <> ''", name="ck_refund_has_a_reference"),
        CheckConstraint(
            "(state = 'noted') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_on IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_at IS NULL) AND (settled_by_id IS NULL) = (settled_by IS NULL)",
            name="ck_refund_settled_says_by_whom",
        ),
        CheckConstraint(
            "state NOT IN ('confirmed', 'reversed') OR settled_by_id <> noted_by_id", name="ck_refund_two_pairs_of_eyes"
        ),
        CheckConstraint(
            "(state = 'reversed') = (reversed_by_id IS NOT NULL) AND (reversed_by_id IS NULL) = (reversed_on IS NULL)"
            " AND (reversed_by_id IS NULL) = (reversed_at IS NULL) AND (reversed_by_id IS NULL) = (reversed_by IS NULL)"
            " AND (reversed_by_id IS NULL) = (reversed_because IS NULL)",
            name="ck_refund_reversed_says_by_whom",
        ),
        Index(
            "uq_refund_one_noted",
            "decision_id",
            unique=True,
            postgresql_where=_NOTED,
            sqlite_where=_NOTED,
        ),
        Index("ix_refund_decision_id", "decision_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    capital: Mapped[Money] = mapped_column("capital_ore")
    interest: Mapped[Money] = mapped_column("interest_ore")
    paid_on: Mapped[date]
    reference: Mapped[str] = mapped_column(String(50))
    state: Mapped[str] = mapped_column(String(10))
    noted_on: Mapped[date]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    noted_by: Mapped[str] = mapped_column(String(200))
    settled_on: Mapped[date | None]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_by: Mapped[str | None] = mapped_column(String(200))
    reversed_on: Mapped[date | None]
    reversed_at: Mapped[datetime | None]
    reversed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reversed_by: Mapped[str | None] = mapped_column(String(200))
    reversed_because: Mapped[str | None] = mapped_column(Text)

    @property
    def amount(self) -> Money:
        return self.capital + self.interest


class CourtClaim(Base):
    """A recovery that has been handed over to Tillväxtverket, which brings the State's action, with the papers it was given.

    `capital` and `interest` are what was left that day. What comes of it in the end is `outcome`.
    """

    __tablename__ = "court_claim"
    __table_args__ = (
        CheckConstraint(one_of("state", COURT_CLAIM_STATES), name="ck_court_claim_known_state"),
        CheckConstraint(
            "capital_ore >= 0 AND interest_ore >= 0 AND capital_ore + interest_ore > 0",
            name="ck_court_claim_above_zero",
        ),
        CheckConstraint(
            "(state = 'ended') = (ended_on IS NOT NULL) AND (ended_on IS NULL) = (ended_at IS NULL)"
            " AND (ended_on IS NULL) = (ended_by_id IS NULL) AND (ended_on IS NULL) = (ended_by IS NULL)"
            " AND (ended_on IS NULL) = (outcome IS NULL)",
            name="ck_court_claim_ended_says_how",
        ),
        Index(
            "uq_court_claim_one_at_a_time",
            "decision_id",
            unique=True,
            postgresql_where=_WITH_THEM,
            sqlite_where=_WITH_THEM,
        ),
        Index("ix_court_claim_decision_id", "decision_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    handed_on: Mapped[date]
    reference: Mapped[str] = mapped_column(String(50))
    papers: Mapped[list[str]] = mapped_column(JSON)
    capital: Mapped[Money] = mapped_column("capital_ore")
    interest: Mapped[Money] = mapped_column("interest_ore")
    state: Mapped[str] = mapped_column(String(12))
    handed_at: Mapped[datetime]
    handed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    handed_by: Mapped[str] = mapped_column(String(200))
    ended_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ended_by: Mapped[str | None] = mapped_column(String(200))
    outcome: Mapped[str | None] = mapped_column(Text)
