"""What is in each pile of things that wait, as a question to the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select, type_coerce
from sqlalchemy.orm import aliased
from sqlalchemy.types import BigInteger

from grantdesk.domain import delegation, roles
from grantdesk.domain.decision_kinds import LATER_KINDS, ruled_as
from grantdesk.domain.dispatch import DAYS_IN_PILE
from grantdesk.domain.money import Money
from grantdesk.domain.roles import POSITIONS, Actor
from grantdesk.domain.staff import Staff
from grantdesk.models.assessment import Assessment
from grantdesk.models.case import Case, CostLine
from grantdesk.models.claim import Claim
from grantdesk.models.correspondence import Supplement
from grantdesk.models.decision import Decision
from grantdesk.models.letter import Dispatch, Letter
from grantdesk.models.organisation import Organisation
from grantdesk.models.payment import Payment
from grantdesk.models.proposal import Proposal
from grantdesk.models.reference import Scheme
from grantdesk.queries import (
    absences,
    aid_register,
    appeals,
    bank_files,
    bank_reconciliation,
    delegated,
    idle_money,
    late_recoveries,
    payees,
    supplements,
    watches,
)
from grantdesk.region import Terms


@dataclass(frozen=True)
class Desk:
    """Whose list it is, on which day, and what the region has laid down."""

    user: Actor
    on: date
    terms: Terms

    def limits(self, position: str, kind: str = "grant") -> Mapping[str, Money | None]:
        """The schemes in which `position` may take such a decision today, each with its limit (None is no limit)."""
        return self._reach(position, None, kind)

    def mine(self, kind: str = "grant") -> Iterator[Mapping[str, Money | None]]:
        """As `limits`, of the person themselves, and of each position that they stand in for today."""
        staff = self._staff
        me = staff.find(self.user.id)
        if me is None or me.away:
            return
        yield self._reach(me.position, me.email, kind)
        for each in self.terms.order.stood_in_for(me.position, on=self.on):
            if staff.all_away(each.position):
                yield self._reach(each.position, None, kind)

    @cached_property
    def _staff(self) -> Staff:
        """Asked of the database once, however many kinds of decision the list is of."""
        return absences.staff(on=self.on)

    def _reach(self, position: str, person: str | None, kind: str) -> Mapping[str, Money | None]:
        county, order = self.terms.county, self.terms.order
        given = delegation.reach(
            kind, position=position, schemes=county.schemes, on=self.on, order=order, person=person
        )
        return dict(given)


PROPOSED = exists().where(Proposal.case_id == Case.id, Proposal.state == "standing")


def _named(since: Any, number: Any, ore: Any) -> Select[Any]:
    return select(
        since, number, Case.title, Organisation.name, Scheme.name_sv, Scheme.name_en, ore, Case.number, PROPOSED
    ).select_from(Case).join(Organisation, Organisation.id == Case.organisation_id).join(
        Scheme, Scheme.code == Case.scheme
    )  # fmt: skip


_COSTS = (
    select(func.sum(type_coerce(CostLine.amount, BigInteger())))
    .where(CostLine.case_id == Case.id)
    .correlate(Case)
    .scalar_subquery()
)
_ASKED = func.coalesce(type_coerce(Case.requested, BigInteger()), _COSTS)
_LATEST = select(func.max(Assessment.id)).where(Assessment.case_id == Case.id).correlate(Case).scalar_subquery()
_LAID = (
    select(type_coerce(Proposal.amount, BigInteger()))
    .where(Proposal.case_id == Case.id, Proposal.state == "standing")
    .correlate(Case)
    .scalar_subquery()
)
# What the decision is about: what is proposed, else the aid where there is any, else what was applied for and would be
# rejected. `decide.at_stake` says the same of one case.
_AT_STAKE = func.coalesce(_LAID, case((Assessment.eligible, type_coerce(Assessment.aid, BigInteger())), else_=_ASKED))


def _hands(desk: Desk) -> str:
    """Whose cases this person handles."""
    return roles.ALMI if desk.user.role == roles.ALMI else "region"


def _to_assess(desk: Desk) -> Select[Any]:
    return (
        _named(Case.received_on, Case.number, _ASKED)
        .where(Case.status == "registered", Case.handled_by == _hands(desk))
        .order_by(Case.received_on, Case.id)
    )


def _assessed() -> Select[Any]:
    return (
        _named(Case.received_on, Case.number, _AT_STAKE)
        .join(Assessment, Assessment.id == _LATEST)
        .where(Case.status == "assessed")
        .order_by(Case.received_on, Case.id)
    )


def _with_decider(desk: Desk) -> Select[Any]:
    return _assessed().where(~_may_almi(desk))


def to_decide(desk: Desk) -> Select[Any]:
    mine = or_(false(), *map(_within, desk.mine()))
    return _assessed().where(mine) if desk.user.role == roles.ALMI else _assessed().where(mine, ~_may_almi(desk))


def _above_my_limit(desk: Desk) -> Select[Any]:
    above = _assessed().where(~or_(false(), *map(_within, desk.mine())))
    return above if desk.user.role == roles.ALMI else above.where(~_may_almi(desk))


def for_the_board(desk: Desk) -> Select[Any]:
    return _assessed().where(*(~_within(desk.limits(position)) for position in POSITIONS))


def _may_almi(desk: Desk) -> ColumnElement[bool]:
    return and_(Case.handled_by == roles.ALMI, _within(desk.limits(roles.ALMI)))


def _within(limits: Mapping[str, Money | None], amount: Any = _AT_STAKE) -> ColumnElement[bool]:
    return or_(false(), *_each_within(limits, amount))


def _each_within(limits: Mapping[str, Money | None], amount: Any) -> Iterator[ColumnElement[bool]]:
    for scheme, limit in limits.items():
        yield Case.scheme == scheme if limit is None else and_(Case.scheme == scheme, limit.ore >= amount)


# In öre, what a proposed later decision is about for the delegation order.
_NEXT = aliased(Proposal)
_ABOUT = _NEXT.said["about"].as_integer()


def _later() -> Select[Any]:
    return (
        _named(_NEXT.proposed_on, Case.number, _ABOUT)
        .join(_NEXT, and_(_NEXT.case_id == Case.id, _NEXT.state == "standing"))
        .where(_NEXT.kind.in_(LATER_KINDS))
        .order_by(_NEXT.proposed_on, _NEXT.id)
    )


def _later_to_decide(desk: Desk) -> Select[Any]:
    mine = (_of_kind(kind, limits) for kind in LATER_KINDS for limits in desk.mine(ruled_as(kind)))
    return _later().where(or_(false(), *mine))


def _later_for_the_board(desk: Desk) -> Select[Any]:
    reached = [_of_kind(kind, desk.limits(position, ruled_as(kind))) for kind in LATER_KINDS for position in POSITIONS]
    return _later().where(*(~each for each in reached))


def _of_kind(kind: str, limits: Mapping[str, Money | None]) -> ColumnElement[bool]:
    return and_(_NEXT.kind == kind, _within(limits, _ABOUT))


def _to_write_off(desk: Desk) -> Select[Any]:
    """Applications that have been withdrawn, and that somebody may write off."""
    mine = or_(false(), *(_within(limits, _ASKED) for limits in desk.mine("write_off")))
    return (
        _named(Case.received_on, Case.number, _ASKED)
        .where(Case.status == "withdrawn", mine)
        .order_by(Case.received_on, Case.id)
    )


_CANCELLED = exists().where(Payment.claim_id == Claim.id, Payment.state == "cancelled")


def _claims() -> Select[Any]:
    return (
        _named(Claim.received_on, Claim.number, type_coerce(Claim.reported, BigInteger()))
        .join(Claim, Claim.case_id == Case.id)
        .where(Claim.state == "submitted")
        .order_by(Claim.received_on, Claim.id)
    )


def _payments() -> Select[Any]:
    return (
        _named(Payment.prepared_on, Payment.number, type_coerce(Payment.amount, BigInteger()))
        .join(Payment, Payment.case_id == Case.id)
        .order_by(Payment.prepared_on, Payment.id)
    )


_ON_ITS_WAY = exists().where(
    Letter.decision_id == Decision.id, Dispatch.letter_id == Letter.id, Dispatch.state != "returned"
)
_CAME_BACK = exists().where(
    Letter.decision_id == Decision.id, Dispatch.letter_id == Letter.id, Dispatch.state == "returned"
)


def _decisions() -> Select[Any]:
    return (
        _named(Decision.decided_on, Decision.id, type_coerce(Decision.granted, BigInteger()))
        .join(Decision, Decision.case_id == Case.id)
        .order_by(Decision.decided_on, Decision.id)
    )


def _to_send(desk: Desk) -> Select[Any]:
    """Decisions whose letter is on its way to nobody: those of late, and those whose letter came back."""
    since = desk.on - timedelta(days=DAYS_IN_PILE)
    late = or_(Decision.decided_on >= since, _CAME_BACK)
    return _decisions().where(Case.handled_by == _hands(desk), ~_ON_ITS_WAY, late)


def _to_attest(desk: Desk) -> Select[Any]:
    return _payments().where(Payment.state == "prepared", Payment.prepared_by_id != desk.user.id)


def _to_register(desk: Desk) -> Select[Any]:
    """De minimis aid that has not been reported to the register of the European Union, since the day it was granted."""
    duty = aid_register.under_the_duty(desk.terms.county.de_minimis)
    return _decisions().where(duty, aid_register.is_not_reported())


def _idle_money(desk: Desk) -> Select[Any]:
    return idle_money.waiting(_named, desk.terms.county, hands=_hands(desk), on=desk.on)


def _losses(desk: Desk) -> Select[Any]:
    """Losses that somebody else proposed, and that this person may decide on."""
    reached = [_within(limits, late_recoveries.LOSS_TOLD[-1]) for limits in desk.mine("recover")]
    return late_recoveries.losses(_named(*late_recoveries.LOSS_TOLD)).where(or_(false(), *reached))


QUESTIONS: Mapping[str, Callable[[Desk], Select[Any]]] = {
    "to_assess": _to_assess,
    "to_register": _to_register,
    "claims": lambda _desk: _claims().where(~_CANCELLED),
    "sent_back": lambda _desk: _claims().where(_CANCELLED),
    "with_decider": _with_decider,
    "to_decide": to_decide,
    "above_my_limit": _above_my_limit,
    "for_the_board": for_the_board,
    "to_send": _to_send,
    "later_to_decide": _later_to_decide,
    "later_for_the_board": _later_for_the_board,
    "to_write_off": _to_write_off,
    "to_report": lambda _desk: _decisions().where(delegated.not_reported()),
    "supplements": lambda desk: supplements.waiting(
        _named(Supplement.due_on, Case.number, _ASKED), _hands(desk), on=desk.on
    ),
    "appeals_to_judge": lambda _desk: appeals.waiting(_named(*appeals.TOLD), "registered"),
    "appeals_to_pass_on": lambda _desk: appeals.waiting(_named(*appeals.TOLD), "reconsidered"),
    "appeals_to_decide": lambda desk: appeals.to_decide(_named(*appeals.TOLD), by=desk.user),
    "to_attest": _to_attest,
    "watches": lambda desk: watches.to_see_to(_named(*watches.TOLD), _hands(desk), on=desk.on),
    "accounts": lambda desk: payees.to_confirm(_named(*payees.TOLD), by=desk.user),
    "late_recoveries": lambda desk: late_recoveries.waiting(_named(*late_recoveries.told(desk.on)), on=desk.on),
    "losses": _losses,
    "to_batch": lambda _desk: _payments().where(Payment.state == "attested"),
    "failed": lambda _desk: _payments().where(Payment.state == "failed"),
    "mismatched": lambda _desk: bank_files.waiting(PROPOSED),
    "unanswered": lambda desk: bank_reconciliation.waiting(
        _named(*bank_reconciliation.TOLD), desk.terms.payments.silent_through(desk.on)
    ),
    "idle_money": _idle_money,
}

# Which piles each role has, the one to begin with first.
PILES: Mapping[str, tuple[str, ...]] = {
    roles.HANDLER: (
        "appeals_to_judge",
        "appeals_to_pass_on",
        "sent_back",
        "claims",
        "to_register",
        "to_assess",
        "to_send",
        "supplements",
        "with_decider",
        "idle_money",
        "watches",
    ),
    roles.DECIDER: ("to_decide", "later_to_decide", "appeals_to_decide", "above_my_limit", "to_write_off", "losses"),
    roles.ALMI: (
        "to_assess",
        "to_decide",
        "later_to_decide",
        "to_send",
        "supplements",
        "above_my_limit",
        "to_write_off",
        "watches",
    ),
    roles.FINANCE: ("mismatched", "failed", "accounts", "to_attest", "to_batch", "unanswered", "late_recoveries"),
    roles.CONTROLLER: ("for_the_board",),
    roles.ADMINISTRATOR: ("for_the_board", "later_for_the_board", "appeals_to_decide", "to_report"),
}
