"""An appeal against a decision, and every step that has been taken with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.appeal import OUTCOMES
from grantdesk.domain.lifecycle import APPEAL_ACTS, APPEAL_STATES
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class Appeal(Base):
    """Who appeals which decision, when it came in, what is asked for and why; only its state changes.

    `court_received_on` is the day that it came to the court, where it was handed in there first. `against_id` is the earlier
    appeal, dismissed as late, where it is the dismissal that is appealed.
    """

    __tablename__ = "appeal"
    __table_args__ = (
        CheckConstraint(one_of("state", APPEAL_STATES), name="ck_appeal_known_state"),
        CheckConstraint(
            "court_received_on IS NULL OR court_received_on <= received_on", name="ck_appeal_court_had_it_first"
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    against_id: Mapped[int | None] = mapped_column(ForeignKey("appeal.id"))
    appellant: Mapped[str] = mapped_column(String(200))
    received_on: Mapped[date]
    court_received_on: Mapped[date | None]
    asked: Mapped[str] = mapped_column(Text)
    grounds: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(15), index=True)
    registered_at: Mapped[datetime]
    registered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    registered_by: Mapped[str] = mapped_column(String(200))

    # Who appeals, and what they write, is not for every reader of history.
    digested = frozenset({"appellant", "asked", "grounds"})

    @property
    def came_on(self) -> date:
        """The day that counts: the one on which it came to us, or to the court before that."""
        return self.court_received_on or self.received_on


class AppealStep(Base):
    """One act on an appeal: when, by whom, why, and what it rests on.

    `done_on` is the day that it concerns: of the act itself, of the court's ruling, or that somebody took part of something.
    `ground` is what it rests on, in both languages, as it was said that day. `took_part_on` and `last_on` are the days that
    a judgement of the time was counted from and to. `decision_id` is the new decision where the one appealed was changed.
    """

    __tablename__ = "appeal_step"
    __table_args__ = (
        CheckConstraint(one_of("act", APPEAL_ACTS), name="ck_appeal_step_known_act"),
        CheckConstraint("reason <> ''", name="ck_appeal_step_has_a_reason"),
        CheckConstraint(
            "act <> 'find_late' OR (took_part_on IS NOT NULL AND last_on IS NOT NULL)",
            name="ck_appeal_step_late_rests_on_a_day",
        ),
        CheckConstraint(
            "(act IN ('dismiss', 'replace', 'reconsider')) = (position IS NOT NULL)",
            name="ck_appeal_step_decided_in_a_position",
        ),
        CheckConstraint(
            "(coalesce(position, '') = 'board') = (minutes IS NOT NULL)", name="ck_appeal_step_board_has_minutes"
        ),
        CheckConstraint(
            "decision_id IS NULL OR act IN ('replace', 'reconsider')", name="ck_appeal_step_changed_when_reconsidered"
        ),
        CheckConstraint(
            "(act IN ('hear', 'settle')) = (outcome IS NOT NULL)"
            f" AND (outcome IS NULL OR {one_of('outcome', OUTCOMES)})",
            name="ck_appeal_step_known_outcome",
        ),
        CheckConstraint("act NOT IN ('forward', 'hear') OR court IS NOT NULL", name="ck_appeal_step_names_the_court"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeal.id"), index=True)
    act: Mapped[str] = mapped_column(String(20))
    done_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    position: Mapped[str | None] = mapped_column(String(40))
    minutes: Mapped[str | None] = mapped_column(String(100))
    ground: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    took_part_on: Mapped[date | None]
    last_on: Mapped[date | None]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    court: Mapped[str | None] = mapped_column(String(200))
    court_number: Mapped[str | None] = mapped_column(String(50))
    outcome: Mapped[str | None] = mapped_column(String(15))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    # Reasons may speak of the appellant.
    digested = frozenset({"reason"})
