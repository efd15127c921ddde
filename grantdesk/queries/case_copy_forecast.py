"""What was expected to be paid and when, as a copy of a case's file tells it."""

from __future__ import annotations

from collections.abc import Iterator

from grantdesk.domain.masking import Row
from grantdesk.models.case import Case
from grantdesk.queries import forecasts
from grantdesk.queries.case_copy_words import Wording


def rows(case: Case, w: Wording) -> Iterator[Row]:
    for said in reversed(forecasts.of_case_said(case)):
        years = "; ".join(f"{year}: {w.money(amount)}" for year, amount in said.by_year.items())
        yield from w.row("", "copy.expectation", f"{w.day(said.said_on)}, {said.recorded_by}: {years}")
        # What a handler knows of how the work goes may tell of somebody, as what was checked does.
        yield from w.row("checks", "copy.reason", said.reason, said.reason)
