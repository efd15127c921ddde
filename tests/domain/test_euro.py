"""What a file of the ECB's must say to be believed, and when a rate is old."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from grantdesk.domain import euro
from grantdesk.domain.euro import NotBelieved, Quoted, Written
from grantdesk.domain.messages import message, render

TODAY = date(2026, 11, 22)
AT_DAY, AT_RATE = (message("euro.at_row", row=2, column=column) for column in ("Date", "SEK"))


def written(day: str = "2026-11-02", rate: str = "10.96") -> Written:
    return Written(day, rate, AT_DAY, AT_RATE)


def quoted(day: date, rate: str) -> Quoted:
    return Quoted(day, Decimal(rate), AT_RATE)


def refused(*rows: Written) -> list[tuple[str, str]]:
    with pytest.raises(NotBelieved) as wrong:
        euro.believed(rows, on=TODAY)
    return [
        (error.where, fault.reason.key) for error, fault in zip(wrong.value.errors, wrong.value.faults, strict=True)
    ]


@pytest.mark.parametrize(
    ("day", "read"),
    [
        ("2026-11-02", date(2026, 11, 2)),
        ("2 November 2026", date(2026, 11, 2)),
        ("02 November 2026", date(2026, 11, 2)),
        ("29 February 2024", date(2024, 2, 29)),
        ("1999-01-04", date(1999, 1, 4)),
        ("2026-11-22", TODAY),
    ],
)
def test_a_day_is_read_in_both_of_its_forms(day: str, read: date) -> None:
    assert [one.day for one in euro.believed([written(day)], on=TODAY)] == [read]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-02-29", "euro.day"), ("30 February 2026", "euro.day"), ("2 november 2026", "euro.day"),
        ("2026-1-2", "euro.day"), ("02/11/2026", "euro.day"), ("", "euro.day"), ("２０２６-11-02", "euro.day"),
        ("2026-11-23", "euro.later"), ("1999-01-03", "euro.earlier"), ("0001-01-01", "euro.earlier"),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused_at_its_place(day: str, why: str) -> None:
    assert refused(written(day)) == [("row 2, column Date", why)]


@pytest.mark.parametrize("rate", ["0", "0.0000", "-10.9", "+10.9", "10,96", "1e1", "NaN", "inf", "", "x", "10.", "1 0"])
def test_a_rate_is_a_number_above_zero(rate: str) -> None:
    assert refused(written(rate=rate)) == [("row 2, column SEK", "euro.rate")]


def test_everything_wrong_is_said_at_once() -> None:
    assert [why for _, why in refused(written("x", "y"), written(), written(rate="11.0"))] == [
        "euro.day",
        "euro.rate",
        "euro.twice",
    ]


def test_what_the_file_says_is_repeated_short_and_visible() -> None:
    with pytest.raises(NotBelieved) as wrong:
        euro.believed([written(rate="\u202e" + "9" * 500)], on=TODAY)
    said = render(wrong.value.faults[0].reason, "en")
    assert said.isprintable()
    assert len(said) < 150


def test_rates_come_in_order_of_day() -> None:
    rows = [written("2026-11-03"), written("2026-11-02")]
    assert [one.day.day for one in euro.believed(rows, on=TODAY)] == [2, 3]


FRIDAY, MONDAY, TUESDAY = date(2026, 10, 30), date(2026, 11, 2), date(2026, 11, 3)
STORED = {FRIDAY: Decimal("10.0")}


def test_only_days_without_a_rate_are_new_and_zeros_at_the_end_are_no_difference() -> None:
    given = [quoted(FRIDAY, "10.000"), quoted(MONDAY, "10.1")]
    assert euro.new_beside(given, STORED) == [given[1]]
    assert euro.new_beside(given[:1], STORED) == []


def test_another_rate_for_a_stored_day_is_refused_with_both() -> None:
    with pytest.raises(NotBelieved) as wrong:
        euro.new_beside([quoted(FRIDAY, "10.01"), quoted(MONDAY, "10.1")], STORED)
    assert str(wrong.value) == (
        "row 2, column SEK: is 10.01 for 2026-10-30, but the rate stored for that day already is 10.0; "
        "a stored rate is not changed"
    )


@pytest.mark.parametrize(("rate", "taken"), [("12.0", True), ("12.01", False), ("8.0", True), ("7.99", False)])
def test_a_rate_more_than_a_fifth_from_the_day_before_is_refused(rate: str, taken: bool) -> None:
    given = [quoted(MONDAY, rate)]
    if taken:
        assert euro.new_beside(given, STORED) == given
        return
    with pytest.raises(NotBelieved, match=rf"is {rate} for 2026-11-02, more than 20% from 10.0 for 2026-10-30"):
        euro.new_beside(given, STORED)


def test_a_day_before_the_stored_ones_is_held_against_the_day_after() -> None:
    with pytest.raises(NotBelieved, match=r"is 10.0 for 2026-10-30, more than 20% from 109.0 for 2026-10-29"):
        euro.new_beside([quoted(date(2026, 10, 29), "109.0")], STORED)


def test_a_leap_within_the_file_is_refused_once() -> None:
    given = [quoted(MONDAY, "10.1"), quoted(TUESDAY, "1.01")]
    with pytest.raises(NotBelieved) as wrong:
        euro.new_beside(given, STORED)
    assert [fault.reason.key for fault in wrong.value.faults] == ["euro.leaps"]


def test_stored_leaps_are_no_fault_of_the_files() -> None:
    leaping = {FRIDAY: Decimal("10.0"), MONDAY: Decimal("13.0")}
    assert euro.new_beside([quoted(TUESDAY, "13.1")], leaping) == [quoted(TUESDAY, "13.1")]


def test_a_rate_is_old_after_ten_days() -> None:
    assert not euro.is_old(date(2026, 11, 12), on=TODAY)
    assert euro.is_old(date(2026, 11, 11), on=TODAY)
