"""May these payments leave the house now? Asked of all of them at once, of the ledger and of what has been decided since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, func, select, type_coerce

from grantdesk import db
from grantdesk.domain import payment_order
from grantdesk.domain.county import County
from grantdesk.domain.decision_kinds import WITHHOLD
from grantdesk.domain.messages import Message, message
from grantdesk.domain.money import ZERO, Money, total
from grantdesk.domain.payment_order import Instruction
from grantdesk.domain.refusal import Refused
from grantdesk.domain.scheme import StateAid
from grantdesk.models.decision import Decision
from grantdesk.models.payee import Payee
from grantdesk.models.payment import Payment
from grantdesk.queries import balances, grants, payees, recovery_orders

# How many keys one question names: databases have a limit.
_AT_ONCE = 500


def faults(payments: Sequence[Payment], *, on: date, county: County) -> dict[int, Message]:
    """Why some of the payments may not leave, by the payment's key; the rest may."""
    found: dict[int, Message] = {}
    for each in (_over_the_ceiling(payments), _to_no_account(payments), _stopped(payments, on, county)):
        for payment, why in each:
            found.setdefault(payment.id, why)
    return found


def fault(payment: Payment, *, on: date, county: County) -> Message | None:
    """As `faults`, of one."""
    return faults([payment], on=on, county=county).get(payment.id)


def _over_the_ceiling(payments: Sequence[Payment]) -> Iterator[tuple[Payment, Message]]:
    """Where all that is on its way in a case is more than what is promised, not paid and not withheld."""
    cases = sorted({payment.case_id for payment in payments})
    promised, waiting, withheld = balances.left_of_those(cases), _on_their_way(cases), _withheld(cases)
    for payment in payments:
        room = total(promised.get(payment.case_id, {}).values()) - withheld.get(payment.case_id, ZERO)
        if waiting.get(payment.case_id, ZERO) > room:
            yield payment, message("payable.above_ceiling", room=room.floored_at_zero())


def _to_no_account(payments: Sequence[Payment]) -> Iterator[tuple[Payment, Message]]:
    """Where the account is not, or no longer, one that somebody has confirmed, or cannot stand in a payment file."""
    keys = sorted({payment.payee_id for payment in payments if payment.payee_id is not None})
    known: dict[int, Payee] = {payee.id: payee for (payee,) in _asked(select(Payee), Payee.id, keys)}
    for payment in payments:
        if payment.payee_id is None:
            continue
        payee = known[payment.payee_id]
        if payee.state != "confirmed":
            yield payment, message(f"payable.account_{payee.state}")
        elif why := payment_order.fault(_instruction(payment, payee)):
            yield payment, why


def _instruction(payment: Payment, payee: Payee) -> Instruction:
    return Instruction(payment.number, payment.number, payees.account_of(payee), payment.amount, payment.case.number)


def _stopped(payments: Sequence[Payment], on: date, county: County) -> Iterator[tuple[Payment, Message]]:
    """Where the recipient is under an order to repay aid, and the aid is of the kind that it stops."""
    exempted = [each for each in payments if county.scheme(each.case.scheme).state_aid is StateAid.BLOCK_EXEMPTED]
    asked = recovery_orders.may_be_stopped(on=on) if exempted else frozenset()
    for payment in exempted:
        if payment.case.organisation_id not in asked:
            continue
        try:
            recovery_orders.refuse_where_one_stands(payment.case, on=on, county=county)
        except Refused as refused:
            yield payment, refused.reason


def _on_their_way(cases: Sequence[int]) -> dict[int, Money]:
    amount = func.sum(type_coerce(Payment.amount, BigInteger()))
    query = select(Payment.case_id, amount).where(Payment.state.in_(grants.ON_ITS_WAY)).group_by(Payment.case_id)
    return {case: Money(int(ore)) for case, ore in _asked(query, Payment.case_id, cases)}


def _withheld(cases: Sequence[int]) -> dict[int, Money]:
    """What is withheld now, by case: what the last decision on it says."""
    query = select(Decision.case_id, Decision.amount).where(Decision.kind == WITHHOLD).order_by(Decision.id)
    return {case: amount or ZERO for case, amount in _asked(query, Decision.case_id, cases)}


def _asked(query: Any, key: Any, keys: Sequence[int]) -> Iterable[Any]:
    """The rows as they are now: what an act under way has in hand may be older."""
    query = query.execution_options(populate_existing=True)
    for at in range(0, len(keys), _AT_ONCE):
        yield from db.session.execute(query.where(key.in_(keys[at : at + _AT_ONCE])))
