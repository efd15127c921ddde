"""Is an applicant under an order by the Commission to repay aid? Then block-exempted aid is not paid to it.

Three tell of it, each on its day: an application that states the order, a decision that was taken with the order seen to be
settled, and what the desk has noted. The last word holds; every company that counts as one with the applicant is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, cast, select, union

from grantdesk import db
from grantdesk.domain.county import County
from grantdesk.domain.refusal import Refused
from grantdesk.domain.scheme import StateAid
from grantdesk.models.aid_register import RecoveryOrder
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.organisation import Organisation
from grantdesk.queries import undertakings

_RULE = "recovery_order"


@dataclass(frozen=True)
class Word:
    """What somebody told of an order on a day; of two on one day the desk's own note counts before a decision's."""

    on: date
    weight: int
    row: int
    organisation_id: int
    stands: bool


@dataclass(frozen=True)
class Standing:
    """An order that has not been settled: whose it is, and since when it is known."""

    company: str
    since: date


def refuse_where_one_stands(case: Case, *, on: date, county: County) -> None:
    """Raises Refused where the case's aid may not be paid on the day; aid that is not block-exempted is not stopped."""
    scheme = county.scheme(case.scheme)
    if scheme.state_aid is not StateAid.BLOCK_EXEMPTED:
        return
    found = find_standing(case.organisation_id, on=on)
    if found is None:
        return
    row = scheme.rules.recovery_order_stops.on(on)
    law = (row.source if row else scheme.law).text
    raise Refused("recovery_order.stands", company=found.company, since=found.since, number=case.number, law=law)


def may_be_stopped(*, on: date) -> frozenset[int]:
    """The keys of the organisations that some word of an order concerns, or one that they count as one with.

    Nobody else is stopped, which is how thousands are asked about at once: orders are few.
    """
    noted = select(RecoveryOrder.organisation_id).where(RecoveryOrder.stands)
    stated = select(Case.organisation_id).where(cast(Case.obstacles, String).contains(_RULE))
    named = db.session.execute(union(noted, stated)).scalars().all()
    return frozenset(one for each in named for one in undertakings.companies_of(each, on=on))


def find_standing(organisation_id: int, *, on: date) -> Standing | None:
    """The oldest order that stands on the day against the organisation or one that it counts as one with."""
    companies = undertakings.companies_of(organisation_id, on=on)
    last: dict[int, Word] = {}
    for word in sorted(_words(companies, on), key=lambda one: (one.on, one.weight, one.row)):
        last[word.organisation_id] = word
    standing = [word for word in last.values() if word.stands]
    if not standing:
        return None
    oldest = min(standing, key=lambda word: (word.on, word.organisation_id))
    name = select(Organisation.name).where(Organisation.id == oldest.organisation_id)
    return Standing(db.session.execute(name).scalar_one(), oldest.on)


def notes_on(organisation_id: int) -> list[RecoveryOrder]:
    """What the desk has noted of orders against the organisation, the latest first."""
    noted = select(RecoveryOrder).where(RecoveryOrder.organisation_id == organisation_id)
    return list(db.session.execute(noted.order_by(RecoveryOrder.noted_on.desc(), RecoveryOrder.id.desc())).scalars())


def _words(companies: tuple[int, ...], on: date) -> Iterator[Word]:
    for row, organisation, day, obstacles in _told_by(Case.id, Case.received_on, Case.obstacles, companies, on):
        if _RULE in obstacles:
            yield Word(day, 0, row, organisation, stands=True)
    for row, organisation, day, met in _told_by(Decision.id, Decision.decided_on, Decision.met_before, companies, on):
        if _RULE in met:
            yield Word(day, 1, row, organisation, stands=False)
    noted = select(RecoveryOrder).where(RecoveryOrder.organisation_id.in_(companies), RecoveryOrder.noted_on <= on)
    for note in db.session.execute(noted).scalars():
        yield Word(note.noted_on, 2, note.id, note.organisation_id, note.stands)


def _told_by(key: Any, day: Any, told: Any, companies: tuple[int, ...], on: date) -> Any:
    """Cases that were not withdrawn, or their decisions, by the day."""
    rows = select(key, Case.organisation_id, day, told).select_from(Case)
    if key is Decision.id:
        rows = rows.join(Decision, Decision.case_id == Case.id)
    return db.session.execute(rows.where(Case.organisation_id.in_(companies), Case.status != "withdrawn", day <= on))
