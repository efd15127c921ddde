"""What was paid without a claim, as a copy of a case's file tells it: instalments, and payments made elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from grantdesk import db
from grantdesk.domain.masking import Row
from grantdesk.models.case import Case
from grantdesk.models.instalment import Instalment
from grantdesk.models.payment import ELSEWHERE, Payment
from grantdesk.queries.case_copy_words import Wording

AMOUNTS, REASONS = "payments", "decision.reason"


def rows(case: Case, w: Wording) -> Iterator[Row]:
    planned = select(Instalment).where(Instalment.case_id == case.id).order_by(Instalment.number)
    for one in db.session.execute(planned).scalars():
        yield from _instalment(one, w)
    noted = select(Payment).where(Payment.case_id == case.id, Payment.kind == ELSEWHERE).order_by(Payment.id)
    for payment in db.session.execute(noted).scalars():
        yield from _elsewhere(payment, w)


def _instalment(one: Instalment, w: Wording) -> Iterator[Row]:
    settled = f", {w.day(one.settled_on)}" if one.settled_on else ""
    yield from w.row("", "copy.instalment", f"{one.number}. {w.named('state.instalment', one.state)}{settled}")
    yield from w.figure(AMOUNTS, "copy.amount", one.amount)
    yield from w.row(REASONS, "copy.instalment_condition", one.condition, one.condition)
    yield from w.row("", "copy.not_before", w.day(one.not_before))
    yield from w.row(REASONS, "copy.reason", one.said or "", one.said or "")


def _elsewhere(payment: Payment, w: Wording) -> Iterator[Row]:
    yield from w.row("", "copy.paid_elsewhere", f"{payment.number}, {w.day(payment.paid_on)}")
    yield from w.row(AMOUNTS, "copy.payment_reference", payment.reference or "", payment.reference or "")
    yield from w.row(REASONS, "copy.reason", payment.ground or "", payment.ground or "")
