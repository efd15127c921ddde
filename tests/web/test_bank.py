"""Finance brings in what the bank answers, on the pages for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from grantdesk import clock, db
from grantdesk.documents import bank_file
from grantdesk.domain.roles import POSITIONS, ROLES
from grantdesk.models.payment import Batch, Payment
from grantdesk.queries import bank_files, payouts
from tests import bank, builders
from tests.bank import CLOSED, Told
from tests.strict_client import StrictClient
from tests.web.desk import at_work, token

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

ON = date(2026, 3, 18)
BUTTON = "Läs in filen"


@pytest.fixture
def some_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 20, 12, tzinfo=UTC))


@pytest.fixture
def finance(app: Flask, some_days_later: None) -> StrictClient:  # noqa: ARG001 - the day is set first
    return at_work(app, "finance")


def send(client: StrictClient, content: bytes, name: str = "svar.xml") -> TestResponse:
    return client.submit(client.get("/bank"), {"file": (BytesIO(content), name)}, button=BUTTON)


def a_batch_of(count: int) -> tuple[Batch, list[Payment]]:
    payments = [builders.an_attested_payment() for _ in range(count)]
    batch = builders.a_batch(*payments)
    builders.export(batch)
    with db.transaction(at=builders.moment()):
        return payouts.batch_by_number(batch.number), payments


def test_from_what_the_bank_is_silent_of_to_a_batch_where_all_three_are_equal(finance: StrictClient) -> None:
    batch, (first, second) = a_batch_of(2)
    page = finance.get("/bank/reconciliation").text
    assert "Banken har inte svarat (2)" in page
    assert first.number in page
    assert "Utan svar från banken: 2 st" in page
    assert "Utbetalningar som banken inte svarat om (2)" in finance.get("/").text

    sent = send(finance, bank.answers_to(batch, on=ON, rejecting={second.number: CLOSED}), "återkoppling 1.xml")
    assert sent.status_code == 303
    page = finance.get(sent.location).text
    for said in (
        "återkoppling 1.xml",
        "Utbetalningen är bekräftad",
        "Utbetalningen misslyckades",
        "kontot är avslutat",
        "AC04 Kontot är avslutat",
        bank_files.by_id(int(sent.location.rpartition("/")[2])).digest,
    ):
        assert said in page
    assert "1 utbetalning är bekräftad. 1 har misslyckats." in page
    page = finance.get("/bank/reconciliation").text
    assert "Banken har inte svarat (0)" in page
    assert "Lika" in page
    assert "återkoppling 1.xml" in finance.get("/bank").text


def test_the_same_file_again_leads_to_the_first(finance: StrictClient) -> None:
    batch, _ = a_batch_of(1)
    content = bank.answers_to(batch, on=ON)
    first = send(finance, content)
    again = send(finance, content, "igen.xml")
    assert (again.status_code, again.location) == (303, first.location)
    assert "Samma fil lästes in" in finance.get(again.location).text


def test_what_did_not_match_waits_until_somebody_has_seen_to_it(finance: StrictClient) -> None:
    batch, (payment,) = a_batch_of(1)
    wrong = [Told(payment.number, "1.00"), Told("UT-2026-9999", "5.00")]
    place = send(finance, bank.plain_list(batch.number, wrong, on=ON), "lista.csv").location
    page = finance.get(place).text
    for said in ("Det här stämde inte", "Annat belopp", "Ingen utbetalning har den referensen", "Attesterat: "):
        assert said in page, said
    front = finance.get("/").text
    assert "Bankens svar att reda ut (2)" in front
    assert "UT-2026-9999" in front
    assert finance.get("/waiting?pile=mismatched").status_code == 200
    form = finance.get(f"{place}/answers/2")
    assert finance.submit(form, {"remark": " "}, button="Det är åtgärdat").status_code == 422
    done = finance.submit(form, {"remark": "Banken har skickat fel fil."}, button="Det är åtgärdat")
    assert (done.status_code, done.location) == (303, place)
    assert "Banken har skickat fel fil." in finance.get(place).text
    assert "Bankens svar att reda ut (1)" in finance.get("/").text
    assert finance.submit(form, {"remark": "Igen."}, button="Det är åtgärdat").status_code == 409
    assert "Vad som är gjort" in finance.get(f"{place}/answers/2").text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "är tom; hämta den på nytt hos banken"),
        (b"<Document/>", "det ska vara pain.002"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "har en DOCTYPE"),
        (b"betalning;belopp;status;dag\nUT-2026-0001;1,005;betald;2026-03-18\n", "Rad 2, amount: ska vara ett belopp"),
        (b"%PDF-1.7", "är varken bankens XML eller text"),
        (b"a" * (bank_file.LARGEST + 1), "är större än 20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of_in_the_form(finance: StrictClient, content: bytes, said: str) -> None:
    lines = [
        "--edge", 'Content-Disposition: form-data; name="csrf_token"', "", token(finance),
        "--edge", 'Content-Disposition: form-data; name="file"; filename="x.xml"', "Content-Type: text/xml", "",
    ]  # fmt: skip
    body = "\r\n".join([*lines, ""]).encode() + content + b"\r\n--edge--\r\n"
    answer = finance.post("/bank", data=body, content_type="multipart/form-data; boundary=edge")
    assert answer.status_code == 422
    assert said in answer.text
    assert "Ingenting i filen har gjorts." in answer.text


def test_no_file_and_hostile_names(finance: StrictClient) -> None:
    assert finance.submit(finance.get("/bank"), button=BUTTON).status_code == 422
    batch, _ = a_batch_of(1)
    name = "../../<script>alert(1)</script>\u202e\x1b[31m" + "ö" * 300 + ".xml"
    place = send(finance, bank.answers_to(batch, on=ON), name).location
    page = finance.get(place).text
    assert "<script>alert" not in page
    assert "\u202e" not in page
    given = finance.get(f"{place}/content")
    assert given.headers["Content-Disposition"].startswith("attachment;")
    assert "\n" not in given.headers["Content-Disposition"]


def test_the_bytes_are_given_back_as_they_came(finance: StrictClient) -> None:
    batch, _ = a_batch_of(1)
    content = bank.answers_to(batch, "camt.054", on=ON)
    given = finance.get(f"{send(finance, content, 'konto.xml').location}/content")
    assert given.data == content
    assert given.mimetype == "application/octet-stream"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.usefixtures("some_days_later")
def test_overseers_read_and_finance_brings_in(app: Flask, role: str) -> None:
    batch, _ = a_batch_of(1)
    file = bank.bring_in(bank.status_report("UB-2026-9999", bank.payments_of(batch), on=ON), on=ON)
    client = at_work(app, next(position for position, of_role in POSITIONS.items() if of_role == role))
    reads = role in ("finance", "controller", "administrator")
    for address in ("/bank", "/bank/reconciliation", f"/bank/{file.id}", f"/bank/{file.id}/content"):
        assert client.get(address).status_code == (200 if reads else 403), address
    assert client.get(f"/bank/{file.id}/answers/2").status_code == (200 if role == "finance" else 403)
    if reads:
        assert (BUTTON in client.get("/bank").text) == (role == "finance")
    if role != "finance":
        assert client.post("/bank", data={"csrf_token": token(client)}).status_code == 403


def test_what_is_not_there_is_a_page_that_says_so(finance: StrictClient) -> None:
    batch, _ = a_batch_of(1)
    place = send(finance, bank.answers_to(batch, on=ON)).location
    for address in ("/bank/99", "/bank/99/content", "/bank/99/answers/1", f"{place}/answers/99"):
        assert finance.get(address).status_code == 404, address


def test_a_file_of_many_answers_is_shown_a_page_at_a_time(finance: StrictClient) -> None:
    many = [Told(f"UT-2026-9{number:03d}", "1.00") for number in range(120)]
    place = send(finance, bank.status_report("UB-2026-0001", many, on=ON)).location
    first = finance.get(place)
    asked = len(finance.statements)
    assert "UT-2026-9048" in first.text
    assert "De första 50 visas" in first.text
    assert "UT-2026-9119" in finance.get(f"{place}?page=3").text
    assert finance.get(f"{place}?page=99").status_code == 200
    assert len(finance.statements) == asked


def test_the_pages_in_english(finance: StrictClient) -> None:
    batch, _ = a_batch_of(1)
    place = send(finance, bank.status_report("UB-2026-9999", bank.payments_of(batch), on=ON)).location
    finance.post("/language", data={"csrf_token": token(finance), "language": "en", "next": "/bank"})
    assert "The bank&#39;s answers" in finance.get("/bank").text
    assert "Ask the bank which file it has." in finance.get(place).text
    assert "Batch by batch" in finance.get("/bank/reconciliation").text
