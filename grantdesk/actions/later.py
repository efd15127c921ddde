"""Later: what is decided of a grant after it was granted. A handler proposes it whole, another decides it as it stands.

Every later decision rests on a proposal, so that whoever the order keeps from deciding what they have prepared is kept from
it here too, and so that what was seen, decided and written to the recipient is one and the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import advance, decide, later_effects, later_limits, propose, record
from grantdesk.actions.decide import Verdict
from grantdesk.actions.later_effects import Taken
from grantdesk.actions.later_limits import Asked
from grantdesk.domain.decision_kinds import ADVANCE, CHANGE, LOWER, RECOVER, REVOKE, SET_OFF, WITHHOLD
from grantdesk.domain.later import OPEN_TO, Later, as_json, checked, from_json
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.proposal import Proposal
from grantdesk.queries import conflicts, grants, proposals, set_off, undertakings
from grantdesk.queries.grants import Grant
from grantdesk.region import Terms


def lay(case: Case, later: Later, reason: str, *, by: Actor, on: date, terms: Terms) -> Proposal:
    """Lay a later decision before the one who takes it. More de minimis aid holds its room while the proposal stands."""
    conflicts.refuse_where_partial(case, by=by)
    if proposals.standing_in(case) is not None:
        raise Refused("later.stands_already", number=case.number)
    if not reason.strip():
        raise Refused("later.without_reason")
    if later.payment:
        set_off.refuse_what_is_hidden(later.payment, by=by)
    asked = _possible(case, later, on=on, terms=terms)
    assessment, assessed = later_limits.assessed(asked, by=by)
    more = more_than_before(later, asked.grant)
    room = decide.de_minimis(case, on=on, terms=terms) if more else (None, None, None)
    made = propose.as_proposed(case, assessment.id, more, reason, room=room, by=by, on=on)
    made.kind, made.said = later.kind, as_json(later) | {"about": measured(later, asked.grant).ore}
    db.session.add(made)
    db.session.flush()
    record.event("later.laid", by=by, case=case, rows=[*assessed, made], decision=later.kind, on=on)
    return made


def take(case: Case, proposal_id: int, verdict: Verdict, *, by: Actor, on: date, terms: Terms) -> Decision:
    """Take the later decision that is proposed, as it is proposed; `proposal_id` is the one that was seen."""
    proposal = proposals.standing_in(case)
    if proposal is None or proposal.said is None or proposal.id != proposal_id:
        raise Refused("later.proposed_since", number=case.number)
    later = from_json(proposal.kind, proposal.said)
    asked = _possible(case, later, on=on, terms=terms)
    later_limits.refuse_what_the_rules_do_not_give(asked)
    said = replace(verdict, reason=verdict.reason.strip() or proposal.reason, cause=later.cause)
    ruling = decide.allowed(later.kind, case, measured(later, asked.grant), said, by=by, on=on, terms=terms)
    more = more_than_before(later, asked.grant)
    decision = decide.as_decided(case, later.kind, more, said, by=by, on=on, ruling=ruling, terms=terms)
    if more:
        decision.regulation, decision.eur_rate, decision.eur_rate_on = decide.de_minimis(case, on=on, terms=terms)
    later_effects.write(decision, asked, proposal.assessment_id)
    ended = advance.step(proposal, "take", ended_on=on, ended_because=None)
    done = later_effects.carry_out(Taken(case, decision, later, by, on, terms.coding))
    record.event(
        f"case.{_TOLD[later.kind]}", by=by, case=case, rows=[decision, *done.rows], changes=[ended, *done.changes],
        reason=said.reason, on=on, **_amount_told(decision),
    )  # fmt: skip
    return decision


def measured(later: Later, grant: Grant) -> Money:
    """What the decision is about, for the delegation order: the whole grant where it is changed, else the amount."""
    if later.kind == CHANGE:
        return max(grant.total, later.total or ZERO)
    if later.kind == REVOKE:
        return grant.total
    if later.kind == WITHHOLD:
        return max(later.amount or ZERO, grant.withheld)
    return later.amount or ZERO


def more_than_before(later: Later, grant: Grant) -> Money:
    """What the decision promises besides what was promised before."""
    return ((later.total or grant.total) - grant.total).floored_at_zero() if later.kind == CHANGE else ZERO


_TOLD = {
    CHANGE: "changed",
    REVOKE: "revoked",
    WITHHOLD: "withheld",
    RECOVER: "recovered",
    SET_OFF: "set_off",
    ADVANCE: "advanced",
    LOWER: "lowered",
}


def _amount_told(decision: Decision) -> dict[str, Any]:
    amount = decision.granted or decision.amount
    return {"amount": amount} if amount else {}


def _possible(case: Case, later: Later, *, on: date, terms: Terms) -> Asked:
    """The decision and the grant that it is about, where it can be taken at all; otherwise Refused."""
    if case.status not in OPEN_TO.get(later.kind, ()):
        raise Refused("later.not_open", number=case.number)
    grant = grants.of_case(case)
    if on < grant.decisions[-1].decided_on:
        raise Refused("later.before_the_last", on=on, last=grant.decisions[-1].decided_on)
    if later.kind == CHANGE:
        # Two that use the room of one group are taken one after the other.
        undertakings.locked_companies(case.organisation_id, on=on)
    asked = Asked(case, checked(later, received_on=case.received_on, on=on), grant, on, terms)
    later_limits.refuse_what_cannot_be(asked)
    return asked
