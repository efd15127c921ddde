"""The duty to report as dated rules, and the days that are counted from a grant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from grantdesk.domain import aid_register, deadlines
from grantdesk.domain.aid_register import Period
from grantdesk.domain.rulebook import Series
from tests import builders

RULES = builders.terms().county.de_minimis


def test_the_duty_begins_on_a_day_of_its_own_for_each_regulation() -> None:
    begins = {period.regulation: (period.first, period.last) for period in aid_register.periods(RULES)}
    assert begins["2023/2831"] == begins["2023/2832"] == (date(2026, 1, 1), None)
    assert begins["1408/2013"] == (date(2027, 1, 1), None)


def test_a_new_row_takes_over_from_the_one_before() -> None:
    general = RULES.regulations["2023/2831"]
    (row,) = general.register_working_days.values
    later = replace(row, value=10, valid_from=date(2027, 1, 1), valid_to=date(2027, 6, 30))
    changed = replace(general, register_working_days=Series("", (later, row)))
    rules = replace(RULES, regulations={"2023/2831": changed})
    assert list(aid_register.periods(rules)) == [
        Period("2023/2831", date(2026, 1, 1), date(2026, 12, 31)),
        Period("2023/2831", date(2027, 1, 1), date(2027, 6, 30)),
    ]
    assert aid_register.deadline(rules, "2023/2831", granted_on=date(2027, 2, 1)) == date(2027, 2, 15)
    with pytest.raises(ValueError, match="is not reported"):
        aid_register.deadline(rules, "2023/2831", granted_on=date(2027, 7, 1))


@pytest.mark.parametrize(
    ("of_latest", "on", "state"),
    [
        (None, date(2026, 4, 14), "to_report"),
        (None, date(2026, 4, 15), "late"),
        ("waiting", date(2026, 4, 15), "to_amend"),
        ("reported", date(2026, 4, 15), "reported"),
        ("acknowledged", date(2026, 4, 1), "acknowledged"),
    ],
)
def test_how_far_an_award_has_come(of_latest: str | None, on: date, state: str) -> None:
    assert aid_register.state(of_latest, deadline=date(2026, 4, 14), on=on) == state


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2026-03-14", 6, "2026-09-14"), ("2026-08-31", 6, "2027-02-28"), ("2026-12-01", 1, "2027-01-01")],
)
def test_months_after_a_day(day: str, months: int, then: str) -> None:
    assert deadlines.months_after(date.fromisoformat(day), months).isoformat() == then


def test_ten_years_are_whole_years() -> None:
    assert aid_register.kept_until(RULES, granted_on=date(2026, 3, 14)) == date(2036, 3, 14)
    assert deadlines.years_after(date(2024, 2, 29), 10) == date(2034, 3, 1)
    assert deadlines.years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_aid_is_published_above_the_threshold_and_within_six_months() -> None:
    day = date(2026, 3, 14)
    assert not aid_register.is_published(RULES, Decimal("100000.00"), granted_on=day)
    assert aid_register.is_published(RULES, Decimal("100000.01"), granted_on=day)
    assert aid_register.published_by(RULES, granted_on=day) == date(2026, 9, 14)
