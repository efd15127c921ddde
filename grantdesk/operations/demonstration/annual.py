"""The years 2024 and 2025: as many cases, decisions and payments as the annual report for 2025 tells of."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from grantdesk.operations.demonstration import companies
from grantdesk.operations.demonstration.applicants import PLACES, VASTERAS, Applicants
from grantdesk.operations.demonstration.chance import between, drawn, shuffled
from grantdesk.operations.demonstration.companies import Sketch
from grantdesk.operations.demonstration.story import Story
from grantdesk.operations.demonstration.vocabulary import (
    BUSINESS_CHECK,
    COMPETENCE,
    CONSULTANCY_CHECK,
    ENERGY,
    INVESTMENT,
    SERVICE,
)

OTHER_NINE = tuple(code for code in PLACES if code != VASTERAS)


@dataclass(frozen=True)
class Year:
    """How many companies were granted what, where and led by whom; and how many were refused or withdrew."""

    first: date
    last: date
    in_vasteras: tuple[tuple[str, int], ...]
    in_the_others: tuple[tuple[str, int], ...]
    leaders: tuple[tuple[str, int], ...]
    rejected: int
    withdrawn: int
    service: int = 0

    @property
    def name(self) -> str:
        return str(self.first.year)


# Of the 112 granted in 2024, 31 are led by women (0.28) and 52 are in Västerås (0.46).
YEAR_2024 = Year(
    first=date(2024, 2, 12),
    last=date(2024, 12, 20),
    in_vasteras=((BUSINESS_CHECK, 31), (CONSULTANCY_CHECK, 18), (ENERGY, 3)),
    in_the_others=((INVESTMENT, 31), (BUSINESS_CHECK, 16), (CONSULTANCY_CHECK, 10), (ENERGY, 3)),
    leaders=(("woman", 31), ("man", 66), ("mixed", 11), ("unknown", 4)),
    rejected=6,
    withdrawn=3,
)
# Of the 118 granted in 2025, 37 are led by women (0.31) and 72 are in Västerås (0.61).
YEAR_2025 = Year(
    first=date(2025, 1, 8),
    last=date(2025, 12, 19),
    in_vasteras=((BUSINESS_CHECK, 45), (CONSULTANCY_CHECK, 26), (ENERGY, 1)),
    in_the_others=((INVESTMENT, 24), (BUSINESS_CHECK, 12), (CONSULTANCY_CHECK, 7), (ENERGY, 1), (COMPETENCE, 2)),
    leaders=(("woman", 37), ("man", 66), ("mixed", 11), ("unknown", 4)),
    rejected=7,
    withdrawn=3,
    service=10,
)
# Schemes that began in 2025: nothing was received for them before, so nothing was decided in the first weeks.
_BEGAN_IN_2025 = (COMPETENCE, SERVICE)
_FIRST_DECISION_OF_NEW_SCHEMES = date(2025, 3, 3)


def company_support(year: Year, applicants: Applicants) -> Iterator[Story]:
    """Every company's case of the year."""
    draw = drawn(f"companies {year.name}")
    leaders = iter(shuffled(draw, *year.leaders))
    here = [(scheme, VASTERAS) for scheme in shuffled(draw, *year.in_vasteras)]
    there = [(scheme, _elsewhere(draw)) for scheme in shuffled(draw, *year.in_the_others)]
    for number, (scheme, municipality) in enumerate((*here, *there)):
        sketch = Sketch(scheme, municipality, next(leaders), _decision_day(draw, scheme, year))
        yield companies.granted(draw, sketch, applicants, f"granted {year.name} {number}")
    yield from _others(draw, year, applicants)


def _others(draw: random.Random, year: Year, applicants: Applicants) -> Iterator[Story]:
    """What the report does not count: commercial service, and what came to nothing."""
    kinds: tuple[tuple[Callable[..., Story], str, int], ...] = (
        (companies.granted, SERVICE, year.service),
        (companies.rejected, BUSINESS_CHECK, year.rejected),
        (companies.withdrawn, INVESTMENT, year.withdrawn),
    )
    for tell, scheme, times in kinds:
        for number in range(times):
            sketch = Sketch(scheme, _elsewhere(draw), _leader(draw), _decision_day(draw, scheme, year))
            yield tell(draw, sketch, applicants, f"{tell.__name__} {scheme} {year.name} {number}")


def _elsewhere(draw: random.Random) -> str:
    return draw.choice(OTHER_NINE)


def _leader(draw: random.Random) -> str:
    return draw.choice(("woman", "man", "man"))


def _decision_day(draw: random.Random, scheme: str, year: Year) -> date:
    first = _FIRST_DECISION_OF_NEW_SCHEMES if scheme in _BEGAN_IN_2025 else year.first
    return between(draw, first, year.last)
