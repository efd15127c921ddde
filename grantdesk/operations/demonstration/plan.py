"""The whole plan: every story, in the order that the applications came in."""

from __future__ import annotations

from datetime import date, timedelta

from grantdesk.operations.demonstration import annual, annual_projects, recent, waiting
from grantdesk.operations.demonstration.applicants import Applicants
from grantdesk.operations.demonstration.story import Story

# The region that the demonstration tells of, by the code in its folder.
REGION = "vastmanland"
# Before this day some of what waits would be of 2025, and the report for 2025 would be another.
EARLIEST = recent.FIRST_MONTH + timedelta(days=waiting.LONGEST_BACK)


def stories(on: date) -> tuple[Story, ...]:
    """Everything that happens up to the day `on`, which is no earlier than `EARLIEST`. Raises ValueError."""
    if on < EARLIEST:
        raise ValueError(f"the demonstration begins on {EARLIEST} or later")
    applicants = Applicants()
    told = (
        *annual.company_support(annual.YEAR_2024, applicants),
        *annual.company_support(annual.YEAR_2025, applicants),
        *annual_projects.projects(),
        *recent.cases(on, applicants),
        *waiting.cases(on, applicants),
    )
    return tuple(sorted(told, key=lambda story: (story.received_on, story.key)))
