"""What a reviewer should look into in a row of a claim: a cost reported before, at the wrong time, or of the recipient itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk.domain.claim_lines import ACTUAL, FLAT, IN_KIND
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import Money

# What a name has besides the name: two that differ in these alone are of one company.
_FORMS = frozenset({
    "ab", "aktiebolag", "aktiebolaget", "publ", "hb", "handelsbolag", "kb", "kommanditbolag",
    "ekonomisk", "ek", "förening", "för",
})  # fmt: skip
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d{6}-?\d{4}")


@dataclass(frozen=True)
class Reported:
    """What is compared of a row: where it stands, and what it reports. `case` is empty where its reader may not see the case."""

    claim_id: int
    number: int
    claim: int
    case: str
    same_case: bool
    category: str
    basis: str
    net: Money
    supplier: str
    voucher: str
    paid_on: date | None

    @property
    def is_bought(self) -> bool:
        """Whether somebody was paid for it, so that there is an invoice."""
        return self.basis == ACTUAL and self.category != IN_KIND


@dataclass(frozen=True)
class Recipient:
    """Those who count as the recipient: their names, and their numbers in digits alone."""

    names: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, organisations: Collection[tuple[str, str]]) -> Recipient:
        """From names and organisation numbers."""
        named = frozenset(key for name, _ in organisations if (key := _company(name)))
        return cls(named, frozenset(_plain(number) for _, number in organisations))

    def has(self, supplier: str) -> bool:
        """Whether a supplier's name, or a number that stands in it, is the recipient's."""
        numbers = {_plain(found) for found in _DIGITS.findall(supplier)}
        return _company(supplier) in self.names or bool(numbers & self.numbers)


@dataclass(frozen=True)
class Bounds:
    """When costs count: from `first` to `last`, where the decision sets such days, and paid when the claim was received.

    `flat` is the category that has a flat rate, where some row of the claim is reported by it.
    """

    first: date | None
    last: date | None
    received_on: date
    flat: str | None


@dataclass(frozen=True)
class Signal:
    """What is to be looked into. One that `holds` keeps the row from being approved with the rest, or without a remark."""

    kind: str
    said: Message
    holds: bool = True


class Others:
    """The rows that others are compared with: found by their voucher, or by whom was paid how much on which day."""

    def __init__(self, rows: Sequence[Reported]) -> None:
        self._by_voucher: dict[tuple[str, Money], list[Reported]] = {}
        self._by_payment: dict[tuple[str, Money, date], list[Reported]] = {}
        for row in rows:
            if row.is_bought and _plain(row.voucher):
                self._by_voucher.setdefault((_plain(row.voucher), row.net), []).append(row)
            if row.is_bought and row.supplier and row.paid_on:
                self._by_payment.setdefault((_company(row.supplier), row.net, row.paid_on), []).append(row)

    def like(self, row: Reported) -> Reported | None:
        """A row that reports the same cost, and was there before it or is in another claim."""
        return next((other for other in self._alike(row) if _is_before(other, row)), None)

    def _alike(self, row: Reported) -> Iterator[Reported]:
        if not row.is_bought:
            return
        for other in self._by_voucher.get((_plain(row.voucher), row.net), []):
            if not (row.supplier and other.supplier) or _company(row.supplier) == _company(other.supplier):
                yield other
        if row.supplier and row.paid_on:
            paid = self._by_payment.get((_company(row.supplier), row.net, row.paid_on), [])
            # Within one claim two vouchers are two purchases; in two claims the same one may be written in two ways.
            yield from (each for each in paid if each.claim_id != row.claim_id or not (each.voucher and row.voucher))


def signals(row: Reported, others: Others, *, recipient: Recipient, bounds: Bounds) -> list[Signal]:
    """Everything to look into in a row, what weighs most first."""
    return [
        *_reported_before(row, others),
        *_of_the_recipient(row, recipient),
        *_at_another_time(row, bounds),
        *_in_two_ways(row, bounds),
        *_without_papers(row),
    ]


def _reported_before(row: Reported, others: Others) -> Iterator[Signal]:
    other = others.like(row)
    if other is None:
        return
    if other.claim_id == row.claim_id:
        said = message("claim_signal.twice.here", row=other.number)
    elif other.same_case:
        said = message("claim_signal.twice.in_case", row=other.number, claim=other.claim)
    elif other.case:
        said = message("claim_signal.twice.elsewhere", row=other.number, claim=other.claim, case=other.case)
    else:
        said = message("claim_signal.twice.unseen")
    yield Signal("twice", said)


def _of_the_recipient(row: Reported, recipient: Recipient) -> Iterator[Signal]:
    if row.is_bought and row.supplier and recipient.has(row.supplier):
        yield Signal("related", message("claim_signal.related", supplier=row.supplier))


def _at_another_time(row: Reported, bounds: Bounds) -> Iterator[Signal]:
    day = row.paid_on
    if day is None:
        return
    if bounds.first is not None and day < bounds.first:
        yield Signal("before", message("claim_signal.before", day=day, first=bounds.first))
    if bounds.last is not None and day > bounds.last:
        yield Signal("after", message("claim_signal.after", day=day, last=bounds.last))
    if day > bounds.received_on:
        yield Signal("not_yet", message("claim_signal.not_yet", day=day, received=bounds.received_on))


def _in_two_ways(row: Reported, bounds: Bounds) -> Iterator[Signal]:
    if row.basis != FLAT and row.category == bounds.flat:
        yield Signal("simplified", message("claim_signal.simplified"))


def _without_papers(row: Reported) -> Iterator[Signal]:
    if row.is_bought and not row.voucher:
        yield Signal("no_voucher", message("claim_signal.no_voucher"), holds=False)
    if row.is_bought and row.paid_on is None:
        yield Signal("no_day", message("claim_signal.no_day"), holds=False)


def held(found: Sequence[Signal]) -> bool:
    """Whether anything keeps the row from being approved without a word."""
    return any(one.holds for one in found)


def _is_before(other: Reported, row: Reported) -> bool:
    return other.claim_id != row.claim_id or other.number < row.number


def _plain(text: str) -> str:
    """Letters and digits alone: `A 101`, `a-101` and `A101` are one voucher."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _company(name: str) -> str:
    """The name without its form and its signs; as it is where it has nothing else."""
    words = _WORD.findall(name.casefold())
    return " ".join([word for word in words if word not in _FORMS] or words)
