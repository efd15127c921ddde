"""A version of the rules, from its draft to its publication; what is published or withdrawn is never edited."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.lifecycle import RULE_VERSION_STATES
from grantdesk.domain.rule_version import file_name
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class RuleVersion(Base):
    """The text of a rule file with new rows, who laid it down, and what the simulation that they looked at showed.

    Its number is its key. `returned` says why it was sent back last, or withdrawn.
    """

    __tablename__ = "rule_version"
    __table_args__ = (
        CheckConstraint(one_of("state", RULE_VERSION_STATES), name="ck_rule_version_known_state"),
        CheckConstraint(
            "approved_by_id <> drafted_by_id AND approved_by_id <> submitted_by_id",
            name="ck_rule_version_two_pairs_of_eyes",
        ),
        CheckConstraint(
            "(state = 'published') = (approved_by_id IS NOT NULL)"
            " AND (state = 'published') = (published_on IS NOT NULL)"
            " AND (state = 'published') = (published_at IS NOT NULL)",
            name="ck_rule_version_published_by_somebody",
        ),
        CheckConstraint("published_on <= first_day", name="ck_rule_version_begins_when_published_or_later"),
        CheckConstraint(
            "state NOT IN ('submitted', 'published') OR (submitted_by_id IS NOT NULL AND simulation IS NOT NULL)",
            name="ck_rule_version_submitted_is_simulated",
        ),
        Index("ix_rule_version_state", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    of: Mapped[str] = mapped_column("of_file", String(100))
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    first_day: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    returned: Mapped[str] = mapped_column(Text, default="")
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    drafted_at: Mapped[datetime]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    submitted_at: Mapped[datetime | None]
    simulation: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    published_at: Mapped[datetime | None]
    published_on: Mapped[date | None]

    digested = frozenset({"text", "simulation"})

    @property
    def name(self) -> str:
        """The name of its file, as places in it begin."""
        return file_name(self.id, self.of)


class RuleVersionAuthor(Base):
    """Somebody who has written in a version, and so may not approve it."""

    __tablename__ = "rule_version_author"

    version_id: Mapped[int] = mapped_column(ForeignKey("rule_version.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    wrote_first_at: Mapped[datetime]
