"""The chart that the Region publishes, granted and paid for each objective, as an SVG that needs no style and no script.

Lengths along the scale are shares of the width and heights are in rem, so that the text keeps the reader's own size
on a telephone and on a wide screen, and the bars take the room there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from textwrap import wrap
from xml.sax.saxutils import escape

from grantdesk.documents.printable import clean
from grantdesk.domain.messages import Language, amount, number
from grantdesk.domain.money import Money, Rounding

GRANTED_FILL = "#0b4426"
PAID_FILL = "#47a163"
# The scale takes this share of the width, in per cent; the rest holds the figure at the end of the longest bar.
SCALE_WIDTH = Decimal(66)
_EMPTY_AXIS = Money.kronor(1_000_000)
_MOST_STEPS = 5
_LABEL_CHARACTERS = 40
_PLACES = Decimal("0.001")

_LEGEND, _LINE, _BAR, _BETWEEN, _AFTER, _AXIS = (Decimal(n) for n in ("1.75", "1.35", "1", "0.125", "0.85", "1.75"))


@dataclass(frozen=True)
class Bar:
    """One objective: what has been granted to it and what has been paid."""

    label: str
    granted: Money
    paid: Money


def render(bars: Sequence[Bar], language: Language, *, axis_max: Money | None = None, name: str = "chart") -> str:
    """The chart. `name` begins the ids in it, and must differ between charts on one page.

    The scale starts at zero and ends at `axis_max`, or at a round amount where that is missing or less than the
    longest bar. Raises ValueError for an amount below zero.
    """
    if any(bar.granted < Money(0) or bar.paid < Money(0) for bar in bars):
        raise ValueError("a bar cannot show an amount below zero")
    end = scale_end(bars, axis_max)
    words = _WORDS[language]
    rows = [_wrapped(bar.label) for bar in bars]
    bottom = _LEGEND + sum((_row_height(lines) for lines in rows), Decimal(0))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="100%" height="{_rem(bottom + _AXIS)}"'
        f' aria-labelledby="{name}-title {name}-desc" font-size="0.875rem" fill="currentColor">',
        f'<title id="{name}-title">{words["title"]}</title>',
        f'<desc id="{name}-desc">{words["desc"].format(end=amount(end, language))}</desc>',
        *_legend(words),
        *_axis(end, bottom, language),
        *_rows(bars, rows, end, language),
        "</svg>",
    ]
    return "\n".join(parts)


def scale_end(bars: Sequence[Bar], axis_max: Money | None) -> Money:
    """Where the scale ends: `axis_max` if every bar fits in it, else the next whole step of a round scale."""
    longest = max((max(bar.granted, bar.paid) for bar in bars), default=Money(0))
    if axis_max is not None and axis_max and axis_max >= longest:
        return axis_max
    if not longest:
        return _EMPTY_AXIS
    step = scale_step(longest)
    return Money(-(-longest.ore // step.ore) * step.ore)


def scale_step(end: Money) -> Money:
    """The smallest of 1, 2, 2.5, 5, 10 ... kronor that divides a scale up to `end` into at most five steps."""
    power = 1
    while True:
        for leading in (100, 200, 250, 500):
            if leading * power * _MOST_STEPS >= end.ore:
                return Money(leading * power)
        power *= 10


def length(money: Money, end: Money) -> Decimal:
    """How long the bar is, in per cent of the width of the chart, to a thousandth."""
    return (Decimal(money.ore) * SCALE_WIDTH / end.ore).quantize(_PLACES, ROUND_HALF_UP)


def _legend(words: dict[str, str]) -> Iterator[str]:
    for x, fill, kind in ((Decimal(0), GRANTED_FILL, "granted"), (Decimal(8), PAID_FILL, "paid")):
        yield f'<rect class="chart-{kind}" x="{_rem(x)}" y="0.25rem" width="1rem" height="1rem" fill="{fill}"/>'
        yield f'<text x="{_rem(x + Decimal("1.4"))}" y="1.1rem">{words[kind]}</text>'


def _ticks(end: Money) -> list[Money]:
    step = scale_step(end)
    return [Money(step.ore * count) for count in range(end.ore // step.ore + 1)]


def _axis(end: Money, bottom: Decimal, language: Language) -> Iterator[str]:
    """The figures under the scale, the last of them with the unit."""
    unit, ore = _unit(end)
    *others, last = _ticks(end)
    y = _rem(bottom + Decimal("1.1"))
    for tick in others:
        place = 'text-anchor="middle"' if tick else 'text-anchor="start"'
        figure = number(Decimal(tick.ore) / ore, language)
        yield f'<text class="chart-tick" x="{length(tick, end)}%" y="{y}" {place}>{figure}</text>'
    figure = f"{number(Decimal(last.ore) / ore, language)} {_WORDS[language][unit]}"
    yield f'<text class="chart-tick" x="{length(last, end)}%" dx="-0.5rem" y="{y}">{figure}</text>'


def _grid(end: Money, top: Decimal) -> Iterator[str]:
    """The lines of the scale behind one row's bars, and not through its label."""
    for tick in _ticks(end):
        at = length(tick, end)
        yield (
            f'<line class="chart-grid" x1="{at}%" x2="{at}%" y1="{_rem(top)}" y2="{_rem(top + 2 * _BAR + _BETWEEN)}"'
            ' stroke="currentColor" stroke-opacity="0.25"/>'
        )


