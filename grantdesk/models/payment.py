"""A payment, the batch it leaves the house in, and the files that the batch has been given out in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.lifecycle import BATCH_STATES, PAYMENT_STATES
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import Case, one_of
from grantdesk.models.claim import Claim
from grantdesk.models.instalment import Instalment
from grantdesk.models.payee import Payee

CLAIM, ADVANCE, INSTALMENT, ELSEWHERE = "claim", "advance", "instalment", "elsewhere"
PAYMENT_KINDS = (CLAIM, ADVANCE, INSTALMENT, ELSEWHERE)
FORMS = ("pain001", "csv", "xlsx", "pdf", "sie")
_STANDS = text("state <> 'cancelled'")


class Batch(Base):
    """Payments exported together; `exported_on` is the day they count as paid.

    What it held when it was locked, `payments_locked` and `amount_locked`, is what its file says.
    """

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint(one_of("state", BATCH_STATES), name="ck_batch_known_state"),
        CheckConstraint(
            "(state IN ('exported', 'sent')) = (exported_on IS NOT NULL)", name="ck_batch_exported_has_a_day"
        ),
        CheckConstraint(
            "(locked_on IS NULL) = (payments_locked IS NULL) AND (locked_on IS NULL) = (amount_locked_ore IS NULL)"
            " AND (locked_on IS NULL) = (locked_by_id IS NULL)"
            " AND (state <> 'locked' OR locked_on IS NOT NULL) AND (state <> 'open' OR locked_on IS NULL)",
            name="ck_batch_locked_says_what",
        ),
        CheckConstraint("payments_locked > 0 AND amount_locked_ore > 0", name="ck_batch_locked_holds_something"),
        CheckConstraint(
            "(state = 'sent') = (sent_on IS NOT NULL) AND (sent_on IS NULL) = (sent_by_id IS NULL)",
            name="ck_batch_sent_has_a_day",
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    locked_on: Mapped[date | None]
    locked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    payments_locked: Mapped[int | None] = mapped_column(Integer)
    amount_locked: Mapped[Money | None] = mapped_column("amount_locked_ore")
    exported_on: Mapped[date | None]
    exported_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    sent_on: Mapped[date | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class Payment(Base):
    """One amount to one recipient. The amount and the account are set when it is prepared and never change.

    `kind` says what it is for: a claim, the advance of a decision, an instalment, or a payment that was made elsewhere, on
    `paid_on` under `reference`, and is only recorded. `failure` says in both languages why it was set aside or did not
    arrive, `settled_on` when the bank paid it. A payment from before there were payees has its `bankgiro` instead of one.
    """

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint(one_of("state", PAYMENT_STATES), name="ck_payment_known_state"),
        CheckConstraint(one_of("kind", PAYMENT_KINDS), name="ck_payment_known_kind"),
        CheckConstraint("amount_ore > 0", name="ck_payment_above_zero"),
        CheckConstraint("attested_by_id <> prepared_by_id", name="ck_payment_two_pairs_of_eyes"),
        CheckConstraint(
            "state IN ('prepared', 'cancelled') OR attested_by_id IS NOT NULL",
            name="ck_payment_attested_before_it_leaves",
        ),
        CheckConstraint(
            "(state NOT IN ('in_batch', 'exported', 'sent') OR batch_id IS NOT NULL)"
            " AND (state NOT IN ('prepared', 'attested') OR batch_id IS NULL)"
            " AND (state <> 'confirmed' OR (kind = 'elsewhere') = (batch_id IS NULL))",
            name="ck_payment_in_a_batch",
        ),
        CheckConstraint("(kind = 'claim') = (claim_id IS NOT NULL)", name="ck_payment_claim_of_its_kind"),
        CheckConstraint("(kind = 'advance') = (decision_id IS NOT NULL)", name="ck_payment_advance_has_a_decision"),
        CheckConstraint(
            "(kind = 'instalment') = (instalment_id IS NOT NULL)", name="ck_payment_instalment_of_its_kind"
        ),
        CheckConstraint(
            "(kind = 'elsewhere') = (paid_on IS NOT NULL) AND (kind = 'elsewhere') = (reference IS NOT NULL)",
            name="ck_payment_elsewhere_says_when",
        ),
        CheckConstraint(
            "kind = 'elsewhere' OR payee_id IS NOT NULL OR bankgiro IS NOT NULL", name="ck_payment_has_an_account"
        ),
        CheckConstraint("state <> 'failed' OR failure IS NOT NULL", name="ck_payment_failed_says_why"),
        CheckConstraint("state <> 'confirmed' OR settled_on IS NOT NULL", name="ck_payment_confirmed_has_a_day"),
        Index("uq_payment_one_of_claim", "claim_id", unique=True, postgresql_where=_STANDS, sqlite_where=_STANDS),
        Index(
            "uq_payment_one_of_instalment", "instalment_id", unique=True, postgresql_where=_STANDS, sqlite_where=_STANDS
        ),
        Index("uq_payment_one_of_decision", "decision_id", unique=True, postgresql_where=_STANDS, sqlite_where=_STANDS),
        Index(
            "uq_payment_elsewhere_once",
            "reference",
            unique=True,
            postgresql_where=_STANDS,
            sqlite_where=_STANDS,
        ),
        Index("ix_payment_state", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(10), server_default=CLAIM)
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    instalment_id: Mapped[int | None] = mapped_column(ForeignKey("instalment.id"))
    # A set-off names a payment, and an advance a decision: one of the two keys has to come last.
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("decision.id", use_alter=True, name="fk_payment_decision_id")
    )
    amount: Mapped[Money] = mapped_column("amount_ore")
    payee_id: Mapped[int | None] = mapped_column(ForeignKey("payee.id"), index=True)
    bankgiro: Mapped[str | None] = mapped_column(String(9))
    state: Mapped[str] = mapped_column(String(10))
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    prepared_on: Mapped[date]
    attested_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    attested_at: Mapped[datetime | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)
    failure: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    settled_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    reference: Mapped[str | None] = mapped_column(String(100))
    ground: Mapped[str | None] = mapped_column(Text)

    case: Mapped[Case] = relationship(lazy="raise")
    claim: Mapped[Claim | None] = relationship(lazy="raise")
    batch: Mapped[Batch | None] = relationship(lazy="raise")
    payee: Mapped[Payee | None] = relationship(lazy="raise")
    instalment: Mapped[Instalment | None] = relationship(lazy="raise")


class BatchFile(Base):
    """One file that a batch has been given out in: made once, kept in the archive under its digest."""

    __tablename__ = "batch_file"
    __table_args__ = (
        CheckConstraint(one_of("form", FORMS), name="ck_batch_file_known_form"),
        CheckConstraint("language IN ('sv', 'en')", name="ck_batch_file_known_language"),
        CheckConstraint("payments > 0 AND amount_ore > 0", name="ck_batch_file_holds_something"),
        UniqueConstraint("batch_id", "form", "language"),
        Index(
            "uq_batch_file_one_to_the_bank",
            "batch_id",
            unique=True,
            postgresql_where=text("form = 'pain001'"),
            sqlite_where=text("form = 'pain001'"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    form: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    name: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64))
    payments: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Money] = mapped_column("amount_ore")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    made_by: Mapped[str] = mapped_column(String(200))
