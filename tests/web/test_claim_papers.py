"""The pages of what comes with a claim: what is added on them, what they say is missing, and who only reads."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from grantdesk import db
from grantdesk.actions import claim_papers
from grantdesk.models.case import Case
from grantdesk.models.claim import Claim
from grantdesk.queries import payouts
from tests import attachments, builders, claiming
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

ROWS = "kostnadsslag;netto;leverantör\r\nmaskiner;120 000,50;Påhittade Maskiner AB\r\n"


def address(claim: Claim, place: str = "papers") -> str:
    db.session.rollback()
    case = db.session.get(Case, claim.case_id)
    assert case is not None
    return f"/cases/{case.number}/claims/{claim.number}/{place}"


def plain(page: TestResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def sent(client: StrictClient, page: TestResponse, button: str, **fields: Any) -> TestResponse:
    """The page after one of its forms was sent with these fields."""
    answer = client.submit(page, {name.replace("__", "-"): value for name, value in fields.items()}, button=button)
    return client.get(answer.location) if answer.status_code == 303 else answer


def attached(client: StrictClient, claim: Claim, kind: str, name: str, content: bytes) -> TestResponse:
    return sent(
        client, client.get(address(claim)), "Lägg till filen",
        attachment__kind=kind, attachment__file=(BytesIO(content), name),
    )  # fmt: skip


@pytest.fixture
def project(app: Flask) -> Claim:  # noqa: ARG001 - the database is connected first
    return claiming.a_bare_claim(builders.a_granted_case(builders.a_registration(builders.project_facts())))


def test_a_file_is_added_listed_and_given_back_as_it_was(app: Flask, project: Claim) -> None:
    client = desk.at_work(app, "handler")
    page = attached(client, project, "invoice", "../../faktura nr 1 å.pdf", attachments.PDF)
    assert "Filer (1)" in page.text
    found = re.search(r'href="([^"]+/papers/attachments/\d+)"', page.text)
    assert found is not None
    given = client.get(found[1])
    assert given.data == attachments.PDF
    assert given.mimetype == "application/pdf"
    assert given.headers["Content-Disposition"].startswith("attachment;")
    assert "/" not in given.headers["Content-Disposition"].partition(";")[2].replace("''", "")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    again = attached(client, project, "other", "igen.pdf", attachments.PDF)
    assert again.status_code == 409
    assert "Samma fil finns redan på rekvisitionen" in again.text


@pytest.mark.parametrize(
    ("name", "content", "status", "said"),
    [
        ("program.exe", b"MZ", 409, "kan inte tas emot"),
        ("faktura.pdf", b"<html>", 409, "kan inte tas emot"),
        ("", b"", 422, "Välj filen"),
    ],
)
def test_what_is_no_file_is_refused_in_words(
    app: Flask, project: Claim, name: str, content: bytes, status: int, said: str
) -> None:
    page = attached(desk.at_work(app, "handler"), project, "invoice", name, content)
    assert page.status_code == status
    assert said in page.text


def test_a_file_of_another_claim_is_not_there(app: Flask, project: Claim) -> None:
    other = claiming.a_bare_claim()
    client = desk.at_work(app, "handler")
    attached(client, project, "invoice", "faktura.pdf", attachments.PDF)
    assert client.get(f"{address(project)}/attachments/1").status_code == 200
    assert client.get(f"{address(other)}/attachments/1").status_code == 404


def test_the_report_is_entered_and_a_new_version_stands_beside_it(app: Flask, project: Claim) -> None:
    client = desk.at_work(app, "handler")
    page = client.get(address(project))
    assert "Rapporten om vad som är gjort saknas." in page.text
    lacking = sent(client, page, "Spara rapporten", report__done="Träffar.")
    assert lacking.status_code == 422
    assert "Skriv vad det ledde till." in lacking.text
    page = sent(client, page, "Spara rapporten", report__done="Tre träffar.", report__results="Elva företag.")
    assert "Rapporten om vad som är gjort finns." in page.text
    assert "Elva företag." in page.text
    page = sent(client, page, "Spara rapporten", report__done="Fyra träffar.", report__deviations="En inställd.")
    assert "Tidigare versioner (1)" in page.text
    assert "En inställd." in page.text


def test_the_inspection_is_noted_from_a_file_that_is_attached(app: Flask) -> None:
    given = builders.facts(costs=[{"category": "machinery", "amount": "1600000.00"}])
    case = builders.a_granted_case(builders.a_registration(given))
    claim = claiming.a_bare_claim(case)
    client = desk.at_work(app, "handler")
    page = client.get(address(claim))
    assert "kontrollantens rapport ska bifogas" in page.text
    assert "Bifoga rapporten som kontrollantens rapport först." in page.text
    page = attached(client, claim, "inspector_report", "kontroll.pdf", attachments.PDF)
    said = {"inspection__attachment": "1", "inspection__inspector": "K. Kontrollant", "inspection__finding": "remarks"}
    page = sent(client, page, "Notera kontrollen", inspection__inspected_on="2026-03-10", **said)
    assert page.status_code == 409
    assert "Skriv vad kontrollanten anmärkte på" in page.text
    page = sent(client, page, "Notera kontrollen", inspection__remark="Skylten saknas.")
    assert "Kontrollantens rapport är bifogad, med anmärkningar" in page.text
    assert "Skylten saknas." in page.text


def test_purchases_are_noted_for_the_supplier_that_waits(app: Flask) -> None:
    claim = claiming.a_draft()
    client = desk.at_work(app, "handler")
    read_in(client, claim, ROWS)
    page = client.get(address(claim))
    assert "Inköpen från Påhittade Maskiner AB är 120\u00a0000,50\u00a0kr, mer än 100\u00a0000\u00a0kr" in page.text
    page = sent(client, page, "Notera inköpet", purchase__manner="quotes", purchase__remark="Tre offerter.")
    assert "Det är noterat hur inköpen från Påhittade Maskiner AB" in page.text
    assert "Tre offerter." in page.text
    page = sent(client, page, "Notera inköpet", purchase__supplier="", purchase__manner="exempt")
    assert "Behöver inte upphandlas" in plain(page)


def test_the_checks_of_the_claim_are_answered_on_a_page_of_their_own(app: Flask) -> None:
    claim = claiming.a_bare_claim()
    client = desk.at_work(app, "handler")
    assert f'href="{address(claim, "checks")}"' in client.get(address(claim, "papers")).text
    page = client.get(address(claim, "checks"))
    assert "Måste besvaras innan rekvisitionen godkänns." in page.text
    groups = dict(re.findall(r'name="(items-\d+)-item" value="(\w+) ', page.text))
    answers = {f"{row}__answer": "yes" for row, code in groups.items() if code != "claim_publicity"}
    first = next(iter(answers))
    refused = sent(client, page, "Spara svaren", **{**answers, first: "no"})
    assert refused.status_code == 409
    assert "Skriv en anmärkning om varför svaret inte är ja" in refused.text
    page = sent(client, page, "Spara svaren", **answers)
    assert "som måste besvaras är det." in plain(page)
    assert "Noterat:" in page.text
    assert "Alla kontroller som måste besvaras är det." in client.get(address(claim)).text


def test_an_approval_that_lacks_something_is_told_what_on_the_claims_page(app: Flask, project: Claim) -> None:
    client = desk.at_work(app, "handler")
    page = client.get(address(project, "").rstrip("/"))
    answer = client.submit(page, {}, button="Godkänn och bered utbetalningen")
    assert answer.status_code == 409
    assert "Rekvisitionen kan inte godkännas än. Rapporten om vad som är gjort saknas." in answer.text
    claiming.see_to_claim(project)
    assert client.submit(page, {}, button="Godkänn och bered utbetalningen").status_code == 303


@pytest.mark.parametrize("position", ["director", "finance", "controller", "administrator"])
def test_others_read_and_write_nothing(app: Flask, project: Claim, position: str) -> None:
    claiming.see_to_claim(project)
    client = desk.at_work(app, position)
    for place in ("papers", "checks"):
        page = client.get(address(project, place))
        assert page.status_code == 200
        assert 'enctype="multipart/form-data"' not in page.text
        assert "<textarea" not in page.text
    assert "Påhittat: elva företag deltog." in client.get(address(project)).text
    assert client.get(address(project, "file")).status_code == 403


def read_in(client: StrictClient, claim: Claim, rows: str, name: str = "rader.csv") -> TestResponse:
    """The claim's page after a file of rows was tried and read in."""
    page = tried(client, claim, rows, name)
    button = re.search(r"Läs in \d+ rad(?:er)?", page.text)
    assert button is not None, plain(page)
    return sent(client, page, button[0])


