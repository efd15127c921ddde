"""Those who apply."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from grantdesk.models.base import Base, Id


class Organisation(Base):
    """A company, association, municipality or agency; a sole trader's number is a personal number."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("number_kind IN ('organisation', 'personal')", name="ck_organisation_known_number_kind"),
        CheckConstraint(
            "(number_kind = 'personal') = (legal_form = 'sole_trader')",
            name="ck_organisation_personal_number_of_sole_trader",
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(13), unique=True)
    number_kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[str] = mapped_column(String(400))
    legal_form: Mapped[str] = mapped_column(String(30))

    # A sole trader's number is a personal number, which history does not spread.
    digested = frozenset({"number", "name", "sort_key"})
