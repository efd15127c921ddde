"""A payment and the batch it leaves the house in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.lifecycle import BATCH_STATES, PAYMENT_STATES
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import Case, one_of
from grantdesk.models.claim import Claim


class Batch(Base):
    """Payments exported together; `exported_on` is the day they count as paid."""

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint(one_of("state", BATCH_STATES), name="ck_batch_known_state"),
        CheckConstraint("(state = 'exported') = (exported_on IS NOT NULL)", name="ck_batch_exported_has_a_day"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    exported_on: Mapped[date | None]
    exported_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class Payment(Base):
    """One amount to one recipient for one claim. The amount is set when it is prepared and never changes."""

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint(one_of("state", PAYMENT_STATES), name="ck_payment_known_state"),
        CheckConstraint("amount_ore > 0", name="ck_payment_above_zero"),
        CheckConstraint("attested_by_id <> prepared_by_id", name="ck_payment_two_pairs_of_eyes"),
        CheckConstraint(
            "state IN ('prepared', 'cancelled') OR attested_by_id IS NOT NULL",
            name="ck_payment_attested_before_it_leaves",
        ),
        CheckConstraint("(state IN ('in_batch', 'exported')) = (batch_id IS NOT NULL)", name="ck_payment_in_a_batch"),
        Index(
            "uq_payment_one_of_claim",
            "claim_id",
            unique=True,
            postgresql_where=text("state <> 'cancelled'"),
            sqlite_where=text("state <> 'cancelled'"),
        ),
        Index("ix_payment_state", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    amount: Mapped[Money] = mapped_column("amount_ore")
    bankgiro: Mapped[str] = mapped_column(String(9))
    state: Mapped[str] = mapped_column(String(10))
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    prepared_on: Mapped[date]
    attested_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    attested_at: Mapped[datetime | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)

    case: Mapped[Case] = relationship(lazy="raise")
    claim: Mapped[Claim] = relationship(lazy="raise")
    batch: Mapped[Batch | None] = relationship(lazy="raise")
