"""Attribute: whose the earlier de minimis aid is, where others gave it, or where it has followed a business.

Nothing is edited: what was recorded or stated wrongly is struck, with a reason, and recorded anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from grantdesk import db
from grantdesk.actions import record
from grantdesk.domain import undertaking
from grantdesk.domain.refusal import Refused, SomebodyWasFirst
from grantdesk.domain.roles import Actor
from grantdesk.models.case import DeclaredAward
from grantdesk.models.organisation import Organisation
from grantdesk.models.undertaking import AwardElsewhere, CarriedAid, Strike
from grantdesk.queries import awards, undertakings

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class NewAward:
    """Aid that somebody else has granted: when, how much, under which regulation, by whom, and how the desk knows.

    `source` is one of `undertaking.AWARD_SOURCES`, `stated_on` the day of the extract or the statement.
    """

    granted_on: date
    amount_eur: Decimal
    regulation: str
    granted_by: str
    source: str
    stated_on: date
    once: str
    reference: str = ""


@dataclass(frozen=True)
class Handover:
    """Aid that follows a business from a day: a share of all earlier aid (hundredths of a per cent), or of one award.

    `award` names it as `awards.Told.named` does.
    """

    effective_on: date
    share: int
    ground: str
    once: str
    award: tuple[str, int] | None = None


def note_award(organisation: Organisation, new: NewAward, *, by: Actor, on: date) -> AwardElsewhere:
    """Note aid that somebody else has granted the organisation."""
    if new.amount_eur <= 0 or new.amount_eur != new.amount_eur.quantize(_CENT):
        raise Refused("award.amount")
    if not new.granted_by.strip():
        raise Refused("award.without_giver")
    if new.stated_on > on:
        raise Refused("affiliate.future", day=new.stated_on)
    if new.granted_on > new.stated_on:
        raise Refused("award.granted_after_stated", granted=new.granted_on, stated=new.stated_on)
    undertakings.locked_companies(organisation.id, on=on)
    made = AwardElsewhere(
        once=new.once,
        organisation_id=organisation.id,
        granted_on=new.granted_on,
        amount_eur=new.amount_eur,
        regulation=new.regulation,
        granted_by=new.granted_by.strip(),
        source=new.source,
        reference=new.reference.strip(),
        stated_on=new.stated_on,
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("award.noted", by=by, rows=[made], organisation=organisation.id)
    return made


def carry_over(giver: Organisation, taker: Organisation, over: Handover, *, by: Actor, on: date) -> CarriedAid:
    """Have earlier aid of `giver` count as that of `taker` from a day, as at a split; what goes over, the giver has no more."""
    _refuse_what_cannot_be(giver, taker, over, on)
    concerned = undertakings.locked_around([giver.id, taker.id], days=(over.effective_on, on))
    _refuse_more_than_the_whole(giver, over)
    kind, key = over.award or (None, None)
    made = CarriedAid(
        once=over.once,
        from_organisation_id=giver.id,
        to_organisation_id=taker.id,
        effective_on=over.effective_on,
        share=over.share,
        decision_id=key if kind == awards.OURS else None,
        award_elsewhere_id=key if kind == awards.ELSEWHERE else None,
        ground=over.ground.strip(),
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    decided = undertakings.granted_since(concerned, since=over.effective_on)
    said: dict[str, Any] = {"giver": giver.id, "taker": taker.id, "share": over.share, "decided_since": decided}
    record.event("aid.carried", by=by, rows=[made], **said)
    return made


def strike(thing: AwardElsewhere | DeclaredAward | CarriedAid, reason: str, *, by: Actor, on: date) -> Strike:
    """Have what was recorded or stated count no more; it stays to be read, with the reason."""
    if not reason.strip():
        raise Refused("affiliate.without_ground")
    undertakings.locked_around(awards.concerned_by(thing), days=(on,))
    if awards.is_struck(thing):
        raise SomebodyWasFirst("first.struck")
    made = Strike(
        award_elsewhere_id=thing.id if isinstance(thing, AwardElsewhere) else None,
        declared_award_id=thing.id if isinstance(thing, DeclaredAward) else None,
        carried_aid_id=thing.id if isinstance(thing, CarriedAid) else None,
        reason=reason.strip(),
        struck_at=db.moment(),
        struck_by_id=by.id,
        struck_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("award.struck", by=by, rows=[made], struck=f"{thing.__tablename__}:{thing.id}")
    return made


def _refuse_what_cannot_be(giver: Organisation, taker: Organisation, over: Handover, on: date) -> None:
    if giver.id == taker.id:
        raise Refused("carry.to_itself", name=giver.name)
    if not 0 < over.share <= undertaking.WHOLE:
        raise Refused("carry.share")
    if over.effective_on > on:
        raise Refused("affiliate.future", day=over.effective_on)
    if not over.ground.strip():
        raise Refused("affiliate.without_ground")


def _refuse_more_than_the_whole(giver: Organisation, over: Handover) -> None:
    """What is named must be the giver's, and no more than a whole can go from it on a day."""
    carries = awards.carries_from([giver.id])
    if over.award is not None and not _is_held(giver, over):
        raise Refused("carry.not_theirs", name=giver.name, day=over.effective_on)
    left = undertaking.left_to_carry(carries, giver.id, effective_on=over.effective_on, award=over.award)
    if over.share > left:
        raise Refused("carry.above_whole", left=Decimal(left) / 100, day=over.effective_on)


def _is_held(giver: Organisation, over: Handover) -> bool:
    """Whether the giver had the award on the day before it goes over."""
    held = awards.held_by([giver.id], on=over.effective_on)
    named = [one for one in held if any(told.named == over.award for told in one.told)]
    return any(one.granted_on < over.effective_on for one in named)
