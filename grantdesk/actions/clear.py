"""Clear: what becomes of a payment that has left the house, and of one that could not be paid.

The bank confirms it, or it fails: then what was booked is reversed, and the room stays held until it is paid anew, by a
payment of its own that is attested again, or given up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from grantdesk.actions import advance, book, disburse, prepare, record
from grantdesk.domain.messages import Message, in_both, message
from grantdesk.domain.refusal import Refused, TwoPairsOfEyes
from grantdesk.domain.roles import Actor
from grantdesk.models.payment import ELSEWHERE, Payment
from grantdesk.queries import conflicts, payees


def confirm(payment: Payment, *, by: Actor, on: date, because: str) -> None:
    """Note that the bank has paid it, on the day `on`; `because` says where that was read."""
    confirm_all([payment], by=by, on=on, because=because)


def confirm_all(payments: Sequence[Payment], *, by: Actor, on: date, because: str) -> None:
    """As `confirm`, of payments that the bank paid on one day: all of them, or none."""
    for payment, step in zip(payments, advance.steps(payments, "confirm", settled_on=on), strict=True):
        record.event(
            "payment.confirmed", by=by, case=payment.case, changes=[step],
            number=payment.number, amount=payment.amount, on=on, because=because,
        )  # fmt: skip


def fail(payment: Payment, why: Message, *, by: Actor, on: date, because: str) -> None:
    """Note that the payment did not arrive, or came back: what was booked is reversed on the day `on`.

    The day that the bank paid it stays: it was paid in that month, also when it comes back in another. Refused where some
    of it has been repaid: then the recipient has had it, and it is a recovery that comes back.
    """
    fail_all([payment], why, by=by, on=on, because=because)


def fail_all(payments: Sequence[Payment], why: Message, *, by: Actor, on: date, because: str) -> None:
    """As `fail`, of payments that failed on one day for one reason: all of them, or none."""
    said = in_both(why)
    steps = advance.steps(payments, "fail", failure=said)
    reversed_ = book.reverse_payments(payments, on=on)
    for payment, step in zip(payments, steps, strict=True):
        record.event(
            "payment.failed", by=by, case=payment.case, rows=reversed_[payment.id], changes=[step],
            number=payment.number, amount=payment.amount, on=on, because=because, reason=said,
        )  # fmt: skip


def cancel(payment: Payment, why: str, *, by: Actor, on: date) -> None:
    """Stop a payment that has been exported and not paid; somebody else than who exported it says so, with the reason."""
    if not why.strip():
        raise Refused("payment.cancelled_without_reason")
    if payment.state == "confirmed":
        raise Refused("payment.confirmed_already", number=payment.number)
    batch = payment.batch
    if batch is not None and batch.exported_by_id == by.id:
        raise TwoPairsOfEyes("payment.cancelled_by_exporter", number=payment.number)
    conflicts.refuse_where_partial(payment.case, by=by)
    fail(payment, message("payment.stopped", reason=why.strip()), by=by, on=on, because=why.strip())


def pay_anew(payment: Payment, *, by: Actor, on: date) -> Payment:
    """Prepare a payment instead of one that failed, of the same amount, to the account that holds now.

    It is attested like any other, by somebody else than who prepares it.
    """
    conflicts.refuse_where_partial(payment.case, by=by)
    if payment.kind == ELSEWHERE:
        raise Refused("payment.made_elsewhere", number=payment.number)
    account = payees.confirmed_of(payment.case.organisation_id)
    if account is None:
        raise Refused("payment.no_account", number=payment.number)
    step = advance.step(payment, "replace")
    made = prepare.instead_of(payment, payment.amount, payee=account, by=by, on=on)
    record.event(
        "payment.anew", by=by, case=payment.case, rows=[made], changes=[step],
        number=made.number, former=payment.number, amount=made.amount,
    )  # fmt: skip
    return made


def give_up(payment: Payment, why: str, *, by: Actor, on: date) -> None:
    """Let a failed payment be: the room is free again, and its claim is open to be judged anew.

    In a case that is over nothing is judged any more: what came back is released.
    """
    conflicts.refuse_where_partial(payment.case, by=by)
    if not why.strip():
        raise Refused("payment.cancelled_without_reason")
    step, (rows, changes) = advance.step(payment, "give_up"), disburse.come_to_nothing(payment, on=on)
    record.event(
        "payment.given_up", by=by, case=payment.case, rows=rows, changes=[step, *changes],
        number=payment.number, amount=payment.amount, reason=why.strip(),
    )  # fmt: skip
