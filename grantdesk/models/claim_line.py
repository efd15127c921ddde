"""A row of a claim: what the recipient reported, and what was made of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.claim_lines import BASES, IN_KIND, REASONS
from grantdesk.domain.lifecycle import CLAIM_LINE_STATES
from grantdesk.domain.money import Money
from grantdesk.domain.vocabulary import CATEGORIES
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of
from grantdesk.models.claim import Claim
from grantdesk.models.decision import Decision


class ClaimLine(Base):
    """One cost as it was reported, which never changes, and how it is judged, which may until the claim is approved.

    `counted` is what counts of `net` and `vat` by the rules of the decision. `moved_to` is the category that the reviewer
    counts it to where that is another than reported. `remapped_by_id` is the change that took the row's category out of
    the plan: then the row is parked with that for a question. Who judged is empty where a decision did.
    """

    __tablename__ = "claim_line"
    __table_args__ = (
        CheckConstraint(one_of("state", CLAIM_LINE_STATES), name="ck_claim_line_known_state"),
        CheckConstraint(one_of("category", CATEGORIES), name="ck_claim_line_known_category"),
        CheckConstraint(one_of("moved_to", CATEGORIES), name="ck_claim_line_moved_to_a_category"),
        CheckConstraint(one_of("basis", BASES), name="ck_claim_line_known_basis"),
        CheckConstraint(one_of("reason", REASONS), name="ck_claim_line_known_reason"),
        CheckConstraint("net_ore > 0 AND vat_ore >= 0", name="ck_claim_line_amounts"),
        CheckConstraint(
            "counted_ore = net_ore OR counted_ore = net_ore + vat_ore", name="ck_claim_line_counts_tax_or_not"
        ),
        CheckConstraint(
            "(basis = 'hourly') = (hours IS NOT NULL) AND (basis = 'hourly') = (rate_ore IS NOT NULL)",
            name="ck_claim_line_hours_have_a_rate",
        ),
        CheckConstraint("basis = 'actual' OR vat_ore = 0", name="ck_claim_line_simplified_has_no_tax"),
        CheckConstraint(
            "(state IN ('approved', 'deducted')) = (approved_ore IS NOT NULL)",
            name="ck_claim_line_settled_has_an_amount",
        ),
        CheckConstraint("state <> 'approved' OR approved_ore = counted_ore", name="ck_claim_line_approved_whole"),
        CheckConstraint(
            "(state = 'deducted') = (reason IS NOT NULL) AND (state <> 'deducted'"
            " OR (approved_ore >= 0 AND approved_ore < counted_ore))",
            name="ck_claim_line_deducted_for_a_reason",
        ),
        CheckConstraint(
            "state <> 'parked' OR question <> '' OR remapped_by_id IS NOT NULL",
            name="ck_claim_line_parked_with_a_question",
        ),
        CheckConstraint("state <> 'struck' OR remark <> ''", name="ck_claim_line_struck_for_a_reason"),
        UniqueConstraint("claim_id", "number"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    number: Mapped[int] = mapped_column(Integer)
    once: Mapped[str] = mapped_column(String(64), index=True)
    category: Mapped[str] = mapped_column(String(30))
    description: Mapped[str] = mapped_column(String(300))
    supplier: Mapped[str] = mapped_column(String(200))
    voucher: Mapped[str] = mapped_column(String(60))
    paid_on: Mapped[date | None]
    basis: Mapped[str] = mapped_column(String(10))
    hours: Mapped[Decimal | None]
    rate: Mapped[Money | None] = mapped_column("rate_ore")
    net: Mapped[Money] = mapped_column("net_ore")
    vat: Mapped[Money] = mapped_column("vat_ore")
    counted: Mapped[Money] = mapped_column("counted_ore")
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    added_by: Mapped[str] = mapped_column(String(200))

    sampled: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10))
    moved_to: Mapped[str | None] = mapped_column(String(30))
    approved: Mapped[Money | None] = mapped_column("approved_ore")
    reason: Mapped[str | None] = mapped_column(String(20))
    remark: Mapped[str] = mapped_column(Text, default="")
    question: Mapped[str] = mapped_column(Text, default="")
    remapped_by_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    judged_at: Mapped[datetime | None]
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    judged_by: Mapped[str | None] = mapped_column(String(200))

    claim: Mapped[Claim] = relationship(lazy="raise")
    remapped_by: Mapped[Decision | None] = relationship(lazy="raise")

    # What was bought of whom may be a business secret, or name a person.
    digested = frozenset({"description", "supplier", "remark", "question"})

    @property
    def counted_to(self) -> str:
        """The category that the row counts to: as reported, or as the reviewer has moved it."""
        return self.moved_to or self.category

    @property
    def in_kind(self) -> bool:
        """Whether no money moved for it."""
        return self.counted_to == IN_KIND
