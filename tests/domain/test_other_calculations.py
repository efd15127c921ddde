"""Payout, advance and liability as `calculate` answers them: the promised examples, and every boundary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from grantdesk.domain import advances, liability, payout_question
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.money import Money
from tests.domain.applications import county

TODAY = date(2026, 11, 22)
PAYOUT: dict[str, Any] = {
    "scheme": "projektmedel",
    "granted": "400000.00",
    "aid_rate": "0.40",
    "approved_costs_to_date": "300000.00",
    "in_kind_costs_to_date": "0.00",
    "in_kind_financing_to_date": "0.00",
    "paid_to_date": "0.00",
    "advances_to_date": "50000.00",
    "recovered_to_date": "0.00",
    "final": False,
}
ADVANCE: dict[str, Any] = {
    "scheme": "projektmedel",
    "granted": "1000000.00",
    "advances_to_date": "150000.00",
    "special_reasons": True,
    "financially_sound": True,
}
LIABILITY: dict[str, Any] = {
    "scheme": "regionalt_investeringsstod",
    "paid": "1000000.00",
    "final_payment_on": "2020-06-30",
    "occurred_on": "2022-07-01",
}


def _payout(given: dict[str, Any], *, on: date = TODAY) -> dict[str, Any]:
    return payout_question.answer(payout_question.parse_question(given, county()), county(), on=on)


def _advance(given: dict[str, Any]) -> dict[str, Any]:
    return advances.answer(advances.parse_question(given, county()), county(), on=TODAY)


def _liability(given: dict[str, Any]) -> dict[str, Any]:
    return liability.answer(liability.parse_question(given, county()), county(), on=TODAY)


ASKED: list[tuple[Callable[[dict[str, Any]], dict[str, Any]], dict[str, Any]]] = [
    (_payout, PAYOUT),
    (_advance, ADVANCE),
    (_liability, LIABILITY),
]
EVERY_KEY = [(ask, example, key) for ask, example in ASKED for key in example]
NAMES = [f"{ask.__name__[1:]}.{key}" for ask, _, key in EVERY_KEY]


def _wrong(ask: Callable[[dict[str, Any]], dict[str, Any]], given: dict[str, Any]) -> list[str]:
    with pytest.raises(InputErrors) as wrong:
        ask(given)
    return [error.where for error in wrong.value.errors]


def _not_met(answer: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in answer["findings"] if not finding["met"]]


@pytest.mark.parametrize(("ask", "example", "key"), EVERY_KEY, ids=NAMES)
def test_every_key_is_needed_and_named(ask: Any, example: dict[str, Any], key: str) -> None:
    assert _wrong(ask, {name: value for name, value in example.items() if name != key}) == [key]


@pytest.mark.parametrize(("ask", "example", "key"), EVERY_KEY, ids=NAMES)
@pytest.mark.parametrize("value", [None, -1, 1.5, "-1.00", "1,00", [], {}, "2026-02-30", "yes"])
def test_a_value_that_is_none_is_named(ask: Any, example: dict[str, Any], key: str, value: object) -> None:
    assert _wrong(ask, example | {key: value}) == [key]


@pytest.mark.parametrize(("ask", "example"), ASKED)
def test_an_unknown_key_is_named(ask: Any, example: dict[str, Any]) -> None:
    assert _wrong(ask, example | {"surprise": 1}) == ["surprise"]


def test_a_payout_is_what_the_interfaces_show() -> None:
    answer = _payout(PAYOUT)
    assert (answer["proposed"], answer["ceiling"]) == ("70000.00", "250000.00")
    assert answer["limits"] == [
        {"rule": "payout.approved_costs", "limit": "250000.00"},
        {"rule": "payout.grant", "limit": "350000.00"},
    ]
    assert [finding["rule"] for finding in answer["findings"]] == ["payout.rate"]
    assert _payout(PAYOUT | {"final": True}) == answer


def test_what_was_recovered_is_no_longer_out() -> None:
    answer = _payout(PAYOUT | {"paid_to_date": "100000.00", "recovered_to_date": "60000.00"})
    assert (answer["proposed"], answer["ceiling"]) == ("30000.00", "210000.00")


def test_in_kind_costs_without_financing_are_not_approved() -> None:
    answer = _payout(PAYOUT | {"in_kind_costs_to_date": "50000.00", "in_kind_financing_to_date": "20000.00"})
    assert (answer["proposed"], answer["ceiling"]) == ("58000.00", "220000.00")
    assert _not_met(answer) == ["payout.in_kind"]


@pytest.mark.parametrize("scheme", sorted(county().schemes))
def test_every_scheme_has_a_section_on_payment(scheme: str) -> None:
    assert _payout(PAYOUT | {"scheme": scheme})["findings"][0]["source"].startswith("SFS ")
    with pytest.raises(InputErrors, match=f"scheme: is {scheme}, which has no rules on 2001-01-01"):
        _payout(PAYOUT | {"scheme": scheme}, on=date(2001, 1, 1))


@pytest.mark.parametrize("scheme", ["projektmedel", "projektmedel_eu"])
@pytest.mark.parametrize(
    ("granted", "earlier", "ceiling"),
    [
        ("1000000.00", "150000.00", "250000.00"),
        ("1000000.00", "0.00", "400000.00"),
        ("800000.00", "0.00", "400000.00"),
        ("800000.01", "0.00", "400000.00"),
        ("799999.99", "0.00", "399999.00"),
        ("400000.00", "0.00", "200000.00"),
        ("400000.00", "199999.01", "0.00"),
        ("400000.00", "199999.00", "1.00"),
        ("400000.00", "0.50", "199999.00"),
        ("400000.00", "300000.00", "0.00"),
        ("0.01", "0.00", "0.00"),
    ],
)
def test_an_advance_is_half_the_grant_and_400_000_with_earlier_ones(
    scheme: str, granted: str, earlier: str, ceiling: str
) -> None:
    answer = _advance(ADVANCE | {"scheme": scheme, "granted": granted, "advances_to_date": earlier})
    assert (answer["ceiling"], _not_met(answer)) == (ceiling, [])


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"special_reasons": False}, "advance.special_reasons"), ({"financially_sound": False}, "advance.sound")],
)
def test_without_reasons_or_strength_there_is_no_advance_and_it_is_said(change: dict[str, bool], rule: str) -> None:
    answer = _advance(ADVANCE | change)
    assert (answer["ceiling"], _not_met(answer)) == ("0.00", [rule])


@pytest.mark.parametrize("scheme", sorted(set(county().schemes) - {"projektmedel", "projektmedel_eu"}))
def test_only_projects_have_advances(scheme: str) -> None:
    with pytest.raises(InputErrors, match=f"^scheme: is {scheme}, "):
        _advance(ADVANCE | {"scheme": scheme})


@pytest.mark.parametrize("scheme", sorted(set(county().schemes) - {"regionalt_investeringsstod"}))
def test_only_the_liability_of_regional_investment_aid_falls(scheme: str) -> None:
    with pytest.raises(InputErrors, match=f"^scheme: is {scheme}, "):
        _liability(LIABILITY | {"scheme": scheme})


@pytest.mark.parametrize(
    ("final", "occurred", "years", "remaining"),
    [
        ("2020-06-30", "2022-07-01", 2, "450000.00"),
        ("2020-06-30", "2020-06-29", 0, "1000000.00"),
        ("2020-06-30", "2010-01-01", 0, "1000000.00"),
        ("2020-06-30", "2020-06-30", 0, "1000000.00"),
        ("2020-06-30", "2021-06-29", 0, "1000000.00"),
        ("2020-06-30", "2021-06-30", 1, "700000.00"),
        ("2020-06-30", "2022-06-30", 2, "450000.00"),
        ("2020-06-30", "2023-06-30", 3, "250000.00"),
        ("2020-06-30", "2024-06-30", 4, "100000.00"),
        ("2020-06-30", "2025-06-29", 4, "100000.00"),
        ("2020-06-30", "2025-06-30", 5, "0.00"),
        ("2020-06-30", "2030-06-30", 10, "0.00"),
        ("2024-02-29", "2025-02-27", 0, "1000000.00"),
        ("2024-02-29", "2025-02-28", 1, "700000.00"),
        ("2024-02-29", "2028-02-28", 3, "250000.00"),
        ("2024-02-29", "2028-02-29", 4, "100000.00"),
        ("2023-02-28", "2024-02-28", 1, "700000.00"),
        ("2020-12-31", "2021-12-30", 0, "1000000.00"),
        ("0001-01-01", "9999-12-31", 9998, "0.00"),
    ],
)
def test_the_liability_falls_by_30_25_20_15_10(final: str, occurred: str, years: int, remaining: str) -> None:
    answer = _liability(LIABILITY | {"final_payment_on": final, "occurred_on": occurred})
    assert (answer["years"], answer["remaining"]) == (years, remaining)
    assert [finding["rule"] for finding in answer["findings"]] == ["liability.remaining"]


@pytest.mark.parametrize(
    ("paid", "remaining"), [("0.01", "0.01"), ("0.05", "0.04"), ("0.15", "0.11"), ("333.33", "233.33")]
)
def test_what_remains_is_rounded_to_the_ore_half_up(paid: str, remaining: str) -> None:
    assert _liability(LIABILITY | {"paid": paid, "occurred_on": "2021-06-30"})["remaining"] == remaining


@given_by(st.integers(1, 10**12), st.dates(), st.dates(), st.integers(0, 400))
@settings(max_examples=100, deadline=None)
def test_liability_never_grows_with_time(paid: int, final: date, occurred: date, days: int) -> None:
    later = min(occurred, date.max - timedelta(days)) + timedelta(days)
    before, after = (
        _liability(LIABILITY | {"paid": str(Money(paid)), "final_payment_on": str(final), "occurred_on": str(one)})
        for one in (later - timedelta(days), later)
    )
    assert Money.parse(after["remaining"]) <= Money.parse(before["remaining"]) <= Money(paid)


@given_by(st.integers(1, 10**12), st.integers(0, 10**10))
@settings(max_examples=100, deadline=None)
def test_advances_together_stay_within_half_and_400_000(granted: int, earlier: int) -> None:
    answer = _advance(ADVANCE | {"granted": str(Money(granted)), "advances_to_date": str(Money(earlier))})
    ceiling = Money.parse(answer["ceiling"])
    assert ceiling.ore % 100 == 0
    assert not ceiling or (ceiling.ore + earlier) * 2 <= granted
    assert not ceiling or ceiling.ore + earlier <= 40_000_000
