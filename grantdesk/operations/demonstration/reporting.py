"""How de minimis aid is reported in the demonstration: some weeks of awards together, acknowledged a few days later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from grantdesk.actions import report
from grantdesk.domain import working_days
from grantdesk.domain.county import County
from grantdesk.domain.roles import Actor
from grantdesk.queries import aid_register

# The duty's first weeks; then an export every third week, in good time for twenty working days.
_FIRST = date(2026, 1, 12)
_BETWEEN = timedelta(days=21)
# The last export is so long ago that the oldest award that waits has few of its days left.
_SINCE_THE_LAST = timedelta(days=27)
_UNTIL_ACKNOWLEDGED = 4


def days(*, before: date) -> Iterator[tuple[date, str]]:
    """Each day on which awards are reported or acknowledged before the day `before`, and which of the two."""
    day = before - _SINCE_THE_LAST
    while day >= _FIRST:
        exported = day if working_days.is_one(day) else working_days.after(day, 1)
        yield exported, "report"
        yield working_days.after(exported, _UNTIL_ACKNOWLEDGED), "acknowledge"
        day -= _BETWEEN


def awards(*, by: Actor, on: date, county: County) -> None:
    """Report what waits, where anything does."""
    if aid_register.to_report(county, on=on):
        report.awards(by=by, on=on, county=county)


def acknowledgements(*, by: Actor, on: date, county: County) -> None:
    """The register acknowledges all that was reported but the last, which it is still looking at."""
    sent = aid_register.unacknowledged(county, on=on).lines
    for line in sent[:-1]:
        if line.report_id is None:
            raise ValueError(f"{line.case_number} is acknowledged and was not reported")
        number = f"SE-{line.entry.granted_on.year}-{line.report_id:06}"
        report.acknowledge(aid_register.report_for_act(line.report_id), number, by=by, on=on, today=on)
