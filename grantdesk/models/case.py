"""A case: an application and what becomes of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.lifecycle import CASE_STATES
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.organisation import Organisation


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The SQL condition that `column` holds one of `values`."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Case(Base):
    """What somebody applied for, under one scheme, received on one day."""

    __tablename__ = "grant_case"
    __table_args__ = (
        CheckConstraint(one_of("status", CASE_STATES), name="ck_grant_case_known_status"),
        CheckConstraint("requested_ore > 0", name="ck_grant_case_requested_above_zero"),
        CheckConstraint("(status = 'closed') = (closed_on IS NOT NULL)", name="ck_grant_case_closed_has_a_day"),
        Index("ix_grant_case_status_received_on", "status", "received_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    scheme: Mapped[str] = mapped_column(ForeignKey("scheme.code"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    received_on: Mapped[date] = mapped_column(index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    municipality: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)
    size: Mapped[str | None] = mapped_column(String(10))
    led_by: Mapped[str] = mapped_column(String(10))
    nace: Mapped[str | None] = mapped_column(String(8))
    obstacles: Mapped[list[str]] = mapped_column(JSON)
    circumstances: Mapped[dict[str, Any]] = mapped_column(JSON)
    requested: Mapped[Money | None] = mapped_column("requested_ore")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    handled_by: Mapped[str] = mapped_column(String(10))
    handler_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    closed_on: Mapped[date | None]
    registered_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    costs: Mapped[list[CostLine]] = relationship(lazy="raise", order_by="CostLine.position", back_populates="case")
    financing: Mapped[list[FinancingLine]] = relationship(
        lazy="raise", order_by="FinancingLine.position", back_populates="case"
    )
    awards: Mapped[list[DeclaredAward]] = relationship(
        lazy="raise", order_by="DeclaredAward.position", back_populates="case"
    )
    objectives: Mapped[list[CaseObjective]] = relationship(
        lazy="raise", order_by="CaseObjective.position", back_populates="case"
    )
    project: Mapped[Project | None] = relationship(lazy="raise", back_populates="case")


class CostLine(Base):
    __tablename__ = "cost_line"
    __table_args__ = (
        CheckConstraint("amount_ore > 0", name="ck_cost_line_above_zero"),
        UniqueConstraint("case_id", "position"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    position: Mapped[int] = mapped_column(Integer)
    category: Mapped[str] = mapped_column(String(30))
    description: Mapped[str] = mapped_column(String(300), default="")
    amount: Mapped[Money] = mapped_column("amount_ore")

    case: Mapped[Case] = relationship(lazy="raise", back_populates="costs")


class FinancingLine(Base):
    """What somebody else, or the applicant, puts into the same costs; in kind where no money moves."""

    __tablename__ = "financing_line"
    __table_args__ = (
        CheckConstraint("amount_ore > 0", name="ck_financing_line_above_zero"),
        UniqueConstraint("case_id", "position"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    position: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(10))
    amount: Mapped[Money] = mapped_column("amount_ore")

    case: Mapped[Case] = relationship(lazy="raise", back_populates="financing")


class DeclaredAward(Base):
    """De minimis aid from others that the applicant has stated."""

    __tablename__ = "declared_award"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    position: Mapped[int] = mapped_column(Integer)
    granted_on: Mapped[date]
    amount_eur: Mapped[Decimal]
    regulation: Mapped[str] = mapped_column(String(12))

    case: Mapped[Case] = relationship(lazy="raise", back_populates="awards")


class CaseObjective(Base):
    """The share of a case that serves one objective, in hundredths of a per cent; a case's shares add to 10 000."""

    __tablename__ = "case_objective"
    __table_args__ = (
        CheckConstraint("share > 0 AND share <= 10000", name="ck_case_objective_share_within_the_whole"),
        UniqueConstraint("case_id", "objective"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    position: Mapped[int] = mapped_column(Integer)
    objective: Mapped[str] = mapped_column(ForeignKey("objective.code"))
    share: Mapped[int] = mapped_column(Integer)

    case: Mapped[Case] = relationship(lazy="raise", back_populates="objectives")


class Project(Base):
    """What a case about a project says besides: themes, municipalities covered, and the EU financing of the whole."""

    __tablename__ = "project"

    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), primary_key=True)
    purpose: Mapped[str] = mapped_column(Text, default="")
    themes: Mapped[list[str]] = mapped_column(JSON)
    eruf_objective: Mapped[str | None] = mapped_column(String(10))
    total: Mapped[Money | None] = mapped_column("total_ore")
    eu: Mapped[Money | None] = mapped_column("eu_ore")

    case: Mapped[Case] = relationship(lazy="raise", back_populates="project")
    covers: Mapped[list[ProjectMunicipality]] = relationship(lazy="raise", order_by="ProjectMunicipality.municipality")


class ProjectMunicipality(Base):
    __tablename__ = "project_municipality"

    case_id: Mapped[int] = mapped_column(ForeignKey("project.case_id"), primary_key=True)
    municipality: Mapped[str] = mapped_column(ForeignKey("municipality.code"), primary_key=True)
