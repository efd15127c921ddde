"""The key of a row in the address of somebody else's: of another case, recovery, claim, applicant or month. Nothing is done."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from grantdesk import db
from grantdesk.actions import bundle
from grantdesk.domain.claim_lines import NewLine
from grantdesk.domain.instalments import Part
from grantdesk.domain.money import Money
from grantdesk.models.event import Event
from grantdesk.queries import payouts, watches
from tests import builders, claiming, enrolling, paying_ahead, recovering, watching
from tests.strict_client import StrictClient
from tests.web.desk import at_work, token
from tests.web.test_access_matrix import FIELDS

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

# Enough in every field for any of the forms to be taken.
EVERYTHING = FIELDS | {
    "met": "Sett.", "why": "Fel.", "text": "Sett.", "act": "fulfil", "remark": "Sett.", "seen": "", "category": "machinery",
    "approved": "10 000", "ground": "bankruptcy", "answer": "yes",
}  # fmt: skip


def _events() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(Event)).scalar_one()


def _refused(client: StrictClient, address: str) -> int:
    """The status of the answer to a form with everything in it, and that nothing has come of it."""
    before = _events()
    status = client.post(address, data=EVERYTHING | {"csrf_token": token(client)}).status_code
    assert _events() == before, address
    return status


def test_another_case_instalment_claim_row_watch_or_payment_is_not_there(app: Flask) -> None:
    other = builders.a_granted_case().number
    ahead = paying_ahead.a_service_grant()
    paying_ahead.laid(ahead, Part(Money.kronor(1_000), "Öppet."))
    advance = paying_ahead.advanced(paying_ahead.a_project(), Money.kronor(1_000)).decision_id
    claim = claiming.a_draft(None, *(_row(),))
    watched = watching.conclude(watching.a_paid_case())
    watch = watches.of_case(watched)[0].id
    elsewhere = payouts.line(builders.a_payment().number).number
    builders.a_claim(builders.a_granted_case())
    addresses = {
        f"/cases/{other}/instalments/1/release": "handler",
        f"/cases/{other}/instalments/1/cancellation": "handler",
        f"/cases/{other}/advances/{advance}/payment": "handler",
        f"/cases/{other}/claims/1": "handler",
        f"/cases/{other}/claims/1/refusal": "handler",
        f"/cases/{other}/claims/1/hand-in": "handler",
        f"/cases/{claiming.case_of(claim).number}/claims/1/rows/2": "handler",
        f"/cases/{claiming.case_of(claim).number}/claims/1/rows/2/strike": "handler",
        f"/cases/{other}/watches/{watch}": "handler",
        f"/cases/{other}/payments-elsewhere/{elsewhere}/reversal": "finance",
    }
    clients = {role: at_work(app, role) for role in ("handler", "finance")}
    answers = {address: _refused(clients[role], address) for address, role in addresses.items()}
    assert {address: status for address, status in answers.items() if status != 404} == {}


def _row() -> NewLine:
    return NewLine(
        category="machinery", description="Svarv", supplier="Påhittade Maskiner AB", voucher="A1",
        paid_on=builders.DAY, net=Money.kronor(10_000),
    )  # fmt: skip


def test_another_recovery_s_repayment_or_loss_is_not_there(app: Flask) -> None:
    one, other = recovering.a_recovery(), recovering.a_recovery()
    repaid = recovering.repaid(one, Money.kronor(1_000), recovering.DECIDED)
    lost = recovering.proposed(one, Money.kronor(1_000))
    client = at_work(app, "head_of_finance")
    director = at_work(app, "director")
    assert _refused(client, f"/recoveries/{other.id}/repayments/{repaid}/reversal") == 404
    for act in ("confirmation", "reversal"):
        assert _refused(director, f"/recoveries/{other.id}/losses/{lost}/{act}") in (403, 404)


def test_another_applicant_s_account_is_not_there(app: Flask) -> None:
    one = enrolling.an_organisation()
    other = enrolling.an_organisation("559900-2002", "Annan Påhittad AB")
    payee = enrolling.proposed(one)
    client = at_work(app, "finance")
    for act in ("confirmation", "withdrawal"):
        assert _refused(client, f"/applicants/{other.id}/payees/{payee.id}/{act}") == 404


def test_a_page_that_was_opened_before_somebody_else_was_done_does_nothing(app: Flask) -> None:
    """Stale pages: whoever sends one is told, and the payment is as the other left it."""
    payment = builders.an_attested_payment()
    finance = at_work(app, "finance")
    page = finance.get(f"/payments/{payment.number}")
    number, of = payment.number, builders.a_batch(payment).number
    before = _events()
    answer = finance.submit(page, {"reason": "Fel konto."}, button="Skicka tillbaka")
    assert (answer.status_code, _events()) == (409, before)
    by, terms = builders.a_user("finance"), builders.terms()
    with db.transaction(at=builders.moment()):
        bundle.lock(payouts.batch_by_number(of), by=by, on=builders.DAY, terms=terms)
    before = _events()
    answer = finance.post(f"/batches/{of}/lock", data={"csrf_token": token(finance)})
    assert (answer.status_code, _events()) == (409, before)
    assert payouts.line(number).state == "in_batch"
