"""Words for readers: a message is a key with parameters, and one function renders it, in Swedish or English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from grantdesk.domain.money import Money
from grantdesk.domain.sentences import SENTENCES

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
Parameter = str | int | Money | Decimal | date

_NBSP = "\u00a0"


@dataclass(frozen=True)
class Both:
    """A parameter whose text differs between the languages, such as the name of a scheme."""

    sv: str
    en: str


@dataclass(frozen=True)
class Message:
    """A sentence for a reader, by key; `key` is one of `sentences.SENTENCES`."""

    key: str
    parameters: Mapping[str, Parameter | Both] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.key not in SENTENCES:
            raise KeyError(f"no sentence for {self.key!r}")


def message(key: str, **parameters: Parameter | Both) -> Message:
    return Message(key, parameters)


def render(said: Message, language: Language) -> str:
    sentence = SENTENCES[said.key][LANGUAGES.index(language)]
    return sentence.format(**{name: _shown(value, language) for name, value in said.parameters.items()})


def in_both(said: Message) -> dict[str, str]:
    """`{"sv": ..., "en": ...}`, the form in which an assessment stores its reasons."""
    return {language: render(said, language) for language in LANGUAGES}


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
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    text = f"{plain:,f}"
    return text.replace(",", _NBSP).replace(".", ",") if language == "sv" else text


def euros(value: Decimal, language: Language) -> str:
    """`12 500,10` in Swedish, `12,500.10` in English: cents are left out when there are none, never one of their digits."""
    text = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return text.replace(",", _NBSP).replace(".", ",") if language == "sv" else text


def percent(rate: Decimal, language: Language) -> str:
    """`0.35` as `35 %` in Swedish and `35%` in English."""
    return f"{number(rate * 100, language)}{_NBSP}%" if language == "sv" else f"{number(rate * 100, language)}%"


def _shown(value: Parameter | Both, language: Language) -> str:
    if isinstance(value, Both):
        return value.sv if language == "sv" else value.en
    if isinstance(value, Money):
        return amount(value, language)
    if isinstance(value, Decimal):
        return number(value, language)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
