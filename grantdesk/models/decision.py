"""A decision: an act of law, never edited."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.decision_kinds import CAUSES, FIRST_KINDS, KINDS, LATER_KINDS
from grantdesk.domain.money import Money
from grantdesk.models.assessment import Assessment
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of

_FIRST, _LATER = one_of("kind", FIRST_KINDS), one_of("kind", LATER_KINDS)


class Decision(Base):
    """What was decided, by whom, on what assessment and on what ground of the delegation order.

    `granted` is what this decision promises, by a change only what is more than before. `amount` is what a later decision is
    about: what it takes back of the promise (change, revoke), keeps from being paid until further notice (withhold: all
    that is withheld from now on), wants repaid (recover), sets off against `payment_id`, pays in advance, or lowers a
    recovery by. `moved` is what of interest that has been paid counts as capital once the recovery is lowered. `cause` is one
    of `CAUSES`, `terms` what a change lays down, what an advance rests on or how a lowered recovery was counted anew, `checks`
    what had been seen to. A first decision that is taken anew refers to the one that revoked its predecessor.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="ck_decision_known_kind"),
        CheckConstraint(
            "(kind = 'grant' AND granted_ore > 0) OR (kind = 'change' AND granted_ore >= 0)"
            " OR (kind NOT IN ('grant', 'change') AND granted_ore = 0)",
            name="ck_decision_amount_fits_kind",
        ),
        CheckConstraint("(position = 'board') = (minutes IS NOT NULL)", name="ck_decision_board_has_minutes"),
        CheckConstraint("(eur_rate IS NULL) = (regulation IS NULL)", name="ck_decision_de_minimis_has_a_rate"),
        CheckConstraint(
            "kind IN ('reject', 'dismiss', 'write_off', 'revoke') OR assessment_id IS NOT NULL",
            name="ck_decision_grant_rests_on_an_assessment",
        ),
        CheckConstraint(f"refers_to_id IS NOT NULL OR NOT ({_LATER})", name="ck_decision_later_refers_to_one_before"),
        CheckConstraint("refers_to_id < id", name="ck_decision_refers_backwards"),
        CheckConstraint(f"({_LATER}) = (amount_ore IS NOT NULL)", name="ck_decision_later_says_an_amount"),
        CheckConstraint(
            "amount_ore > 0 OR (amount_ore = 0 AND kind IN ('change', 'revoke', 'withhold'))",
            name="ck_decision_later_amount_fits_kind",
        ),
        CheckConstraint("granted_ore = 0 OR coalesce(amount_ore, 0) = 0", name="ck_decision_goes_one_way"),
        CheckConstraint(f"({one_of('kind', tuple(CAUSES))}) = (cause IS NOT NULL)", name="ck_decision_has_a_cause"),
        CheckConstraint(
            "(kind IN ('change', 'advance', 'lower')) = (terms IS NOT NULL)", name="ck_decision_change_says_what"
        ),
        CheckConstraint(
            "(kind = 'lower') = (moved_ore IS NOT NULL) AND coalesce(moved_ore, 0) >= 0",
            name="ck_decision_lowering_says_what_moves",
        ),
        CheckConstraint("(kind = 'recover') = (due_on IS NOT NULL)", name="ck_decision_recovery_has_a_day"),
        CheckConstraint("(kind = 'set_off') = (payment_id IS NOT NULL)", name="ck_decision_set_off_names_a_payment"),
        # One first decision a case, and one after each time that it was reopened: two deciding at once decide once.
        Index(
            "uq_decision_first_of_case",
            "case_id",
            unique=True,
            postgresql_where=text(f"{_FIRST} AND refers_to_id IS NULL"),
            sqlite_where=text(f"{_FIRST} AND refers_to_id IS NULL"),
        ),
        Index(
            "uq_decision_anew_once",
            "refers_to_id",
            unique=True,
            postgresql_where=text(_FIRST),
            sqlite_where=text(_FIRST),
        ),
        Index("ix_decision_kind_decided_on", "kind", "decided_on"),
        Index("ix_decision_refers_to_id", "refers_to_id"),
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
    refers_to_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    amount: Mapped[Money | None] = mapped_column("amount_ore")
    cause: Mapped[str | None] = mapped_column(String(20))
    terms: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    due_on: Mapped[date | None]
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"))
    moved: Mapped[Money | None] = mapped_column("moved_ore")
    checks: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))

    assessment: Mapped[Assessment | None] = relationship(lazy="raise")
