"""What waits on the day of loading, so that everybody finds something to do: dated backwards from that day."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from grantdesk.domain.money import Money
from grantdesk.operations.demonstration import companies
from grantdesk.operations.demonstration.applicants import Applicants
from grantdesk.operations.demonstration.chance import drawn, later, working_day_before
from grantdesk.operations.demonstration.companies import Sketch
from grantdesk.operations.demonstration.project_subjects import Subject
from grantdesk.operations.demonstration.projects import Budget, proposed
from grantdesk.operations.demonstration.story import Claimed, Ending, Proposed, Story
from grantdesk.operations.demonstration.vocabulary import (
    BUSINESS_CHECK,
    COMPETENCE,
    CONSULTANCY_CHECK,
    ENERGY,
    GRANT_REASONS,
    INVESTMENT,
    SERVICE,
    SHAPES,
)

# The keys of two companies that turn out to have one owner: one whose grant is proposed, one that is assessed.
OF_ONE_OWNER = ("waiting 12", "waiting 11")

# The keys of granted cases of which more is decided: payment withheld, longer time, and a change that is proposed.
WITHHELD, GIVEN_LONGER, TO_CHANGE = "waiting 15", "waiting 17", "waiting 18"
# The key of a store that has applied for investment aid, and has a service grant besides.
STORE = "waiting 5"
# The key of a project whose claim is being gone through, and of one that was paid in advance.
UNDER_REVIEW, PAID_AHEAD = "project Öppen verkstad för prototyper", "project Cykelturism längs kanalen"
# The key of a case above everyone's limit, whose grant is proposed.
FOR_THE_BOARD = "project Industrins kompetenslyft"

# No application here was received longer ago than this, in days.
LONGEST_BACK = 130

State = Callable[[random.Random, Story, date], Story]


@dataclass(frozen=True)
class Open:
    """An open case: its scheme, where, led by whom, its costs in kronor in the scheme's first category, and how far it is."""

    scheme: str
    municipality: str
    led_by: str
    costs: int
    state: State


@dataclass(frozen=True)
class OpenProject:
    subject: Subject
    budget: Budget
    state: State


def cases(on: date, applicants: Applicants) -> Iterator[Story]:
    """Every open case."""
    draw = drawn("waiting")
    for number, each in enumerate(_COMPANIES):
        sketch = Sketch(each.scheme, each.municipality, each.led_by, on)
        story = companies.applied(draw, sketch, applicants, f"waiting {number}")
        category = SHAPES[each.scheme].costs[0].category
        costs = ((category, Money.kronor(each.costs)),)
        sized = replace(story, costs=costs, financing=SHAPES[each.scheme].financing_of(costs))
        yield each.state(draw, sized, on)
    for each_project in _PROJECTS:
        yield each_project.state(draw, proposed(draw, each_project.subject, each_project.budget, decided_on=on), on)


def _registered(draw: random.Random, story: Story, on: date) -> Story:
    received = working_day_before(on, draw.randint(1, 12))
    return replace(story, received_on=received, starts_on=later(on, draw.randint(20, 60)), assessed_on=None)


def _assessed(draw: random.Random, story: Story, on: date) -> Story:
    assessed = working_day_before(on, draw.randint(1, 8))
    return replace(
        story,
        received_on=working_day_before(assessed, draw.randint(12, 30)),
        starts_on=later(on, draw.randint(20, 60)),
        assessed_on=assessed,
    )


def _proposed(draw: random.Random, story: Story, on: date) -> Story:
    """As `_assessed`, and laid before whoever decides the same day."""
    assessed = _assessed(draw, story, on)
    day = assessed.assessed_on or on
    return replace(assessed, proposed=Proposed(day, draw.choice(GRANT_REASONS)))


def _assessed_not_eligible(draw: random.Random, story: Story, on: date) -> Story:
    assessed = _assessed(draw, story, on)
    return replace(assessed, starts_on=working_day_before(assessed.received_on, 14))


def _granted(draw: random.Random, story: Story, on: date) -> Story:
    decided = working_day_before(on, draw.randint(60, 80))
    return replace(
        story,
        received_on=working_day_before(decided, draw.randint(20, 40)),
        assessed_on=working_day_before(decided, draw.randint(2, 8)),
        starts_on=later(decided, 5),
        ends_on=later(on, 200),
        ending=Ending("granted", decided, draw.choice(GRANT_REASONS)),
    )


