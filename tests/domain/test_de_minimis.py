"""Three rolling years to the day, which awards count, and the last banking day's rate."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from grantdesk.domain.de_minimis import answer, parse_question, years_before
from grantdesk.domain.fields import InputErrors
from tests.domain.applications import an_award, county

QUESTION: dict[str, Any] = {
    "granting_on": "2026-03-01",
    "amount": "500000.00",
    "eur_rate": "11.20",
    "regulation": "2023/2831",
    "awards": [an_award("2023-03-01", "100000.00") | {"organisation_number": "559900-1004"}],
}


def _answer(**changes: Any) -> dict[str, object]:
    return answer(parse_question(QUESTION | changes), county().de_minimis)


def test_the_example_of_the_interfaces_gives_what_they_show() -> None:
    assert _answer() == {
        "window_from": "2023-03-01",
        "used_eur": "100000.00",
        "room_eur": "200000.00",
        "room": "2240000.00",
        "fits": True,
    }


@pytest.mark.parametrize(
    ("granting_on", "window_from"),
    [
        ("2026-03-01", "2023-03-01"),
        ("2028-02-29", "2025-02-28"),
        ("2027-02-28", "2024-02-28"),
        ("2027-03-01", "2024-03-01"),
    ],
)
def test_the_window_is_three_years_to_the_day(granting_on: str, window_from: str) -> None:
    day_before = date.fromisoformat(window_from).replace(day=1).replace(year=2022).isoformat()
    awards = [an_award(window_from, "1.00"), an_award(day_before, "10.00")]
    found = _answer(granting_on=granting_on, awards=awards)
    assert (found["window_from"], found["used_eur"]) == (window_from, "1.00")
    assert years_before(date.fromisoformat(granting_on), 3).isoformat() == window_from


@pytest.mark.parametrize(
    ("regulation", "used"),
    [("2023/2831", "1111.01"), ("2023/2832", "20000.02"), ("1408/2013", "10.00"), ("717/2014", "100.00")],
)
def test_which_awards_count_against_which_ceiling(regulation: str, used: str) -> None:
    awards = [
        an_award("2025-01-01", "1.00"),
        an_award("2025-01-01", "10.00", "1408/2013"),
        an_award("2025-01-01", "100.00", "717/2014"),
        an_award("2025-01-01", "20000.00", "2023/2832"),
        an_award("2023-12-31", "1000.00", "1407/2013"),
        an_award("2023-12-31", "0.02", "360/2012"),
        an_award("2023-12-31", "0.01", "2023/2831"),
    ]
    assert _answer(regulation=regulation, awards=awards)["used_eur"] == used


@pytest.mark.parametrize(("amount", "fits"), [("2240000.00", True), ("2240000.01", False)])
def test_an_amount_fits_to_the_ore(amount: str, fits: bool) -> None:
    assert _answer(amount=amount)["fits"] is fits


def test_room_is_rounded_down_to_the_ore_and_never_negative() -> None:
    assert _answer(awards=[an_award("2025-01-01", "299999.99")], eur_rate="11.999")["room"] == "0.11"
    assert _answer(awards=[an_award("2025-01-01", "300000.01")])["room_eur"] == "0.00"


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("granting_on", {"granting_on": "2026-02-29"}),
        ("granting_on", {"granting_on": "2031-01-01"}),
        ("granting_on", {"granting_on": "2023-12-31", "awards": []}),
        ("granting_on", {"granting_on": "0001-01-01", "awards": []}),
        ("amount", {"amount": "0.00"}),
        ("eur_rate", {"eur_rate": "-1"}),
        ("regulation", {"regulation": "1407/2013"}),
        ("awards", {"awards": None}),
        ("awards[0].granted_on", {"awards": [an_award("2026-03-02", "1.00")]}),
        ("awards[0].organisation_number", {"awards": [an_award("2026-03-01", "1.00") | {"organisation_number": "1"}]}),
        ("surprise", {"surprise": 1}),
    ],
)
def test_what_is_wrong_is_named(place: str, change: dict[str, Any]) -> None:
    with pytest.raises(InputErrors) as wrong:
        _answer(**change)
    assert [error.where for error in wrong.value.errors] == [place]
