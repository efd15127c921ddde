"""Who is away, and who may not touch which case: what the right to decide depends on beside the delegation order.

Nothing here is edited: an absence is ended by a later row that replaces it, and of a conflict of interest the last row holds.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.partiality import GROUNDS
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class Absence(Base):
    """Somebody is away from a day; `until_on` is the first day that they are back.

    A row that replaces another says how long it became; one that ends the day it began has held on no day.
    """

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="ck_absence_ends_after_it_began"),
        Index("ix_absence_user_id_from_on", "user_id", "from_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("absence.id"), unique=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))


class ConflictOfInterest(Base):
    """Somebody has a conflict of interest with an applicant or in one case, or no longer has: `stands` of the last row."""

    __tablename__ = "conflict_of_interest"
    __table_args__ = (
        CheckConstraint(
            "(organisation_id IS NULL) <> (case_id IS NULL)", name="ck_conflict_of_interest_names_one_thing"
        ),
        CheckConstraint(one_of("kind", GROUNDS), name="ck_conflict_of_interest_known_kind"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("grant_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    ground: Mapped[str] = mapped_column(Text)
    stands: Mapped[bool]
    noted_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    # It often tells of a family.
    digested = frozenset({"ground"})
