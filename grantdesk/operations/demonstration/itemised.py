"""Claims made of rows in the demonstration: those that nobody has approved yet, so that there is something to review."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from grantdesk.actions import draft, review
from grantdesk.actions.disburse import Report
from grantdesk.actions.draft import Draft
from grantdesk.domain.claim_lines import IN_KIND, NewLine
from grantdesk.domain.county import County
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.operations.demonstration.chance import apportioned, drawn
from grantdesk.queries import grants

_SUPPLIERS = (
    "Påhittade Maskinimporten AB", "Påhittade Konsulterna HB", "Påhittade Resebyrån AB", "Påhittade Byggarna i Köping AB",
)  # fmt: skip
_BOUGHT = (
    "Påhittat: delleverans",
    "Påhittat: slutfaktura",
    "Påhittat: enligt offert",
    "Påhittat: utlägg enligt kvitto",
)
_FEWEST, _MOST = 4, 9


def claim(case: Case, report: Report, *, by: Actor, on: date, county: County) -> Claim:
    """The claim that the report tells of, row by row, handed to review; its rows come to what is reported."""
    said = Draft(report.kind, report.account, vat_deductible=True, once=report.once)
    made = draft.begin(case, said, by=by, on=on)
    lines = list(_lines(case, report, on=on))
    review.add_lines(made, lines, by=by, county=county, once=f"{report.once[:50]}-rows")
    draft.hand_in(made, by=by)
    return made


def _lines(case: Case, report: Report, *, on: date) -> Iterator[NewLine]:
    """As many rows as chance has it, on the categories of the plan; what is in kind is a row of its own."""
    draw = drawn(f"rows {report.once}")
    categories = [line.category for line in grants.of_case(case).claimable if line.category != IN_KIND]
    for number, amount in enumerate(_amounts(draw, report.reported - report.in_kind), start=1):
        yield NewLine(
            category=draw.choice(categories),
            net=amount,
            description=draw.choice(_BOUGHT),
            supplier=draw.choice(_SUPPLIERS),
            voucher=f"A{100 + number}",
            paid_on=on - timedelta(days=draw.randint(5, 60)),
        )
    if report.in_kind:
        yield NewLine(category=IN_KIND, net=report.in_kind, description="Påhittat: ideellt arbete enligt timlista")


def _amounts(draw: random.Random, whole: Money) -> list[Money]:
    """Parts in whole kronor, the öre in the last of them."""
    weights = [draw.randint(1, 20) for _ in range(draw.randint(_FEWEST, _MOST))]
    kronor, ore = divmod(whole.ore, 100)
    parts = [Money.kronor(part) for part in apportioned(kronor, weights, step=1)]
    return [*parts[:-1], parts[-1] + Money(ore)]
