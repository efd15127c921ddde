"""Stop: the desk notes an order by the Commission that aid is repaid, and that it has been settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import record
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.aid_register import RecoveryOrder
from grantdesk.models.organisation import Organisation


@dataclass(frozen=True)
class Noted:
    """What is known of an order since a day, and how; `stands` is whether the aid is still to be repaid."""

    stands: bool
    since: date
    ground: str


def note(organisation: Organisation, noted: Noted, *, by: Actor, on: date) -> RecoveryOrder:
    """Note what is known on the day `on`. While an order stands no block-exempted aid is paid to those who count as one."""
    if not noted.ground.strip():
        raise Refused("recovery_order.without_ground")
    if noted.since > on:
        raise Refused("recovery_order.later", on=noted.since)
    made = RecoveryOrder(
        organisation_id=organisation.id,
        stands=noted.stands,
        noted_on=noted.since,
        ground=noted.ground.strip(),
        recorded_at=db.moment(),
        recorded_by_id=by.id,
        recorded_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("recovery_order.noted" if noted.stands else "recovery_order.settled", by=by, rows=[made])
    return made
