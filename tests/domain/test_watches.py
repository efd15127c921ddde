"""What is watched after the last payment, for how long, and what the recipient is still liable for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain import watches
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.watches import Paid
from tests.domain.applications import county

FALLS = tuple(Decimal(share) for share in ("0.30", "0.25", "0.20", "0.15", "0.10"))
PAID_ON = date(2026, 3, 14)
days = st.dates(date(2024, 1, 1), date(2040, 12, 31))
amounts = st.integers(1, 100_000_000_00).map(Money)


@pytest.mark.parametrize(
    ("scheme", "kinds"),
    [
        (
            "regionalt_investeringsstod",
            {
                "keep_investment": date(2031, 3, 14),
                "report_changes": date(2031, 3, 14),
                "falling_liability": date(2031, 3, 14),
            },
        ),
        ("investeringsstod", {"keep_investment": date(2029, 3, 14)}),
        ("kommersiell_service_investering", {"report_changes": date(2029, 3, 14)}),
        ("projektmedel", {}),
        ("konsultcheck", {}),
    ],
)
def test_the_rules_of_the_scheme_say_what_outlives_the_final_payment(scheme: str, kinds: dict[str, date]) -> None:
    found = watches.expected(county().scheme(scheme), decided_on=date(2026, 1, 10), paid_on=PAID_ON)
    assert {each.kind: each.until_on for each in found} == kinds
    assert all(each.from_on == PAID_ON for each in found)
    assert all(each.source.text.sv for each in found)


def test_a_security_is_watched_where_somebody_says_that_there_is_one() -> None:
    row = watches.duty(county().scheme("regionalt_investeringsstod"), "guarantee", on=PAID_ON)
    assert row is not None
    assert (row.value.years, row.value.by_hand, row.source.confirmed) == (5, True, True)
    assert watches.duty(county().scheme("konsultcheck"), "guarantee", on=PAID_ON) is None
    assert watches.duty(county().scheme("regionalt_investeringsstod"), "other", on=PAID_ON) is None


def test_a_decision_from_before_the_rule_has_no_watch() -> None:
    scheme = county().scheme("regionalt_investeringsstod")
    assert watches.expected(scheme, decided_on=date(2022, 12, 31), paid_on=PAID_ON) == []


def test_reminders_come_each_year_and_before_the_end() -> None:
    until, found, after = date(2029, 3, 14), [], PAID_ON
    while following := watches.next_reminder(PAID_ON, until, yearly=True, remind_days=60, after=after):
        found.append(following)
        after = following
    assert found == [date(2027, 3, 14), date(2028, 3, 14), date(2029, 1, 13)]


def test_one_that_is_not_yearly_reminds_once() -> None:
    until = date(2029, 3, 14)
    once = watches.next_reminder(PAID_ON, until, yearly=False, remind_days=60, after=PAID_ON)
    assert once == date(2029, 1, 13)
    assert watches.next_reminder(PAID_ON, until, yearly=False, remind_days=60, after=once) is None


@pytest.mark.parametrize(
    ("state", "held", "on", "phase"),
    [
        ("standing", Money(1), date(2031, 3, 14), "standing"),
        ("standing", Money(1), date(2031, 3, 15), "lapsed"),
        ("standing", ZERO, date(2027, 1, 1), "recovered"),
        ("done", ZERO, date(2040, 1, 1), "done"),
        ("ended", Money(1), date(2027, 1, 1), "ended"),
    ],
)
def test_a_watch_is_over_by_itself(state: str, held: Money, on: date, phase: str) -> None:
    assert watches.phase(state, date(2031, 3, 14), held=held, on=on) == phase


@pytest.mark.parametrize(
    ("years", "kronor"), [(0, 1_000_000), (1, 700_000), (2, 450_000), (3, 250_000), (4, 100_000), (5, 0)]
)
def test_the_liability_falls_as_the_ordinance_says(years: int, kronor: int) -> None:
    money = Paid(Money.kronor(1_000_000), Money.kronor(1_000_000), PAID_ON)
    on = PAID_ON.replace(year=PAID_ON.year + years)
    assert watches.liable("regionalt_investeringsstod", money, FALLS, on=on) == Money.kronor(kronor)
    assert watches.liable("regionalt_investeringsstod", money, FALLS, on=on + timedelta(days=364)) == Money.kronor(
        kronor
    )


@given(amounts, amounts, days, days, days, st.sampled_from([FALLS, ()]))
def test_the_liability_never_grows(
    paid: Money, held: Money, paid_on: date, first: date, second: date, falls: tuple[Decimal, ...]
) -> None:
    money = Paid(max(paid, held), min(paid, held), paid_on)
    earlier, later = sorted((first, second))
    before = watches.liable("regionalt_investeringsstod", money, falls, on=earlier)
    assert ZERO <= watches.liable("regionalt_investeringsstod", money, falls, on=later) <= before <= money.held


@given(amounts, st.data(), days, days)
def test_what_is_repaid_never_makes_it_grow(paid: Money, data: st.DataObject, paid_on: date, on: date) -> None:
    more = data.draw(st.integers(0, paid.ore))
    less = data.draw(st.integers(0, more))
    before, after = (
        watches.liable("regionalt_investeringsstod", Paid(paid, Money(held), paid_on), FALLS, on=on)
        for held in (more, less)
    )
    assert after <= before


@given(days, st.integers(1, 25), st.booleans(), st.integers(0, 400), days)
def test_a_reminder_comes_after_the_day_and_while_the_watch_lasts(
    from_on: date, years: int, yearly: bool, remind_days: int, after: date
) -> None:
    until = from_on.replace(year=from_on.year + years, day=min(from_on.day, 28))
    found = watches.next_reminder(from_on, until, yearly=yearly, remind_days=remind_days, after=after)
    assert found is None or (after < found and from_on <= found <= until)
