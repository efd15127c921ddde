"""Those who work at the desk, and their attempts to log in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.models.base import Base, Id


class User(Base):
    """A person with one role (what doors open) and one position (what the delegation order gives them)."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint(
            "role IN ('handler', 'decider', 'almi', 'finance', 'controller', 'administrator')",
            name="ck_user_account_known_role",
        ),
        CheckConstraint("email = lower(email)", name="ck_user_account_email_in_lower_case"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[str] = mapped_column(String(400))
    role: Mapped[str] = mapped_column(String(20))
    position: Mapped[str] = mapped_column(String(40))
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(Boolean(), default=True)
    created_at: Mapped[datetime]

    digested = frozenset({"password_hash"})


class LogInAttempt(Base):
    """One attempt to log in; failures are counted by address and by e-mail, whoever serves the request."""

    __tablename__ = "log_in_attempt"
    __table_args__ = (
        Index("ix_log_in_attempt_email_attempted_at", "email", "attempted_at"),
        Index("ix_log_in_attempt_address_attempted_at", "address", "attempted_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(64))
    attempted_at: Mapped[datetime]
    succeeded: Mapped[bool] = mapped_column(Boolean())

    vouched = False
