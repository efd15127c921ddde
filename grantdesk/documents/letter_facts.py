"""What a decision letter says, as facts: filled in by whoever asks for the letter, printed by `decision_letter`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from grantdesk.documents.layout import Letterhead
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.domain.appeal import Rule
from grantdesk.domain.money import Money, total


@dataclass(frozen=True)
class Recipient:
    """Who the letter is to. A sole trader's organisation number is a personal number and is not printed in full."""

    name: str
    organisation_number: str
    number_is_personal: bool
    address: tuple[str, ...] = ()

    @property
    def shown_number(self) -> str:
        return f"{self.organisation_number[:-4]}****" if self.number_is_personal else self.organisation_number


@dataclass(frozen=True)
class CostLine:
    """One cost line as it was assessed; `rate` is None where none applies."""

    category: str
    cost: Money
    eligible_cost: Money
    rate: Decimal | None
    aid: Money


@dataclass(frozen=True)
class NamedAmount:
    """What one financier brings, or what one objective carries."""

    name: str
    amount: Money


@dataclass(frozen=True)
class Ground:
    """A finding that decided: met or not, why, and by which source."""

    met: bool
    reason: str
    source: str
    confirmed: bool


@dataclass(frozen=True)
class DeMinimis:
    """The aid in euro under a de minimis regulation, such as `2023/2831`, at the rate of one day."""

    regulation: str
    amount_eur: Decimal
    eur_rate: Decimal
    rate_on: date
    rate_source: str


@dataclass(frozen=True)
class Cofinancing:
    """The EU fund and programme that the project also has money from."""

    fund: Literal["eruf", "esf"]
    programme: str
    eu_amount: Money | None = None


@dataclass(frozen=True)
class DecidedBy:
    """Who decided and on what ground. `minutes` is the paragraph of the minutes, and given when the board decided."""

    name: str
    title: str
    ground: str
    ground_confirmed: bool
    minutes: str = ""


@dataclass(frozen=True)
class DecisionLetter:
    """All that the letter says of one decision, in the words of the reader's language."""

    letterhead: Letterhead
    texts: LetterTexts
    outcome: Literal["granted", "rejected"]
    case_number: str
    decided_on: date
    received_on: date
    recipient: Recipient
    scheme: str
    ordinance: str
    sections: str
    measure: str
    applied: Money | None
    granted: Money
    lines: tuple[CostLine, ...]
    grounds: tuple[Ground, ...]
    reasons: tuple[str, ...]
    decided_by: DecidedBy
    appeal: Rule
    presented_by: str = ""
    period: tuple[date, date] | None = None
    conditions: tuple[str, ...] = ()
    financing: tuple[NamedAmount, ...] = ()
    objectives: tuple[NamedAmount, ...] = ()
    de_minimis: DeMinimis | None = None
    cofinancing: Cofinancing | None = None
    unconfirmed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.outcome == "granted" and self.lines and total(line.aid for line in self.lines) != self.granted:
            raise ValueError(f"the cost lines of {self.case_number} do not add up to what was granted")
        if self.outcome == "rejected" and not self.reasons:
            raise ValueError(f"the rejection of {self.case_number} gives no reasons")
