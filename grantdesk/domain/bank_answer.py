"""What a bank says of payments, and what each thing it says does to a payment: a table on paper, and a table here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from grantdesk.domain.fields import InputError, InputErrors
from grantdesk.domain.messages import Message, render
from grantdesk.domain.money import Money

CURRENCY = "SEK"
PAIN, CAMT, LIST = "pain.002", "camt.054", "csv"
FORMS = (PAIN, CAMT, LIST)

# What the bank says of a payment. `received` is every word that it has the payment and has not done with it, `unclear` an
# entry under the payment's reference that is neither the payment nor its return.
PAID, REJECTED, RETURNED, RECEIVED, UNCLEAR = "paid", "rejected", "returned", "received", "unclear"
STATUSES = (PAID, REJECTED, RETURNED, RECEIVED, UNCLEAR)

# What became of it here. The first two changed a payment, the next three needed no change, the rest need a person.
CONFIRMED, FAILED = "confirmed", "failed"
KEPT, TOLD_BEFORE, WHOLE_FILE = "kept", "told_before", "whole_file"
UNKNOWN, CONTRADICTED, UNEXPECTED, PAID_TWICE = "unknown", "contradicted", "unexpected", "paid_twice"
OTHER_FILE, OTHER_CURRENCY, OTHER_AMOUNT, OTHER_DAY = "other_file", "other_currency", "other_amount", "other_day"
NO_AMOUNT, REFUSED = "no_amount", "refused"
QUIET = (CONFIRMED, FAILED, KEPT, TOLD_BEFORE, WHOLE_FILE)
MISMATCHES = (
    UNKNOWN, CONTRADICTED, UNEXPECTED, PAID_TWICE, OTHER_FILE, OTHER_CURRENCY, OTHER_AMOUNT, OTHER_DAY, NO_AMOUNT, REFUSED,
)  # fmt: skip
OUTCOMES = (*QUIET, *MISMATCHES)

# What a second entry is, of money that leaves and of money that comes back.
_MOVES = {PAID: PAID_TWICE, RETURNED: UNEXPECTED}

_LEFT = ("exported", "sent")
_STOPPED = ("failed", "cancelled")
# What each word does to a payment in each state; a pair that is not here is unexpected, and a person looks at it.
DOES: Mapping[tuple[str, str], str] = {
    **{(PAID, state): CONFIRMED for state in _LEFT},
    (PAID, "confirmed"): TOLD_BEFORE,
    **{(REJECTED, state): FAILED for state in _LEFT},
    **{(REJECTED, state): TOLD_BEFORE for state in _STOPPED},
    **{(RETURNED, state): FAILED for state in (*_LEFT, "confirmed")},
    **{(RETURNED, state): TOLD_BEFORE for state in _STOPPED},
    **{(RECEIVED, state): KEPT for state in (*_LEFT, "confirmed", *_STOPPED)},
}
_STATE_AFTER = {CONFIRMED: "confirmed", FAILED: "failed"}
# How our payments and files are numbered; a bank tells in the same files of others' too.
_PAYMENT, _BATCH = re.compile(r"UT-[0-9]{4}-[0-9]+"), re.compile(r"UB-[0-9]{4}-[0-9]+")


@dataclass(frozen=True)
class Answer:
    """One thing that the bank says of one payment, by the end-to-end reference that the payment left with.

    `amount` is None where the bank says none, or says it in another `currency`. `batch` is the file that the bank says it
    came in, empty where it does not say. `booked` is an entry on the account, known to the bank by `bank_reference`.
    """

    reference: str
    status: str
    on: date
    amount: Money | None = None
    currency: str = CURRENCY
    reason: str = ""
    batch: str = ""
    booked: bool = False
    bank_reference: str = ""


@dataclass(frozen=True)
class Whole:
    """What the bank says of a whole file of payments; how many and how much only where it says so.

    `booked` is an entry on the account, known to the bank by `bank_reference`; `unclear` where it is not the file's payment.
    """

    batch: str
    status: str
    on: date
    reason: str = ""
    payments: int | None = None
    amount: Money | None = None
    booked: bool = False
    bank_reference: str = ""


@dataclass(frozen=True)
class Said:
    """All that one file of the bank's says; `others` is how many of its entries concern something else on the account."""

    form: str
    message_id: str
    answers: tuple[Answer, ...]
    wholes: tuple[Whole, ...] = ()
    others: int = 0


@dataclass(frozen=True)
class Known:
    """A payment as it is when the answer comes.

    `debits` and `returns` are the bank's own references of what it has booked before, of money that left and that came back.
    """

    number: str
    amount: Money
    state: str
    batch: str | None
    exported_on: date | None
    debits: frozenset[str] = frozenset()
    returns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sent:
    """A file of payments as it left: how many it held and what they came to, and the numbers and the sum of those that stand.

    `debits` are the bank's own references of entries in which it has booked the file in one before.
    """

    number: str
    payments: int
    amount: Money
    members: tuple[str, ...]
    standing: Money
    debits: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file of the bank's: where, and what would be right."""

    at: Message
    reason: Message


