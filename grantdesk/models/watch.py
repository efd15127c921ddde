"""What is watched in a case after the last payment, and what has been noted of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.lifecycle import WATCH_STATES
from grantdesk.domain.watches import KINDS
from grantdesk.models.base import Base, Id
from grantdesk.models.case import Case, one_of


class Watch(Base):
    """A duty that outlives the last payment, from a day until another; it is over by itself when that has passed.

    `rule` names the rule of the scheme that says it, and is empty for one that was set up by hand; `words` and `source` are
    in both languages. `remind_on` is the next day that something is to be done, if there is one.
    """

    __tablename__ = "watch"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="ck_watch_known_kind"),
        CheckConstraint(one_of("state", WATCH_STATES), name="ck_watch_known_state"),
        CheckConstraint("until_on > from_on", name="ck_watch_ends_after_it_began"),
        CheckConstraint("remind_on >= from_on AND remind_on <= until_on", name="ck_watch_reminds_while_it_lasts"),
        CheckConstraint("(rule IS NULL) = (confidence IS NULL)", name="ck_watch_of_a_rule_says_how_sure"),
        CheckConstraint(
            "(state = 'standing') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_at IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_by IS NULL) AND (settled_by_id IS NULL) = (settled_why IS NULL)",
            name="ck_watch_settled_by_somebody",
        ),
        UniqueConstraint("case_id", "rule"),
        Index("ix_watch_remind_on", "remind_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    kind: Mapped[str] = mapped_column(String(20))
    rule: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    source: Mapped[dict[str, str]] = mapped_column(JSON)
    confidence: Mapped[str | None] = mapped_column(String(3))
    confirmed: Mapped[bool]
    from_on: Mapped[date]
    until_on: Mapped[date]
    yearly: Mapped[bool]
    remind_days: Mapped[int] = mapped_column(Integer)
    remind_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_by: Mapped[str] = mapped_column(String(200))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_by: Mapped[str | None] = mapped_column(String(200))
    settled_why: Mapped[str | None] = mapped_column(Text)

    case: Mapped[Case] = relationship(lazy="raise")


class WatchNote(Base):
    """What was seen when somebody looked at a watch."""

    __tablename__ = "watch_note"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id"), index=True)
    noted_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))
