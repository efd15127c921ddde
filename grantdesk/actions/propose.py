"""Propose: a handler lays a decision before the one who takes it, and the de minimis room it needs is held meanwhile."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_UP, Decimal

from grantdesk import db
from grantdesk.actions import advance, decide, record
from grantdesk.domain.lifecycle import FIRST
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.proposal import Proposal
from grantdesk.queries import conflicts, proposals
from grantdesk.region import Terms

_CENT = Decimal("0.01")

DeMinimis = tuple[str | None, Decimal | None, date | None]
"""A regulation, the rate of the euro and its day; None where no de minimis aid is given."""


def grant(case: Case, amount: Money, verdict: decide.Verdict, *, by: Actor, on: date, terms: Terms) -> Proposal:
    """Propose that `amount` is granted, at most what the rules give on the day; its room is nobody else's while it stands."""
    conflicts.refuse_where_partial(case, by=by)
    standing = proposals.standing_in(case)
    if standing is not None:
        raise Refused("propose.stands_already", number=case.number, amount=standing.amount)
    assessment = decide.grantable(case, amount, verdict, on=on, terms=terms)
    room = decide.de_minimis(case, on=on, terms=terms)
    made = as_proposed(case, assessment.id, amount, verdict.reason, room=room, by=by, on=on)
    db.session.add(made)
    db.session.flush()
    record.event("proposal.laid", by=by, case=case, rows=[made], amount=amount, on=on)
    return made


def take_back(case: Case, reason: str, *, by: Actor, on: date) -> Proposal:
    """Take the standing proposal back, by whoever laid it or whoever it was laid before; the room it held is free again."""
    conflicts.refuse_where_partial(case, by=by)
    standing = proposals.standing_in(case)
    if standing is None:
        raise Refused("propose.none_stands", number=case.number)
    if not reason.strip():
        raise Refused("propose.without_reason")
    step = advance.step(standing, "release", ended_on=on, ended_because=reason.strip())
    record.event("proposal.released", by=by, case=case, changes=[step], reason=reason.strip(), released=standing.amount)
    return standing


def as_proposed(
    case: Case, assessment_id: int, amount: Money, reason: str, *, room: DeMinimis, by: Actor, on: date
) -> Proposal:
    """The proposal of an amount, with the de minimis room that it holds while it stands, by `decide.de_minimis`."""
    regulation, rate, rate_on = room
    return Proposal(
        case=case,
        assessment_id=assessment_id,
        amount=amount,
        reason=reason.strip(),
        regulation=regulation,
        eur_rate=rate,
        eur_rate_on=rate_on,
        reserved_eur=in_euro(amount, rate) if rate is not None else None,
        state=FIRST["proposal"],
        proposed_on=on,
        proposed_at=db.moment(),
        proposed_by_id=by.id,
        proposed_by=by.name,
    )


def in_euro(amount: Money, rate: Decimal) -> Decimal:
    """The euros and cents that hold the amount: a part of a cent takes a whole one, or two holds could overlap by it."""
    return (amount.exact_kronor / rate).quantize(_CENT, ROUND_UP)
