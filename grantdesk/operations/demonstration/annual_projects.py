"""Projects of 2024 and 2025: sized so that the year's grants, payments and financing are those of the annual report."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from grantdesk.operations.demonstration.chance import apportioned, between, drawn, payday
from grantdesk.operations.demonstration.project_subjects import (
    ERUF,
    INTERREG_2025,
    LATE_2025,
    PLAIN_2024,
    PLAIN_2025,
    REFUSED,
    Subject,
)
from grantdesk.operations.demonstration.projects import Budget, Payday, ended, project, proposed
from grantdesk.operations.demonstration.story import Ending, Story

# Kronor: granted to the 24 projects of 2025; and for the 26 projects with money from the regional fund that were paid
# in 2025, all their costs, the fund's part of them, and what we paid them in the year.
GRANTED_2025 = 24_900_000
ERUF_COSTS, ERUF_EU, ERUF_PAID_2025 = 88_200_000, 38_900_000, 12_300_000

_OF_2024 = 16  # of the subjects with money from the regional fund
# How large the other fourteen of 2025 are beside each other, in thousands of kronor; two are for the board.
_SIZES_2025 = (2_400, 620, 280, 450, 900, 2_150, 1_300, 1_700, 310, 1_100, 480, 640, 1_500, 950)
_SIZES_2024 = (2_150, 240, 880, 460, 1_900, 320)
_FIRST_HALF, _SPLIT_ABOVE = 45, 250_000


@dataclass(frozen=True)
class Plan:
    """A project's subject and budget, the day it is decided, and the kronor paid by year."""

    subject: Subject
    budget: Budget
    decided_on: date
    paid: dict[int, int]
    ends: bool = False


def projects() -> Iterator[Story]:
    """Every project of the two years."""
    draw = drawn("projects")
    for plan in (*_with_eruf_and_of_2025(draw), *_plain_of_2024(draw)):
        yield _told(draw, plan)
    for subject in REFUSED:
        yield _refused(draw, subject)


