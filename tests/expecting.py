"""What a handler expects of a case, and forecasts that are kept, for the tests of several floors."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from grantdesk import db
from grantdesk.actions import expect, follow_up
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.domain.roles import Actor
from grantdesk.models.case import Case
from grantdesk.models.forecast import Expectation, KeptForecast
from grantdesk.queries import case_file
from tests import builders
from tests.paying_ahead import lay, take

NEXT = builders.DAY + timedelta(days=1)


def ending(case: Case, on: date) -> Case:
    """The case, that ends on the day."""
    take(case, lay(case, Later("change", ends_on=on)))
    return case


def paid(case: Case, *, on: date, kind: str = "interim", reported: Money | None = None) -> None:
    """A claim of the case is paid on the day."""
    claim = builders.a_claim(case, kind=kind, on=on, reported=reported)
    builders.an_exported_payment(builders.a_payment(claim, on=on), on=on)


def closed(case: Case, *, on: date) -> None:
    person = builders.a_user()
    with db.transaction(at=builders.moment(on)):
        follow_up.close(case_file.for_act(case.number, by=person), by=person, on=on)


def expected(
    case: Case, years: Mapping[int, int], *, by: Actor | None = None, on: date = NEXT, reason: str = "Enligt projektägaren.",
    once: str | None = None,
) -> Expectation:  # fmt: skip
    """The handler expects so many kronor each year."""
    by = by or builders.a_user()
    amounts = {year: Money.kronor(kronor) for year, kronor in years.items()}
    with db.transaction(at=builders.moment(on)):
        found = case_file.for_act(case.number, by=by)
        return expect.of_case(found, amounts, reason, once=once or uuid.uuid4().hex, by=by, on=on)


def kept(on: date, *, by: Actor | None = None, today: date | None = None) -> KeptForecast:
    by = by or builders.a_user("finance")
    with db.transaction(at=builders.moment(today or on)):
        return expect.keep(by=by, on=on, today=today or on)
