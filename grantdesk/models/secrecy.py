"""Secrecy: the marks on the fields of a case, and every copy that has been given out or refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.disclosure import OUTCOMES
from grantdesk.domain.messages import LANGUAGES
from grantdesk.domain.secrecy import GROUNDS
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class SecrecyMark(Base):
    """A field of a case is marked with a ground, or its mark is lifted: of a field, the row of the last turn holds."""

    __tablename__ = "secrecy_mark"
    __table_args__ = (
        CheckConstraint(one_of("ground", tuple(GROUNDS)), name="ck_secrecy_mark_known_ground"),
        # Marked, lifted, marked again: two who mark the same field at once mark it once.
        CheckConstraint("turn > 0 AND (turn % 2 = 1) = stands", name="ck_secrecy_mark_takes_turns"),
        UniqueConstraint("case_id", "field", "turn"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    field: Mapped[str] = mapped_column(String(60))
    turn: Mapped[int] = mapped_column(Integer)
    ground: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    stands: Mapped[bool]
    noted_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    # Why something is secret may tell what it is.
    digested = frozenset({"reason"})


class Disclosure(Base):
    """Somebody has asked for the documents of a case: what was tried, and the copy that was given out, if any was.

    `answers` has for each field what was decided; the archive has the copy under `digest`, `size` is in bytes.
    """

    __tablename__ = "disclosure"
    __table_args__ = (
        CheckConstraint(one_of("outcome", OUTCOMES), name="ck_disclosure_known_outcome"),
        CheckConstraint(one_of("language", LANGUAGES), name="ck_disclosure_known_language"),
        CheckConstraint(
            "(outcome = 'refused') = (digest IS NULL) AND (digest IS NULL) = (size IS NULL)",
            name="ck_disclosure_refused_has_no_copy",
        ),
        CheckConstraint("outcome <> 'refused' OR reason <> ''", name="ck_disclosure_refused_has_a_reason"),
        CheckConstraint("size > 0", name="ck_disclosure_copy_not_empty"),
        CheckConstraint("asked_on <= decided_on", name="ck_disclosure_decided_after_asked"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    asked_on: Mapped[date]
    asker: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    answers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    outcome: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    digest: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None] = mapped_column(Integer)
    decided_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    # Nobody needs to say who they are, and why something is secret may tell what it is.
    digested = frozenset({"asker", "answers", "reason"})
