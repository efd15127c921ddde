"""Affiliate: which organisations count as one undertaking, from which day, and on what ground.

What is recorded may lie before decisions that are taken already. They stand, and so do the assessments they rest on; what
is recorded counts from the next assessment and the next decision, and the act gives back the cases that were decided since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import record
from grantdesk.domain.identity import Number
from grantdesk.domain.messages import Both, in_both, message
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.domain.sorting import swedish_key
from grantdesk.models.base import Base
from grantdesk.models.organisation import Organisation
from grantdesk.models.undertaking import Undertaking, UndertakingMember
from grantdesk.models.witness import Change
from grantdesk.queries import case_file, undertakings


@dataclass(frozen=True)
class Named:
    """A company by number; name and legal form are needed where the desk has not met it."""

    number: Number
    name: str = ""
    legal_form: str = ""


@dataclass(frozen=True)
class Link:
    """From which day two companies count as one, and what that is known by."""

    since: date
    ground: str


def company(named: Named, *, by: Actor) -> Organisation:
    """The organisation with this number; one that the desk has not met is added."""
    known = case_file.organisation_by_number(named.number.written)
    if known is not None:
        if named.legal_form and named.legal_form != known.legal_form:
            said = in_both(message(f"legal_form.{known.legal_form}"))
            raise Refused("affiliate.other_legal_form", name=known.name, legal_form=Both(said["sv"], said["en"]))
        return known
    if not named.name.strip() or not named.legal_form:
        raise Refused("affiliate.without_name")
    made = Organisation(
        number=named.number.written,
        number_kind="personal" if named.number.personal else "organisation",
        name=named.name.strip(),
        sort_key=swedish_key(named.name),
        legal_form=named.legal_form,
    )
    db.session.add(made)
    db.session.flush()
    record.event("undertaking.organisation_added", by=by, rows=[made], organisation=made.id)
    return made


def join(organisation: Organisation, other: Organisation, link: Link, *, by: Actor, on: date) -> list[str]:
    """From a day, `organisation` counts with the undertaking of `other`; it leaves the one it was with.

    Gives back the numbers of the cases granted de minimis aid to any of the companies since that day; they stand.
    """
    return _unite([organisation], organisation, other, link, by=by, on=on)


def merge(organisation: Organisation, other: Organisation, link: Link, *, by: Actor, on: date) -> list[str]:
    """As `join`, with every company that counts with `organisation` on the day: two undertakings become one."""
    # Locked before it is asked who they are: nobody joins either of the two meanwhile.
    undertakings.locked_around([organisation.id, other.id], days=(link.since, on))
    moving = undertakings.organisations(undertakings.companies_of(organisation.id, on=link.since))
    return _unite(moving, organisation, other, link, by=by, on=on)


def leave(member: UndertakingMember, *, until: date, ground: str, by: Actor, on: date) -> list[str]:
    """A company no longer counts with an undertaking from the day `until`; its own aid follows it.

    The day it joined means that it never should have been recorded. A membership that has ended can be given another
    last day in the same way. Gives back the cases decided since, as `join` does.
    """
    name, undertaking = member.organisation.name, member.undertaking.name
    _refuse_future_or_no_ground(until, ground, on)
    if until < member.from_on:
        raise Refused("affiliate.left_before_joined", name=name, undertaking=undertaking, since=member.from_on)
    since = min(until, member.until_on or until)
    companies = undertakings.locked_around([member.organisation_id], days=(since, on))
    change = _ended(member, until, ground, by)
    db.session.flush()
    decided = undertakings.granted_since(companies, since=since)
    said: dict[str, Any] = {"until": until, "organisation": member.organisation_id, "decided_since": decided}
    record.event("undertaking.left", by=by, changes=[change], **said)
    return decided


def _unite(
    moving: list[Organisation], organisation: Organisation, other: Organisation, link: Link, *, by: Actor, on: date
) -> list[str]:
    _refuse_future_or_no_ground(link.since, link.ground, on)
    if organisation.id == other.id:
        raise Refused("affiliate.itself", name=organisation.name)
    companies = undertakings.locked_around([*(one.id for one in moving), other.id], days=(link.since, on))
    if other.id in undertakings.companies_of(organisation.id, on=link.since):
        raise Refused("affiliate.already", name=organisation.name, other=other.name, since=link.since)
    into, rows = _undertaking_of(other, link, by)
    changes = [change for one in moving for change in _moved_out(one, link, by)]
    db.session.flush()
    members = [_member(one, into, link, by) for one in moving]
    db.session.add_all(members)
    db.session.flush()
    decided = undertakings.granted_since(companies, since=link.since)
    kind = "undertaking.joined" if len(moving) == 1 else "undertaking.merged"
    said: dict[str, Any] = {"since": link.since, "organisation": organisation.id, "decided_since": decided}
    record.event(kind, by=by, rows=[*rows, *members], changes=changes, **said)
    return decided


def _undertaking_of(other: Organisation, link: Link, by: Actor) -> tuple[Undertaking, list[Base]]:
    """The undertaking that `other` counts with on the day; a new one, with it alone, where there is none."""
    for one in undertakings.memberships_of(other.id):
        if one.as_told.holds(link.since):
            return one.undertaking, []
    _refuse_later_membership(other, link)
    made = Undertaking(name=other.name)
    db.session.add(made)
    db.session.flush()
    first = _member(other, made, link, by)
    db.session.add(first)
    db.session.flush()
    return made, [made, first]


def _moved_out(organisation: Organisation, link: Link, by: Actor) -> list[Change]:
    """End the membership that the organisation has on the day, where it has one."""
    _refuse_later_membership(organisation, link)
    holding = [one for one in undertakings.memberships_of(organisation.id) if one.as_told.holds(link.since)]
    return [_ended(one, link.since, link.ground, by) for one in holding]


def _refuse_later_membership(organisation: Organisation, link: Link) -> None:
    for one in undertakings.memberships_of(organisation.id):
        if one.from_on > link.since and not one.as_told.is_empty:
            name, since = one.undertaking.name, one.from_on
            raise Refused("affiliate.later_membership", name=organisation.name, undertaking=name, since=since)


def _member(organisation: Organisation, undertaking: Undertaking, link: Link, by: Actor) -> UndertakingMember:
    return UndertakingMember(
        undertaking_id=undertaking.id,
        organisation_id=organisation.id,
        from_on=link.since,
        ground=link.ground.strip(),
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )


def _ended(member: UndertakingMember, until: date, ground: str, by: Actor) -> Change:
    member.until_on, member.left_ground = until, ground.strip()
    member.left_at, member.left_by_id, member.left_by = db.moment(), by.id, by.name
    return Change(member, ("until_on", "left_ground", "left_at", "left_by_id", "left_by"))


def _refuse_future_or_no_ground(day: date, ground: str, on: date) -> None:
    if day > on:
        raise Refused("affiliate.future", day=day)
    if not ground.strip():
        raise Refused("affiliate.without_ground")
