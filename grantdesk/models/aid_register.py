"""What has been reported of State aid: to the register of de minimis aid, and to the page where large aid is published.

What was reported stays as it was reported. A report that turns out wrong, or aid that is recovered, gets a row that amends it.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.aid_register import EXPORTS, KINDS
from grantdesk.domain.lifecycle import REPORT_STATES
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of

_OF_AN_AWARD = text("kind = 'award'")


class RegisterExport(Base):
    """Reports that left together in one file; `digest` is the SHA-256 of the file as CSV."""

    __tablename__ = "register_export"
    __table_args__ = (CheckConstraint(one_of("kind", EXPORTS), name="ck_register_export_known_kind"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    digest: Mapped[str] = mapped_column(String(64))
    exported_on: Mapped[date]
    exported_at: Mapped[datetime]
    exported_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    exported_by: Mapped[str] = mapped_column(String(200))


class RegisterReport(Base):
    """One award in the register's six fields as they were reported; an amendment names the report that it replaces.

    An award is made when it is exported, an amendment when somebody writes it; it waits until it is exported.
    """

    __tablename__ = "register_report"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="ck_register_report_known_kind"),
        CheckConstraint(one_of("state", REPORT_STATES), name="ck_register_report_known_state"),
        CheckConstraint(
            "(kind = 'award') = (amends_id IS NULL) AND (kind = 'award') = (reason IS NULL)",
            name="ck_register_report_amendment_has_a_reason",
        ),
        CheckConstraint("(state = 'waiting') = (export_id IS NULL)", name="ck_register_report_reported_in_an_export"),
        CheckConstraint(
            "(state = 'acknowledged') = (acknowledgement IS NOT NULL)"
            " AND (acknowledgement IS NULL) = (acknowledged_on IS NULL)"
            " AND (acknowledgement IS NULL) = (acknowledged_at IS NULL)"
            " AND (acknowledgement IS NULL) = (acknowledged_by_id IS NULL)"
            " AND (acknowledgement IS NULL) = (acknowledged_by IS NULL)",
            name="ck_register_report_acknowledged_whole",
        ),
        Index(
            "uq_register_report_award_once",
            "decision_id",
            unique=True,
            postgresql_where=_OF_AN_AWARD,
            sqlite_where=_OF_AN_AWARD,
        ),
        Index("ix_register_report_state", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("register_report.id"), unique=True)
    recipient_number: Mapped[str] = mapped_column(String(13))
    recipient_name: Mapped[str] = mapped_column(String(200))
    amount_eur: Mapped[Decimal]
    granted_on: Mapped[date]
    authority: Mapped[str] = mapped_column(String(200))
    instrument: Mapped[str] = mapped_column(String(40))
    nace: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(Text)
    made_on: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_by: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(12))
    export_id: Mapped[int | None] = mapped_column(ForeignKey("register_export.id"), index=True)
    acknowledgement: Mapped[str | None] = mapped_column(String(100))
    acknowledged_on: Mapped[date | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    acknowledged_by: Mapped[str | None] = mapped_column(String(200))

    # A sole trader's number is a personal number, and the reason may name a person.
    digested = frozenset({"recipient_number", "recipient_name", "reason"})


class AidPublication(Base):
    """That block-exempted aid above the threshold has been published, by the number that the publication has."""

    __tablename__ = "aid_publication"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    reference: Mapped[str] = mapped_column(String(100))
    published_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))


class RecoveryOrder(Base):
    """What the desk has learnt of an order by the Commission that an organisation repays aid: that it stands, or is settled.

    Nothing is edited: the last that has been noted holds.
    """

    __tablename__ = "recovery_order"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    stands: Mapped[bool]
    noted_on: Mapped[date]
    ground: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))
