"""Money between the Region and the State, and what each year was closed with. Corrected by a reversal, never edited."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.frame import YEARS
from grantdesk.domain.lifecycle import DRAWING_STATES
from grantdesk.domain.money import Money
from grantdesk.domain.state_money import KINDS
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class Drawing(Base):
    """An amount drawn from the State, returned to it, or held when the books began; it counts once another has confirmed it.

    `year` is the one whose appropriation it is of, `moved_on` the day the money moved. A reversal takes another row back.
    """

    __tablename__ = "drawing"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="ck_drawing_known_kind"),
        CheckConstraint(one_of("state", DRAWING_STATES), name="ck_drawing_known_state"),
        CheckConstraint(f"year BETWEEN {YEARS[0]} AND {YEARS[1]}", name="ck_drawing_year_in_reach"),
        CheckConstraint("amount_ore > 0 OR kind = 'opening'", name="ck_drawing_above_zero"),
        CheckConstraint("(reverses_id IS NULL) = (reason IS NULL)", name="ck_drawing_reversal_says_why"),
        CheckConstraint(
            "(state = 'recorded') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_at IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_by IS NULL)",
            name="ck_drawing_settled_by_somebody",
        ),
        CheckConstraint("state <> 'confirmed' OR settled_by_id <> recorded_by_id", name="ck_drawing_two_pairs_of_eyes"),
        Index(
            "uq_drawing_reversed_once",
            "reverses_id",
            unique=True,
            postgresql_where=text("state <> 'withdrawn'"),
            sqlite_where=text("state <> 'withdrawn'"),
        ),
        Index("ix_drawing_moved_on", "moved_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    year: Mapped[int] = mapped_column(Integer)
    item: Mapped[str] = mapped_column(String(40))
    amount: Mapped[Money] = mapped_column("amount_ore")
    moved_on: Mapped[date]
    reference: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_by: Mapped[str | None] = mapped_column(String(200))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("drawing.id"))
    reason: Mapped[str | None] = mapped_column(Text)


class YearBalance(Base):
    """What a year came to when its last month was closed; the year after opens with its closing balance."""

    __tablename__ = "year_balance"
    __table_args__ = (
        CheckConstraint(
            "closing_ore = opening_ore + drawn_ore - paid_ore + recovered_ore - returned_ore",
            name="ck_year_balance_adds_up",
        ),
        Index("ix_year_balance_year", "year"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("accounting_period.id"), index=True)
    year: Mapped[int] = mapped_column(Integer)
    item: Mapped[str] = mapped_column(String(40))
    opening: Mapped[Money] = mapped_column("opening_ore")
    drawn: Mapped[Money] = mapped_column("drawn_ore")
    paid: Mapped[Money] = mapped_column("paid_ore")
    recovered: Mapped[Money] = mapped_column("recovered_ore")
    returned: Mapped[Money] = mapped_column("returned_ore")
    closing: Mapped[Money] = mapped_column("closing_ore")
    stored_at: Mapped[datetime]
