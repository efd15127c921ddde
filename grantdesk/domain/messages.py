"""Words for readers: a message is a key with parameters, and one function renders it, in Swedish or English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from grantdesk.domain.money import Money
from grantdesk.domain.sentences import SENTENCES

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
Parameter = str | int | Money | Decimal | date

_NBSP = "\u00a0"
# Whose clock a moment is told by.
_HERE = ZoneInfo("Europe/Stockholm")
# How many messages, and what is made of them, are kept for the next time they are said.
_KEPT = 16_384


@dataclass(frozen=True)
class Both:
    """A parameter whose text differs between the languages, such as the name of a scheme."""

    sv: str
    en: str


@dataclass(frozen=True, eq=False)
class Message:
    """A sentence for a reader, by key; `key` is one of `sentences.SENTENCES`.

    What is said alike is one and the same message, as long as `message` remembers it.
    """

    key: str
    parameters: Mapping[str, Parameter | Both] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.key not in SENTENCES:
            raise KeyError(f"no sentence for {self.key!r}")


# The same is said of many applications: the words are made once. A parameter shows the same however equal values are written.
@lru_cache(maxsize=_KEPT)
def message(key: str, **parameters: Parameter | Both) -> Message:
    return Message(key, parameters)


def render(said: Message, language: Language) -> str:
    return _filled(SENTENCES[said.key][LANGUAGES.index(language)], said.parameters, language)


def in_both(said: Message) -> dict[str, str]:
    """`{"sv": ..., "en": ...}`, the form in which an assessment stores its reasons."""
    swedish, english = SENTENCES[said.key]
    return {"sv": _filled(swedish, said.parameters, "sv"), "en": _filled(english, said.parameters, "en")}


def one_after_the_other(said: Iterable[Message]) -> Both:
    """Several sentences as one text, in the order that they are given."""
    each = [in_both(one) for one in said]
    return Both(" ".join(one["sv"] for one in each), " ".join(one["en"] for one in each))


def _filled(sentence: str, parameters: Mapping[str, Parameter | Both], language: Language) -> str:
    shown = {
        name: writer(value, language) if (writer := _WRITERS.get(type(value))) else value
        for name, value in parameters.items()
    }
    return sentence.format_map(shown)


def amount(money: Money, language: Language) -> str:
    """`1 234,50 kr` in Swedish, `SEK 1,234.50` in English; öre are left out when there are none."""
    kronor, ore = divmod(abs(money.ore), 100)
    grouped = f"{kronor:,}"
    sign = "\u2212" if money.ore < 0 else ""
    if language == "sv":
        decimals = f",{ore:02d}" if ore else ""
        return f"{sign}{grouped.replace(',', _NBSP)}{decimals}{_NBSP}kr"
    decimals = f".{ore:02d}" if ore else ""
    return f"{sign}SEK{_NBSP}{grouped}{decimals}"


def number(value: Decimal, language: Language) -> str:
    """A plain number with grouping, as many decimals as it has (trailing zeros dropped)."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", _NBSP).replace(".", ",") if language == "sv" else text


def euros(value: Decimal, language: Language) -> str:
    """`12 500,10` in Swedish, `12,500.10` in English: cents are left out when there are none, never one of their digits."""
    text = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return text.replace(",", _NBSP).replace(".", ",") if language == "sv" else text


def percent(rate: Decimal, language: Language) -> str:
    """`0.35` as `35 %` in Swedish and `35%` in English."""
    return f"{number(rate * 100, language)}{_NBSP}%" if language == "sv" else f"{number(rate * 100, language)}%"


def _of_both(value: Both, language: Language) -> str:
    return value.sv if language == "sv" else value.en


def _of_moment(value: datetime, language: Language) -> str:
    """`2026-11-22 kl. 14.05` in Swedish, `2026-11-22 14:05` in English, by the clock on the wall."""
    local = value.astimezone(_HERE)
    return f"{local:%Y-%m-%d kl. %H.%M}" if language == "sv" else f"{local:%Y-%m-%d %H:%M}"


# Words, counts and days are written as they are.
_WRITERS: Mapping[type, Callable[[Any, Language], str]] = {
    Both: _of_both,
    Money: amount,
    Decimal: number,
    datetime: _of_moment,
}
