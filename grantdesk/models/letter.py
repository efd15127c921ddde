"""A letter as it was when it was made, and every time that it has been sent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.dispatch import MEANS
from grantdesk.domain.lifecycle import DISPATCH_STATES
from grantdesk.domain.messages import LANGUAGES
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of

DECISION, SUPPLEMENT, COVERING = "decision", "supplement", "covering"
KINDS = (DECISION, SUPPLEMENT, COVERING)


class Letter(Base):
    """A letter in one language: about a decision, or else about something in a case that it names.

    The archive has the file under `digest`; `size` is in bytes.
    """

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="ck_letter_known_kind"),
        CheckConstraint(one_of("language", LANGUAGES), name="ck_letter_known_language"),
        CheckConstraint("size > 0", name="ck_letter_not_empty"),
        CheckConstraint("(kind = 'decision') = (decision_id IS NOT NULL)", name="ck_letter_about_a_decision_names_it"),
        CheckConstraint("(kind = 'decision') = (case_id IS NULL)", name="ck_letter_about_no_decision_names_its_case"),
        CheckConstraint("(kind = 'supplement') = (supplement_id IS NOT NULL)", name="ck_letter_names_its_supplement"),
        CheckConstraint("(kind = 'covering') = (covering_letter_id IS NOT NULL)", name="ck_letter_names_its_covering"),
        UniqueConstraint("decision_id", "kind", "language"),
        Index("uq_letter_supplement_id", "supplement_id", unique=True),
        Index("uq_letter_covering_letter_id", "covering_letter_id", unique=True),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("grant_case.id"), index=True)
    supplement_id: Mapped[int | None] = mapped_column(ForeignKey("supplement.id"))
    covering_letter_id: Mapped[int | None] = mapped_column(ForeignKey("covering_letter.id"))
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2))
    digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_by: Mapped[str] = mapped_column(String(200))


class Dispatch(Base):
    """A letter sent: how, to whom, on which day; and what became of it, once that is known.

    `noted_on` is the day that it came back, with the `reason`, or that the recipient took part of it.
    """

    __tablename__ = "dispatch"
    __table_args__ = (
        CheckConstraint(one_of("means", MEANS), name="ck_dispatch_known_means"),
        CheckConstraint(one_of("state", DISPATCH_STATES), name="ck_dispatch_known_state"),
        CheckConstraint(
            "(state = 'sent') = (noted_on IS NULL) AND (noted_on IS NULL) = (noted_at IS NULL)"
            " AND (noted_on IS NULL) = (noted_by_id IS NULL) AND (noted_on IS NULL) = (noted_by IS NULL)",
            name="ck_dispatch_noted_whole",
        ),
        CheckConstraint("(state = 'returned') = (reason IS NOT NULL)", name="ck_dispatch_return_has_a_reason"),
        CheckConstraint("noted_on IS NULL OR noted_on >= sent_on", name="ck_dispatch_noted_after_sent"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    means: Mapped[str] = mapped_column(String(20))
    recipient: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(Text)
    sent_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10))
    noted_on: Mapped[date | None]
    noted_at: Mapped[datetime | None]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    noted_by: Mapped[str | None] = mapped_column(String(200))
    reason: Mapped[str | None] = mapped_column(Text)

    letter: Mapped[Letter] = relationship(lazy="raise")

    # Where somebody lives, and what is written of it, is not for every reader of history.
    digested = frozenset({"recipient", "address", "reason"})
