"""Which appropriation item a scheme is paid from on a day, in a county with several, and where that changes."""

from __future__ import annotations

from datetime import date

import pytest

from grantdesk.domain.coding import Coding, parse_coding
from grantdesk.domain.frame import BUDGET, COMMITMENT, Movement, of_item
from grantdesk.domain.money import Money
from tests.domain.test_paying_and_coding import written

SCHEMES = ("boost", "service")
FIRST, MOVED, ENDED = date(2025, 1, 1), date(2026, 7, 1), date(2026, 12, 31)


def row(item: str, valid_from: date, valid_to: date | None = None) -> dict[str, object]:
    value = {"account": "4901", "name": "Stöd", "cost_centre": "99", "activity": "9", "organisation_code": "R"}
    ends = {"valid_to": valid_to} if valid_to else {}
    return {
        "value": value | {"appropriation_item": item}, "valid_from": valid_from, "source": "Påhittat", "confidence": "CFG",
        "confirmed": True, **ends,
    }  # fmt: skip


@pytest.fixture(scope="module")
def coding() -> Coding:
    """The boost moves from 1.1 to 1.2 in the middle of 2026; service is paid from 1.3, and its row ends with that year."""
    boost = {"code": "boost", "coding": [row("1.2", MOVED), row("1.1", FIRST)]}
    service = {"code": "service", "coding": [row("1.3", FIRST, ENDED)]}
    return parse_coding({**written("coding.toml"), "scheme": [boost, service]}, schemes=SCHEMES)


@pytest.mark.parametrize(
    ("scheme", "on", "item"),
    [
        ("boost", date(2020, 1, 1), "1.1"),
        ("boost", date(2026, 6, 30), "1.1"),
        ("boost", MOVED, "1.2"),
        ("service", date(2027, 3, 1), "1.3"),
        ("laid down no more", MOVED, "1.1"),
    ],
)
def test_the_item_of_a_day_is_that_of_the_row_that_began_last(coding: Coding, scheme: str, on: date, item: str) -> None:
    assert coding.item_of(scheme, on) == item


@pytest.mark.parametrize(
    ("year", "items"), [(2025, {"1.1", "1.3"}), (2026, {"1.1", "1.2", "1.3"}), (2027, {"1.2", "1.3"})]
)
def test_a_year_has_every_item_of_any_of_its_days(coding: Coding, year: int, items: set[str]) -> None:
    assert coding.items_in(year) == items
    assert coding.items == ["1.1", "1.2", "1.3"]


def test_an_item_has_behind_it_what_its_schemes_were_paid_from_before(coding: Coding) -> None:
    assert coding.items_behind("1.2", MOVED) == {"1.1", "1.2"}
    assert coding.items_behind("1.1", date(2026, 6, 30)) == {"1.1"}
    assert coding.items_behind("1.3", MOVED) == {"1.3"}


def test_a_budget_counts_what_was_booked_on_the_items_days_and_an_authority_what_is_left_to_pay_from_it(
    coding: Coding,
) -> None:
    def moved(item: str, granted: int, paid: int) -> Movement:
        amounts = (Money.kronor(granted), Money(0), Money.kronor(granted - paid))
        return Movement(2026, 2027, "region", "boost", item, *amounts)

    before, after = moved("1.1", 100, 10), moved("1.2", 40, 60)
    for item, on, budget, authority in (
        ("1.1", date(2026, 6, 30), [before], [before, after]),
        ("1.1", ENDED, [before], []),
        ("1.2", ENDED, [after], [before, after]),
        (None, ENDED, [before, after], [before, after]),
    ):
        assert of_item(BUDGET, [before, after], item, coding=coding, on=on) == budget
        assert of_item(COMMITMENT, [before, after], item, coding=coding, on=on) == authority
