"""History: what was done, by whom, when, chained so that no past can be changed unseen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.models.base import Base, Id


class Event(Base):
    """One act. `text` is the canonical text that the hash is over; the columns repeat it for reading and searching."""

    __tablename__ = "event"
    __table_args__ = (CheckConstraint("position > 0", name="ck_event_position_above_zero"),)

    position: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(40), index=True)
    happened_at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    actor: Mapped[str] = mapped_column(String(200))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("grant_case.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    vouched = False


class ChainHead(Base):
    """The last link, in one row that every act locks last."""

    __tablename__ = "chain_head"
    __table_args__ = (CheckConstraint("id = 1", name="ck_chain_head_is_one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    length: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(String(64))

    vouched = False
