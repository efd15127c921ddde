"""Reconcile: a person signs the figures of a closed month as they were read, and another signs after."""

from __future__ import annotations

from grantdesk import db
from grantdesk.actions import advance, record
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.period import Month
from grantdesk.domain.refusal import Refused, SomebodyWasFirst, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.models.reconciliation import Reconciliation
from grantdesk.queries import periods, reconciliations


def sign(month: Month, seen: str, remark: str, *, by: Actor) -> Reconciliation:
    """Sign the month's figures; `seen` is the digest of those that were read. Where something differs, `remark` says why."""
    if not periods.is_closed(month):
        raise Refused("reconciliation.open_month", month=str(month))
    figures = reconciliations.figures(month)
    if figures.digest != seen:
        raise SomebodyWasFirst("reconciliation.changed_since_seen")
    if not remark.strip() and any(figures.differences()):
        raise Refused("reconciliation.difference_without_remark")
    made = Reconciliation(
        first_on=month.first_on,
        figures=figures.text,
        digest=figures.digest,
        remark=remark.strip(),
        state=FIRST["reconciliation"],
        signed_at=db.moment(),
        signed_by_id=by.id,
        signed_by=by.name,
    )
    db.session.add(made)
    db.session.flush()
    record.event("reconciliation.signed", by=by, rows=[made], month=str(month), digest=made.digest)
    return made


def countersign(signed: Reconciliation, *, by: Actor) -> None:
    """Sign what another has signed, while the month's figures still are those."""
    month = Month.of(signed.first_on)
    if signed.signed_by_id == by.id:
        raise TwoPairsOfEyes("reconciliation.own")
    if reconciliations.figures(month).digest != signed.digest:
        raise SomebodyWasFirst("reconciliation.changed_since_seen")
    step = advance.step(
        signed, "countersign", countersigned_at=db.moment(), countersigned_by_id=by.id, countersigned_by=by.name
    )
    record.event("reconciliation.countersigned", by=by, changes=[step], month=str(month), digest=signed.digest)
