"""Amounts and days that nobody means, and keys of somebody else's rows, in every form that moves money: refused in words."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import func, select

from grantdesk import db
from grantdesk.models.event import Event
from grantdesk.queries import payouts
from tests import builders, closing, paying_ahead, recovering
from tests.web.desk import at_work, token

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

# No form takes these as an amount.
UNREADABLE = (
    "1e9", "0,001", "1.000", "1,000.00", "-5", "\u22125", "٣٠٠", "１２", "½", "0x10", "NaN", "inf", "1 2345", "1\u00a023", "1__0",
    "9" * 14, "9" * 20, "92233720368547758,08", "0",
)  # fmt: skip
# As large as a field takes, and larger than anything here is.
TOO_MUCH = ("9 999 999 999 999", "9999999999999,99")
DAYS = (
    "2026-02-30",
    "tomorrow",
    "0001-01-01",
    "1899-12-31",
    "2101-01-01",
    "9999-12-31",
    "٢٠٢٦-٠٤-٠١",
    "2026-3-1",
    "-1",
)


@dataclass(frozen=True)
class Sent:
    """A form: whose, where, what is written in it, and which of the fields are amounts and days that must be right."""

    role: str
    address: str
    fields: dict[str, str]
    amounts: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    # Whether something here says how much there is at most; what the State pays does not.
    is_bounded: bool = True


def _case() -> str:
    return builders.a_granted_case().number


def a_claim() -> Sent:
    fields = {"kind": "interim", "reported": "1 000", "account_kind": "bankgiro", "account_number": "5050-1055"}
    return Sent("handler", f"/cases/{_case()}/claims/new", fields)


def an_approval() -> Sent:
    granted = builders.a_granted_case()
    builders.a_claim(granted)
    fields = {"approved": "100 000", "amount": "35 000", "reason": "Så är det."}
    return Sent("handler", f"/cases/{granted.number}/claims/1", fields, ("approved", "amount"))


def instalments() -> Sent:
    number = paying_ahead.a_service_grant().number
    fields = {"parts-0-amount": "1 000", "parts-0-condition": "Öppet.", "parts-0-not_before": ""}
    return Sent("handler", f"/cases/{number}/instalments", fields, ("parts-0-amount",), ("parts-0-not_before",))


def elsewhere() -> Sent:
    fields = {"amount": "1 000", "paid_on": "2026-03-20", "reference": "E 1", "ground": "Ekonomisystemet."}
    return Sent("handler", f"/cases/{_case()}/payments-elsewhere", fields, ("amount",), ("paid_on",))


def _recovery() -> int:
    return recovering.a_recovery().id


def a_repayment() -> Sent:
    fields = {"amount": "1 000", "received_on": "2026-04-20", "reference": "OCR 9"}
    return Sent("finance", f"/recoveries/{_recovery()}/repayments", fields, ("amount",), ("received_on",))


def a_plan() -> Sent:
    fields = {"parts-0-due_on": "2027-01-31", "parts-0-amount": "35 000", "reason": "Plan."}
    return Sent("finance", f"/recoveries/{_recovery()}/plan", fields, ("parts-0-amount",), ("parts-0-due_on",))


def a_loss() -> Sent:
    fields = {"ground": "bankruptcy", "capital": "1 000", "interest": "", "reason": "Konkurs."}
    return Sent("finance", f"/recoveries/{_recovery()}/loss", fields, ("capital",))


def a_case_for_court() -> Sent:
    fields = {"handed_on": "2026-06-30", "reference": "Ä 1", "papers": "Beslutet"}
    return Sent("finance", f"/recoveries/{_recovery()}/court", fields, (), ("handed_on",))


def money_in() -> Sent:
    fields = {
        "kind": "drawn", "moved_on": "2026-03-20", "amount": "1 000", "year": "2026", "item": closing.item(),
        "reference": "Avi 1", "once": str(uuid.uuid4()),
    }  # fmt: skip
    return Sent("finance", "/money-in", fields, ("amount",), ("moved_on",), is_bounded=False)


def a_sent_batch() -> Sent:
    batch = payouts.line(builders.an_exported_payment().number).batch_number
    return Sent("finance", f"/batches/{batch}/sent", {"on": "2026-03-20"}, (), ("on",))


def later(kind: str, amounts: tuple[str, ...], days: tuple[str, ...] = (), **fields: str) -> Callable[[], Sent]:
    def made() -> Sent:
        number = recovering.a_paid_case().number
        return Sent("handler", f"/cases/{number}/later/{kind}", {"reason": "Skäl.", **fields}, amounts, days)

    made.__name__ = kind
    return made


FORMS: tuple[Callable[[], Sent], ...] = (
    a_claim, an_approval, instalments, elsewhere, a_repayment, a_plan, a_loss, a_case_for_court, money_in, a_sent_batch,
    later("withhold", ("amount",), cause="conditions_broken", amount="1 000"),
    later("recover", ("amount",), ("due_on",), cause="wrong_data", amount="1 000", due_on="2027-01-31"),
    later("advance", ("amount",), amount="1 000", special_reasons="Likviditet.", soundness="Prövad."),
)  # fmt: skip


def _events() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(Event)).scalar_one()


@pytest.mark.parametrize("made", FORMS, ids=lambda made: made.__name__)
def test_what_nobody_means_is_answered_with_a_sentence_and_nothing_is_done(
    app: Flask, made: Callable[[], Sent]
) -> None:
    form = made()
    client, before = at_work(app, form.role), _events()
    fields = {"csrf_token": token(client), "once": str(uuid.uuid4()), **form.fields}
    amounts = (*UNREADABLE, *(TOO_MUCH if form.is_bounded else ()))
    tried = [(name, value) for name in form.amounts for value in amounts]
    tried += [(name, value) for name in form.days for value in DAYS]

    def answer(**changed: str) -> int:
        return client.post(form.address, data={**fields, **changed}).status_code

    assert [each for each in tried if answer(**dict([each])) not in (409, 422)] == []
    assert _events() == before
    for left_out in form.fields:
        without = {name: value for name, value in fields.items() if name != left_out}
        assert client.post(form.address, data=without).status_code in (303, 409, 422), left_out
