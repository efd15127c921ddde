"""An amount that rests on a value which is not confirmed is marked wherever it is shown, and may be refused."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader

from grantdesk import region
from tests import builders
from tests.conftest import Database, made_over
from tests.web import desk


def plain(html: str) -> str:
    """What a reader sees of a page, spaces as spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


@pytest.fixture
def strict_region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped region, were it to refuse decisions on values that it has not confirmed."""
    folder = tmp_path / "region"
    shutil.copytree(region.find("vastmanland"), folder)
    file = folder / "region.toml"
    file.write_text(file.read_text("utf-8").replace('value = "allowed"', 'value = "refused"'), "utf-8")
    monkeypatch.setenv("GRANTDESK_REGION", str(folder))
    return folder


def test_the_decision_page_says_beforehand_that_a_grant_is_refused(database: Database, strict_region: Path) -> None:
    case = builders.an_assessed_case()
    number = case.number
    client = desk.at_work(made_over(database), "director")
    page = client.get(f"/cases/{number}/decision")
    said = plain(page.text)
    assert "Regionen beviljar inget som vilar på värden som den inte har bekräftat" in said
    assert "Regionens stödandel (schemes/investeringsstod.toml: rules.rate_policy[0])" in said
    assert "/decision/grant" not in page.text
    assert "/decision/rejection" in page.text
    assert (strict_region / "region.toml").is_file()


SIGN = "? obekräftat värde"
SENTENCE = "Beloppet vilar på ett värde som Regionen inte har bekräftat."


@pytest.mark.parametrize("backend", ["sqlite"])
def test_lists_mark_each_amount_and_say_what_the_sign_means(app: Flask) -> None:
    assert builders.an_assessed_case().number
    builders.a_granted_case()
    director = desk.at_work(app, "director")
    for page in ("/", "/waiting?pile=to_decide", "/cases"):
        said = plain(director.get(page).text)
        assert f"{SIGN} 140 000,00" in said, page
        assert SENTENCE in said, page


@pytest.mark.parametrize("backend", ["sqlite"])
def test_what_the_applicant_has_stated_is_not_marked(app: Flask) -> None:
    builders.a_case()
    said = plain(desk.at_work(app, "handler").get("/").text)
    assert SENTENCE not in said


@pytest.mark.parametrize("backend", ["sqlite"])
def test_an_amount_that_confirmed_values_decided_is_marked_nowhere(app: Flask) -> None:
    facts = builders.project_facts(financing=[{"source": "public", "kind": "cash", "amount": "800000.00"}])
    number = builders.a_granted_case(builders.a_registration(facts)).number
    client = desk.at_work(app, "director")
    assert SENTENCE not in plain(client.get("/cases").text)
    assert "vilar på värden som Regionen inte har bekräftat" not in plain(client.get("/totals").text)
    assert "Beloppet vilar" not in plain(client.get(f"/cases/{number}").text)


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_case_its_claim_and_its_payments_are_marked(app: Flask) -> None:
    payment = builders.an_attested_payment()
    number, case = payment.number, payment.case.number
    finance = desk.at_work(app, "finance")
    for page in (f"/cases/{case}", f"/cases/{case}/claims/1"):
        assert "Beloppet vilar på värden som Regionen inte har bekräftat. obekräftat värde" in plain(
            finance.get(page).text
        )
    assert "140 000 kr obekräftat värde" in plain(finance.get(f"/cases/{case}").text)
    assert "35 000 kr obekräftat värde" in plain(finance.get(f"/payments/{number}").text)
    assert "? 35 000 kr av summan vilar på värden" in plain(finance.get("/payments").text)


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_batch_and_the_totals_say_how_much_of_the_sum_it_concerns(app: Flask) -> None:
    batch = builders.a_batch()
    number = batch.number
    finance = desk.at_work(app, "finance")
    assert f"{SIGN} 35 000,00" in plain(finance.get("/batches").text)
    said = plain(finance.get(f"/batches/{number}").text)
    assert f"{SIGN} 35 000,00" in said
    assert "? 35 000 kr av summan vilar på värden" in said
    builders.export(batch)
    assert "140 000 kr av det beviljade och 35 000 kr av det utbetalda på värden" in plain(finance.get("/totals").text)


@pytest.mark.parametrize("backend", ["sqlite"])
def test_the_letter_marks_the_amount(app: Flask) -> None:
    number = builders.a_granted_case().number
    answer = desk.at_work(app, "handler").get(f"/cases/{number}/letter.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert "140 000 kr (obekräftat)" in " ".join(text.replace("\u00a0", " ").split())
