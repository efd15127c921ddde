"""The rolling window ahead as a picture: the room from today on, a step for each day that it changes.

An SVG that needs no style and no script: lengths along the days are shares of the width and heights are in rem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape

from grantdesk.domain.messages import Language, euros

ROOM_FILL, CEILING_FILL = "#47a163", "#e4e8e5"
# The steps take this share of the width, in per cent; the rest holds the last figure.
_WIDTH, _TOP, _HEIGHT, _AXIS = Decimal(82), Decimal("1.5"), Decimal(6), Decimal(2)
_AFTER_THE_LAST = Decimal("0.08")
# Figures and days closer than this, in per cent of the width, would stand on top of one another.
_APART = Decimal(15)
# Those closer than this find room on a wide screen only; the page's style says what is wide.
_APART_WHERE_NARROW = Decimal(32)
_PLACES = Decimal("0.001")


@dataclass(frozen=True)
class Step:
    """From a day the room is `room_eur` of `limit_eur`."""

    on: date
    room_eur: Decimal
    limit_eur: Decimal


def render(steps: Sequence[Step], language: Language, *, name: str) -> str:
    """The picture; `name` begins the ids in it, and must differ between pictures on one page. At least one step."""
    words, top = _WORDS[language], max(step.limit_eur for step in steps)
    described = words["desc"].format(steps="; ".join(_said(step, language) for step in steps))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="window" role="img" width="100%" height="{_TOP + _HEIGHT + _AXIS}rem"'
        f' aria-labelledby="{name}-title {name}-desc" font-size="0.875rem" fill="currentColor">',
        f'<title id="{name}-title">{words["title"]}</title>',
        f'<desc id="{name}-desc">{escape(described)}</desc>',
        f'<rect class="window-ceiling" x="0" y="{_TOP}rem" width="{_WIDTH}%" height="{_HEIGHT}rem" fill="{CEILING_FILL}"/>',
        *_steps(steps, top, language),
        "</svg>",
    ]
    return "\n".join(parts)


def places(steps: Sequence[Step]) -> list[Decimal]:
    """Where each step begins, in per cent of the width, and last where the picture ends."""
    first, last = steps[0].on, steps[-1].on
    days = Decimal(max((last - first).days, 1))
    whole = days * (1 + _AFTER_THE_LAST)
    at = [Decimal((step.on - first).days) * _WIDTH / whole for step in steps]
    return [each.quantize(_PLACES, ROUND_HALF_UP) for each in (*at, _WIDTH)]


def _steps(steps: Sequence[Step], top: Decimal, language: Language) -> Iterator[str]:
    at, heights = places(steps), [_height(step, top) for step in steps]
    for place, (step, high) in enumerate(zip(steps, heights, strict=True)):
        if high:
            yield (
                f'<rect class="window-room" x="{at[place]}%" y="{_above(high)}rem" width="{at[place + 1] - at[place]}%"'
                f' height="{high}rem" fill="{ROOM_FILL}"><title>{escape(_said(step, language))}</title></rect>'
            )
    written = narrow = Decimal(-100)
    for place, step in enumerate(steps):
        if at[place] - written >= _APART:
            written = at[place]
            fits = written - narrow >= _APART_WHERE_NARROW
            narrow = written if fits else narrow
            # A figure reaches in over the steps that begin before it ends, and stands above the highest of them.
            under = [high for begins, high in zip(at, heights, strict=False) if written <= begins < written + _APART]
            yield from _figures(step, written, _above(max(under)), language, kind="" if fits else " window-close")


def _height(step: Step, top: Decimal) -> Decimal:
    return (step.room_eur * _HEIGHT / top).quantize(_PLACES, ROUND_HALF_UP) if top else Decimal(0)


def _above(high: Decimal) -> Decimal:
    return _TOP + _HEIGHT - high


def _figures(step: Step, at: Decimal, y: Decimal, language: Language, *, kind: str) -> Iterator[str]:
    """The room above the step, and its first day below."""
    above, below = y - Decimal("0.35"), _TOP + _HEIGHT + Decimal("1.2")
    yield f'<text class="window-figure{kind}" x="{at}%" y="{above}rem">{euros(step.room_eur, language)}</text>'
    yield f'<text class="window-day{kind}" x="{at}%" y="{below}rem">{step.on.isoformat()}</text>'


def _said(step: Step, language: Language) -> str:
    return _WORDS[language]["step"].format(day=step.on.isoformat(), room=euros(step.room_eur, language))


_WORDS: dict[Language, dict[str, str]] = {
    "sv": {
        "title": "Utrymmet från i dag och framåt",
        "desc": "En trappa från vänster till höger: {steps}. Samma belopp står i tabellen.",
        "step": "från {day}: {room} euro",
    },
    "en": {
        "title": "The room from today on",
        "desc": "A staircase from left to right: {steps}. The table holds the same amounts.",
        "step": "from {day}: {room} EUR",
    },
}
