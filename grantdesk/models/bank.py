"""The bank's own files, what they say of each payment, and what a person has done about what did not match. Never edited."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.bank_answer import FORMS, OUTCOMES, STATUSES
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of

_MOVED = text("outcome IN ('confirmed', 'failed')")


class BankFile(Base):
    """One file of the bank's, by the SHA-256 of its bytes, which are in the archive: the same file is brought in once.

    `message_id` is the bank's own name of it, empty where it has none; `others` counts entries that concern something else.
    """

    __tablename__ = "bank_file"
    __table_args__ = (
        CheckConstraint(one_of("form", FORMS), name="ck_bank_file_known_form"),
        CheckConstraint("others >= 0", name="ck_bank_file_others_counted"),
        CheckConstraint("size > 0", name="ck_bank_file_not_empty"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int] = mapped_column(Integer)
    form: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    message_id: Mapped[str] = mapped_column(String(140))
    others: Mapped[int] = mapped_column(Integer)
    brought_on: Mapped[date]
    brought_at: Mapped[datetime]
    brought_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    brought_by: Mapped[str] = mapped_column(String(200))


class BankAnswer(Base):
    """One thing that a file says of one payment, and what became of it: `reference` is what the bank calls the payment.

    `batch` is the file that the bank says the payment came in, empty where it does not say; `bank_reference` is its own name
    of the entry on the account, empty where this is none. `hindrance` says in both languages why what fitted was refused.
    """

    __tablename__ = "bank_answer"
    __table_args__ = (
        CheckConstraint("position > 0", name="ck_bank_answer_position_counted"),
        CheckConstraint(one_of("status", STATUSES), name="ck_bank_answer_known_status"),
        CheckConstraint(one_of("outcome", OUTCOMES), name="ck_bank_answer_known_outcome"),
        CheckConstraint(
            "outcome NOT IN ('confirmed', 'failed') OR payment_id IS NOT NULL", name="ck_bank_answer_moved_a_payment"
        ),
        CheckConstraint("outcome <> 'confirmed' OR amount_ore IS NOT NULL", name="ck_bank_answer_confirmed_an_amount"),
        CheckConstraint("(outcome = 'refused') = (hindrance IS NOT NULL)", name="ck_bank_answer_refused_says_why"),
        UniqueConstraint("bank_file_id", "position"),
        Index(
            "uq_bank_answer_moved_once",
            "payment_id",
            "outcome",
            unique=True,
            postgresql_where=_MOVED,
            sqlite_where=_MOVED,
        ),
        Index("ix_bank_answer_payment_id", "payment_id"),
        Index("ix_bank_answer_outcome", "outcome"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    bank_file_id: Mapped[int] = mapped_column(ForeignKey("bank_file.id"))
    position: Mapped[int] = mapped_column(Integer)
    reference: Mapped[str] = mapped_column(String(140))
    batch: Mapped[str] = mapped_column(String(140))
    status: Mapped[str] = mapped_column(String(10))
    amount: Mapped[Money | None] = mapped_column("amount_ore")
    currency: Mapped[str] = mapped_column(String(3))
    on: Mapped[date] = mapped_column("answered_on")
    reason: Mapped[str] = mapped_column(Text)
    bank_reference: Mapped[str] = mapped_column(String(140))
    booked: Mapped[bool]
    outcome: Mapped[str] = mapped_column(String(14))
    hindrance: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"))

    file: Mapped[BankFile] = relationship(lazy="raise")

    digested: ClassVar[frozenset[str]] = frozenset({"reason"})


class BankRemark(Base):
    """What a person has done about an answer that did not match: once, and the answer no longer waits."""

    __tablename__ = "bank_remark"
    __table_args__ = (CheckConstraint("remark <> ''", name="ck_bank_remark_says_something"),)

    answer_id: Mapped[int] = mapped_column(ForeignKey("bank_answer.id"), primary_key=True)
    remark: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_by: Mapped[str] = mapped_column(String(200))

    digested: ClassVar[frozenset[str]] = frozenset({"remark"})
