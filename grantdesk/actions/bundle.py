"""Bundle: attested payments are put in a batch, the batch is locked, exported to the bank's file, and sent.

To lock is to try every payment once more, and to write down how many there are and what they come to. What cannot be paid is
set aside with its reason, and holds nobody else. To export is to book: from then on the money counts as paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from grantdesk import db
from grantdesk.actions import advance, book, keep_file, number, record
from grantdesk.domain.ledger import Code, Split, split_over_what_is_left
from grantdesk.domain.lifecycle import FIRST, may
from grantdesk.domain.messages import Both, Message, in_both
from grantdesk.domain.money import Money, total
from grantdesk.domain.refusal import CeilingExceeded, Refused, SomebodyWasFirst
from grantdesk.domain.roles import Actor
from grantdesk.models.base import Base
from grantdesk.models.payment import Batch, Payment
from grantdesk.models.witness import Change
from grantdesk.queries import balances, batches, payable, payouts
from grantdesk.region import Terms

BATCH_PREFIX = "UB"


@dataclass(frozen=True)
class Seen:
    """How many attested payments somebody has seen, and what they come to."""

    payments: int
    amount: Money


def make(payments: Sequence[Payment], *, by: Actor, on: date, once: str) -> Batch:
    """Put attested payments in a new batch, which is open until it is locked."""
    if not payments:
        raise Refused("batch.empty")
    if payouts.find_batch_by_token(once):
        raise Refused("batch.already_made")
    batch = Batch(
        number=number.following(BATCH_PREFIX, year=on.year),
        once=once,
        state=FIRST["batch"],
        made_on=on,
        made_by_id=by.id,
    )
    db.session.add(batch)
    db.session.flush()
    steps = advance.steps(payments, "collect", batch_id=batch.id)
    amount = total(payment.amount for payment in payments)
    record.event(
        "batch.made", by=by, rows=[batch], changes=steps, number=batch.number, payments=len(payments), amount=amount
    )
    return batch


def make_of_all(seen: Seen, *, by: Actor, on: date, once: str) -> Batch:
    """Put every attested payment in a new batch, where they are as many, and come to as much, as somebody has seen."""
    if payouts.find_batch_by_token(once):
        raise Refused("batch.already_made")
    payments = payouts.attested_for_act()
    now = Seen(len(payments), total(payment.amount for payment in payments))
    if now != seen:
        raise Refused("batch.others_attested", count=now.payments, sum=now.amount)
    return make(payments, by=by, on=on, once=once)


def take_out(payment: Payment, *, by: Actor) -> None:
    """Take a payment out of a batch that is still open; it waits for another."""
    batch = payment.batch
    if batch is None or batch.state != "open":
        raise Refused("batch.not_open", number=payment.number)
    step = advance.step(payment, "take_out", batch_id=None)
    record.event(
        "payment.taken_out", by=by, case=payment.case, changes=[step], number=payment.number, batch=batch.number
    )


def lock(batch: Batch, *, by: Actor, on: date, terms: Terms) -> list[Payment]:
    """Try every payment again, set aside those that may not be paid, and freeze the rest; gives back what was set aside."""
    payments = payouts.in_batch_for_act(batch)
    _refuse_when_somebody_was_first(batch, "lock")
    faults = payable.faults(payments, on=on, county=terms.county)
    kept = [payment for payment in payments if payment.id not in faults]
    aside = [payment for payment in payments if payment.id in faults]
    if not kept:
        raise _nothing_to_lock(batch, list(faults.values()))
    changes = _set_aside({payment: faults[payment.id] for payment in aside}, batch, by=by)
    amount = total(payment.amount for payment in kept)
    step = advance.step(
        batch, "lock", locked_on=on, locked_by_id=by.id, payments_locked=len(kept), amount_locked=amount
    )
    record.event(
        "batch.locked", by=by, changes=[step, *changes], number=batch.number, payments=len(kept), amount=amount,
        aside=len(aside),
    )  # fmt: skip
    return aside


def unlock(batch: Batch, *, by: Actor) -> None:
    """Open a locked batch again, before it is exported."""
    _refuse_when_somebody_was_first(batch, "unlock")
    step = advance.step(batch, "unlock", locked_on=None, locked_by_id=None, payments_locked=None, amount_locked=None)
    record.event("batch.unlocked", by=by, changes=[step], number=batch.number)


def export(batch: Batch, *, by: Actor, on: date, terms: Terms) -> None:
    """Export a locked batch: its payments are booked as paid, and the bank's file is made and kept.

    From each objective is taken at most what is left there. Nothing is exported where anything differs from what was locked.
    """
    payments = payouts.in_batch_for_act(batch)
    _refuse_when_somebody_was_first(batch, "export")
    _refuse_what_differs(batch, payments)
    faults = payable.faults(payments, on=on, county=terms.county)
    for payment in payments:
        if payment.id in faults:
            why = _both(faults[payment.id])
            raise Refused("batch.cannot_be_paid", number=payment.number, why=why, batch=batch.number)
    step = advance.step(batch, "export", exported_on=on, exported_by_id=by.id)
    _pay(payments, by=by, on=on)
    amount = total(payment.amount for payment in payments)
    record.event("batch.exported", by=by, changes=[step], number=batch.number, payments=len(payments), amount=amount)
    keep_file.of_batch(batch, keep_file.PAIN001, language="sv", by=by, on=on, terms=terms)


def mark_sent(batch: Batch, *, by: Actor, on: date, today: date) -> None:
    """Note that the batch's file was given to the bank on a day that is not to come."""
    payments = [each for each in payouts.in_batch_for_act(batch) if may("payment", "send", each.state)]
    _refuse_when_somebody_was_first(batch, "send")
    if batch.exported_on is None or on < batch.exported_on:
        raise Refused("batch.sent_before_export", number=batch.number)
    if on > today:
        raise Refused("batch.sent_later", number=batch.number, on=on, today=today)
    step = advance.step(batch, "send", sent_on=on, sent_by_id=by.id)
    steps = advance.steps(payments, "send")
    record.event("batch.sent", by=by, changes=[step, *steps], number=batch.number, payments=len(payments), on=on)


