"""The picture of the window: a staircase whose steps are as high as the room and as wide as the time it lasts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from grantdesk.documents.window_chart import Step, places, render
from grantdesk.domain.messages import Language

LIMIT = Decimal("300000.00")
STEPS = [
    Step(date(2026, 3, 1), Decimal("60000.00"), LIMIT),
    Step(date(2027, 3, 2), Decimal("160000.00"), LIMIT),
    Step(date(2028, 3, 1), LIMIT, LIMIT),
]


def drawn(steps: list[Step], language: Language = "sv") -> ElementTree.Element:
    return ElementTree.fromstring(render(steps, language, name="general"))  # noqa: S314 - our own drawing


def of_class(picture: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [each for each in picture.iter() if each.get("class") == kind]


def test_the_steps_are_as_high_as_the_room() -> None:
    heights = [Decimal(str(step.get("height")).removesuffix("rem")) for step in of_class(drawn(STEPS), "window-room")]
    assert heights == [Decimal("1.2"), Decimal("3.2"), Decimal(6)]


def test_a_step_begins_where_the_one_before_ends() -> None:
    at = places(STEPS)
    assert at[0] == 0
    assert at == sorted(at)
    steps = of_class(drawn(STEPS), "window-room")
    ends = [Decimal(str(one.get("x"))[:-1]) + Decimal(str(one.get("width"))[:-1]) for one in steps]
    assert ends == at[1:]


@pytest.mark.parametrize(("language", "said"), [("sv", "från 2027-03-02: 160 000 euro"), ("en", "160,000 EUR")])
def test_a_reader_who_does_not_see_it_is_told_every_step(language: Language, said: str) -> None:
    picture = drawn(STEPS, language)
    assert picture.get("role") == "img"
    described = next(each for each in picture.iter() if each.tag.endswith("desc"))
    assert said in str(described.text).replace("\u00a0", " ")
    assert picture.get("aria-labelledby") == "general-title general-desc"


def test_figures_that_would_stand_on_one_another_are_left_to_the_table() -> None:
    close = [STEPS[0], Step(date(2026, 3, 2), Decimal("61000.00"), LIMIT), *STEPS[1:]]
    picture = drawn(close)
    assert len(of_class(picture, "window-room")) == 4
    assert [each.text for each in of_class(picture, "window-day")] == ["2026-03-01", "2027-03-02", "2028-03-01"]


def test_figures_that_are_close_are_marked_for_a_narrow_screen() -> None:
    steps = [STEPS[0], Step(date(2026, 8, 15), Decimal("61000.00"), LIMIT), STEPS[2]]
    picture = drawn(steps)
    assert [each.text for each in of_class(picture, "window-day window-close")] == ["2026-08-15"]
    assert [each.text for each in of_class(picture, "window-day")] == ["2026-03-01", "2028-03-01"]


def test_no_room_is_no_step_and_one_day_alone_is_drawn() -> None:
    assert of_class(drawn([Step(date(2026, 3, 1), Decimal(0), LIMIT)]), "window-room") == []
    (only,) = of_class(drawn([STEPS[2]]), "window-room")
    assert only.get("width") == "82.000%"