def tried(client: StrictClient, claim: Claim, rows: str, name: str = "rader.csv") -> TestResponse:
    page = client.get(address(claim, "file"))
    return sent(client, page, "Pröva filen", file=(BytesIO(rows.encode()), name))


def test_a_file_of_rows_is_tried_and_read_in_once(app: Flask) -> None:
    claim = claiming.a_draft()
    client = desk.at_work(app, "handler")
    page = tried(client, claim, ROWS)
    assert "rader.csv: inget är fel, och inget är inläst än." in plain(page)
    assert "120\u00a0000,50" in page.text
    page = read_in(client, claim, ROWS)
    assert "1 rad är inläst." in page.text
    page = tried(client, claim, ROWS)
    assert "Samma fil är redan inläst i rekvisition 1" in page.text
    assert "1 rad lästes in ur rader.csv" in client.get(address(claim, "file")).text


def test_every_fault_of_a_file_is_shown_with_its_place(app: Flask) -> None:
    client = desk.at_work(app, "handler")
    page = tried(client, claiming.a_draft(), f"{ROWS}slöjd;x;\r\n")
    assert page.status_code == 422
    assert "rad 3, kostnadsslag" in plain(page).lower()
    assert "rad 3, netto" in plain(page).lower()
    assert "Inget är inläst: rader.csv" in plain(page)


