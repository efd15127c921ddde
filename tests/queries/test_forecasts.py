"""What is expected to be paid, by the pace and by handlers, and how good last year's forecast was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from grantdesk import db
from grantdesk.domain.money import ZERO, Money
from grantdesk.domain.pace import EVENLY
from grantdesk.domain.refusal import Refused
from grantdesk.models.case import Case
from grantdesk.queries import balances, forecasts, over_time
from tests import builders, expecting
from tests.expecting import NEXT, ending, expected, kept, paid

pytestmark = pytest.mark.usefixtures("database")

TODAY = NEXT
SCHEME = "investeringsstod"


def a_case_to(ends_on: date) -> Case:
    """A case of 140 000 that ends on the day."""
    return ending(builders.a_granted_case(), ends_on)


def years(case: Case, *, on: date = TODAY) -> dict[int, tuple[int, int | None]]:
    """Kronor by the model and by the handler, each year."""
    found = forecasts.of_case(case, on=on)
    return {year: (model.ore // 100, None if said is None else said.ore // 100) for year, model, said in found.years}


def refused(act: Any, *args: Any, **named: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **named)
    return caught.value.reason.key


def test_a_case_without_history_is_spread_over_its_days_and_adds_up_to_the_ledger() -> None:
    case = a_case_to(date(2027, 12, 31))
    found = forecasts.of_case(case, on=date(2026, 12, 31))
    assert years(case, on=date(2026, 12, 31)) == {2027: (140_000, None)}
    assert (found.left, found.spread.rests_on if found.spread else "") == (Money.kronor(140_000), EVENLY)
    outlook = forecasts.outlook(TODAY)
    assert outlook.left == balances.of_everything().outstanding == Money.kronor(140_000)
    assert [one.year for one in outlook.by_year] == [2026, 2027]
    assert dict(outlook.rests_on) == {EVENLY: 1}


def test_a_case_whose_end_has_passed_falls_in_the_present_year() -> None:
    assert years(a_case_to(date(2026, 6, 30)), on=date(2027, 2, 1)) == {2027: (140_000, None)}


def test_a_case_that_is_paid_has_nothing_left_to_expect() -> None:
    case = builders.a_granted_case()
    paid(case, on=NEXT, kind="final")
    left = balances.of_case(case.id).outstanding
    assert forecasts.of_case(case, on=TODAY).left == left == forecasts.outlook(TODAY).left


def test_the_pace_is_that_of_closed_cases_by_month_since_the_decision() -> None:
    case = a_case_to(date(2027, 3, 1))
    paid(case, on=date(2026, 5, 20))
    assert over_time.history(date(2026, 5, 31)).together.cases == 0
    expecting.closed(case, on=date(2026, 6, 1))
    past = over_time.history(date(2026, 6, 1))
    paid_in_may = balances.of_case(case.id).paid.ore
    assert (past.together.cases, past.together.months) == (1, (0, 0, paid_in_may))
    assert past.by_years.keys() == {1}
    assert over_time.history(date(2026, 5, 31)).together.cases == 0


def test_a_payment_that_failed_is_no_pace() -> None:
    case = a_case_to(date(2027, 3, 1))
    claim = builders.a_claim(case, on=NEXT)
    builders.a_failed_payment(builders.a_payment(claim, on=NEXT), on=NEXT)
    assert forecasts.outlook(TODAY).left == Money.kronor(140_000)
    assert over_time.outcome(balances.Period.year(2026), known_by=NEXT)[SCHEME].known == ZERO


def test_a_handlers_figure_stands_beside_the_models_and_counts_in_the_sums() -> None:
    case, other = a_case_to(date(2027, 12, 31)), a_case_to(date(2026, 12, 31))
    expected(case, {2027: 100_000, 2028: 40_000, 2029: 0})
    assert {year: said for year, (_, said) in years(case).items()} == {2026: 0, 2027: 100_000, 2028: 40_000}
    outlook = forecasts.outlook(TODAY)
    assert [(one.year, one.expected.ore // 100) for one in outlook.by_year] == [
        (2026, 140_000),
        (2027, 100_000),
        (2028, 40_000),
    ]
    assert (outlook.said, outlook.stale, outlook.left) == (1, 0, Money.kronor(280_000))
    assert balances.of_case(other.id).outstanding == Money.kronor(140_000)


def test_a_handlers_figure_no_longer_counts_once_something_is_paid() -> None:
    case = a_case_to(date(2027, 12, 31))
    expected(case, {2027: 140_000})
    paid(case, on=date(2026, 5, 20))
    outlook = forecasts.outlook(date(2026, 5, 20))
    assert (outlook.said, outlook.stale) == (0, 1)
    assert not forecasts.of_case(case, on=date(2026, 5, 20)).holds
    before = forecasts.outlook(date(2026, 5, 19))
    assert (before.said, before.stale) == (1, 0)


def test_a_handlers_figure_for_a_year_that_is_past_no_longer_counts() -> None:
    case = a_case_to(date(2027, 12, 31))
    expected(case, {2026: 40_000, 2027: 100_000})
    assert forecasts.of_case(case, on=date(2026, 12, 30)).holds
    for evening in (date(2026, 12, 31), date(2027, 1, 1)):
        assert not forecasts.of_case(case, on=evening).holds


def test_the_newest_counts_and_the_former_stay() -> None:
    case = a_case_to(date(2027, 12, 31))
    first = expected(case, {2026: 140_000}, once="samma")
    assert expected(case, {2026: 140_000}, once="samma").id == first.id
    expected(case, {2027: 140_000})
    found = forecasts.of_case(case, on=TODAY)
    assert [said.by_year for said in found.said] == [{2027: Money.kronor(140_000)}, {2026: Money.kronor(140_000)}]


def test_what_is_expected_is_all_that_is_left_from_this_year_on_with_a_reason() -> None:
    case = a_case_to(date(2027, 12, 31))
    assert refused(expected, case, {2026: 140_001}) == "forecast.more_than_left"
    assert refused(expected, case, {2026: 139_999}) == "forecast.less_than_left"
    assert refused(expected, case, {2025: 140_000}) == "forecast.year"
    assert refused(expected, case, {2026: 150_000, 2027: -10_000}) == "forecast.below_zero"
    assert refused(expected, case, {2026: 140_000}, reason=" ") == "forecast.without_reason"
    assert refused(expected, case, {2026: 140_000}, by=builders.a_user("finance")) == "forecast.may_not_expect"
    assert refused(expected, builders.a_case(), {2026: 1}) == "forecast.nothing_left"


def test_a_forecast_is_kept_once_a_day_and_never_for_a_day_to_come() -> None:
    a_case_to(date(2027, 12, 31))
    made = kept(NEXT)
    assert forecasts.read(made) == forecasts.outlook(NEXT).figures
    assert refused(kept, NEXT) == "forecast.kept_already"
    assert refused(kept, date(2026, 4, 1), today=NEXT) == "forecast.to_come"
    assert refused(kept, date(2026, 3, 20), by=builders.a_user()) == "forecast.may_not_keep"


def test_last_years_forecast_is_judged_by_what_was_paid() -> None:
    case = a_case_to(date(2027, 12, 31))
    expected(case, {2027: 40_000, 2028: 100_000})
    kept(date(2026, 12, 30))
    paid(case, on=date(2027, 4, 1))
    outcome = balances.of_case(case.id).paid
    found = forecasts.last_year(2027)
    (row,) = found.verdict.rows
    assert found.kept is not None
    assert (row.model, row.expected, row.paid) == (Money(140_000_00 * 365 // 366 + 1), Money.kronor(40_000), outcome)
    assert found.verdict.expected_error == Money(abs(outcome.ore - 4_000_000))


def test_where_none_was_kept_it_is_made_anew_from_the_ledger_of_that_day() -> None:
    case = a_case_to(date(2027, 12, 31))
    paid(case, on=date(2027, 4, 1))
    found = forecasts.last_year(2027)
    assert (found.kept, found.made_on) == (None, date(2026, 12, 31))
    assert (found.verdict.sum.model, found.later) == (Money.kronor(140_000), ZERO)
    none = forecasts.last_year(2026)
    assert (none.verdict.sum.model, none.verdict.sum.paid, none.later) == (ZERO, ZERO, ZERO)


def test_what_is_paid_in_cases_decided_later_is_no_fault_of_the_forecast() -> None:
    case = builders.a_granted_case()
    paid(case, on=NEXT)
    found = forecasts.last_year(2026)
    assert (found.verdict.rows, found.later) == ((), balances.of_case(case.id).paid)
    assert db.session.query(Case).count() == 1