def _claim(draw: random.Random, story: Story, on: date) -> Claimed:
    kind, share = draw.choice((("final", 100), ("interim", 60)))
    reported = Money(story.cost.ore * share // 100)
    return Claimed("final" if kind == "final" else "interim", reported, working_day_before(on, draw.randint(8, 16)))


def _claim_received(draw: random.Random, story: Story, on: date) -> Story:
    return replace(_granted(draw, story, on), claims=(_claim(draw, story, on),))


def _payment_prepared(draw: random.Random, story: Story, on: date) -> Story:
    received = _claim_received(draw, story, on)
    return _with(received, approved_on=working_day_before(on, draw.randint(3, 6)))


def _all_prepared(draw: random.Random, story: Story, on: date) -> Story:
    """As `_payment_prepared`, of everything that was granted."""
    return _with(_payment_prepared(draw, story, on), kind="final", reported=story.cost)


def _payment_attested(draw: random.Random, story: Story, on: date) -> Story:
    return _with(_payment_prepared(draw, story, on), attested_on=working_day_before(on, 2))


def _payment_in_batch(draw: random.Random, story: Story, on: date) -> Story:
    return _with(_payment_attested(draw, story, on), collected_on=working_day_before(on, 1))


def _with(story: Story, **changes: object) -> Story:
    return replace(story, claims=(replace(story.claims[0], **changes),))  # type: ignore[arg-type]  # names of Claimed


_COMPANIES = (
    Open(INVESTMENT, "1983", "man", 840_000, _registered),
    Open(INVESTMENT, "1962", "woman", 1_950_000, _registered),
    Open(BUSINESS_CHECK, "1980", "woman", 260_000, _registered),
    Open(CONSULTANCY_CHECK, "1980", "man", 110_000, _registered),
    Open(ENERGY, "1961", "mixed", 180_000, _registered),
    Open(SERVICE, "1981", "woman", 340_000, _registered),
    # Within Almi's limit, the head of unit's and the director's, and one for the board.
    Open(BUSINESS_CHECK, "1980", "man", 420_000, _assessed),
    Open(BUSINESS_CHECK, "1984", "woman", 190_000, _assessed),
    Open(CONSULTANCY_CHECK, "1980", "woman", 140_000, _assessed),
    Open(COMPETENCE, "1982", "man", 160_000, _assessed),
    Open(SERVICE, "1904", "man", 410_000, _assessed),
    Open(INVESTMENT, "1907", "woman", 1_640_000, _proposed),
    Open(INVESTMENT, "1960", "man", 3_900_000, _assessed),
    Open(INVESTMENT, "1982", "mixed", 6_400_000, _proposed),
    Open(INVESTMENT, "1981", "man", 720_000, _assessed_not_eligible),
    Open(INVESTMENT, "1984", "woman", 1_100_000, _claim_received),
    Open(BUSINESS_CHECK, "1980", "man", 310_000, _claim_received),
    Open(SERVICE, "1962", "woman", 260_000, _claim_received),
    Open(INVESTMENT, "1983", "man", 1_480_000, _payment_prepared),
    Open(CONSULTANCY_CHECK, "1980", "woman", 96_000, _payment_prepared),
    Open(ENERGY, "1980", "man", 150_000, _payment_prepared),
    Open(INVESTMENT, "1904", "woman", 2_200_000, _payment_attested),
    Open(BUSINESS_CHECK, "1980", "woman", 280_000, _payment_attested),
    Open(COMPETENCE, "1961", "man", 130_000, _payment_in_batch),
    Open(BUSINESS_CHECK, "1981", "man", 240_000, _payment_in_batch),
)
_PROJECTS = (
    OpenProject(
        Subject("Förstudie: regional vattenförsörjning", ("green_transition",), {"VAL-2": 10_000}, covers=("1980",)),
        Budget(costs=780_000, missing=360_000),
        _registered,
    ),
    OpenProject(
        Subject(
            "Elektrifierade godsflöden",
            ("energy",),
            {"TIL-1": 6_000, "NYS-1": 4_000},
            "SM2.1",
            ("1980", "1983", "1984"),
        ),
        Budget(costs=3_600_000, missing=1_260_000, eruf=1_440_000),
        _assessed,
    ),
    OpenProject(
        Subject("Industrins kompetenslyft", ("skills",), {"NYS-3": 7_000, "NYS-1": 3_000}, covers=("1962", "1982")),
        Budget(costs=5_400_000, missing=2_450_000, in_kind=300_000),
        _proposed,
    ),
    OpenProject(
        Subject("Öppen verkstad för prototyper", ("innovation",), {"NYS-2": 10_000}, covers=("1961", "1980")),
        Budget(costs=2_100_000, missing=930_000),
        _claim_received,
    ),
    OpenProject(
        Subject("Gemensamt testcenter", ("innovation",), {"NYS-2": 6_000, "NYS-1": 4_000}, covers=("1980", "1983")),
        Budget(costs=5_200_000, missing=2_380_000),
        _all_prepared,
    ),
    OpenProject(
        Subject("Mat från länet på offentliga fat", ("green_transition",), {"VAL-1": 10_000}, covers=("1981", "1984")),
        Budget(costs=1_500_000, missing=700_000),
        _payment_in_batch,
    ),
    OpenProject(
        Subject("Cykelturism längs kanalen", ("tourism",), {"NYS-1": 10_000}, covers=("1961", "1983")),
        Budget(costs=1_200_000, missing=600_000),
        _granted,
    ),
)
