"""What has come back of each recovery, and what has been done about it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import BigInteger, func, select, type_coerce, union_all
from sqlalchemy.orm import joinedload

from grantdesk import db
from grantdesk.domain import recovery
from grantdesk.domain.county import County
from grantdesk.domain.decision_kinds import LOWER, RECOVER, SET_OFF
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.repayment import CourtClaim, Loss, Refund, Repayment, RepaymentPlan
from grantdesk.queries import case_file
from grantdesk.queries.recovery_account import Account

R = TypeVar("R", Repayment, RepaymentPlan, Loss, CourtClaim, Refund, Decision)


def came_back(recoveries: Iterable[int]) -> dict[int, Money]:
    """What of each recovery has been repaid or given up, less what was paid back, by its key; without what was set off."""
    keys, columns = list(recoveries), []
    for model, state, sign in ((Repayment, "noted", 1), (Loss, "confirmed", 1), (Refund, "confirmed", -1)):
        amount = (type_coerce(model.capital, BigInteger()) * sign).label("amount")
        columns.append(
            select(model.decision_id.label("decision_id"), amount).where(
                model.decision_id.in_(keys), model.state == state
            )
        )
    made = union_all(*columns).subquery()
    rows = db.session.execute(select(made.c.decision_id, func.sum(made.c.amount)).group_by(made.c.decision_id))
    return {int(key): Money(int(amount)) for key, amount in rows}


def all_of_them(county: County, *, by: Actor) -> list[Account]:
    """Every recovery that `by` may see, the earliest decided first."""
    return _accounts(case_file.visible_to(by, _recoveries()), county)


def of_case(case: Case, county: County, *, by: Actor) -> list[Account]:
    """The recoveries of a case."""
    return _accounts(case_file.visible_to(by, _recoveries().where(Decision.case_id == case.id)), county)


def by_key(key: int, county: County, *, by: Actor) -> Account:
    """The recovery by its decision's key; raises `NotThere`, also where `by` may not see it."""
    found = _accounts(case_file.visible_to(by, _recoveries().where(Decision.id == key)), county)
    if not found:
        raise NotThere("not_there.recovery")
    return found[0]


def of_decision(recovery: Decision, county: County) -> Account:
    """The recovery that the decision is; for an act that has found the case by itself."""
    return _accounts(_recoveries().where(Decision.id == recovery.id), county)[0]


def for_act(key: int, county: County, *, by: Actor) -> Account:
    """As `by_key`, with its case locked for the act under way."""
    case_id = db.session.execute(select(Decision.case_id).where(Decision.id == key)).scalar_one_or_none()
    if case_id is None:
        raise NotThere("not_there.recovery")
    case_file.of_id(case_id, by=by)
    return by_key(key, county, by=by)


def repayment_of(account: Account, key: int) -> Repayment:
    found = next((each for each in account.repayments if each.id == key), None)
    if found is None:
        raise NotThere("not_there.repayment")
    return found


def refund_of(account: Account, key: int) -> Refund:
    found = next((each for each in account.refunds if each.id == key), None)
    if found is None:
        raise NotThere("not_there.refund")
    return found


def loss_of(account: Account, key: int) -> Loss:
    found = next((each for each in account.losses if each.id == key), None)
    if found is None:
        raise NotThere("not_there.loss")
    return found


_DONE: tuple[Any, ...] = (Repayment, Loss, RepaymentPlan, CourtClaim, Refund)


def _recoveries() -> Any:
    rows = select(Decision, Case).join(Case, Case.id == Decision.case_id).where(Decision.kind == RECOVER)
    return rows.options(joinedload(Case.organisation)).order_by(Decision.decided_on, Decision.id)


def _accounts(query: Any, county: County) -> list[Account]:
    found = [(decision, case) for decision, case in db.session.execute(query.execution_options(populate_existing=True))]
    keys = [decision.id for decision, _ in found]
    about = _by_recovery(Decision, Decision.refers_to_id, keys, Decision.kind.in_((SET_OFF, LOWER)))
    done: dict[Any, dict[int, list[Any]]] = {model: _by_recovery(model, model.decision_id, keys) for model in _DONE}
    return [
        Account(
            recovery=decision,
            case=case,
            rule=recovery.rule_of(county.scheme(case.scheme).ordinance),
            set_offs=tuple(each for each in about[decision.id] if each.kind == SET_OFF),
            lowerings=tuple(each for each in about[decision.id] if each.kind == LOWER),
            repayments=tuple(done[Repayment][decision.id]),
            losses=tuple(done[Loss][decision.id]),
            plans=tuple(done[RepaymentPlan][decision.id]),
            court_claims=tuple(done[CourtClaim][decision.id]),
            refunds=tuple(done[Refund][decision.id]),
        )
        for decision, case in found
    ]


def _by_recovery(model: type[R], column: Any, keys: Sequence[int], *more: Any) -> dict[int, list[R]]:
    rows = select(model).where(column.in_(keys), *more).order_by(model.id)
    if model is RepaymentPlan:
        rows = rows.options(joinedload(RepaymentPlan.parts))
    found: dict[int, list[R]] = defaultdict(list)
    for row in db.session.execute(rows.execution_options(populate_existing=True)).unique().scalars():
        found[getattr(row, column.key)].append(row)
    return found
