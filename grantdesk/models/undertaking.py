"""Single undertakings: which organisations count as one, and the de minimis aid that others have given them.

Nothing here is edited: a membership is ended, and what was recorded by mistake is struck by a later row that says why.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from grantdesk.domain.undertaking import AWARD_SOURCES, Membership
from grantdesk.domain.vocabulary import OLDER_REGULATIONS, REGULATIONS
from grantdesk.models.base import Base, Id
from grantdesk.models.case import one_of
from grantdesk.models.organisation import Organisation

_OPEN = text("until_on IS NULL")
# A row names exactly one thing, in the column for its kind.
_ONE_THING = (
    "(CASE WHEN award_elsewhere_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN declared_award_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN carried_aid_id IS NULL THEN 0 ELSE 1 END) = 1"
)


class Undertaking(Base):
    """A group of organisations that Union law counts as one, under the name that the desk knows it by."""

    __tablename__ = "undertaking"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))

    # Often the name of the person who owns it.
    digested = frozenset({"name"})


class UndertakingMember(Base):
    """An organisation belongs to an undertaking from one day; `until_on` is the first day that it no longer does.

    A membership that ends the day it began was recorded by mistake, and has held on no day.
    """

    __tablename__ = "undertaking_member"
    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="ck_undertaking_member_ends_after_it_began"),
        CheckConstraint(
            "(until_on IS NULL) = (left_ground IS NULL) AND (until_on IS NULL) = (left_by IS NULL)",
            name="ck_undertaking_member_end_has_a_ground",
        ),
        Index(
            "uq_undertaking_member_one_of_organisation",
            "organisation_id",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_undertaking_member_organisation_id_from_on", "organisation_id", "from_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    undertaking_id: Mapped[int] = mapped_column(ForeignKey("undertaking.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    ground: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))
    left_ground: Mapped[str | None] = mapped_column(Text)
    left_at: Mapped[datetime | None]
    left_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    left_by: Mapped[str | None] = mapped_column(String(200))

    undertaking: Mapped[Undertaking] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise")

    @property
    def as_told(self) -> Membership:
        """The membership as the domain judges it."""
        return Membership(self.undertaking_id, self.organisation_id, self.from_on, self.until_on)


class AwardElsewhere(Base):
    """De minimis aid that somebody else has granted an organisation, and how the desk came to know of it."""

    __tablename__ = "award_elsewhere"
    __table_args__ = (
        CheckConstraint("granted_on <= stated_on", name="ck_award_elsewhere_granted_before_it_was_stated"),
        CheckConstraint(
            one_of("regulation", REGULATIONS + OLDER_REGULATIONS), name="ck_award_elsewhere_known_regulation"
        ),
        CheckConstraint(one_of("source", AWARD_SOURCES), name="ck_award_elsewhere_known_source"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    granted_on: Mapped[date]
    amount_eur: Mapped[Decimal]
    regulation: Mapped[str] = mapped_column(String(12))
    granted_by: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(12))
    reference: Mapped[str] = mapped_column(String(300))
    stated_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))


class CarriedAid(Base):
    """Earlier aid that follows a business from one organisation to another, as at a split or where one takes over another.

    `share`, in hundredths of a per cent, is of all that the one had been granted before the day, or of one named award.
    """

    __tablename__ = "carried_aid"
    __table_args__ = (
        CheckConstraint("share > 0 AND share <= 10000", name="ck_carried_aid_share_within_the_whole"),
        CheckConstraint("from_organisation_id <> to_organisation_id", name="ck_carried_aid_between_two"),
        CheckConstraint(
            "decision_id IS NULL OR award_elsewhere_id IS NULL", name="ck_carried_aid_names_one_award_at_most"
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    from_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    to_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    effective_on: Mapped[date]
    share: Mapped[int] = mapped_column(Integer)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    award_elsewhere_id: Mapped[int | None] = mapped_column(ForeignKey("award_elsewhere.id"))
    ground: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_by: Mapped[str] = mapped_column(String(200))


class Strike(Base):
    """One thing that was recorded or stated wrongly and counts no more, and why. It is struck once."""

    __tablename__ = "strike"
    __table_args__ = (CheckConstraint(_ONE_THING, name="ck_strike_names_one_thing"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    award_elsewhere_id: Mapped[int | None] = mapped_column(ForeignKey("award_elsewhere.id"), unique=True)
    declared_award_id: Mapped[int | None] = mapped_column(ForeignKey("declared_award.id"), unique=True)
    carried_aid_id: Mapped[int | None] = mapped_column(ForeignKey("carried_aid.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    struck_at: Mapped[datetime]
    struck_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    struck_by: Mapped[str] = mapped_column(String(200))
