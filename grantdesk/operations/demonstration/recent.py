"""The months since the annual report: a steady number of cases each month, whatever day the demonstration is loaded."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from grantdesk.operations.demonstration import companies
from grantdesk.operations.demonstration.annual import OTHER_NINE
from grantdesk.operations.demonstration.applicants import VASTERAS, Applicants
from grantdesk.operations.demonstration.chance import between, drawn, payday
from grantdesk.operations.demonstration.companies import Sketch
from grantdesk.operations.demonstration.project_subjects import LATER, Subject
from grantdesk.operations.demonstration.projects import Budget, Payday, project
from grantdesk.operations.demonstration.story import Story
from grantdesk.operations.demonstration.vocabulary import (
    BUSINESS_CHECK,
    COMPETENCE,
    CONSULTANCY_CHECK,
    ENERGY,
    INVESTMENT,
    SERVICE,
)

FIRST_MONTH = date(2026, 1, 1)
_SETTLED = timedelta(days=14)  # what is decided later than this before the day of loading is left to those who try it
_SCHEMES = (INVESTMENT, BUSINESS_CHECK, CONSULTANCY_CHECK, BUSINESS_CHECK, INVESTMENT, COMPETENCE, ENERGY)


def cases(on: date, applicants: Applicants) -> Iterator[Story]:
    """Every case decided from the first of January 2026 until two weeks before `on`."""
    for number, month in enumerate(_months(on)):
        for story in _month(number, month, applicants):
            if story.ending is not None and story.ending.on < on - _SETTLED:
                yield story


def _months(on: date) -> Iterator[date]:
    month = FIRST_MONTH
    while month <= on:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _month(number: int, month: date, applicants: Applicants) -> Iterator[Story]:
    draw = drawn(f"month {month.isoformat()}")
    last = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    for turn in range(4):
        sketch = _sketch(draw, draw.choice(_SCHEMES), between(draw, month, last))
        yield companies.granted(draw, sketch, applicants, f"granted {month} {turn}")
    if number % 3 == 0:
        yield companies.granted(
            draw, _sketch(draw, SERVICE, between(draw, month, last)), applicants, f"service {month}"
        )
    if number % 3 == 1:
        yield companies.rejected(
            draw, _sketch(draw, BUSINESS_CHECK, between(draw, month, last)), applicants, f"rejected {month}"
        )
    if number % 4 == 2:
        yield companies.withdrawn(
            draw, _sketch(draw, INVESTMENT, between(draw, month, last)), applicants, f"withdrawn {month}"
        )
    yield _project(draw, number, between(draw, month, last))


def _sketch(draw: random.Random, scheme: str, decided_on: date) -> Sketch:
    open_to_vasteras = scheme in (BUSINESS_CHECK, CONSULTANCY_CHECK, ENERGY)
    place = VASTERAS if open_to_vasteras and draw.randrange(10) < 8 else draw.choice(OTHER_NINE)
    return Sketch(scheme, place, draw.choice(("woman", "man", "man", "mixed")), decided_on)


def _project(draw: random.Random, number: int, decided_on: date) -> Story:
    grant = draw.randrange(240, 1_900) * 1000
    budget = Budget(costs=grant * 9 // 4 // 1000 * 1000, missing=grant)
    first = Payday(payday(decided_on + timedelta(days=150)), grant * draw.randint(20, 40) // 100)
    return project(draw, _subject(number), budget, decided_on=decided_on, paydays=[first])


def _subject(number: int) -> Subject:
    subject, stage = LATER[number % len(LATER)], 1 + number // len(LATER)
    return subject if stage == 1 else replace(subject, title=f"{subject.title}, etapp {stage}")
