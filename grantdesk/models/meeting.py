"""The board's meetings: what is on the agenda, what is attached to it, and which decisions are reported to the board."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.decision_kinds import KINDS
from grantdesk.domain.lifecycle import AGENDA_ITEM_STATES, MEETING_STATES
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import Case, one_of


class Meeting(Base):
    """A meeting of the board. `minutes` is what its minutes are called, to which each decision adds its paragraph.

    `listed_at` is when the list of decisions taken on delegation was made; `report_paragraph` is where they were reported.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint(one_of("state", MEETING_STATES), name="ck_meeting_known_state"),
        CheckConstraint(
            "(state = 'held') = (held_at IS NOT NULL) AND (held_at IS NULL) = (held_by_id IS NULL)"
            " AND (held_at IS NULL) = (held_by IS NULL)",
            name="ck_meeting_held_whole",
        ),
        CheckConstraint(
            "report_paragraph IS NULL OR (state = 'held' AND listed_at IS NOT NULL AND report_paragraph > 0)",
            name="ck_meeting_reported_when_held",
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    day: Mapped[date] = mapped_column(unique=True)
    minutes: Mapped[str] = mapped_column(String(80), unique=True)
    place: Mapped[str] = mapped_column(String(200))
    remark: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    planned_at: Mapped[datetime]
    planned_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    planned_by: Mapped[str] = mapped_column(String(200))
    listed_at: Mapped[datetime | None]
    report_paragraph: Mapped[int | None] = mapped_column(Integer)
    held_at: Mapped[datetime | None]
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    held_by: Mapped[str | None] = mapped_column(String(200))

    def paragraph(self, number: int) -> str:
        """A paragraph of the minutes as it is cited, `RUN 2026-12-03 § 87`."""
        return f"{self.minutes} § {number}"


class AgendaItem(Base):
    """A case that the board is to decide, with the decision that is proposed to it and the assessment it rests on."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        CheckConstraint(one_of("state", AGENDA_ITEM_STATES), name="ck_agenda_item_known_state"),
        CheckConstraint(one_of("kind", KINDS), name="ck_agenda_item_known_kind"),
        CheckConstraint("amount_ore >= 0 AND (kind <> 'grant' OR amount_ore > 0)", name="ck_agenda_item_amount"),
        CheckConstraint("kind <> 'grant' OR assessment_id IS NOT NULL", name="ck_agenda_item_grant_is_assessed"),
        CheckConstraint("paragraph > 0", name="ck_agenda_item_paragraph_above_zero"),
        CheckConstraint(
            "(state = 'decided') = (decision_id IS NOT NULL) AND (state <> 'decided' OR paragraph IS NOT NULL)"
            " AND (state NOT IN ('listed', 'withdrawn') OR paragraph IS NULL)",
            name="ck_agenda_item_decided_has_a_paragraph",
        ),
        CheckConstraint(
            "(state = 'listed') = (settled_at IS NULL) AND (settled_at IS NULL) = (settled_by_id IS NULL)"
            " AND (settled_at IS NULL) = (settled_by IS NULL)",
            name="ck_agenda_item_settled_whole",
        ),
        CheckConstraint(
            "(state IN ('withdrawn', 'postponed')) = (because IS NOT NULL)", name="ck_agenda_item_not_decided_says_why"
        ),
        UniqueConstraint("meeting_id", "position"),
        UniqueConstraint("meeting_id", "paragraph"),
        # A case waits for one meeting at a time.
        Index(
            "uq_agenda_item_one_listed_of_case",
            "case_id",
            unique=True,
            postgresql_where=text("state = 'listed'"),
            sqlite_where=text("state = 'listed'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(10))
    amount: Mapped[Money] = mapped_column("amount_ore")
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    wording: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    listed_at: Mapped[datetime]
    listed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    listed_by: Mapped[str] = mapped_column(String(200))
    paragraph: Mapped[int | None] = mapped_column(Integer)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    because: Mapped[str | None] = mapped_column(Text)
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_by: Mapped[str | None] = mapped_column(String(200))

    meeting: Mapped[Meeting] = relationship(lazy="raise")
    case: Mapped[Case] = relationship(lazy="raise")

    # What is written of an applicant is not for every reader of history.
    digested = frozenset({"wording", "because"})


class AgendaAttachment(Base):
    """A file that goes with an item of the agenda; the archive has it under `digest`, `size` is in bytes."""

    __tablename__ = "agenda_attachment"
    __table_args__ = (
        CheckConstraint("size > 0", name="ck_agenda_attachment_not_empty"),
        UniqueConstraint("item_id", "digest"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    name: Mapped[str] = mapped_column(String(150))
    digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    added_by: Mapped[str] = mapped_column(String(200))

    digested = frozenset({"name"})


class DelegationReport(Base):
    """A decision taken on delegation, on the list of the meeting where the board is told of it; each is told once."""

    __tablename__ = "delegation_report"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
