"""Midnight, New Year and waiting: which day, which month and which year a payment falls in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from grantdesk import clock, db
from grantdesk.actions import bundle, close_period, repay
from grantdesk.actions.repay import Received
from grantdesk.domain import frame
from grantdesk.domain.frame import BUDGET, WHOLE
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.period import Month
from grantdesk.models.payment import Payment
from grantdesk.operations import verify
from grantdesk.queries import balances, movements, payout_files, payouts, reconciliations, repayments
from grantdesk.queries.balances import Period
from tests import builders, closing, recovering
from tests.builders import terms

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.parametrize("backend", ["sqlite"])]

EVE, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)
PAID = Money.kronor(35_000)


def locked_on_new_years_eve() -> tuple[Payment, str]:
    """A payment attested and locked on the last day of the year."""
    payment = builders.an_attested_payment(on=EVE)
    batch = builders.a_batch(payment, on=EVE)
    builders.lock(batch, on=EVE)
    return payment, batch.number


def export(number: str, *, on: date, at: datetime) -> None:
    by = builders.a_user("finance")
    with db.transaction(at=at):
        bundle.export(payouts.batch_by_number(number), by=by, on=on, terms=terms())


def test_what_is_attested_in_december_and_exported_in_january_is_paid_in_january() -> None:
    payment, batch = locked_on_new_years_eve()
    closing.close("2026-12", on=NEW_YEAR)
    export(batch, on=NEW_YEAR, at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    sums = {year: balances.totals(["year"], period=Period.year(year)).sum for year in (2026, 2027)}
    assert (sums[2026].paid, sums[2027].paid) == (ZERO, PAID)
    assert (sums[2026].granted, sums[2027].granted) == (Money.kronor(140_000), ZERO)
    used = [frame.used(BUDGET, WHOLE, year, movements_now()) for year in (2026, 2027)]
    assert used == [Money.kronor(140_000), ZERO]
    figures = {month: reconciliations.figures(month) for month in (Month(2026, 12), Month(2027, 1))}
    assert [each.paid for each in figures.values()] == [ZERO, PAID]
    assert payout_files.booked(payouts.batch_by_number(batch)) == (1, PAID)
    assert payment.prepared_on == builders.DAY
    assert verify.everything().broken == []


def movements_now() -> list[frame.Movement]:
    return movements.all_of_them(coding=terms().coding)


def test_an_act_that_waited_for_the_one_before_it_bears_an_earlier_moment_and_nothing_is_wrong() -> None:
    """Whoever closes a month has asked what time it is before the batch that is exported is done, and waits for it."""
    _, batch = locked_on_new_years_eve()
    first, later = datetime(2026, 12, 31, 23, 0, tzinfo=UTC), datetime(2026, 12, 31, 23, 0, 5, tzinfo=UTC)
    export(batch, on=EVE, at=later)
    by = builders.a_user("finance")
    with db.transaction(at=first):
        close_period.close(Month(2026, 12), by=by, on=NEW_YEAR, terms=terms())
    assert verify.everything().broken == []


def test_a_repayment_of_a_closed_year_is_booked_on_the_first_day_that_is_open() -> None:
    recovery = recovering.a_recovery()
    closing.close("2026-12", on=NEW_YEAR)
    by, county = builders.a_user("finance"), terms().county
    with db.transaction(at=builders.moment(NEW_YEAR)):
        found = repayments.for_act(recovery.id, county, by=by)
        told = Received(Money.kronor(1_000), recovering.DUE, "OCR 1")
        repay.note(found, told, by=by, on=NEW_YEAR, rates=county.interest)
    assert balances.totals(["year"], period=Period.year(2027)).sum.recovered > ZERO
    assert balances.totals(["year"], period=Period.year(2026)).sum.recovered == ZERO
    assert verify.everything().broken == []


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), EVE),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), NEW_YEAR),
        # The night that summer time begins, and the one that it ends.
        (datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_a_day_begins_at_midnight_in_sweden_on_the_nights_that_the_clock_is_turned_too(
    moment: datetime, day: date
) -> None:
    assert clock.beginning(day) <= moment < clock.ending(day)
    assert clock.ending(day - timedelta(days=1)) <= moment
