"""How money, days and sentences are written on a page, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context

from grantdesk.clock import LOCAL
from grantdesk.domain import messages
from grantdesk.domain.findings import Finding
from grantdesk.domain.messages import Both, Message, message
from grantdesk.domain.money import Money
from grantdesk.domain.vocabulary import AMOUNTS, DISTANCES
from grantdesk.web import language, tables
from grantdesk.web.forms import faults

# What a page shows where there is no value; a screen reader reads nothing for it.
NOTHING = "\u2013"
_MINUS = "\u2212"


def money(value: Money | None) -> str:
    """`1 234,50 kr`, `SEK 1,234.50`."""
    return NOTHING if value is None else messages.amount(value, language.current())


def digits(value: Money | None) -> str:
    """An amount in a table whose heading says the unit: always two decimals where any row may have öre."""
    if value is None:
        return NOTHING
    written = messages.number(Decimal(abs(value.ore) // 100), language.current())
    point = "," if language.current() == "sv" else "."
    return f"{_MINUS if value.ore < 0 else ''}{written}{point}{abs(value.ore) % 100:02d}"


def number(value: Decimal | int | None) -> str:
    return NOTHING if value is None else messages.number(Decimal(value), language.current())


def euros(value: Decimal | None) -> str:
    """`12 500,10`, an amount in euro without its unit."""
    return NOTHING if value is None else messages.euros(value, language.current())


def percent(rate: Decimal | None) -> str:
    """`0.35` as `35 %`."""
    return NOTHING if rate is None else messages.percent(rate, language.current())


def day(value: date | None) -> str:
    """`2026-11-22`, as Swedish authorities write it."""
    return NOTHING if value is None else value.isoformat()


def day_in_words(value: date | None) -> str:
    """`22 november 2026`."""
    return NOTHING if value is None else format_date(value, "d MMMM y", locale=language.current())


def moment(value: datetime | None) -> str:
    """`2026-11-22 14:05`, Swedish time; a moment without a zone is UTC, as SQLite returns them."""
    if value is None:
        return NOTHING
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")


def say(said: Message | None) -> str:
    return NOTHING if said is None else messages.render(said, language.current())


def both(texts: Both | Mapping[str, str] | None) -> str:
    """The reader's one of two texts, as an assessment or a region stores them."""
    if texts is None:
        return NOTHING
    if isinstance(texts, Both):
        return texts.sv if language.current() == "sv" else texts.en
    return texts[language.current()]


def named(code: str, kind: str) -> str:
    """The reader's word for a code: `{{ "granted" | named("state.case") }}` says the sentence `state.case.granted`."""
    return say(message(f"{kind}.{code}"))


def stated(said: int | str, circumstance: str) -> str:
    """A circumstance's number as a reader writes it; a year keeps its four figures together."""
    if circumstance in AMOUNTS:
        return money(Money.parse(str(said)))
    return number(Decimal(said)) if circumstance in DISTANCES else str(said)


@dataclass(frozen=True)
class ShownFinding:
    """A finding as a page shows it, whether it comes from a rule just run or from what an assessment keeps."""

    kind: str
    rule: str
    reason: str
    source: str
    confidence: str
    confirmed: bool


def shown_finding(found: Finding | Mapping[str, Any]) -> ShownFinding:
    if isinstance(found, Finding):
        met, rule, reason, source = found.met, found.rule, say(found.reason), both(found.source.text)
        confidence, confirmed = found.source.confidence.value, found.source.confirmed
    else:
        met, rule, reason, source = found["met"], found["rule"], both(found["reason"]), both(found["source_text"])
        confidence, confirmed = found["confidence"], found["confirmed"]
    return ShownFinding("met" if met else "unmet", rule, reason, source, named(confidence, "confidence"), confirmed)


def _for_each_reader(written: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, asked each time a page is shown.

    Jinja works out what a filter makes of a constant when it compiles the template: every reader would be told that in the
    language of the first one.
    """

    @pass_context
    def asked(_context: Context, *arguments: Any, **named_ones: Any) -> Any:
        return written(*arguments, **named_ones)

    return asked


def install(app: Flask) -> None:
    for written in (
        money,
        digits,
        number,
        euros,
        percent,
        day,
        day_in_words,
        moment,
        say,
        both,
        named,
        stated,
        shown_finding,
    ):
        app.jinja_env.filters[written.__name__] = _for_each_reader(written)
    app.jinja_env.filters.update(columns=tables.columns, stackable=tables.stackable)
    app.jinja_env.filters.update(described=faults.described, faults=faults.of, own_errors=faults.own_errors)
