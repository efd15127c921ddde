"""Answer: a file of the bank's is taken in, and each thing that it says of a payment is done, where all of it fits.

Locked are the payments that the file names, in order of number. What does not fit does nothing, holds nothing else, and waits
for a person. The act itself may be refused for one payment, as where the money has been repaid meanwhile: so is that.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from grantdesk import archive, db, settings
from grantdesk.actions import clear, record
from grantdesk.documents import bank_file
from grantdesk.domain import bank_answer, bank_reason
from grantdesk.domain.bank_answer import (
    CONFIRMED,
    FAILED,
    MISMATCHES,
    QUIET,
    REFUSED,
    REJECTED,
    WHOLE_FILE,
    Answer,
    Judged,
    Said,
    Whole,
)
from grantdesk.domain.messages import Message, in_both, message
from grantdesk.domain.refusal import Refused
from grantdesk.domain.roles import Actor
from grantdesk.models.bank import BankAnswer, BankFile, BankRemark
from grantdesk.models.payment import Payment
from grantdesk.queries import answered, bank_files

_LONGEST_NAME = 200


@dataclass(frozen=True)
class File:
    """A file as it was sent: its name, its bytes with their SHA-256, and what it says."""

    name: str
    content: bytes
    digest: str
    said: Said


class AlreadyBroughtIn(Refused):
    """The same file has been brought in before, as `bank_file_id`."""

    def __init__(self, earlier: BankFile) -> None:
        super().__init__("bank.already", day=earlier.brought_on, name=earlier.brought_by)
        self.bank_file_id = earlier.id


def read(name: str, content: bytes) -> File:
    """The file, tried before anything is done; raises NotAnswers with what is wrong in it."""
    return File(name[-_LONGEST_NAME:], content, hashlib.sha256(content).hexdigest(), bank_file.read(content))


def bring_in(file: File, *, by: Actor, on: date) -> BankFile:
    """Keep the file and do what it says, all at once; the same bytes a second time raise `AlreadyBroughtIn`.

    Whoever brings in the same file at the same moment waits at its row, and is then refused.
    """
    made = _noted(file, by=by, on=on)
    archive.keep(settings.read().archive, file.content)
    rows = [*_of_wholes(file.said.wholes)]
    answers = [*file.said.answers, *_each_of_wholes(file.said)]
    payments = answered.payments_for_act(answer.reference for answer in answers)
    judged = bank_answer.judged(answers, answered.known(payments.values()), on=on)
    hindrances = _done(judged, payments, made, by=by, on=on)
    rows += [_row(one, payments, hindrances.get(place)) for place, one in enumerate(judged)]
    for position, row in enumerate(rows, start=1):
        row.bank_file_id, row.position = made.id, position
    db.session.add_all(rows)
    db.session.flush()
    counted = Counter(row.outcome for row in rows)
    record.event(
        "bank.brought_in", by=by, rows=[made, *rows], file=made.name, digest=made.digest, answers=len(rows),
        confirmed=counted[CONFIRMED], failed=counted[FAILED], mismatches=sum(counted[one] for one in MISMATCHES),
    )  # fmt: skip
    return made


def see_to(answer: BankAnswer, remark: str, *, by: Actor) -> BankRemark:
    """Write down what a person has done about an answer that did not match; it no longer waits."""
    if not remark.strip():
        raise Refused("bank.remark_needed")
    if answer.outcome in QUIET:
        raise Refused("bank.nothing_to_see_to")
    earlier = bank_files.find_remark(answer)
    if earlier is not None:
        raise Refused("bank.seen_to_already", name=earlier.made_by)
    made = BankRemark(
        answer_id=answer.id, remark=remark.strip(), made_at=db.moment(), made_by_id=by.id, made_by=by.name
    )
    db.session.add(made)
    db.session.flush()
    record.event("bank.seen_to", by=by, rows=[made], reference=answer.reference, file=answer.file.name)
    return made


def _noted(file: File, *, by: Actor, on: date) -> BankFile:
    earlier = bank_files.find_by_digest(file.digest)
    if earlier is not None:
        raise AlreadyBroughtIn(earlier)
    made = BankFile(
        digest=file.digest, size=len(file.content), form=file.said.form, name=file.name,
        message_id=file.said.message_id, others=file.said.others, brought_on=on, brought_at=db.moment(),
        brought_by_id=by.id, brought_by=by.name,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def _of_wholes(wholes: Sequence[Whole]) -> Iterator[BankAnswer]:
    sent = {whole.batch: answered.find_sent(whole.batch) for whole in wholes}
    for one in bank_answer.of_wholes(wholes, sent):
        yield _row(one, {}, None)


def _each_of_wholes(said: Said) -> Iterator[Answer]:
    """Where the bank has rejected a whole file: the same of each payment that was in it."""
    for whole in said.wholes:
        sent = answered.find_sent(whole.batch)
        if sent is not None and bank_answer.of_whole(whole, sent) == WHOLE_FILE:
            yield from bank_answer.of_each(whole, sent, said.answers)


@dataclass(frozen=True)
class _Act:
    """What answers of one day come to for payments, and why."""

    outcome: str
    on: date
    why: Message | None


def _done(
    judged: Sequence[Judged], payments: Mapping[str, Payment], file: BankFile, *, by: Actor, on: date
) -> dict[int, Message]:
    """Do what the answers come to; gives back, by place, why the act itself was refused.

    What the bank has paid comes first: what it has paid and got back is confirmed before it has failed.
    """
    together: dict[_Act, dict[int, Payment]] = {}
    for place, one in sorted(enumerate(judged), key=_in_order):
        if one.outcome == CONFIRMED:
            together.setdefault(_Act(CONFIRMED, one.answer.on, None), {})[place] = payments[one.answer.reference]
        elif one.outcome == FAILED:
            together.setdefault(_Act(FAILED, on, _why(one.answer)), {})[place] = payments[one.answer.reference]
    because = " ".join(part for part in (file.form, file.message_id, f"({file.name})") if part)
    hindrances: dict[int, Message] = {}
    for act, those in sorted(together.items(), key=lambda each: each[0].outcome != CONFIRMED):
        hindrances |= _tried(act, those, by=by, because=because)
    return hindrances


def _in_order(numbered: tuple[int, Judged]) -> tuple[str, int]:
    place, one = numbered
    return one.answer.reference, place


def _tried(act: _Act, those: Mapping[int, Payment], *, by: Actor, because: str) -> dict[int, Message]:
    """Do it to all of them at once; where that is refused to each half of them, so that what hinders one holds no other."""
    try:
        # Of an act that is refused nothing stays.
        with db.session.begin_nested():
            _do(act, list(those.values()), by=by, because=because)
    except Refused as refused:
        if len(those) == 1:
            for payment in those.values():
                db.session.refresh(payment, attribute_names=["state", "settled_on", "failure"])
            return dict.fromkeys(those, refused.reason)
        halves = [dict(islice(those.items(), *cut)) for cut in ((None, len(those) // 2), (len(those) // 2, None))]
        return {place: why for half in halves for place, why in _tried(act, half, by=by, because=because).items()}
    return {}


def _do(act: _Act, payments: Sequence[Payment], *, by: Actor, because: str) -> None:
    if act.why is None:
        clear.confirm_all(payments, by=by, on=act.on, because=because)
    else:
        clear.fail_all(payments, act.why, by=by, on=act.on, because=because)


def _why(answer: Answer) -> Message:
    key = "bank.rejected" if answer.status == REJECTED else "bank.returned"
    if not answer.reason:
        return message(f"{key}_silently")
    return message(key, reason=bank_reason.with_words(answer.reason.rstrip(".")))


def _row(one: Judged, payments: Mapping[str, Payment], hindrance: Message | None) -> BankAnswer:
    answer, payment = one.answer, payments.get(one.answer.reference)
    return BankAnswer(
        reference=answer.reference,
        batch=answer.batch,
        status=answer.status,
        amount=answer.amount,
        currency=answer.currency,
        on=answer.on,
        reason=answer.reason,
        bank_reference=answer.bank_reference,
        booked=answer.booked,
        outcome=REFUSED if hindrance else one.outcome,
        hindrance=in_both(hindrance) if hindrance else None,
        payment_id=payment.id if payment else None,
    )
