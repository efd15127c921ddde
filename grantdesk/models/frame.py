"""A frame: how much may be decided in a year, or be outstanding after it. What has been laid down is never edited."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.frame import KINDS, SCOPES, YEARS
from grantdesk.domain.lifecycle import FRAME_STATES
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class Frame(Base):
    """An amount for a year, laid down by one person; it holds from a day on, once another person has confirmed it.

    A later row of the same year, kind, scope and item replaces it from that row's day; `item` is None where it is for every
    appropriation item. `ground` is the decision it rests on.
    """

    __tablename__ = "frame"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="ck_frame_known_kind"),
        CheckConstraint(one_of("scope", SCOPES), name="ck_frame_known_scope"),
        CheckConstraint(one_of("state", FRAME_STATES), name="ck_frame_known_state"),
        CheckConstraint(f"year BETWEEN {YEARS[0]} AND {YEARS[1]}", name="ck_frame_year_in_reach"),
        CheckConstraint("amount_ore >= 0", name="ck_frame_not_below_zero"),
        CheckConstraint("item IS NULL OR (scope = 'all' AND item <> '')", name="ck_frame_item_of_the_whole_county"),
        CheckConstraint(
            "(state = 'laid_down') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_at IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_by IS NULL)",
            name="ck_frame_settled_by_somebody",
        ),
        CheckConstraint("state <> 'confirmed' OR settled_by_id <> recorded_by_id", name="ck_frame_two_pairs_of_eyes"),
        Index("ix_frame_year", "year"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    year: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(10))
    scope: Mapped[str] = mapped_column(String(10))
    item: Mapped[str | None] = mapped_column(String(40))
    amount: Mapped[Money] = mapped_column("amount_ore")
    ground: Mapped[str] = mapped_column(Text)
    from_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_by: Mapped[str | None] = mapped_column(String(200))
