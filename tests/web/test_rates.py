"""The euro's rates on their page, and the ECB's file sent in by an administrator."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from grantdesk import clock
from grantdesk.domain.roles import POSITIONS, ROLES
from grantdesk.queries import rates
from tests import builders, ecb_files
from tests.ecb_files import NEW
from tests.strict_client import StrictClient
from tests.web.desk import at_work, token

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

BUTTON = "Läs in kurserna"


@pytest.fixture
def on_22_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def administrator(app: Flask, on_22_november: None) -> StrictClient:  # noqa: ARG001 - the day is set first
    return at_work(app, "administrator")


def send(client: StrictClient, content: bytes, name: str = "eurofxref-hist.zip") -> TestResponse:
    return client.submit(client.get("/rates"), {"file": (BytesIO(content), name)}, button=BUTTON)


def send_large(client: StrictClient, content: bytes, *, form_token: str = "") -> TestResponse:
    """As a browser sends it, the body held in memory; the test client would leave a file open."""
    lines = [
        "--edge", 'Content-Disposition: form-data; name="csrf_token"', "", form_token,
        "--edge", 'Content-Disposition: form-data; name="file"; filename="rates.csv"', "Content-Type: text/csv", "",
    ]  # fmt: skip
    body = "\r\n".join([*lines, ""]).encode() + content + b"\r\n--edge--\r\n"
    return client.post("/rates", data=body, content_type="multipart/form-data; boundary=edge")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.usefixtures("on_22_november")
def test_everybody_reads_the_rates_and_one_role_imports(app: Flask, role: str) -> None:
    client = at_work(app, next(position for position, of_role in POSITIONS.items() if of_role == role))
    page = client.get("/rates").text
    for said in ("2026-10-30", "10,9780", "ECB:s fil, som den följde med programmet."):
        assert said in page
    assert "från 2026-10-30, 23 dagar tidigare" in page
    assert (BUTTON in page) == (role == "administrator")
    if role != "administrator":
        sent = {"csrf_token": token(client), "file": (BytesIO(ecb_files.history(NEW)), "rates.csv")}
        assert client.post("/rates", data=sent).status_code == 403


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (ecb_files.packed(ecb_files.history(NEW)), "eurofxref-hist.zip"),
        (ecb_files.history(NEW), "eurofxref-hist.csv"),
        (ecb_files.xml(NEW), "eurofxref-hist-90d.xml"),
        (ecb_files.portal(NEW), "data.csv"),
    ],
)
def test_a_file_that_is_sent_in_is_stored_and_its_name_shown(
    administrator: StrictClient, content: bytes, name: str
) -> None:
    answer = send(administrator, content, name)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/rates")
    page = administrator.get("/rates").text
    assert f"2 kurser ur {name} är lagrade." in page
    assert "10,9815" in page
    assert "Inläst av Påhittad administrator" in page
    assert send(administrator, content, name).status_code == 303
    assert "Inget nytt" in administrator.get("/rates").text


def test_a_wrong_file_is_told_and_nothing_is_stored(administrator: StrictClient) -> None:
    wrong = {f"2026-10-{day:02d}": "1.0" for day in range(1, 31)}
    answer = send(administrator, ecb_files.history({**NEW, **wrong}), "eurofxref-hist.csv")
    assert answer.status_code == 422
    assert "Rad 4, kolumnen SEK: är 1,0 för 2026-10-01, men den kurs som redan är lagrad" in answer.text
    assert "fel till." in answer.text
    assert "Inget ur filen har lagrats." in answer.text
    assert rates.before(date(2026, 11, 22)).rate_on == date(2026, 10, 30)


def test_no_file_is_told_at_its_field(administrator: StrictClient) -> None:
    nothing = administrator.submit(administrator.get("/rates"), button=BUTTON)
    assert nothing.status_code == 422
    assert "Välj den fil som du har hämtat från ECB." in nothing.text
    plain = administrator.post("/rates", data={"csrf_token": token(administrator), "file": "text"})
    assert plain.status_code == 422


def test_a_larger_file_than_a_form_is_taken_by_this_door_alone(administrator: StrictClient) -> None:
    rows = ecb_files.history({}) + b"".join(
        f"{year}-{month:02d}-{day:02d},{'1.1172,' * 2}N/A,N/A,{'0' * 200},\n".encode()
        for year in range(1999, 2020) for month in range(1, 13) for day in range(1, 29)
    ) + b"2026-11-02,1.1,1.1,N/A,10.96,1.0,\n"  # fmt: skip
    assert 1024 * 1024 < len(rows) < 2 * 1024 * 1024
    assert send_large(administrator, rows, form_token=token(administrator)).status_code == 303
    elsewhere = administrator.post("/users", data={"csrf_token": token(administrator), "name": "x" * len(rows)})
    assert elsewhere.status_code == 413


def test_a_file_larger_than_any_of_the_ecbs_is_told_with_a_page(administrator: StrictClient) -> None:
    answer = send_large(administrator, b"0" * (17 * 1024 * 1024), form_token=token(administrator))
    assert answer.status_code == 413
    assert "för stort" in answer.text


def test_a_larger_body_is_taken_from_nobody_who_may_not_import(app: Flask) -> None:
    assert send_large(at_work(app, "handler"), b"0" * 2_000_000).status_code == 403
    visitor: StrictClient = app.test_client()  # type: ignore[assignment]  # the app's client is strict
    assert send_large(visitor, b"0" * 2_000_000).status_code == 302


@pytest.mark.usefixtures("on_22_november")
def test_the_decision_page_tells_the_rate_and_that_it_is_old(app: Flask) -> None:
    case = builders.an_assessed_case()
    page = at_work(app, "director").get(f"/cases/{case.number}/decision").text
    assert "räknas efter 10,978 kronor per euro, ECB:s referenskurs den 2026-10-30" in page
    assert "från 2026-10-30, 23 dagar tidigare" in page
    assert 'href="/rates"' in page
    project = builders.an_assessed_case(builders.a_registration(builders.project_facts()))
    assert "ECB:s referenskurs" not in at_work(app, "director").get(f"/cases/{project.number}/decision").text


def test_with_a_fresh_rate_nothing_is_said_of_age(app: Flask, administrator: StrictClient) -> None:
    send(administrator, ecb_files.history({"2026-11-20": "10.99"}))
    assert "dagar tidigare" not in administrator.get("/rates").text
    case = builders.an_assessed_case()
    page = at_work(app, "director").get(f"/cases/{case.number}/decision").text
    assert "10,99 kronor per euro" in page
    assert "dagar tidigare" not in page
