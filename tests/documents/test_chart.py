from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantdesk.documents import chart
from grantdesk.documents.chart import Bar, render
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.money import Money
from tests.documents.papers import plain

SVG = "{http://www.w3.org/2000/svg}"
AMOUNTS = st.integers(min_value=0, max_value=10**13).map(Money)
BARS = st.lists(st.builds(Bar, st.text(max_size=90), AMOUNTS, AMOUNTS), max_size=12)

# fmt: off
ATTRIBUTES = {
    "aria-labelledby", "class", "dx", "fill", "font-size", "height", "id", "role", "stroke", "stroke-opacity",
    "text-anchor", "width", "x", "x1", "x2", "y", "y1", "y2",
}
# fmt: on
LONG = "Tryggad kompetensförsörjning och möjlighet till livslångt lärande"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  the chart is ours


def drawn(svg: str, kind: str) -> list[ElementTree.Element]:
    """The bars of one kind, without the square in the legend."""
    root = parsed(svg)
    return [rect for row in root.iter(f"{SVG}g") for rect in row.iter(f"{SVG}rect") if rect.get("class") == kind]


def width(rect: ElementTree.Element) -> Decimal:
    return Decimal(str(rect.get("width")).removesuffix("%"))


def three() -> list[Bar]:
    return [
        Bar("Starkt näringsliv", Money.kronor(40_000_000), Money.kronor(10_000_000)),
        Bar(LONG, Money.kronor(20_000_000), Money(0)),
        Bar("Ingenting än", Money(0), Money(0)),
    ]


@given(BARS, st.none() | AMOUNTS, st.sampled_from(LANGUAGES))
def test_every_bar_is_as_long_as_its_amount_on_one_scale(
    bars: list[Bar], axis_max: Money | None, language: Language
) -> None:
    svg = render(bars, language, axis_max=axis_max)
    end = chart.scale_end(bars, axis_max)
    for kind, amounts in (("granted", [bar.granted for bar in bars]), ("paid", [bar.paid for bar in bars])):
        not_nothing = [money for money in amounts if money]
        rects = drawn(svg, f"chart-{kind}")
        assert len(rects) == len(not_nothing)
        for rect, money in zip(rects, not_nothing, strict=True):
            assert rect.get("x") == "0"
            assert money <= end
            exact = Decimal(money.ore) * chart.SCALE_WIDTH / end.ore
            assert abs(width(rect) - exact) <= Decimal("0.0005")


@given(st.integers(min_value=1, max_value=10**15).map(Money))
def test_a_scale_has_at_most_five_round_steps_and_is_not_much_longer_than_its_longest_bar(longest: Money) -> None:
    step, end = chart.scale_step(longest), chart.scale_end([Bar("a", longest, Money(0))], None)
    assert str(step.ore).rstrip("0") in {"1", "2", "25", "5"}
    assert step.ore * 5 >= longest.ore
    assert end.ore % step.ore == 0
    assert longest <= end < longest + step


def test_the_scale_that_the_region_publishes_is_kept_until_a_bar_outgrows_it() -> None:
    forty = Money.kronor(40_000_000)
    assert chart.scale_end([Bar("a", Money.kronor(39), Money(0))], forty) == forty
    assert chart.scale_end([Bar("a", forty, Money(0))], forty) == forty
    assert chart.scale_end([Bar("a", forty + Money(1), Money(0))], forty) == Money.kronor(50_000_000)
    svg = render(three(), "sv", axis_max=forty)
    assert [str(width(rect)) for rect in drawn(svg, "chart-granted")] == ["66.000", "33.000"]
    assert [str(width(rect)) for rect in drawn(svg, "chart-paid")] == ["16.500"]
    assert re.findall(r'class="chart-tick"[^>]*>([^<]*)<', svg) == ["0", "10", "20", "30", "40 miljoner kr"]


def test_an_objective_without_money_keeps_its_row_and_its_figures() -> None:
    root = parsed(render(three(), "sv"))
    rows = list(root.iter(f"{SVG}g"))
    assert len(rows) == 3
    assert not list(rows[2].iter(f"{SVG}rect"))
    texts = [plain(str(text.text)) for text in rows[2].iter(f"{SVG}text")]
    assert texts == ["Ingenting än", "0 kr", "0 kr"]


def test_each_bar_and_the_chart_say_what_they_show() -> None:
    root = parsed(render(three(), "sv", name="totals"))
    assert root.get("role") == "img"
    ids = str(root.get("aria-labelledby")).split()
    assert ids == ["totals-title", "totals-desc"]
    first, second = list(root)[:2]
    assert (first.tag, first.get("id"), first.text) == (
        f"{SVG}title",
        ids[0],
        "Beviljat och utbetalt belopp per delmål",
    )
    assert (second.tag, second.get("id")) == (f"{SVG}desc", ids[1])
    titles = [plain(str(title.text)) for row in root.iter(f"{SVG}g") for title in row.iter(f"{SVG}title")]
    assert titles == [
        "Starkt näringsliv, beviljat: 40 000 000 kr",
        "Starkt näringsliv, utbetalt: 10 000 000 kr",
        f"{LONG}, beviljat: 20 000 000 kr",
    ]
    assert "Amount granted and paid by objective" in render(three(), "en")


def test_the_figure_is_in_whole_kronor_and_the_bars_title_exact() -> None:
    svg = render([Bar("a", Money(12_345_650), Money(49))], "sv")
    assert [plain(figure) for figure in re.findall(r'class="chart-figure"[^>]*>([^<]*)<', svg)] == [
        "123 457 kr",
        "0 kr",
    ]
    assert "123 456,50 kr" in plain(svg)


def test_a_long_name_is_wrapped_and_whole() -> None:
    lines = re.findall(r'class="chart-label"[^>]*>([^<]*)<', render([Bar(LONG, Money(1), Money(1))], "sv"))
    assert len(lines) > 1
    assert max(map(len, lines)) <= 40
    assert " ".join(lines) == LONG


@given(BARS)
def test_nothing_in_the_chart_needs_style_script_or_another_file(bars: list[Bar]) -> None:
    root = parsed(render(bars, "sv"))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "line", "g"}
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES


def test_markup_in_a_name_is_text() -> None:
    name = '<script>alert("x")</script> & \x00'
    texts = [text.text for text in parsed(render([Bar(name, Money(1), Money(1))], "sv")).iter(f"{SVG}text")]
    assert '<script>alert("x")</script> &' in texts


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("one", "other"),
    [(chart.GRANTED_FILL, "#ffffff"), (chart.PAID_FILL, "#ffffff"), (chart.GRANTED_FILL, chart.PAID_FILL)],
)
def test_the_colours_stand_out_from_the_page_and_from_each_other(one: str, other: str) -> None:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


def test_an_amount_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        render([Bar("a", Money(-1), Money(0))], "sv")
