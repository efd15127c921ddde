"""A payee: an account that an organisation is paid to. What has been proposed is never edited, and nothing is deleted."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.lifecycle import PAYEE_STATES
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of
from grantdesk.models.organisation import Organisation

ACCOUNT_KINDS = ("bankgiro", "plusgiro", "account", "iban")
_STANDS = one_of("state", ("proposed", "confirmed"))


class Payee(Base):
    """An account proposed by one person, which holds once another has confirmed it; one holds at a time.

    `number` is digits alone, or an IBAN without spaces; `clearing` goes with an account, `bic` with an IBAN, and both are
    empty otherwise. `ground` says where the account was read.
    """

    __tablename__ = "payee"
    __table_args__ = (
        CheckConstraint(one_of("kind", ACCOUNT_KINDS), name="ck_payee_known_kind"),
        CheckConstraint(one_of("state", PAYEE_STATES), name="ck_payee_known_state"),
        CheckConstraint("number <> ''", name="ck_payee_has_a_number"),
        CheckConstraint("(kind = 'account') = (clearing <> '')", name="ck_payee_clearing_of_an_account"),
        CheckConstraint("bic = '' OR kind = 'iban'", name="ck_payee_bic_of_an_iban"),
        CheckConstraint(
            "state NOT IN ('confirmed', 'replaced') OR settled_by_id <> proposed_by_id",
            name="ck_payee_two_pairs_of_eyes",
        ),
        CheckConstraint(
            "(state = 'proposed') = (settled_by_id IS NULL) AND (settled_by_id IS NULL) = (settled_at IS NULL)"
            " AND (settled_by_id IS NULL) = (settled_by IS NULL)",
            name="ck_payee_settled_by_somebody",
        ),
        CheckConstraint(
            "(state IN ('replaced', 'withdrawn')) = (ended_on IS NOT NULL)", name="ck_payee_ended_has_a_day"
        ),
        Index(
            "uq_payee_one_confirmed",
            "organisation_id",
            unique=True,
            postgresql_where=text("state = 'confirmed'"),
            sqlite_where=text("state = 'confirmed'"),
        ),
        Index(
            "uq_payee_same_account_once",
            "organisation_id",
            "kind",
            "number",
            "clearing",
            unique=True,
            postgresql_where=text(_STANDS),
            sqlite_where=text(_STANDS),
        ),
        Index("ix_payee_kind_number_clearing", "kind", "number", "clearing"),
        Index("ix_payee_state", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[str] = mapped_column(String(34))
    clearing: Mapped[str] = mapped_column(String(5))
    bic: Mapped[str] = mapped_column(String(11))
    ground: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_by: Mapped[str] = mapped_column(String(200))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_by: Mapped[str | None] = mapped_column(String(200))
    ended_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    # A sole trader's account is about a person, and history does not spread it.
    digested = frozenset({"number"})
