"""What people write in a cell has one meaning or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.domain import written
from grantdesk.domain.fields import Wrong
from grantdesk.domain.messages import amount as shown
from grantdesk.domain.money import Money


@pytest.mark.parametrize(
    "text",
    ["1234,50", "1234.50", "1 234,50", "1\u00a0234,5", "1\u202f234.50 kr", "SEK 1 234,50", "1 234,50 SEK", "1234,5:-"],
)
def test_an_amount_is_read_in_a_swedish_and_an_english_form(text: str) -> None:
    assert written.amount(text) == Money(123_450)


@pytest.mark.parametrize("text", ["1.234", "1,234", "1,234.50", "1.234,50", "12 34,50", "-5", "5 EUR", "", "1e5", "٣"])
def test_what_could_be_another_amount_is_not_guessed_at(text: str) -> None:
    with pytest.raises(Wrong):
        written.amount(text)


@given(st.integers(min_value=0, max_value=10**14))
def test_an_amount_as_a_page_shows_it_is_read_back(ore: int) -> None:
    assert written.amount(shown(Money(ore), "sv")) == Money(ore)


@pytest.mark.parametrize(
    ("reader", "text", "read"),
    [
        (written.day, "2026-11-22", date(2026, 11, 22)),
        (written.day, "20261122", date(2026, 11, 22)),
        (written.whole, "1 200", 1200),
        (written.distance, "12,5", Decimal("12.5")),
        (written.share, "33,33", 3333),
        (written.share, "100 %", 10_000),
        (written.several, " a, b ,,c ", ("a", "b", "c")),
    ],
)
def test_days_counts_distances_and_shares(reader: Callable[[str], object], text: str, read: object) -> None:
    assert reader(text) == read


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (written.day, "22/11/2026"), (written.day, "2026-02-30"), (written.day, "20260230"), (written.whole, "3,5"),
        (written.whole, "-1"), (written.distance, "långt"), (written.share, "0"), (written.share, "101"),
    ],
)  # fmt: skip
def test_what_is_none_of_them_is_refused(reader: Callable[[str], object], text: str) -> None:
    with pytest.raises(Wrong):
        reader(text)
