"""How money may move: between a few accounts, under a code that says why, one positive amount at a time."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from grantdesk.domain.distribution import by_largest_remainder
from grantdesk.domain.money import Money, total


class Account(StrEnum):
    """`frame` is what the Region may grant from, `commitment` what is promised, `recipient` what has been paid.

    `loss` is what was to be repaid and never will be. Interest on what is repaid late is no aid: it comes from whoever owes
    it, the `debtor`, who holds nothing of ours, to `interest`.
    """

    FRAME = "frame"
    COMMITMENT = "commitment"
    RECIPIENT = "recipient"
    LOSS = "loss"
    DEBTOR = "debtor"
    INTEREST = "interest"


class Code(StrEnum):
    """Why money moved."""

    GRANTED = "granted"
    CHANGED_UP = "changed_up"
    CHANGED_DOWN = "changed_down"
    PAID = "paid"
    RELEASED = "released"
    RECOVERED = "recovered"
    WRITTEN_OFF = "written_off"
    REFUNDED = "refunded"
    INTEREST = "interest"
    INTEREST_BACK = "interest_back"


# Where each code takes money from and where it leaves it. A reversal goes the other way, under the same code.
MOVES: Mapping[Code, tuple[Account, Account]] = {
    Code.GRANTED: (Account.FRAME, Account.COMMITMENT),
    Code.CHANGED_UP: (Account.FRAME, Account.COMMITMENT),
    Code.CHANGED_DOWN: (Account.COMMITMENT, Account.FRAME),
    Code.PAID: (Account.COMMITMENT, Account.RECIPIENT),
    Code.RELEASED: (Account.COMMITMENT, Account.FRAME),
    Code.RECOVERED: (Account.RECIPIENT, Account.FRAME),
    Code.WRITTEN_OFF: (Account.RECIPIENT, Account.LOSS),
    Code.REFUNDED: (Account.FRAME, Account.RECIPIENT),
    Code.INTEREST: (Account.DEBTOR, Account.INTEREST),
    Code.INTEREST_BACK: (Account.INTEREST, Account.DEBTOR),
}
# What is booked beside the aid, and counts in no total of it.
BESIDE_THE_AID = (Code.INTEREST, Code.INTEREST_BACK)

Split = Mapping[str, Money]  # objective: amount


def split(amount: Money, shares: Mapping[str, int]) -> dict[str, Money]:
    """Divide `amount` over objectives in proportion to `shares`, exactly; parts of nothing are left out."""
    parts = by_largest_remainder(amount.ore, list(shares.values()))
    return {objective: Money(part) for objective, part in zip(shares, parts, strict=True) if part}


def split_over_what_is_left(amount: Money, left: Split) -> dict[str, Money]:
    """Divide `amount` over objectives by what is left of each, so that none gives more than it has and the last all.

    Raises ValueError when `amount` is more than all that is left.
    """
    if amount > total(left.values()):
        raise ValueError("more than what is left")
    return split(amount, {objective: part.ore for objective, part in left.items()})
