"""Amounts by year as a picture: a group of bars for each year, one of them for each kind of amount.

An SVG that needs no style and no script, on the same scale and measures as the chart of objectives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from grantdesk.documents import chart
from grantdesk.domain.messages import Language, amount
from grantdesk.domain.money import ZERO, Money

# Told apart by their lightness too, and by their place in the group; the outline is for the one that is nearly white.
FILLS = ("#d5ddd8", chart.GRANTED_FILL, chart.PAID_FILL)
_OUTLINE = "#5c6b62"
_LEGEND, _LABEL, _BAR, _AFTER = (Decimal(n) for n in ("1.6", "1.5", "1.1", "0.6"))


@dataclass(frozen=True)
class Kind:
    """One kind of amount: what it is called, and which of `FILLS` it is drawn with."""

    name: str
    fill: str


@dataclass(frozen=True)
class Group:
    """One year, and its amounts in the order of the kinds; None where there is none of that kind."""

    label: str
    amounts: Sequence[Money | None]


@dataclass(frozen=True)
class Words:
    title: str
    description: str


def render(groups: Sequence[Group], kinds: Sequence[Kind], words: Words, language: Language, *, name: str) -> str:
    """The picture; `name` begins the ids in it. What is below zero has no bar, and its amount is written all the same."""
    end = chart.scale_end([chart.Bar("", one or ZERO, ZERO) for group in groups for one in group.amounts], None)
    top = _LEGEND * len(kinds)
    high = _LABEL + (_BAR + Decimal("0.125")) * len(kinds) + _AFTER
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="100%" height="{top + high * len(groups)}rem"'
        f' aria-labelledby="{name}-title {name}-desc" font-size="0.875rem" fill="currentColor">',
        f'<title id="{name}-title">{escape(words.title)}</title>',
        f'<desc id="{name}-desc">{escape(words.description)}</desc>',
        *_legend(kinds),
    ]
    for place, group in enumerate(groups):
        parts.extend(_group(group, kinds, top + high * place, end, language))
    return "\n".join([*parts, "</svg>"])


def _legend(kinds: Sequence[Kind]) -> Iterator[str]:
    for place, kind in enumerate(kinds):
        y = _LEGEND * place
        yield f'<rect x="0" y="{y + Decimal("0.25")}rem" width="1rem" height="1rem" fill="{kind.fill}" stroke="{_OUTLINE}"/>'
        yield f'<text x="1.4rem" y="{y + Decimal("1.1")}rem">{escape(kind.name)}</text>'


def _group(group: Group, kinds: Sequence[Kind], top: Decimal, end: Money, language: Language) -> Iterator[str]:
    yield f'<text class="chart-label" x="0" y="{top + Decimal(1)}rem" font-weight="600">{escape(group.label)}</text>'
    y = top + _LABEL
    for kind, money in zip(kinds, group.amounts, strict=True):
        if money is not None:
            yield from _bar(f"{group.label}, {kind.name}", money, kind.fill, y, end, language)
        y += _BAR + Decimal("0.125")


def _bar(said: str, money: Money, fill: str, y: Decimal, end: Money, language: Language) -> Iterator[str]:
    long = chart.length(money.floored_at_zero(), end)
    if long:
        yield (
            f'<rect class="year-bar" x="0" y="{y}rem" width="{long}%" height="{_BAR}rem" fill="{fill}" stroke="{_OUTLINE}">'
            f"<title>{escape(said)}: {amount(money, language)}</title></rect>"
        )
    yield (
        f'<text class="chart-figure" x="{long}%" dx="0.4rem" y="{y + Decimal("0.85")}rem" font-size="0.8125rem">'
        f"{amount(chart.whole_kronor(money), language)}</text>"
    )
