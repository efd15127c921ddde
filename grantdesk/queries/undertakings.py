"""Which organisations count as one with an organisation, and what de minimis aid have they had?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, joinedload

from grantdesk import db
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.models.undertaking import UndertakingMember


def together(organisation_id: int, *, on: date) -> Select[int]:
    """The question for the keys of those in the same single undertaking that day; of nobody where it is in none."""
    mine, theirs = aliased(UndertakingMember), aliased(UndertakingMember)
    return (
        select(theirs.organisation_id)
        .join(mine, mine.undertaking_id == theirs.undertaking_id)
        .where(mine.organisation_id == organisation_id)
        .where(*(each.from_on <= on for each in (mine, theirs)))
        .where(*(each.until_on.is_(None) | (each.until_on > on) for each in (mine, theirs)))
    )


def companies_of(organisation_id: int, *, on: date) -> tuple[int, ...]:
    """The keys of every organisation in the same single undertaking that day, in order, itself included."""
    others = db.session.execute(together(organisation_id, on=on)).scalars()
    return tuple(sorted({organisation_id, *others}))


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


def locked_around(organisation_ids: Iterable[int], *, days: Iterable[date]) -> tuple[int, ...]:
    """Lock whatever counts with any of these on any of the days: what is granted within them waits for the act."""
    asked, days = list(organisation_ids), set(days)
    return locked(sorted({one for day in days for each in asked for one in companies_of(each, on=day)}))


def organisations(organisation_ids: Sequence[int]) -> list[Organisation]:
    """The organisations with these keys, by key."""
    rows = select(Organisation).where(Organisation.id.in_(organisation_ids)).order_by(Organisation.id)
    return list(db.session.execute(rows).scalars())


def memberships_of(organisation_id: int) -> list[UndertakingMember]:
    """Every membership that the organisation has or has had, the oldest first, with its undertaking, as they are now."""
    rows = (
        select(UndertakingMember)
        .where(UndertakingMember.organisation_id == organisation_id)
        .options(joinedload(UndertakingMember.undertaking))
        .order_by(UndertakingMember.from_on, UndertakingMember.id)
        .execution_options(populate_existing=True)
    )
    return list(db.session.execute(rows).scalars())


def member(member_id: int) -> UndertakingMember:
    """One membership with its undertaking and its organisation, as it is now; raises `NotThere`."""
    rows = (
        select(UndertakingMember)
        .where(UndertakingMember.id == member_id)
        .options(joinedload(UndertakingMember.undertaking), joinedload(UndertakingMember.organisation))
        .execution_options(populate_existing=True)
    )
    found = db.session.execute(rows).scalar_one_or_none()
    if found is None:
        raise NotThere("not_there.member")
    return found


def granted_since(organisation_ids: Sequence[int], *, since: date) -> list[str]:
    """The numbers of our cases in which these organisations were granted de minimis aid on the day or later."""
    rows = (
        select(Case.number)
        .join(Decision, Decision.case_id == Case.id)
        .where(Case.organisation_id.in_(organisation_ids), Decision.kind == "grant", Decision.regulation.is_not(None))
        .where(Decision.decided_on >= since)
        .order_by(Case.number)
    )
    return list(db.session.execute(rows).scalars())
