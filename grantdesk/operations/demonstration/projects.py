"""Projects' stories: budgets that leave the aid as what is missing, and claims that give the payments planned."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from grantdesk.actions.register import ProjectPlan
from grantdesk.domain.money import ZERO, Money
from grantdesk.operations.demonstration.applicants import PLACES, project_owner
from grantdesk.operations.demonstration.chance import apportioned, later, working_day_before
from grantdesk.operations.demonstration.companies import FIRST_DAY, claimed
from grantdesk.operations.demonstration.project_subjects import Subject
from grantdesk.operations.demonstration.story import Claimed, Ending, Source, Story

_COSTS = (("staff", 56), ("external_service", 21), ("overhead", 15), ("travel", 5), ("premises", 3))
_REASON = (
    "Projektet är avgränsat i tid och ekonomi och bidrar till målen i den regionala utvecklingsstrategin. "
    "Finansieringsplanen är hel."
)


@dataclass(frozen=True)
class Budget:
    """A project's money in whole kronor: all costs, what others give, and what is left to apply for.

    `in_kind` is work and goods among the costs, given by the partners.
    """

    costs: int
    missing: int
    eruf: int = 0
    interreg: int = 0
    in_kind: int = 0

    def cost_lines(self) -> tuple[tuple[str, Money], ...]:
        parts = apportioned(self.costs - self.in_kind, [weight for _, weight in _COSTS])
        lines = [(category, Money.kronor(part)) for (category, _), part in zip(_COSTS, parts, strict=True)]
        return tuple(lines) + ((("in_kind", Money.kronor(self.in_kind)),) if self.in_kind else ())

    def financing(self) -> tuple[Source, ...]:
        """Everything but the aid; what neither the EU nor we give comes from the owner and other public bodies."""
        others = self.costs - self.missing - self.eruf - self.interreg - self.in_kind
        own = others * 2 // 5
        amounts = (("eruf", self.eruf), ("interreg", self.interreg), ("public", others - own), ("own", own))
        cash = tuple(Source(source, Money.kronor(amount)) for source, amount in amounts if amount)
        return (*cash, Source("other", Money.kronor(self.in_kind), "in_kind")) if self.in_kind else cash


@dataclass(frozen=True)
class Payday:
    """A payment planned: the day, and the kronor of it."""

    on: date
    amount: int


def project(
    draw: random.Random, subject: Subject, budget: Budget, *, decided_on: date, paydays: Sequence[Payday] = ()
) -> Story:
    """A project that is granted what its budget lacks, and paid as planned."""
    story = proposed(draw, subject, budget, decided_on=decided_on)
    return replace(
        story,
        ending=Ending("granted", decided_on, _REASON),
        claims=_claims(draw, budget, paydays),
    )


def proposed(draw: random.Random, subject: Subject, budget: Budget, *, decided_on: date) -> Story:
    """The application of a project that is to be decided on the day `decided_on`."""
    seat = subject.covers[0] if len(subject.covers) < len(PLACES) else "1980"
    turn = draw.randrange(8)
    starts = later(decided_on, draw.randint(5, 40))
    return Story(
        key=f"project {subject.title}",
        scheme="projektmedel_eu" if budget.eruf else "projektmedel",
        title=subject.title,
        applicant=project_owner(turn, municipality=seat),
        received_on=max(working_day_before(decided_on, draw.randint(28, 70)), FIRST_DAY),
        starts_on=starts,
        ends_on=later(starts, draw.choice((540, 720, 900, 1080))),
        costs=budget.cost_lines(),
        financing=budget.financing(),
        objectives=subject.objectives,
        project=ProjectPlan(
            purpose=f"{subject.title} ska ge företag och invånare i länet bättre förutsättningar. (Påhittat projekt.)",
            themes=subject.themes,
            municipalities=subject.covers,
            eruf_objective=subject.eruf if budget.eruf else None,
        ),
        assessed_on=working_day_before(decided_on, draw.randint(3, 12)),
    )


def ended(draw: random.Random, story: Story) -> Story:
    """The story with its last claim final and the case closed some weeks later; what is left is released."""
    *earlier, last = story.claims
    final = replace(last, kind="final")
    return replace(
        story, claims=(*earlier, final), closed_on=later(final.paid_on or final.received_on, draw.randint(14, 40))
    )


def _claims(draw: random.Random, budget: Budget, paydays: Sequence[Payday]) -> tuple[Claimed, ...]:
    claims, out, reported = [], 0, ZERO
    for each in paydays:
        out += each.amount
        to_date = costs_that_give(out, budget)
        of_period = to_date - reported
        in_kind = Money(of_period.ore * budget.in_kind // budget.costs)
        claims.append(replace(claimed(draw, of_period, each.on), kind="interim", in_kind=in_kind))
        reported = to_date
    return tuple(claims)


def costs_that_give(paid: int, budget: Budget) -> Money:
    """The least costs to date whose share, as granted, comes to `paid` kronor."""
    return Money(-(-paid * 100 * budget.costs // budget.missing))
