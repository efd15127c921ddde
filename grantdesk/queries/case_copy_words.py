"""The words of a copy of a case: rows with a label, what is said, and what of it could be known again elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grantdesk.domain import messages
from grantdesk.domain.county import County
from grantdesk.domain.masking import Row, Value
from grantdesk.domain.messages import Both, Language, message, render
from grantdesk.domain.money import Money


@dataclass(frozen=True)
class Wording:
    """In which language a copy is written, and the county whose names it uses."""

    language: Language
    county: County

    def say(self, key: str, **said: str) -> str:
        return render(message(key, **said), self.language)

    def named(self, kind: str, code: str) -> str:
        """The reader's word for a code."""
        return self.say(f"{kind}.{code}")

    def both(self, texts: Both | Mapping[str, str]) -> str:
        if isinstance(texts, Both):
            return texts.sv if self.language == "sv" else texts.en
        return texts[self.language]

    def money(self, amount: Money) -> str:
        return messages.amount(amount, self.language)

    def euros(self, amount: Decimal) -> str:
        return messages.euros(amount, self.language)

    def day(self, day: date | None) -> str:
        return day.isoformat() if day else ""

    def row(self, field: str, label: str, said: str, *tells: Value) -> Iterator[Row]:
        """A row, where something is said; `field` is empty where nothing in it can be secret."""
        if said.strip():
            written = self.say(label)
            yield Row(field, written[:1].upper() + written[1:], said, tuple(each for each in tells if each))

    def amount(self, field: str, label: str, amount: Money | None) -> Iterator[Row]:
        """A row with an amount that can be known again."""
        if amount is not None:
            yield from self.row(field, label, self.money(amount), amount)

    def figure(self, field: str, label: str, amount: Money | None) -> Iterator[Row]:
        """A row with an amount of the authority's own: it stands though it equals one that is secret."""
        if amount is not None:
            yield Row(field, self.say(label), self.money(amount), is_ours=True)
