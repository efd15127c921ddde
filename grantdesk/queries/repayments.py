"""What has come back of each recovery, what is left of it with interest, and what is late?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import BigInteger, func, select, type_coerce, union_all
from sqlalchemy.orm import joinedload

from grantdesk import db
from grantdesk.domain import interest, recovery
from grantdesk.domain.county import County
from grantdesk.domain.decision_kinds import RECOVER, SET_OFF
from grantdesk.domain.interest import Claim, Entry, Span
from grantdesk.domain.interest_rates import InterestRates, NoRate
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.recovery import Rule
from grantdesk.domain.refusal import NotThere
from grantdesk.domain.repayments import Late, Part, lacking
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.repayment import CourtClaim, Loss, Repayment, RepaymentPlan
from grantdesk.queries import case_file

# What a recovery is on a day, in the order that finance looks at them.
STATES = ("late", "open", "planned", "in_court", "settled")

R = TypeVar("R", Repayment, RepaymentPlan, Loss, CourtClaim, Decision)


@dataclass(frozen=True)
class Standing:
    """How a recovery stands on a day: what is left of the capital and of the interest, and what is late.

    `no_rate` is the day that has no rate, where the interest cannot be counted and is left out.
    """

    on: date
    left: Money
    accrued: Money
    interest: Money
    spans: tuple[Span, ...]
    late: Late | None
    no_rate: date | None = None

    @property
    def in_all(self) -> Money:
        return self.left + self.interest

    @property
    def confirmed(self) -> bool:
        """Whether every rate that the interest rests on is confirmed."""
        return self.no_rate is None and all(span.rate.confirmed for span in self.spans)


@dataclass(frozen=True)
class Account:
    """A recovery with all that has been done about it, each kind in the order that it was done.

    `rule` is what its ordinance says; without one no interest is counted.
    """

    recovery: Decision
    case: Case
    rule: Rule | None
    set_offs: tuple[Decision, ...]
    repayments: tuple[Repayment, ...]
    losses: tuple[Loss, ...]
    plans: tuple[RepaymentPlan, ...]
    court_claims: tuple[CourtClaim, ...]

    @property
    def wanted(self) -> Money:
        return self.recovery.amount or ZERO

    @property
    def due_on(self) -> date:
        return self.recovery.due_on or self.recovery.decided_on

    @property
    def received(self) -> tuple[Repayment, ...]:
        """The repayments that stand."""
        return tuple(each for each in self.repayments if each.state == "noted")

    @property
    def lost(self) -> tuple[Loss, ...]:
        return tuple(each for each in self.losses if each.state == "confirmed")

    @property
    def loss_proposed(self) -> Loss | None:
        return next((each for each in self.losses if each.state == "proposed"), None)

    @property
    def plan(self) -> RepaymentPlan | None:
        """The plan that is in force."""
        return next((each for each in self.plans if each.state == "standing"), None)

    @property
    def in_court(self) -> CourtClaim | None:
        """What Tillväxtverket has in hand now."""
        return next((each for each in self.court_claims if each.state == "handed_over"), None)

    @property
    def repaid(self) -> Money:
        """What has come in, interest with it."""
        return total(each.amount for each in self.received)

    @property
    def set_off(self) -> Money:
        return total(each.amount or ZERO for each in self.set_offs)

    @property
    def given_up(self) -> Money:
        return total(each.capital for each in self.lost)

    @property
    def left(self) -> Money:
        """What is left of the capital."""
        return self.wanted - total(entry.capital for entry in self.entries)

    def state(self, standing: Standing) -> str:
        """One of `STATES`: what first comes to mind of it on the day."""
        if not standing.in_all:
            return "settled"
        if self.in_court is not None:
            return "in_court"
        if standing.late is not None:
            return "late"
        return "planned" if self.plan is not None else "open"

    @property
    def claim(self) -> Claim | None:
        """What interest runs on; None where no ordinance says which."""
        if self.rule is None:
            return None
        follows = self.rule.interest
        starts_on = recovery.interest_starts(follows, decided_on=self.recovery.decided_on, due_on=self.due_on)
        return Claim(self.wanted, follows, starts_on)

    @property
    def entries(self) -> list[Entry]:
        """What made it smaller, in order of the days."""
        made = [Entry(each.received_on, each.capital, each.interest) for each in self.received]
        made += [Entry(each.decided_on, each.amount or ZERO) for each in self.set_offs]
        made += [Entry(each.settled_on, each.capital, each.interest) for each in self.lost if each.settled_on]
        return sorted(made, key=lambda entry: entry.on)

    def interest_due(self, rates: InterestRates, *, on: date) -> Money:
        """The interest that has run and that nothing has covered. Raises `NoRate`."""
        claim = self.claim
        return ZERO if claim is None else interest.due(claim, self.entries, rates, on=on)

    def standing(self, rates: InterestRates, *, on: date) -> Standing:
        claim, entries = self.claim, self.entries
        spans: list[Span] = []
        no_rate = None
        try:
            spans = [] if claim is None else interest.spans(claim, entries, rates, until=on)
        except NoRate as lacking_rate:
            no_rate = lacking_rate.on
        accrued = total(span.interest for span in spans)
        owed = (accrued - total(entry.interest for entry in entries)).floored_at_zero()
        return Standing(on, self.left, accrued, owed, tuple(spans), self._late(owed, on), no_rate)

    @property
    def covered(self) -> Money:
        """What has come in, been set off or been given up since the plan in force was made."""
        if self.plan is None:
            return ZERO
        since = self.plan.made_at
        amounts = [each.amount for each in self.received if each.noted_at >= since]
        amounts += [each.amount or ZERO for each in self.set_offs if each.recorded_at >= since]
        amounts += [each.capital for each in self.lost if each.settled_at and each.settled_at >= since]
        return total(amounts)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the plan in force."""
        return tuple(Part(each.due_on, each.amount) for each in self.plan.parts) if self.plan else ()

    def _late(self, owed: Money, on: date) -> Late | None:
        in_all = self.left + owed
        last_on = self.parts[-1].due_on if self.parts else self.due_on
        if not in_all:
            return None
        if on > last_on:
            found = lacking(self.parts, self.covered, on=on)
            return Late(found.since if found else last_on, in_all)
        return lacking(self.parts, self.covered, on=on)