class NotAnswers(InputErrors):
    """The file is not taken in, and nothing of it has been done; `faults` are what is wrong in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(InputError(render(fault.at, "en"), fault.reason) for fault in self.faults)


@dataclass(frozen=True)
class Judged:
    """An answer and what it does."""

    answer: Answer
    outcome: str


def is_payment(reference: str) -> bool:
    """Whether a reference is one of ours, by its form."""
    return bool(_PAYMENT.fullmatch(reference))


def is_batch(number: str) -> bool:
    """Whether the number of a file is one of ours, by its form."""
    return bool(_BATCH.fullmatch(number))


def of_whole(whole: Whole, sent: Sent | None) -> str:
    """What becomes of a word on a whole file: only a rejection of just that file does anything.

    A bank books a file in one without those that it has rejected, which is what stands of it.
    """
    if sent is None:
        return UNKNOWN
    if whole.status == UNCLEAR:
        return UNEXPECTED
    if whole.booked and whole.bank_reference and sent.debits:
        return TOLD_BEFORE if whole.bank_reference in sent.debits else PAID_TWICE
    if whole.status != REJECTED and _is_of(whole, len(sent.members), sent.standing):
        return KEPT
    if not _is_of(whole, sent.payments, sent.amount):
        return OTHER_AMOUNT
    return WHOLE_FILE if whole.status == REJECTED else KEPT


def of_wholes(wholes: Iterable[Whole], sent: Mapping[str, Sent | None]) -> Iterator[Judged]:
    """What becomes of each word on a whole file, by the number of the file; two entries of one are money drawn twice."""
    booked: set[str] = set()
    for whole in wholes:
        outcome = of_whole(whole, sent[whole.batch])
        if whole.booked and outcome == KEPT:
            outcome = PAID_TWICE if whole.batch in booked else KEPT
            booked.add(whole.batch)
        yield Judged(
            Answer(
                whole.batch, whole.status, whole.on, whole.amount, reason=whole.reason, batch=whole.batch,
                booked=whole.booked, bank_reference=whole.bank_reference,
            ),
            outcome,
        )  # fmt: skip


def _is_of(whole: Whole, payments: int, amount: Money) -> bool:
    return whole.payments in (None, payments) and whole.amount in (None, amount)


def of_each(whole: Whole, sent: Sent, told: Iterable[Answer]) -> list[Answer]:
    """A rejection of the whole file, as one of each payment in it that the bank has not rejected by name."""
    by_name = {one.reference for one in told if one.status == REJECTED}
    return [
        Answer(number, REJECTED, whole.on, reason=whole.reason, batch=whole.batch)
        for number in sent.members
        if number not in by_name
    ]


def judged(answers: Sequence[Answer], known: Mapping[str, Known], *, on: date) -> list[Judged]:
    """What each answer does, in the file's order; `on` is today. An answer that does not match holds no other."""
    together: dict[str, list[tuple[int, Answer]]] = {}
    for place, answer in enumerate(answers):
        together.setdefault(answer.reference, []).append((place, answer))
    found: dict[int, str] = {}
    for reference, mine in together.items():
        found |= _of_one(mine, known.get(reference), on=on)
    return [Judged(answer, found[place]) for place, answer in enumerate(answers)]


def _of_one(mine: Sequence[tuple[int, Answer]], known: Known | None, *, on: date) -> dict[int, str]:
    """What each answer on one payment does, each beside what those before it have done."""
    torn = _contradict([answer for _, answer in mine])
    progress, found = _Progress(known), {}
    # Money comes back after it has left, in whatever order one file tells of it.
    for place, answer in sorted(mine, key=lambda one: (one[1].status == RETURNED, one[0])):
        found[place] = CONTRADICTED if torn and answer.status != RECEIVED else progress.take(answer, on=on)
    return found


def _contradict(answers: Iterable[Answer]) -> bool:
    """Whether they cannot all be so: rejected and paid, or the same said of two amounts."""
    said = {(one.status, one.amount, one.currency) for one in answers if one.status != RECEIVED}
    statuses = [status for status, _, _ in said]
    return len(statuses) > len(set(statuses)) or (REJECTED in statuses and len(statuses) > 1)


@dataclass
class _Progress:
    """One payment while a file is gone through."""

    known: Known | None
    booked_here: set[str] = field(default_factory=set)

    def take(self, answer: Answer, *, on: date) -> str:
        if self.known is None:
            return UNKNOWN
        found = _differs(answer, self.known) or self._booked(answer, self.known) or _does(answer, self.known)
        if found in (CONFIRMED, FAILED):
            found = _unsure(answer, self.known, found, on=on) or found
        if answer.booked:
            self.booked_here.add(answer.status)
        self.known = replace(self.known, state=_STATE_AFTER.get(found or "", self.known.state))
        return found or UNEXPECTED

    def _booked(self, answer: Answer, known: Known) -> str | None:
        """An entry is booked once: the same one told again is nothing new, another one is money that moved twice."""
        if not answer.booked or answer.status not in _MOVES:
            return None
        twice, before = _MOVES[answer.status], known.debits if answer.status == PAID else known.returns
        if answer.status in self.booked_here:
            return twice
        if answer.bank_reference in before:
            return TOLD_BEFORE
        if answer.status == PAID and known.state in _STOPPED:
            # Told of after the return that undid it.
            return TOLD_BEFORE if known.returns and not before else None
        again = answer.status == RETURNED or known.state == "confirmed"
        return twice if again and before and answer.bank_reference else None


def _does(answer: Answer, known: Known) -> str | None:
    """The table; the bank cannot have heard of what has not been in a file."""
    return DOES.get((answer.status, known.state)) if known.batch else None


def _differs(answer: Answer, known: Known) -> str | None:
    if answer.batch and answer.batch != known.batch:
        return OTHER_FILE
    if answer.currency != CURRENCY:
        return OTHER_CURRENCY
    return OTHER_AMOUNT if answer.amount not in (None, known.amount) else None


def _unsure(answer: Answer, known: Known, outcome: str, *, on: date) -> str | None:
    """Why an answer that fits does nothing all the same: nothing is confirmed without its amount, or on a day that cannot be."""
    if outcome == CONFIRMED and answer.amount is None:
        return NO_AMOUNT
    left = known.exported_on
    return OTHER_DAY if answer.on > on or (left is not None and answer.on < left) else None
