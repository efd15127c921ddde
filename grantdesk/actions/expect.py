"""Expect: a handler says what a case is to be paid each year, and the forecast of a day is kept to be judged by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from grantdesk import db
from grantdesk.actions import record
from grantdesk.domain import forecast as rules
from grantdesk.domain import pace
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor, may
from grantdesk.models.case import Case
from grantdesk.models.forecast import Expectation, KeptForecast
from grantdesk.queries import balances, conflicts, forecasts


def of_case(case: Case, years: Mapping[int, Money], reason: str, *, once: str, by: Actor, on: date) -> Expectation:
    """Say what the case is expected to be paid each year: all that is left of it. A form sent twice gives the first one back."""
    if not may(by.role, "forecast:expect"):
        raise Refused("forecast.may_not_expect")
    conflicts.refuse_where_partial(case, by=by)
    if known := forecasts.find_by_token(once):
        return known
    if not reason.strip():
        raise Refused("forecast.without_reason")
    said = {year: amount for year, amount in sorted(years.items()) if amount}
    left = total(balances.left_of(case.id).values())
    rules.refuse_what_is_not_the_remainder(said, left=left, this_year=pace.first_year(on))
    made = Expectation(
        once=once, case_id=case.id, said_on=on, outstanding=left, reason=reason.strip(),
        years={str(year): str(amount) for year, amount in said.items()},
        recorded_at=db.moment(), recorded_by_id=by.id, recorded_by=by.name,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record.event("forecast.expected", by=by, case=case, rows=[made], amount=left, on=on)
    return made


def keep(*, by: Actor, on: date, today: date) -> KeptForecast:
    """Keep the forecast as it stood on the evening of a day that is not to come; each day's is kept once."""
    if not may(by.role, "forecast:keep"):
        raise Refused("forecast.may_not_keep")
    if on > today:
        raise Refused("forecast.to_come", day=on)
    if forecasts.find_kept(on):
        raise Refused("forecast.kept_already", day=on)
    figures = [
        {"year": one.year, "scheme": one.scheme, "model": str(one.model), "expected": str(one.expected)}
        for one in forecasts.outlook(on).figures
    ]
    made = KeptForecast(kept_on=on, figures=figures, kept_at=db.moment(), kept_by_id=by.id, kept_by=by.name)
    db.session.add(made)
    db.session.flush()
    record.event("forecast.kept", by=by, rows=[made], on=on)
    return made