def test_a_claim_in_review_takes_no_file(app: Flask) -> None:
    claim = claiming.a_bare_claim()
    client = desk.at_work(app, "handler")
    page = client.get(address(claim, "file"))
    assert "Rekvisitionen är lämnad till granskning: inga rader läggs till." in page.text
    assert 'type="file"' not in page.text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_holds_every_heading(app: Flask, form: str) -> None:
    claim = claiming.a_draft()
    given = desk.at_work(app, "handler").get(f"{address(claim, 'file')}/template.{form}")
    assert given.status_code == 200
    assert f"filename=rekvisitionsrader.{form}" in given.headers["Content-Disposition"]
    assert given.data.startswith(b"PK" if form == "xlsx" else b"\xef\xbb\xbfkostnadsslag;beskrivning;")


def test_the_pages_ask_as_much_however_much_has_come(app: Flask) -> None:
    claim = claiming.a_draft()
    client = desk.at_work(app, "handler")
    places = ("papers", "checks", "file")
    before = {place: asked(client, address(claim, place)) for place in places}
    read_in(client, claim, ROWS + "".join(f"maskiner;100 {nr:03},00;Bolag {nr} AB\r\n" for nr in range(1, 30)))
    by = builders.a_user()
    for _ in range(3):
        with db.transaction(at=builders.moment()):
            found = payouts.claim_for_act(claim.id, by=by)
            claiming.inspected(found, by=by)
            claim_papers.report(found, claiming.TOLD, by=by, on=builders.DAY)
    claiming.see_to_claim(claim)
    assert {place: asked(client, address(claim, place)) for place in places} == before


def asked(client: StrictClient, page: str) -> int:
    """How many statements the page takes."""
    assert client.get(page).status_code == 200
    return len(client.statements)
