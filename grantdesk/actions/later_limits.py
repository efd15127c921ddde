"""What the grant and its money leave room for: what a later decision may say, before anybody takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from grantdesk import db
from grantdesk.actions import assess, decide, lower
from grantdesk.domain import appeal, assessment, kept_answer, recovery
from grantdesk.domain.advances import AdvanceRoom
from grantdesk.domain.chain import digest, plain
from grantdesk.domain.decision_kinds import ADVANCE, CHANGE, LOWER, RECOVER, REVOKE, SET_OFF, WITHHOLD
from grantdesk.domain.later import Later
from grantdesk.domain.lifecycle import may
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import CeilingExceeded, NotThere, Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case
from grantdesk.models.payment import ELSEWHERE
from grantdesk.queries import advances, balances, case_file, grants, payouts, recoverable, recovery_orders, repayments
from grantdesk.queries.grants import Grant, Recovery
from grantdesk.queries.recovery_account import Account
from grantdesk.region import Terms


@dataclass(frozen=True)
class Asked:
    """A later decision that somebody wants, and the grant that it is about, on a day."""

    case: Case
    later: Later
    grant: Grant
    on: date
    terms: Terms

    @property
    def amount(self) -> Money:
        return self.later.amount or ZERO

    @property
    def total(self) -> Money:
        """The whole grant afterwards, where it is changed."""
        return self.later.total or self.grant.total

    @property
    def rests_on_rules(self) -> bool:
        """Whether the rules have to give it: more than before, or the same on another cost plan."""
        return self.later.kind == CHANGE and (self.later.plan is not None or self.total > self.grant.total)

    @property
    def recovery(self) -> Recovery:
        """The recovery that is to be set off or lowered; raises Refused where the grant has no such."""
        found = next((each for each in self.grant.recoveries if each.decision.id == self.later.recovery_id), None)
        if found is None:
            raise Refused("later.lower_what" if self.later.kind == LOWER else "later.set_off_of_what")
        return found

    @property
    def account(self) -> Account:
        """What has been done about that recovery."""
        return repayments.of_decision(self.recovery.decision, self.terms.county)

    @property
    def room(self) -> AdvanceRoom:
        """What may be paid in advance and why; raises Refused where the scheme has no advances on the day."""
        county, said = self.terms.county, self.later
        stated = bool(said.special_reasons), bool(said.soundness)
        found = advances.room(self.case, self.grant, stated, county=county, on=self.on)
        if found is None:
            raise Refused("later.no_advance", scheme=county.scheme(self.case.scheme).name, on=self.on)
        return found


def refuse_what_cannot_be(asked: Asked) -> None:
    """Refuse what the grant and its money leave no room for, whoever asks."""
    _REFUSALS[asked.later.kind](asked)


def refuse_what_the_rules_do_not_give(asked: Asked) -> None:
    """Refuse a grant that is larger, or on another cost plan, than the rules give on the day."""
    if not asked.rests_on_rules:
        return
    _refuse_above(asked, asked.total, _answer(asked, own=False))
    more = asked.total - asked.grant.total
    if more > ZERO:
        # What is granted now has to find room besides what the case itself was granted before.
        _refuse_above(asked, more, _answer(asked, own=True))


def assessed(asked: Asked, *, by: Actor) -> tuple[Assessment, list[Assessment]]:
    """The assessment that the decision rests on, and those that had to be made: one, for more aid or another cost plan."""
    refuse_what_the_rules_do_not_give(asked)
    if asked.rests_on_rules:
        made = _assessment(asked, by)
        return made, [made]
    latest = asked.grant.latest_terms.assessment
    if latest is None:
        raise NotThere("not_there.grant")
    return latest, []


def _assessment(asked: Asked, by: Actor) -> Assessment:
    facts, answer = _facts(asked, own=False), _answer(asked, own=False)
    kept = kept_answer.kept(answer)
    decide.refuse_what_is_not_confirmed(kept, on=asked.on, terms=asked.terms)
    made = Assessment(
        case_id=asked.case.id,
        made_on=asked.on,
        made_at=db.moment(),
        made_by_id=by.id,
        rules_on=asked.case.received_on,
        eligible=answer.eligible,
        aid=answer.aid,
        facts=plain(facts),
        answer=kept,
        digest=digest({"facts": facts, "answer": kept}),
    )
    db.session.add(made)
    db.session.flush()
    return made


def _facts(asked: Asked, *, own: bool) -> dict[str, Any]:
    """The application with the cost plan and the amount that it is to have."""
    facts = case_file.facts_of(asked.case, on=asked.on, own=own)
    plan = asked.later.plan if asked.later.plan is not None else asked.grant.plan
    facts["costs"] = [{"category": line.category, "amount": str(line.amount)} for line in plan]
    facts["requested"] = str(asked.total)
    return facts


def _answer(asked: Asked, *, own: bool) -> assessment.Assessment:
    return assess.answer_to(_facts(asked, own=own), county=asked.terms.county)


def _refuse_above(asked: Asked, amount: Money, answer: assessment.Assessment) -> None:
    aid = answer.aid if answer.eligible else ZERO
    if amount > aid:
        raise CeilingExceeded("later.above_aid", amount=amount, aid=aid, on=asked.on)


def _refuse_change(asked: Asked) -> None:
    case, later, grant = asked.case, asked.later, asked.grant
    same_end = later.ends_on in (None, case.ends_on)
    if asked.total == grant.total and same_end and later.conditions is None and later.plan in (None, grant.plan):
        raise Refused("later.changes_nothing")
    less = grant.total - asked.total
    if less > ZERO:
        _refuse_above_free(less, grants.free_of(case) - grant.withheld)


def _refuse_revocation(asked: Asked) -> None:
    waiting = grants.on_its_way(asked.case)
    if waiting:
        raise Refused("later.payment_on_its_way", number=waiting[0].number)
    if balances.of_case(asked.case.id).outstanding <= ZERO:
        raise Refused("later.nothing_to_revoke", number=asked.case.number)


def _refuse_withholding(asked: Asked) -> None:
    if asked.amount == asked.grant.withheld:
        raise Refused("later.withheld_already", amount=asked.grant.withheld)
    _refuse_above_free(asked.amount, grants.free_of(asked.case))


def _refuse_above_free(amount: Money, free: Money) -> None:
    if amount > free:
        raise CeilingExceeded("later.above_free", amount=amount, free=free.floored_at_zero())


def _refuse_recovery(asked: Asked) -> None:
    left = balances.of_case(asked.case.id).paid - asked.grant.recovered
    if asked.amount > left:
        raise CeilingExceeded("later.above_paid", amount=asked.amount, left=left.floored_at_zero())
    county = asked.terms.county
    in_time = recoverable.within_time(asked.case, asked.grant, asked.amount, on=asked.on, county=county)
    if in_time is not None and not in_time.met:
        raise CeilingExceeded(in_time.reason.key, **in_time.reason.parameters)


def _refuse_set_off(asked: Asked) -> None:
    payment = payouts.by_number(asked.later.payment or "")
    against, county = payment.case, asked.terms.county
    ordinance = county.scheme(asked.case.scheme).ordinance
    same = against.organisation_id == asked.case.organisation_id
    if not same or county.scheme(against.scheme).ordinance != ordinance:
        raise Refused("later.set_off_elsewhere", number=payment.number, ordinance=ordinance)
    if appeal.find(ordinance, SET_OFF, on=asked.on) is None:
        raise Refused("later.no_set_off", ordinance=ordinance)
    if not recovery.may_be_set_off(ordinance, asked.case.scheme):
        scheme = county.scheme(asked.case.scheme).name
        raise Refused("later.set_off_investment_only", ordinance=ordinance, scheme=scheme)
    recovery_orders.refuse_where_one_stands(against, on=asked.on, county=county)
    if payment.kind == ELSEWHERE or not may("payment", "replace", payment.state):
        raise Refused("later.payment_has_left", number=payment.number)
    most = min(asked.recovery.left, payment.amount)
    if asked.amount > most:
        raise CeilingExceeded("later.above_set_off", amount=asked.amount, most=most)
    held = total(balances.held_by_recipient(asked.case.id).values())
    if asked.amount > held:
        raise CeilingExceeded("repay.above_held", held=held, amount=asked.amount)


def _refuse_advance(asked: Asked) -> None:
    room = asked.room
    if asked.amount > room.ceiling:
        raise CeilingExceeded("later.above_advance", amount=asked.amount, most=room.ceiling)
    _refuse_above_free(asked.amount, grants.free_of(asked.case) - asked.grant.withheld)
    advances.payee_of(asked.case)


def _refuse_lowering(asked: Asked) -> None:
    lower.refuse_what_cannot_be(asked.account, asked.amount)


_REFUSALS: dict[str, Callable[[Asked], None]] = {
    CHANGE: _refuse_change,
    REVOKE: _refuse_revocation,
    WITHHOLD: _refuse_withholding,
    RECOVER: _refuse_recovery,
    SET_OFF: _refuse_set_off,
    ADVANCE: _refuse_advance,
    LOWER: _refuse_lowering,
}
