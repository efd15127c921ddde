"""Whether the ledger, the batch's file and the bank say the same of a batch, and what each difference is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import ZERO, Money


@dataclass(frozen=True)
class Counted:
    """How many payments, and what they come to."""

    payments: int = 0
    amount: Money = ZERO

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.payments + other.payments, self.amount + other.amount)


NONE = Counted()


@dataclass(frozen=True)
class BatchReconciled:
    """A batch that has left: what its file held, what has become of its payments, what is booked, and what the bank has paid.

    `by_hand` are those confirmed without an answer of the bank's, `answered` those that its answers confirm.
    """

    number: str
    exported_on: date
    sent_on: date | None
    file: Counted
    waiting: Counted
    confirmed: Counted
    failed: Counted
    cancelled: Counted
    by_hand: Counted
    answered: Counted
    booked: Money

    @property
    def left(self) -> Counted:
        """What should have left the account by the file: all of it but what failed or was stopped."""
        stopped = self.failed + self.cancelled
        return Counted(self.file.payments - stopped.payments, self.file.amount - stopped.amount)

    @property
    def is_equal(self) -> bool:
        """Whether all three say the same to the öre, with nothing waiting."""
        return self.left == self.answered and self.booked == self.left.amount and not any(self.wrong())

    def open(self) -> Iterator[Message]:
        """What the difference to the bank is where nothing is wrong: what it has not answered, and what it did not say."""
        if self.waiting.payments:
            yield message("reconciled.waiting", payments=self.waiting.payments, amount=self.waiting.amount)
        if self.by_hand.payments:
            yield message("reconciled.by_hand", payments=self.by_hand.payments, amount=self.by_hand.amount)

    def wrong(self) -> Iterator[Message]:
        """What cannot be, and must be looked into at once."""
        there = self.waiting + self.confirmed + self.failed + self.cancelled
        if there != self.file:
            yield message(
                "reconciled.file", in_file=self.file.payments, amount=self.file.amount, payments=there.payments,
                there=there.amount,
            )  # fmt: skip
        if self.booked != self.left.amount:
            yield message("reconciled.ledger", booked=self.booked, left=self.left.amount)
        if self.answered + self.by_hand != self.confirmed:
            yield message("reconciled.bank", answered=self.answered.amount, confirmed=self.confirmed.amount)
