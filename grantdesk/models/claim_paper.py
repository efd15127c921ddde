"""What comes with a claim: files, the progress report, the inspector's report, and what was checked of it. Nothing is edited."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.checklist import ANSWERS, LONGEST_CODE
from grantdesk.domain.claim_papers import ATTACHMENT_KINDS, INSPECTIONS, LONGEST_NAME, LONGEST_SUPPLIER, MANNERS
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


class ClaimAttachment(Base):
    """A file that goes with a claim; the archive has it under `digest`, `size` is in bytes."""

    __tablename__ = "claim_attachment"
    __table_args__ = (
        CheckConstraint(one_of("kind", ATTACHMENT_KINDS), name="ck_claim_attachment_known_kind"),
        CheckConstraint("size > 0", name="ck_claim_attachment_not_empty"),
        UniqueConstraint("claim_id", "digest"),
        # What refers to an attachment names its claim as well.
        UniqueConstraint("id", "claim_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    added_by: Mapped[str] = mapped_column(String(200))

    digested = frozenset({"name"})


class ProgressReport(Base):
    """What the recipient tells of the work, with an interim or a final claim; a later row replaces an earlier one."""

    __tablename__ = "progress_report"
    __table_args__ = (Index("ix_progress_report_claim_id", "claim_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    done: Mapped[str] = mapped_column(Text)
    results: Mapped[str] = mapped_column(Text)
    deviations: Mapped[str] = mapped_column(Text)
    next_steps: Mapped[str] = mapped_column(Text)
    recorded_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    digested = frozenset({"done", "results", "deviations", "next_steps"})


class InspectorReport(Base):
    """What an inspector found, in the file that says so; a later row replaces an earlier one."""

    __tablename__ = "inspector_report"
    __table_args__ = (
        CheckConstraint(one_of("finding", INSPECTIONS), name="ck_inspector_report_known_finding"),
        CheckConstraint("finding = 'in_order' OR remark <> ''", name="ck_inspector_report_remark"),
        ForeignKeyConstraint(["attachment_id", "claim_id"], ["claim_attachment.id", "claim_attachment.claim_id"]),
        Index("ix_inspector_report_claim_id", "claim_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    attachment_id: Mapped[int] = mapped_column(Id)
    inspector: Mapped[str] = mapped_column(String(200))
    inspected_on: Mapped[date]
    finding: Mapped[str] = mapped_column(String(12))
    remark: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    digested = frozenset({"inspector", "remark"})


class ProcurementNote(Base):
    """How something was bought: from one supplier, or, where `supplier` is empty, in the claim as a whole; the last row holds."""

    __tablename__ = "procurement_note"
    __table_args__ = (
        CheckConstraint(one_of("manner", MANNERS), name="ck_procurement_note_known_manner"),
        Index("ix_procurement_note_claim_id", "claim_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    supplier: Mapped[str] = mapped_column(String(LONGEST_SUPPLIER))
    manner: Mapped[str] = mapped_column(String(10))
    remark: Mapped[str] = mapped_column(Text)
    noted_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    digested = frozenset({"supplier", "remark"})


class ClaimCheckNote(Base):
    """One answer to one item, in one claim; `asked` is the statement as put, in both languages. A later row replaces it."""

    __tablename__ = "claim_check_note"
    __table_args__ = (
        CheckConstraint(one_of("answer", ANSWERS), name="ck_claim_check_note_known_answer"),
        Index("ix_claim_check_note_claim_id_item", "claim_id", "item"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    item: Mapped[str] = mapped_column(String(LONGEST_CODE))
    asked: Mapped[dict[str, str]] = mapped_column(JSON)
    answer: Mapped[str] = mapped_column(String(12))
    remark: Mapped[str | None] = mapped_column(Text)
    noted_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))

    digested = frozenset({"asked", "remark"})


class ClaimLineFile(Base):
    """A file of rows that was read into a claim, by the SHA-256 of its bytes: the same file is read into a claim once."""

    __tablename__ = "claim_line_file"
    __table_args__ = (
        CheckConstraint("row_count > 0", name="ck_claim_line_file_not_empty"),
        UniqueConstraint("claim_id", "digest"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    row_count: Mapped[int] = mapped_column(Integer)
    entered_on: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_by: Mapped[str] = mapped_column(String(200))

    digested = frozenset({"name"})
