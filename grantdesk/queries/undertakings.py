"""Which organisations count as one with an organisation, and what de minimis aid have they had?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from grantdesk import db
from grantdesk.models.organisation import Organisation
from grantdesk.models.undertaking import UndertakingMember


def companies_of(organisation_id: int, *, on: date) -> tuple[int, ...]:
    """The keys of every organisation in the same single undertaking that day, in order, itself included."""
    mine, theirs = aliased(UndertakingMember), aliased(UndertakingMember)
    together = (
        select(theirs.organisation_id)
        .join(mine, mine.undertaking_id == theirs.undertaking_id)
        .where(mine.organisation_id == organisation_id)
        .where(*(each.from_on <= on for each in (mine, theirs)))
        .where(*(each.until_on.is_(None) | (each.until_on > on) for each in (mine, theirs)))
    )
    return tuple(sorted({organisation_id, *db.session.execute(together).scalars()}))


def locked_companies(organisation_id: int, *, on: date) -> tuple[int, ...]:
    """As `companies_of`, with every one of them locked for the act under way, in order.

    Two acts that give or move aid within one undertaking therefore come one after the other. Whoever joined while we
    waited for the lock is found and locked as well.
    """
    held: tuple[int, ...] = ()
    companies = companies_of(organisation_id, on=on)
    while not set(companies) <= set(held):
        held = locked(companies)
        companies = companies_of(organisation_id, on=on)
    return companies


def locked(organisation_ids: Sequence[int]) -> tuple[int, ...]:
    """Lock these organisations for the act under way, always in the same order; gives back their keys in it."""
    rows = select(Organisation.id).where(Organisation.id.in_(organisation_ids)).order_by(Organisation.id)
    return tuple(db.session.execute(rows.with_for_update(key_share=True)).scalars())
