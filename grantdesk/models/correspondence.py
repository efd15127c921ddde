"""What is written in a case beside decisions: a request for a supplement, and a covering letter."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.correspondence import CONSEQUENCES
from grantdesk.domain.lifecycle import SUPPLEMENT_STATES
from grantdesk.domain.messages import LANGUAGES
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class Supplement(Base):
    """What a party was asked to complete, by which day, and what follows otherwise; and how that ended, once it has.

    `points` are what is missing, one each. `outcome` is what came in, or why nothing is waited for.
    """

    __tablename__ = "supplement"
    __table_args__ = (
        CheckConstraint(one_of("language", LANGUAGES), name="ck_supplement_known_language"),
        CheckConstraint(one_of("consequence", CONSEQUENCES), name="ck_supplement_known_consequence"),
        CheckConstraint(one_of("state", SUPPLEMENT_STATES), name="ck_supplement_known_state"),
        CheckConstraint("due_on > asked_on", name="ck_supplement_leaves_time"),
        CheckConstraint(
            "(state = 'asked') = (ended_on IS NULL) AND (ended_on IS NULL) = (ended_at IS NULL)"
            " AND (ended_on IS NULL) = (ended_by_id IS NULL) AND (ended_on IS NULL) = (ended_by IS NULL)"
            " AND (ended_on IS NULL) = (outcome IS NULL)",
            name="ck_supplement_ended_whole",
        ),
        CheckConstraint("ended_on IS NULL OR ended_on >= asked_on", name="ck_supplement_ended_after_asked"),
        # A case waits for one supplement at a time: two people asking at once ask once.
        Index(
            "uq_supplement_standing",
            "case_id",
            unique=True,
            postgresql_where=text("state = 'asked'"),
            sqlite_where=text("state = 'asked'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    points: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)
    consequence: Mapped[str] = mapped_column(String(10))
    asked_on: Mapped[date]
    due_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10))
    ended_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ended_by: Mapped[str | None] = mapped_column(String(200))
    outcome: Mapped[str | None] = mapped_column(Text)

    # What is written of somebody's affairs is not for every reader of history.
    digested = frozenset({"points", "note", "outcome"})


class CoveringLetter(Base):
    """A letter that papers go with: to whom, about what, in which words, and which papers."""

    __tablename__ = "covering_letter"
    __table_args__ = (CheckConstraint(one_of("language", LANGUAGES), name="ck_covering_letter_known_language"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    addressee: Mapped[str] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    enclosures: Mapped[list[str]] = mapped_column(JSON)
    written_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    digested = frozenset({"addressee", "heading", "text", "enclosures"})
