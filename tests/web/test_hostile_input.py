"""Whatever is sent, the answer is a page with a sentence, and nothing is half-written."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import func, select

from grantdesk import db
from grantdesk.models.case import Case, ProjectMunicipality
from grantdesk.models.claim import Claim
from grantdesk.models.event import Event
from grantdesk.models.payment import Batch
from tests import builders
from tests.strict_client import StrictClient
from tests.web.desk import application, at_work, register, token

UNSEEN = {"nul": "Ny\x00 svarv", "escape": "Ny\x1b[31m svarv", "turned": "Ny \u202esvarv"}
ODD = {
    "nul": "a\x00b",
    "many digits": "9" * 5000,
    "past every column": "9" * 20,
    "superscript": "²",
    "arabic digit": "٣",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "minus": "-1",
    "percent": "%00%",
    "emoji": "🥐",
    "long": "ö" * 6000,
}
QUERIES = (
    "/cases?text={}", "/cases?page={}", "/cases?year={}", "/cases?status={}", "/cases?scheme={}", "/cases?order={}",
    "/cases?municipality={}", "/cases?handled_by={}", "/waiting?pile={}", "/waiting?pile=for_the_board&page={}",
    "/totals?by={}", "/totals?year={}", "/totals?first={}", "/totals?last={}", "/totals?first={0}&last={0}",
    "/totals/list.csv?year={}", "/totals/list.csv?by={}", "/totals/list.csv?first={0}&last={0}", "/sign-in?next={}",
    "/applicants?text={}", "/applicants?page={}", "/bank?page={}", "/bank/reconciliation?page={}",
    "/calculator?scheme={}", "/calculator?received_on={}", "/calculator?before={}&calculate=1", "/calculator?add={}",
    "/calculator?size={0}&municipality={0}&costs-0-amount={0}&eur_rate={0}&circumstances={0}&calculate=1",
)  # fmt: skip
PATHS = (
    "/cases/{}", "/cases/{}/decision", "/cases/{}/letter.pdf", "/cases/{}/claims/1", "/cases/GD-2026-0001/claims/{}",
    "/payments/{}", "/batches/{}", "/batches/{}/list.csv", "/batches/{}/report.pdf", "/users/{}", "/static/{}", "/applicants/{}",
    "/cases/{}/room", "/bank/{}", "/bank/{}/answers/1", "/bank/1/answers/{}",
)  # fmt: skip


@pytest.fixture
def overseer(app: Flask) -> StrictClient:
    return at_work(app, "administrator")


@pytest.fixture
def handler(app: Flask) -> StrictClient:
    return at_work(app, "handler")


def _count(table: type[Any]) -> int:
    return db.session.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_an_odd_question_is_answered_with_a_page(overseer: StrictClient, odd: str) -> None:
    for address in QUERIES:
        answer = overseer.get(address.format(quote(odd)))
        assert answer.status_code in {200, 302, 404, 422}, f"{address}: {answer.status}"


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_an_odd_address_is_no_page(overseer: StrictClient, odd: str) -> None:
    for address in PATHS:
        assert overseer.get(address.format(quote(odd, safe=""))).status_code in {404, 308}, address


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_taken_away_and_told(handler: StrictClient, unseen: str) -> None:
    answer = register(handler, title=unseen)
    assert answer.status_code == 422
    assert "Tecken som inte syns har tagits bort" in answer.text
    assert _count(Case) == 0
    assert handler.submit(answer).status_code == 303


@pytest.mark.parametrize("field", ["organisation_number", "costs-0-amount", "received_on", "once", "purpose"])
def test_no_field_keeps_what_cannot_be_seen(handler: StrictClient, field: str) -> None:
    page = handler.get("/cases/new/projektmedel")
    assert handler.submit(page, {field: "a\x00b"}).status_code == 422


@pytest.mark.parametrize("email", ["a\x00b@example.se", "İ" * 240 + "@example.se", "namn@exämple.se"])
def test_an_address_that_no_mail_reaches_is_no_users(overseer: StrictClient, email: str) -> None:
    sent = {"name": "Ny", "email": email, "position": "handler", "password": "ett långt lösenord"}
    assert overseer.submit(overseer.get("/users/new"), sent).status_code == 422


def test_signing_in_with_what_cannot_be_seen_is_refused(client: StrictClient) -> None:
    sent = {"email": "a\x00b@example.se", "password": "x" * 12}
    assert client.submit(client.get("/sign-in"), sent).status_code == 422


@pytest.mark.parametrize("field", ["title", "name", "received_on", "organisation_number"])
def test_blanks_fill_in_nothing(handler: StrictClient, field: str) -> None:
    assert register(handler, **{field: "   "}).status_code == 422
    assert _count(Case) == 0


@pytest.mark.parametrize("field", ["reported", "account_number"])
def test_blanks_claim_nothing(handler: StrictClient, field: str) -> None:
    page = handler.get(f"/cases/{builders.a_granted_case().number}/claims/new")
    sent = {
        "kind": "interim",
        "reported": "1000",
        "account_kind": "bankgiro",
        "account_number": "5050-1055",
        field: "  ",
    }
    assert handler.submit(page, sent).status_code == 422
    assert _count(Claim) == 0


@pytest.mark.parametrize("field", ["approved", "amount"])
def test_blanks_approve_nothing(handler: StrictClient, field: str) -> None:
    claim = builders.a_claim()
    number = db.session.execute(select(Case.number).where(Case.id == claim.case_id)).scalar_one()
    page = handler.get(f"/cases/{number}/claims/{claim.number}")
    assert handler.submit(page, {field: "  "}, button="Godkänn och bered utbetalningen").status_code == 422


def test_blanks_grant_nothing(app: Flask) -> None:
    director, case = at_work(app, "director"), builders.an_assessed_case()
    page = director.get(f"/cases/{case.number}/decision")
    answer = director.post(
        f"/cases/{case.number}/decision/grant", data={"csrf_token": token(director), "amount": "  ", "assessment": "1"}
    )
    assert (page.status_code, answer.status_code) == (200, 422)


@pytest.mark.parametrize("row", ["²", "9" * 5000, "-1", "x", "٣", ""])
def test_a_row_that_no_page_has_is_no_row(handler: StrictClient, row: str) -> None:
    sent = {"csrf_token": token(handler), f"costs-{row}-amount": "1", f"objectives-{row}-share": "100"}
    assert handler.post("/cases/new/investeringsstod", data=sent).status_code == 422


def test_a_municipality_named_twice_is_covered_once(handler: StrictClient) -> None:
    sent = application(
        csrf_token=token(handler), once="6f9619ff-8b86-4d01-b42d-00cf4fc964ff", covers=["1982", "1982"],
        themes=["business_climate", "business_climate"], purpose="Nytt", legal_form="non_profit_association",
        organisation_number="802400-1003",
    )  # fmt: skip
    sent |= {"costs-0-category": "staff", "financing-0-source": "public", "objectives-0-share": "100"}
    del sent["circumstances"]
    assert handler.post("/cases/new/projektmedel", data=sent).status_code == 303
    assert _count(ProjectMunicipality) == 1


def test_a_batch_of_more_payments_than_there_can_be_is_refused(app: Flask) -> None:
    finance = at_work(app, "finance")
    sent = {
        "csrf_token": token(finance),
        "once": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        "payments": [f"U{number}" for number in range(1001)],
    }
    assert finance.post("/batches", data=sent).status_code == 422
    assert _count(Batch) == 0


@pytest.mark.parametrize("body", ['{"title": 7}', "[]", "7", "null", "{"])
def test_a_body_that_is_no_form_says_nothing(handler: StrictClient, body: str) -> None:
    headers = {"X-CSRFToken": token(handler)}
    answer = handler.post("/cases/new/investeringsstod", data=body, headers=headers, content_type="application/json")
    assert answer.status_code in {400, 422}


def test_a_file_where_text_is_asked_for_says_nothing(handler: StrictClient) -> None:
    from io import BytesIO

    sent = {"csrf_token": token(handler), "title": (BytesIO(b"x"), "title.txt"), "costs-0-amount": (BytesIO(b"1"), "c")}
    answer = handler.post("/cases/new/investeringsstod", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422


def test_a_body_larger_than_any_form_is_too_large(handler: StrictClient) -> None:
    sent = {"csrf_token": token(handler), "title": "x" * 2_000_000}
    assert handler.post("/cases/new/investeringsstod", data=sent).status_code == 413


@pytest.mark.parametrize("name", ["endpoint", "_external", "_scheme", "_method", "_anchor", "self", "number"])
def test_the_next_page_is_on_this_site_whatever_the_query_says(app: Flask, name: str) -> None:
    handler = at_work(app, by := builders.a_user())
    for _ in range(51):
        builders.a_case(by=by)
    answer = handler.get(f"/cases?{name}=javascript&text=P%C3%A5hittad&page=2")
    assert f'href="/cases?{name}=javascript&amp;text=P%C3%A5hittad&amp;page=1"' in answer.text


def test_past_the_last_page_is_the_last(handler: StrictClient) -> None:
    builders.a_case()
    assert "Påhittad investering" in handler.get("/cases?page=999999").text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "HEAD"])
def test_no_other_method_does_anything(overseer: StrictClient, method: str) -> None:
    before = _count(Event)
    for address in ("/", "/cases", "/cases/new", "/payments/U-1/attest", "/users", "/users/1/disable", "/sign-out"):
        assert overseer.open(address, method=method).status_code < 500
    assert _count(Event) == before