def _rows(bars: Sequence[Bar], labels: Sequence[list[str]], end: Money, language: Language) -> Iterator[str]:
    top = _LEGEND
    for bar, lines in zip(bars, labels, strict=True):
        yield '<g class="chart-row">'
        for index, line in enumerate(lines):
            yield f'<text class="chart-label" x="0" y="{_rem(top + _LINE * index + 1)}">{escape(line)}</text>'
        below = top + _LINE * len(lines) + _BETWEEN
        yield from _grid(end, below)
        yield from _bar(bar, "granted", bar.granted, below, end, language)
        yield from _bar(bar, "paid", bar.paid, below + _BAR + _BETWEEN, end, language)
        yield "</g>"
        top += _row_height(lines)


def _bar(bar: Bar, kind: str, money: Money, y: Decimal, end: Money, language: Language) -> Iterator[str]:
    """The bar, if there is anything to draw, and its figure; the exact amount is in the bar's own title."""
    long = length(money, end)
    words = _WORDS[language]
    if money:
        fill = GRANTED_FILL if kind == "granted" else PAID_FILL
        said = f"{clean(bar.label)}, {words[kind].lower()}: {amount(money, language)}"
        yield (
            f'<rect class="chart-{kind}" x="0" y="{_rem(y)}" width="{long}%" height="{_rem(_BAR)}" fill="{fill}">'
            f"<title>{escape(said)}</title></rect>"
        )
    yield (
        f'<text class="chart-figure" x="{long}%" dx="0.4rem" y="{_rem(y + Decimal("0.8"))}" font-size="0.8125rem">'
        f"{amount(whole_kronor(money), language)}</text>"
    )


def whole_kronor(money: Money) -> Money:
    """The amount as the end of a bar shows it: to the nearest krona."""
    half = Decimal("0.5") if money >= Money(0) else Decimal("-0.5")
    return Money.rounded(money.exact_kronor + half, Rounding.DOWN_TO_KRONA)


def _wrapped(label: str) -> list[str]:
    return wrap(clean(label), _LABEL_CHARACTERS) or ["–"]


def _row_height(lines: list[str]) -> Decimal:
    return _LINE * len(lines) + 2 * (_BAR + _BETWEEN) + _AFTER


def _unit(end: Money) -> tuple[str, int]:
    """The unit of the scale's figures and how many öre it is."""
    if end >= Money.kronor(1_000_000):
        return "millions", 100_000_000
    if end >= Money.kronor(1_000):
        return "thousands", 100_000
    return "units", 100


def _rem(length_in_rem: Decimal) -> str:
    return f"{length_in_rem.normalize():f}rem"


_WORDS: dict[Language, dict[str, str]] = {
    "sv": {
        "title": "Beviljat och utbetalt belopp per delmål",
        "desc": "Två liggande staplar för varje delmål: beviljat (mörkgrön) och utbetalt (ljusgrön). "
        "Skalan är gemensam och går från 0 till {end}. Samma belopp står i tabellen.",
        "granted": "Beviljat",
        "paid": "Utbetalt",
        "millions": "miljoner kr",
        "thousands": "tusen kr",
        "units": "kr",
    },
    "en": {
        "title": "Amount granted and paid by objective",
        "desc": "Two horizontal bars for each objective: granted (dark green) and paid (light green). "
        "The scale is shared and goes from 0 to {end}. The table holds the same amounts.",
        "granted": "Granted",
        "paid": "Paid",
        "millions": "SEK million",
        "thousands": "SEK thousand",
        "units": "SEK",
    },
}
