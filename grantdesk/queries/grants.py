"""What does the grant of a case come to now: as it was granted, with everything that later decisions have said of it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import BigInteger, func, select, type_coerce

from grantdesk import db
from grantdesk.domain import later
from grantdesk.domain.decision_kinds import CHANGE, GRANT, LOWER, RECOVER, REVOKE, SET_OFF, WITHHOLD
from grantdesk.domain.later import PlanLine, ToDecide
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.refusal import NotThere
from grantdesk.models.case import Case
from grantdesk.models.decision import Decision
from grantdesk.models.payment import Payment
from grantdesk.queries import balances, case_file, kept, repayments
from grantdesk.queries.balances import Sums

# What failed is still owed: it holds its room until it is paid anew or given up.
ON_ITS_WAY = ("prepared", "attested", "in_batch", "failed")


@dataclass(frozen=True)
class Recovery:
    """A decision on recovery, what is wanted back by it as it is now, and what has been repaid, set off or given up of it.

    Of `gone` what has been paid back to the recipient is taken away.
    """

    decision: Decision
    wanted: Money
    gone: Money

    @property
    def left(self) -> Money:
        return (self.wanted - self.gone).floored_at_zero()

    @property
    def too_much(self) -> Money:
        """What has come back above what is wanted, and is owed to the recipient; without interest."""
        return (self.gone - self.wanted).floored_at_zero()


@dataclass(frozen=True)
class Grant:
    """A grant as it stands after the decisions in `decisions`, the first of which granted it.

    `came_back` is what has been repaid or given up of each recovery, by the key of its decision.
    """

    decisions: tuple[Decision, ...]
    came_back: Mapping[int, Money] = field(default_factory=dict)

    @property
    def first(self) -> Decision:
        return self.decisions[0]

    @property
    def latest_terms(self) -> Decision:
        """The decision that last said how much is granted, on what: the grant itself, or a change of it."""
        return self._of(GRANT, CHANGE)[-1]

    @property
    def total(self) -> Money:
        """What is granted in all."""
        taken = total(each.amount or ZERO for each in self._of(CHANGE, REVOKE))
        return total(each.granted for each in self.decisions) - taken

    @property
    def rate(self) -> Fraction:
        """The share of the costs that is granted, exact."""
        return Fraction(self.total.ore, self.latest_terms.costs.ore)

    @property
    def withheld(self) -> Money:
        """What is not to be paid until further notice."""
        said = self._of(WITHHOLD)
        return said[-1].amount or ZERO if said else ZERO

    @property
    def withheld_by(self) -> Decision | None:
        """The decision that withholds payment now."""
        said = self._of(WITHHOLD)
        return said[-1] if said and said[-1].amount else None

    @property
    def recoveries(self) -> tuple[Recovery, ...]:
        return tuple(Recovery(each, self._wanted_by(each), self._gone_of(each)) for each in self._of(RECOVER))

    @property
    def recovered(self) -> Money:
        """What decisions have wanted repaid, whether it has been or not."""
        return total(self._wanted_by(each) for each in self._of(RECOVER))

    @property
    def owed_back(self) -> Money:
        """What has come back of recoveries above what is wanted by them now."""
        return total(each.too_much for each in self.recoveries)

    @property
    def conditions(self) -> str:
        """The conditions that a change last laid down; empty where none has."""
        said = [each.terms["conditions"] for each in self._of(CHANGE) if each.terms and "conditions" in each.terms]
        return str(said[-1]) if said else ""

    @property
    def plan(self) -> tuple[PlanLine, ...]:
        """The cost plan: as last changed, else as assessed for the grant."""
        changed = [each.terms["plan"] for each in self._of(CHANGE) if each.terms and "plan" in each.terms]
        if changed:
            return later.plan_from(changed[-1])
        assessed = kept.of(self.first.assessment).lines if self.first.assessment else ()
        return tuple(PlanLine(line.category, line.cost) for line in assessed)

    @property
    def claimable(self) -> tuple[PlanLine, ...]:
        """The cost plan as far as the aid is a share of it: on what the rules give no aid for, nothing is paid."""
        said = [each for each in self._of(CHANGE) if each.terms and "plan" in each.terms]
        decided = said[-1] if said else self.first
        lines = kept.of(decided.assessment).lines if decided.assessment else ()
        if total(line.eligible_cost for line in lines) != decided.costs:
            # Of a project all costs count, whatever they are.
            return self.plan
        return tuple(PlanLine(line.category, line.eligible_cost) for line in lines if line.eligible_cost)

    def open_kinds(self, status: str, sums: Sums, *, to_advance: Money = ZERO) -> list[str]:
        """The kinds of decision that can be taken now in a case with this status and these sums, whoever does it.

        Whoever only asks whether there are any need not know what may be paid in advance: a change may be decided then too.
        """
        left = total(one.left for one in self.recoveries)
        paid = sums.paid - self.recovered
        wanted = total(one.wanted for one in self.recoveries)
        return later.open_kinds(status, ToDecide(sums.outstanding, paid, left, wanted, to_advance))

    def _of(self, *kinds: str) -> list[Decision]:
        return [each for each in self.decisions if each.kind in kinds]

    def _wanted_by(self, recovery: Decision) -> Money:
        lowered = total(each.amount or ZERO for each in self._about(recovery, LOWER))
        return (recovery.amount or ZERO) - lowered

    def _gone_of(self, recovery: Decision) -> Money:
        gone = total(each.amount or ZERO for each in self._about(recovery, SET_OFF))
        gone += total(each.moved or ZERO for each in self._about(recovery, LOWER))
        return gone + self.came_back.get(recovery.id, ZERO)

    def _about(self, recovery: Decision, kind: str) -> list[Decision]:
        return [each for each in self._of(kind) if each.refers_to_id == recovery.id]


def of_case(case: Case) -> Grant:
    """The grant of the case; raises `NotThere` where there is none."""
    found = find(case_file.decisions_of(case))
    if found is None:
        raise NotThere("not_there.grant")
    return found


def find(decisions: Sequence[Decision]) -> Grant | None:
    """The grant that these decisions of a case, the first first, are about; None where nothing was granted."""
    since = next((place for place, each in enumerate(decisions) if each.kind == GRANT), None)
    if since is None:
        return None
    recoveries = [each.id for each in decisions if each.kind == RECOVER]
    return Grant(tuple(decisions[since:]), repayments.came_back(recoveries) if recoveries else {})


def on_its_way(case: Case) -> list[Payment]:
    """Payments that have been prepared and have not left the house, or came back to it."""
    rows = select(Payment).where(Payment.case_id == case.id, Payment.state.in_(ON_ITS_WAY)).order_by(Payment.number)
    return list(db.session.execute(rows.execution_options(populate_existing=True)).scalars())


def room_of(case: Case, grant: Grant) -> Money:
    """What may be paid now: promised, and neither paid, nor on its way, nor withheld."""
    return (free_of(case) - grant.withheld).floored_at_zero()


def free_of(case: Case) -> Money:
    """What is promised and neither paid nor on its way out: what a later decision may take back or withhold."""
    amount = func.coalesce(func.sum(type_coerce(Payment.amount, BigInteger())), 0)
    waiting = select(amount).where(Payment.case_id == case.id, Payment.state.in_(ON_ITS_WAY))
    return balances.of_case(case.id).outstanding - Money(int(db.session.execute(waiting).scalar_one()))
