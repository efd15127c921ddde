"""An order to the bank: who pays, when, and every payment with the account that it goes to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from grantdesk.domain.account import ACCOUNT, BANKGIRO, IBAN, PLUSGIRO, Account
from grantdesk.domain.bank_text import bank_text
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import Money

LONGEST_NAME = 70
LONGEST_REMITTANCE = 140
LONGEST_REFERENCE = 35
# What a name becomes when none of it can be written in a payment file: the word of the format for what is not known.
NAMELESS = "NOTPROVIDED"
# The most that fits in eighteen digits, of which the format allows two to be decimals.
_MOST = Money(10**15 - 1)
_REFERENCE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9-]{{0,{LONGEST_REFERENCE - 1}}}")
_NUMBERS: Mapping[str, re.Pattern[str]] = {
    BANKGIRO: re.compile(r"[0-9]{7,8}"),
    PLUSGIRO: re.compile(r"[0-9]{2,8}"),
    ACCOUNT: re.compile(r"[0-9]{1,15}"),
    IBAN: re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}"),
}
_CLEARING = re.compile(r"[0-9]{4,5}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")


@dataclass(frozen=True)
class Debtor:
    """Who pays: the name, the organisation number as written, what the bank knows it by, and the account that is charged."""

    name: str
    organisation_number: str
    customer_number: str
    customer_scheme: str
    account: Account
    bic: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """One payment: `reference` is what the bank answers with, `message` what the recipient reads beside it."""

    reference: str
    name: str
    account: Account
    amount: Money
    message: str


@dataclass(frozen=True)
class PaymentOrder:
    """What all the payments share; `made_at` is in UTC. Whoever writes the file counts `count` and `sum` again."""

    number: str
    made_at: datetime
    execution_on: date
    debtor: Debtor
    count: int
    sum: Money


def fault(instruction: Instruction) -> Message | None:
    """Why the payment cannot be written in a payment file; None where it can."""
    if not _REFERENCE.fullmatch(instruction.reference):
        return message("payment_file.reference", reference=ascii(instruction.reference))
    if not Money(0) < instruction.amount <= _MOST:
        return message("payment_file.amount", reference=instruction.reference, amount=instruction.amount)
    if not _is_whole(instruction.account):
        return message("payment_file.account", reference=instruction.reference)
    return None


def written_name(name: str) -> str:
    """The name as a bank takes it, at most seventy characters."""
    return bank_text(name, LONGEST_NAME) or NAMELESS


def remittance(instruction: Instruction) -> str:
    """What the recipient reads: the reference first, so that it is there however much of the rest is cut."""
    return bank_text(f"{instruction.reference} {instruction.message}", LONGEST_REMITTANCE)


def _is_whole(account: Account) -> bool:
    shape = _NUMBERS.get(account.kind)
    if shape is None or not shape.fullmatch(account.number):
        return False
    has_clearing = bool(_CLEARING.fullmatch(account.clearing))
    return has_clearing == (account.kind == ACCOUNT) and (not account.bic or bool(_BIC.fullmatch(account.bic)))