def _with_eruf_and_of_2025(draw: random.Random) -> Sequence[Plan]:
    costs = apportioned(ERUF_COSTS, [draw.randint(16, 60) for _ in ERUF])
    from_eu = apportioned(ERUF_EU, [cost * draw.randint(96, 104) for cost in costs])
    wanted = [cost * draw.randint(24, 30) // 100_000 for cost in costs]
    of_2025 = apportioned(GRANTED_2025, [*wanted[_OF_2024:], *_SIZES_2025])
    grants = [*(amount * 1000 for amount in wanted[:_OF_2024]), *of_2025[: len(ERUF) - _OF_2024]]
    budgets = [
        Budget(costs=cost, missing=grant, eruf=eu) for cost, grant, eu in zip(costs, grants, from_eu, strict=True)
    ]
    return [*_with_eruf(draw, budgets), *_plain_of_2025(draw, of_2025[len(ERUF) - _OF_2024 :])]


def _with_eruf(draw: random.Random, budgets: Sequence[Budget]) -> Iterator[Plan]:
    begun = [index < _OF_2024 for index in range(len(budgets))]
    paid = apportioned(
        ERUF_PAID_2025,
        [
            budget.missing * (draw.randint(48, 60) if early else draw.randint(30, 40))
            for budget, early in zip(budgets, begun, strict=True)
        ],
        step=1,
    )
    for subject, budget, early, in_2025 in zip(ERUF, budgets, begun, paid, strict=True):
        decided = between(
            draw, *((date(2024, 2, 19), date(2024, 12, 13)) if early else (date(2025, 1, 20), date(2025, 6, 27)))
        )
        before = budget.missing * draw.randint(6, 12) // 100 if decided < date(2024, 6, 30) else 0
        yield _continued(draw, Plan(subject, budget, decided, {2024: before, 2025: in_2025}), ends_in_2026=early)


def _plain_of_2024(draw: random.Random) -> Iterator[Plan]:
    for number, (subject, size) in enumerate(zip(PLAIN_2024, _SIZES_2024, strict=True)):
        budget = _plain_budget(draw, size * 1000)
        decided = between(draw, date(2024, 2, 19), date(2024, 6, 14))
        if subject.title.startswith("Förstudie"):
            paid = {2024: size * 300, 2025: size * draw.randint(610, 700)}
            yield Plan(subject, budget, decided, paid, ends=True)
        else:
            paid = {2024: size * 170, 2025: size * draw.randint(380, 460)}
            yield _continued(draw, Plan(subject, budget, decided, paid), ends_in_2026=number % 2 == 0)


def _plain_of_2025(draw: random.Random, grants: Sequence[int]) -> Iterator[Plan]:
    subjects = (*PLAIN_2025, *LATE_2025, INTERREG_2025)
    for subject, grant in zip(subjects, grants, strict=True):
        budget = _plain_budget(draw, grant)
        if subject in PLAIN_2025[:7]:
            decided = between(draw, date(2025, 1, 20), date(2025, 6, 27))
            paid = {2025: grant * draw.randint(20, 35) // 100}
        else:
            decided = between(draw, date(2025, 9, 1), date(2025, 12, 12))
            paid = {}
        if subject is INTERREG_2025:
            budget = replace(budget, interreg=budget.costs * 2 // 5)
        yield _continued(draw, Plan(subject, budget, decided, paid), ends_in_2026=False)


def _plain_budget(draw: random.Random, grant: int) -> Budget:
    """Costs that are a little more than twice the grant; one project in four has work in kind among them."""
    costs = -(-grant * 100 // draw.randint(36, 48)) // 1000 * 1000 + 1000
    in_kind = costs * 6 // 100 // 1000 * 1000 if draw.randrange(4) == 0 else 0
    return Budget(costs=costs, missing=grant, in_kind=in_kind)


def _continued(draw: random.Random, plan: Plan, *, ends_in_2026: bool) -> Plan:
    """The plan with what is paid from 2026 on: most or all of what is left at the end."""
    left = plan.budget.missing - sum(plan.paid.values())
    if ends_in_2026:
        return replace(plan, paid=plan.paid | {2026: left * draw.choice((100, 100, 97, 88)) // 100}, ends=True)
    in_2026 = left * draw.randint(50, 65) // 100
    return replace(plan, paid=plan.paid | {2026: in_2026, 2027: left - in_2026}, ends=True)


def _told(draw: random.Random, plan: Plan) -> Story:
    paydays = [
        each for year, amount in sorted(plan.paid.items()) if amount for each in _paydays(draw, plan, year, amount)
    ]
    story = project(draw, plan.subject, plan.budget, decided_on=plan.decided_on, paydays=paydays)
    return ended(draw, story) if plan.ends else story


def _paydays(draw: random.Random, plan: Plan, year: int, amount: int) -> list[Payday]:
    """One payment in the autumn, or one in spring too where the amount is large and the project was decided before."""
    autumn = payday(between(draw, date(year, 9, 8), date(year, 10, 16)))
    if amount < _SPLIT_ABOVE or plan.decided_on.year == year:
        return [Payday(autumn, amount)]
    spring = payday(between(draw, date(year, 3, 3), date(year, 5, 20)))
    first = amount * _FIRST_HALF // 100
    return [Payday(spring, first), Payday(autumn, amount - first)]


def _refused(draw: random.Random, subject: Subject) -> Story:
    decided = between(draw, date(2024, 9, 2), date(2025, 11, 28))
    story = proposed(draw, subject, Budget(costs=900_000, missing=420_000), decided_on=decided)
    reason = "Insatsen är återkommande verksamhet och inte ett projekt avgränsat i tid, ekonomi och arbetsinsats."
    return replace(story, ending=Ending("rejected", decided, reason))
