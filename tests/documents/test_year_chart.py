"""The picture of the years: a bar for each kind of amount, as long as the amount on one shared scale."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from grantdesk.documents.year_chart import FILLS, Group, Kind, Words, render
from grantdesk.domain.messages import Language
from grantdesk.domain.money import Money

KINDS = [Kind("Ram", FILLS[0]), Kind("Beslutat", FILLS[1]), Kind("Utbetalt & klart", FILLS[2])]
GROUPS = [
    Group("2025", [Money.kronor(40_000_000), Money.kronor(20_000_000), Money.kronor(10_000_000)]),
    Group("2026", [None, Money.kronor(-5_000), Money(0)]),
]
WORDS = Words("Ram & utfall", "Samma belopp står i tabellen.")


def drawn(language: Language = "sv") -> ElementTree.Element:
    return ElementTree.fromstring(render(GROUPS, KINDS, WORDS, language, name="years"))  # noqa: S314 - our own drawing


def of_class(kind: str) -> list[ElementTree.Element]:
    return [each for each in drawn().iter() if each.get("class") == kind]


def test_the_bars_are_as_long_as_the_amounts() -> None:
    widths = [Decimal(str(bar.get("width")).removesuffix("%")) for bar in of_class("year-bar")]
    assert widths == [Decimal(66), Decimal(33), Decimal("16.5")]


def test_what_is_below_zero_has_no_bar_and_is_written_all_the_same() -> None:
    figures = [str(each.text).replace("\u00a0", " ") for each in of_class("chart-figure")]
    assert figures == ["40 000 000 kr", "20 000 000 kr", "10 000 000 kr", "\u22125 000 kr", "0 kr"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_picture_says_what_it_shows(language: Language) -> None:
    picture = drawn(language)
    title, description = list(picture)[:2]
    assert (title.text, description.text) == (WORDS.title, WORDS.description)
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert not [each for each in picture.iter() if each.get("style")]
