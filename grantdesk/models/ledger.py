"""The one ledger. Read it through `queries.balances`, write it through `actions.book`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.domain.ledger import MOVES, Account, Code
from grantdesk.domain.money import Money
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of


def _known_moves() -> str:
    """The SQL condition that accounts and code go together, a reversal the other way round."""
    forward = " OR ".join(
        f"(code = '{c}' AND from_account = '{a}' AND to_account = '{b}')" for c, (a, b) in MOVES.items()
    )
    back = " OR ".join(f"(code = '{c}' AND from_account = '{b}' AND to_account = '{a}')" for c, (a, b) in MOVES.items())
    return f"(reverses_id IS NULL AND ({forward})) OR (reverses_id IS NOT NULL AND ({back}))"


class Transfer(Base):
    """One positive amount for one objective of one case, from one account to another; never edited, only reversed."""

    __tablename__ = "transfer"
    __table_args__ = (
        CheckConstraint("amount_ore > 0", name="ck_transfer_above_zero"),
        CheckConstraint("from_account <> to_account", name="ck_transfer_two_accounts"),
        CheckConstraint(one_of("from_account", tuple(str(a) for a in Account)), name="ck_transfer_known_from_account"),
        CheckConstraint(one_of("to_account", tuple(str(a) for a in Account)), name="ck_transfer_known_to_account"),
        CheckConstraint(one_of("code", tuple(str(c) for c in Code)), name="ck_transfer_known_code"),
        CheckConstraint(_known_moves(), name="ck_transfer_known_move"),
        Index("ix_transfer_case_id_objective", "case_id", "objective"),
        Index("ix_transfer_booked_on", "booked_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    code: Mapped[str] = mapped_column(String(14))
    from_account: Mapped[str] = mapped_column(String(12))
    to_account: Mapped[str] = mapped_column(String(12))
    amount: Mapped[Money] = mapped_column("amount_ore")
    case_id: Mapped[int] = mapped_column(ForeignKey("grant_case.id"))
    objective: Mapped[str] = mapped_column(ForeignKey("objective.code"))
    booked_on: Mapped[date]
    booked_at: Mapped[datetime]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"), index=True)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("transfer.id"), unique=True)
