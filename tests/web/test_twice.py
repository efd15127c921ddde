"""A double click, a stale tab, the back button: it is done once, and the page says what holds now."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from grantdesk import db
from grantdesk.models.case import Case
from grantdesk.models.event import Event
from grantdesk.models.payment import Batch
from tests import builders
from tests.strict_client import StrictClient
from tests.web.desk import at_work

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

DONE = "Det är redan hanterat"


def _twice(client: StrictClient, address: str, button: str, fields: dict[str, Any] | None = None) -> str:
    """What the second of two clicks is answered with; the first is taken, and only the first is in history."""
    page = client.get(address)
    button = _beginning(page.text, button)
    assert client.submit(page, fields, button=button).status_code == 303
    before = _events()
    again = client.submit(page, fields, button=button)
    assert _events() == before
    assert again.status_code in {303, 409}
    return client.get(again.location).text if again.status_code == 303 else again.text


def _beginning(page: str, words: str) -> str:
    """The whole text of the button that begins with `words`: many say the amount or the name too."""
    found = re.search(rf"<button[^>]*>({words}[^<]*)</button>", page)
    assert found is not None, words
    return " ".join(html.unescape(found[1]).split())


def _events() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(Event)).scalar_one()


def test_a_grant_is_taken_once(app: Flask) -> None:
    case = builders.an_assessed_case()
    said = _twice(at_work(app, "director"), f"/cases/{case.number}/decision", "Bevilja")
    assert DONE in said
    assert f'href="/cases/{case.number}"' in said
    assert "Bevilja</button>" not in said


def test_who_is_second_in_deciding_sees_that_it_is_decided(app: Flask) -> None:
    case = builders.an_assessed_case()
    first, second = at_work(app, "director"), at_work(app, "head_of_unit")
    page = second.get(f"/cases/{case.number}/decision")
    first.submit(first.get(f"/cases/{case.number}/decision"), button="Bevilja")
    answer = second.submit(page, {"rejection-reason": "Nej."}, button="Avslå")
    assert answer.status_code == 409
    assert "väntar inte längre på beslut" in answer.text


def test_a_withdrawal_is_noted_once(app: Flask) -> None:
    address = f"/cases/{builders.a_case().number}/withdrawal"
    assert DONE in _twice(at_work(app, "handler"), address, "Anteckna återtagandet", {"reason": "Ringde."})


def test_a_claim_is_registered_once(app: Flask) -> None:
    address = f"/cases/{builders.a_granted_case().number}/claims/new"
    sent = {"kind": "interim", "reported": "10 000", "account_kind": "bankgiro", "account_number": "5050-1055"}
    said = _twice(at_work(app, "handler"), address, "Registrera rekvisitionen", sent)
    assert "är redan registrerad" in said


def test_a_claim_is_approved_once_and_the_second_click_is_told_why(app: Flask) -> None:
    claim = builders.a_claim()
    number = db.session.execute(select(Case.number).where(Case.id == claim.case_id)).scalar_one()
    address = f"/cases/{number}/claims/{claim.number}"
    said = _twice(at_work(app, "handler"), address, "Godkänn och bered utbetalningen")
    assert "Rekvisitionen har redan hanterats" in said


def test_a_payment_is_attested_and_collected_and_exported_once(app: Flask) -> None:
    payment, client = builders.a_payment(), at_work(app, "finance")
    assert "Det görs bara en gång" in _twice(client, f"/payments/{payment.number}", "Attestera")
    sent = {"payments": payment.number}
    assert "Formuläret har redan skickats" in _twice(client, "/payments", "Skapa betalningsfil", sent)
    number = db.session.execute(select(func.max(Batch.number))).scalar_one()
    for button in ("Lås", "Exportera", "Anteckna att filen är sänd"):
        assert "Det görs bara en gång" in _twice(client, f"/batches/{number}", button)


def test_a_payment_is_sent_back_once(app: Flask) -> None:
    address = f"/payments/{builders.a_payment().number}"
    assert DONE in _twice(at_work(app, "finance"), address, "Skicka tillbaka", {"reason": "Fel konto."})


def test_a_user_is_disabled_once(app: Flask) -> None:
    address = f"/users/{builders.a_user('controller').id}"
    assert "är redan avstängd" in _twice(at_work(app, "administrator"), address, "Stäng av")


@pytest.mark.parametrize("page", ["withdrawal", "closing", "claims/new", "decision"])
def test_a_page_for_what_is_past_leads_to_the_case(app: Flask, page: str) -> None:
    granted = builders.a_granted_case()
    handler = at_work(app, "handler")
    if page in {"closing", "claims/new"}:
        handler.submit(handler.get(f"/cases/{granted.number}/closing"), button="Avsluta ärendet")
    answer = handler.get(f"/cases/{granted.number}/{page}")
    assert (answer.status_code // 100, answer.headers.get("Location")) == (3, f"/cases/{granted.number}")
