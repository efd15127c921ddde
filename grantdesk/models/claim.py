"""A claim: what the recipient reports as spent and asks to be paid for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.lifecycle import CLAIM_STATES, OPEN_CLAIM
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import Case, one_of
from grantdesk.models.payee import Payee


class Claim(Base):
    """Costs reported and approved for one period of one case; one at a time is open.

    A claim from before there were payees has its `bankgiro` instead of one. `sample` is the rule and the seed that a sample
    of its rows was drawn by.
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint(one_of("state", CLAIM_STATES), name="ck_claim_known_state"),
        CheckConstraint("kind IN ('interim', 'final')", name="ck_claim_known_kind"),
        CheckConstraint("reported_ore > 0 OR state IN ('draft', 'withdrawn')", name="ck_claim_reported_above_zero"),
        CheckConstraint("approved_ore >= 0 AND approved_ore <= reported_ore", name="ck_claim_approved_within_reported"),
        CheckConstraint("in_kind_ore >= 0 AND in_kind_ore <= reported_ore", name="ck_claim_in_kind_within_reported"),
        CheckConstraint("payee_id IS NOT NULL OR bankgiro IS NOT NULL", name="ck_claim_has_an_account"),
        CheckConstraint(
            "(state IN ('approved', 'settled')) = (approved_ore IS NOT NULL)", name="ck_claim_approved_says_how_much"
        ),
        UniqueConstraint("case_id", "number"),
        Index(
            "uq_claim_one_open",
            "case_id",
            unique=True,
            postgresql_where=text(one_of("state", OPEN_CLAIM)),
            sqlite_where=text(one_of("state", OPEN_CLAIM)),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    number: Mapped[int] = mapped_column(Integer)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    received_on: Mapped[date]
    reported: Mapped[Money] = mapped_column("reported_ore")
    in_kind: Mapped[Money] = mapped_column("in_kind_ore")
    payee_id: Mapped[int | None] = mapped_column(ForeignKey("payee.id"), index=True)
    bankgiro: Mapped[str | None] = mapped_column(String(9))
    state: Mapped[str] = mapped_column(String(10))
    approved: Mapped[Money | None] = mapped_column("approved_ore")
    reason: Mapped[str] = mapped_column(Text, default="")
    registered_at: Mapped[datetime]
    vat_deductible: Mapped[bool | None]
    sample: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    case: Mapped[Case] = relationship(lazy="raise")
    payee: Mapped[Payee | None] = relationship(lazy="raise")

    @property
    def is_itemised(self) -> bool:
        """Whether the claim is made of rows: then it says whether the recipient may deduct value-added tax."""
        return self.vat_deductible is not None