def came_back(recoveries: Iterable[int]) -> dict[int, Money]:
    """What of each recovery has been repaid or given up, by the key of its decision; without what was set off."""
    keys, columns = list(recoveries), []
    for model, state in ((Repayment, "noted"), (Loss, "confirmed")):
        amount = type_coerce(model.capital, BigInteger()).label("amount")
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


def loss_of(account: Account, key: int) -> Loss:
    found = next((each for each in account.losses if each.id == key), None)
    if found is None:
        raise NotThere("not_there.loss")
    return found


def _recoveries() -> Any:
    rows = select(Decision, Case).join(Case, Case.id == Decision.case_id).where(Decision.kind == RECOVER)
    return rows.options(joinedload(Case.organisation)).order_by(Decision.decided_on, Decision.id)


def _accounts(query: Any, county: County) -> list[Account]:
    found = [(decision, case) for decision, case in db.session.execute(query.execution_options(populate_existing=True))]
    keys = [decision.id for decision, _ in found]
    set_offs = _by_recovery(Decision, Decision.refers_to_id, keys, Decision.kind == SET_OFF)
    done: dict[Any, dict[int, list[Any]]] = {
        model: _by_recovery(model, model.decision_id, keys) for model in (Repayment, Loss, RepaymentPlan, CourtClaim)
    }
    return [
        Account(
            recovery=decision,
            case=case,
            rule=recovery.rule_of(county.scheme(case.scheme).ordinance),
            set_offs=tuple(set_offs[decision.id]),
            repayments=tuple(done[Repayment][decision.id]),
            losses=tuple(done[Loss][decision.id]),
            plans=tuple(done[RepaymentPlan][decision.id]),
            court_claims=tuple(done[CourtClaim][decision.id]),
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