def _refuse_when_somebody_was_first(batch: Batch, act: str) -> None:
    """Say who was first, and when: the batch is read as it is now, behind whoever held its payments."""
    last = batches.last_act_on(batch)
    if may("batch", act, batch.state):
        return
    if last is None:
        raise SomebodyWasFirst("first.batch")
    raise SomebodyWasFirst("first.batch_by", number=batch.number, who=last.who, when=last.when, done=last.done)


def _refuse_what_differs(batch: Batch, payments: Sequence[Payment]) -> None:
    amount = total(payment.amount for payment in payments)
    if (len(payments), amount) != (batch.payments_locked, batch.amount_locked):
        raise Refused("batch.differs", number=batch.number)


def _nothing_to_lock(batch: Batch, faults: Sequence[Message]) -> Refused:
    if not faults:
        return Refused("batch.nothing_left", number=batch.number)
    return Refused("batch.none_can_be_paid", number=batch.number, why=_both(faults[0]))


def _both(said: Message) -> Both:
    texts = in_both(said)
    return Both(texts["sv"], texts["en"])


def _set_aside(hindered: Mapping[Payment, Message], batch: Batch, *, by: Actor) -> list[Change]:
    """Take out those that may not be paid, each with its reason: at once those that share one."""
    alike: dict[Message, list[Payment]] = {}
    for payment, why in hindered.items():
        alike.setdefault(why, []).append(payment)
    steps: list[Change] = []
    for why, payments in alike.items():
        for payment, step in zip(payments, _taken_out(payments, why), strict=True):
            record.event(
                "payment.set_aside", by=by, case=payment.case, changes=[step],
                number=payment.number, amount=payment.amount, batch=batch.number, reason=payment.failure,
            )  # fmt: skip
            steps.append(step)
    return steps


def _taken_out(payments: Sequence[Payment], why: Message) -> list[Change]:
    return advance.steps(payments, "set_aside", failure=in_both(why), batch_id=None)


def _pay(payments: Sequence[Payment], *, by: Actor, on: date) -> None:
    """Book and move on all of them, in as few statements as there can be: a batch may be of thousands."""
    cases = sorted({payment.case_id for payment in payments})
    payouts.lock_cases(cases)
    transfers = book.many(_bookings(payments, balances.left_of_those(cases), on))
    booked: dict[int, list[Base]] = {}
    for transfer in transfers:
        booked.setdefault(transfer.payment_id or 0, []).append(transfer)
    steps = dict(zip((each.id for each in payments), advance.steps(payments, "export"), strict=True))
    # The claim of a payment that is made anew was settled by the one that failed.
    claims = [payment.claim for payment in payments if payment.claim and may("claim", "settle", payment.claim.state)]
    settled = dict(zip((each.id for each in claims), advance.steps(claims, "settle"), strict=True))
    for payment in payments:
        changes = [steps[payment.id]]
        if payment.claim_id in settled:
            changes.append(settled[payment.claim_id])
        record.event(
            "payment.paid", by=by, case=payment.case, rows=booked[payment.id], changes=changes,
            amount=payment.amount, number=payment.number, on=on,
        )  # fmt: skip


def _bookings(payments: Iterable[Payment], left: dict[int, dict[str, Money]], on: date) -> Iterator[book.Booking]:
    for payment in payments:
        parts = _parts(payment, left.setdefault(payment.case_id, {}))
        yield book.Booking(payment.case, Code.PAID, parts, on=on, key=f"payment:{payment.id}", because_of=payment)


def _parts(payment: Payment, left: dict[str, Money]) -> Split:
    """What each objective gives; what is left of the case is less by it for the next payment of the same case."""
    if payment.amount > total(left.values()):
        raise CeilingExceeded("payment.above_what_is_left", number=payment.number, left=total(left.values()))
    parts = split_over_what_is_left(payment.amount, left)
    for objective, part in parts.items():
        left[objective] -= part
    return parts
