"""The duty to report de minimis aid: which awards, by when, in which six fields, and how far each has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from grantdesk.domain import working_days
from grantdesk.domain.de_minimis import DeMinimisRules
from grantdesk.domain.deadlines import months_after, years_after
from grantdesk.domain.identity import Number
from grantdesk.domain.rulebook import Series

# An award is reported as it was granted; what is reported later refers to it.
AWARD = "award"
AMENDMENTS = ("correction", "recovery")
KINDS = (AWARD, *AMENDMENTS)
# What leaves together: awards that are new to the register, or amendments of those that are in it.
EXPORTS = ("awards", "amendments")
# The register's word for a grant that is not to be paid back.
INSTRUMENT = "grant"
# How far an award has come, in the order that they ask for something to be done.
LATE, TO_REPORT, TO_AMEND, REPORTED, ACKNOWLEDGED = STATES = (
    "late", "to_report", "to_amend", "reported", "acknowledged",
)  # fmt: skip
FIELDS = ("recipient", "amount_eur", "grant_date", "authority", "instrument", "nace")


@dataclass(frozen=True)
class Entry:
    """An award in the register's six fields; the recipient is known by number and name."""

    number: Number
    name: str
    amount_eur: Decimal
    granted_on: date
    authority: str
    instrument: str
    nace: str

    @property
    def recipient(self) -> str:
        """The number first, whole, and then the name."""
        return f"{self.number.written} {self.name}"


@dataclass(frozen=True)
class Period:
    """The days on which an award under the regulation is reported; no `last` where the duty goes on."""

    regulation: str
    first: date
    last: date | None


def periods(rules: DeMinimisRules) -> Iterator[Period]:
    """When each regulation's awards are reported, by the region's dated rules."""
    for code, regulation in rules.regulations.items():
        rows = sorted(regulation.register_working_days.values, key=lambda row: row.valid_from)
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            ends = [row.valid_to] if row.valid_to else []
            if following is not None:
                ends.append(following.valid_from - timedelta(days=1))
            yield Period(code, row.valid_from, min(ends, default=None))


def deadline(rules: DeMinimisRules, regulation: str, *, granted_on: date) -> date:
    """The last day to report an award. Raises ValueError where there is no duty to."""
    days = rules.regulations[regulation].register_working_days.on(granted_on)
    if days is None:
        raise ValueError(f"an award of {granted_on} under {regulation} is not reported")
    return working_days.after(granted_on, days.value)


def state(of_latest: str | None, *, deadline: date, on: date) -> str:
    """How far an award has come: `of_latest` is the state of what was last reported of it, None where nothing was."""
    if of_latest is None:
        return LATE if on > deadline else TO_REPORT
    return TO_AMEND if of_latest == "waiting" else of_latest


def kept_until(rules: DeMinimisRules, *, granted_on: date) -> date | None:
    """The last day that the records of the award must be kept; None where no rule says."""
    return _later(rules.retention_years, granted_on, years_after)


def published_by(rules: DeMinimisRules, *, granted_on: date) -> date | None:
    """The last day to publish block-exempted aid that is above the threshold; None where no rule says."""
    return _later(rules.publication_months, granted_on, months_after)


def is_published(rules: DeMinimisRules, amount_eur: Decimal, *, granted_on: date) -> bool:
    """Whether block-exempted aid of this size is to be published."""
    threshold = rules.publication_above.on(granted_on)
    return threshold is not None and amount_eur > threshold.value


def _later(series: Series[int], day: date, counted: Callable[[date, int], date]) -> date | None:
    length = series.on(day)
    return None if length is None else counted(day, length.value)
