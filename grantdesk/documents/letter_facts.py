"""What letters say, as facts: filled in by whoever asks for a letter, printed by the writers beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from grantdesk.documents.layout import Letterhead
from grantdesk.documents.letter_texts import LetterTexts
from grantdesk.domain.appeal import Rule
from grantdesk.domain.money import ZERO, Money, total

LaterKind = Literal["change", "revoke", "withhold", "recover", "set_off", "advance", "lower"]


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


@dataclass(frozen=True, kw_only=True)
class AnyDecision:
    """What the letter about a decision of any kind says, in the words of the reader's language."""

    letterhead: Letterhead
    texts: LetterTexts
    case_number: str
    decided_on: date
    recipient: Recipient
    scheme: str
    ordinance: str
    measure: str
    reasons: tuple[str, ...]
    decided_by: DecidedBy
    appeal: Rule
    cause: str = ""
    """The code of the ground that the law asks for, where the kind has one."""
    grounds: tuple[Ground, ...] = ()
    presented_by: str = ""
    de_minimis: DeMinimis | None = None
    unconfirmed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionLetter(AnyDecision):
    """What the letter says of the decision that ends an application."""

    outcome: Literal["granted", "rejected", "dismissed", "written_off"]
    received_on: date
    sections: str
    applied: Money | None
    granted: Money
    lines: tuple[CostLine, ...]
    period: tuple[date, date] | None = None
    conditions: tuple[str, ...] = ()
    financing: tuple[NamedAmount, ...] = ()
    objectives: tuple[NamedAmount, ...] = ()
    cofinancing: Cofinancing | None = None

    def __post_init__(self) -> None:
        if self.outcome == "granted" and self.lines and total(line.aid for line in self.lines) != self.granted:
            raise ValueError(f"the cost lines of {self.case_number} do not add up to what was granted")
        if self.outcome != "granted" and not (self.reasons or self.cause):
            raise ValueError(f"the decision against {self.case_number} gives no reasons")


@dataclass(frozen=True)
class Change:
    """One thing that a decision changes: the key of its name among the texts, what it was and what it is now."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class PlanChange:
    """One line of the cost plan, before and after; None where it was not there, or no longer is."""

    name: str
    before: Money | None
    after: Money | None


@dataclass(frozen=True)
class SetOff:
    """The payment that an amount is set off against: what it was, what is paid of it, and what of the recovery remains."""

    payment: str
    payment_amount: Money
    remaining: Money
    off: Money

    @property
    def paid(self) -> Money:
        return self.payment_amount - self.off


@dataclass(frozen=True)
class AdvanceGrounds:
    """The two things that an advance rests on, as they were written."""

    special_reasons: str
    soundness: str


@dataclass(frozen=True)
class Lowering:
    """What is wanted back once a recovery has been lowered, and what had come by then besides that and its interest."""

    remaining: Money
    too_much: Money


@dataclass(frozen=True)
class EarlierDecision:
    """The decision that a later one refers to, its kind in words."""

    kind: str
    decided_on: date


@dataclass(frozen=True, kw_only=True)
class LaterLetter(AnyDecision):
    """What the letter says of a decision about one that was taken before."""

    kind: LaterKind
    refers_to: EarlierDecision
    amount: Money = ZERO
    due_on: date | None = None
    changes: tuple[Change, ...] = ()
    plan: tuple[PlanChange, ...] = ()
    set_off: SetOff | None = None
    advance: AdvanceGrounds | None = None
    lowering: Lowering | None = None

    def __post_init__(self) -> None:
        if self.kind == "recover" and self.due_on is None:
            raise ValueError(f"the recovery in {self.case_number} says no day")
        if self.kind == "set_off" and self.set_off is None:
            raise ValueError(f"the set-off in {self.case_number} names no payment")
        if self.kind == "advance" and self.advance is None:
            raise ValueError(f"the advance in {self.case_number} says no special reasons")
        if self.kind == "lower" and self.lowering is None:
            raise ValueError(f"the lowered recovery in {self.case_number} says nothing of what is left")
        if self.kind == "change" and not (self.changes or self.plan):
            raise ValueError(f"the change in {self.case_number} changes nothing")


@dataclass(frozen=True)
class Contact:
    """Who answers questions about the case."""

    handler: str
    email: str


@dataclass(frozen=True, kw_only=True)
class SupplementLetter:
    """A request for what is missing in an application; `consequence` is `not_tried` or `decided`."""

    letterhead: Letterhead
    texts: LetterTexts
    case_number: str
    dated_on: date
    recipient: Recipient
    scheme: str
    measure: str
    received_on: date
    points: tuple[str, ...]
    note: str
    due_on: date
    consequence: str
    contact: Contact


@dataclass(frozen=True, kw_only=True)
class CoveringLetter:
    """A letter that papers go with; `addressee` is a name and an address, one line each."""

    letterhead: Letterhead
    texts: LetterTexts
    case_number: str
    dated_on: date
    addressee: tuple[str, ...]
    heading: str
    text: str
    enclosures: tuple[str, ...]
    contact: Contact
