"""The letters' texts on the web: found, changed, previewed, and every fault said at its own field."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from grantdesk import clock, region
from tests import builders
from tests.conftest import Database, made_over
from tests.documents import papers
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

SAVE, PREVIEW = "Spara texten", "Förhandsvisning på svenska (PDF)"


def test_a_text_is_found_by_its_words_or_its_key(app: Flask) -> None:
    client = desk.at_work(app, "administrator")
    every = client.get("/texts")
    assert every.text.count("/texts/") > 200
    found = client.get("/texts?q=följebrev")
    assert "texts.title_covering" in found.text
    assert "texts.granted" not in found.text
    assert "/texts/texts.granted" in client.get("/texts?q=texts.granted").text
    assert "Ingen text har de orden." in client.get("/texts?q=qqq").text


def test_new_words_are_printed_from_their_day_in_the_next_letter(app: Flask) -> None:
    client, handler = desk.at_work(app, "administrator"), desk.at_work(app, "handler")
    number = builders.a_granted_case().number
    page = client.get("/texts/texts.title_granted")
    assert client.submit(page, {"sv": "Glada nyheter", "en": "Good news"}, button=SAVE).status_code == 303
    assert "Glada nyheter" in papers.text(handler.get(f"/cases/{number}/letter.pdf?language=sv").data)
    later = (clock.today() + timedelta(days=3)).isoformat()
    page = client.get("/texts/texts.title_granted")
    fields = {"sv": "Ännu gladare", "en": "Even better", "valid_from": later}
    assert client.submit(page, fields, button=SAVE).status_code == 303
    shown = client.get("/texts/texts.title_granted").text
    for said in ("Ännu gladare", "Glada nyheter", "Beslut om stöd", later):
        assert said in shown
    assert "kommande" in client.get("/texts").text
    assert "Ännu" not in papers.text(handler.get(f"/cases/{number}/letter.pdf?language=sv").data)


def test_every_fault_is_said_at_the_field_of_its_language(app: Flask) -> None:
    client = desk.at_work(app, "administrator")
    page = client.get("/texts/texts.recover")
    wrong = {"sv": "{region} {recipient} {scheme} {amount} {belopp}", "en": "{"}
    answer = client.submit(page, wrong, button=SAVE)
    assert answer.status_code == 422
    for said in ("{belopp} är okänd här", "måste använda {due_on}", "En klammer står för sig själv"):
        assert said in answer.text, said
    assert client.submit(page, wrong, button=PREVIEW).status_code == 422


def test_a_text_is_previewed_in_a_letter_and_nothing_is_saved(app: Flask) -> None:
    client = desk.at_work(app, "administrator")
    page = client.get("/texts/texts.recover")
    words = "{region} vill att {recipient} ({scheme}) betalar {amount} före {due_on}. Tack!"
    answer = client.submit(page, {"sv": words}, button=PREVIEW)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = papers.text(answer.data)
    assert text.count("Tack!") == 2
    assert "Förhandsvisning" in text
    assert "Tack!" not in client.get("/texts/texts.recover").text


def test_a_day_that_has_passed_and_words_that_change_nothing_are_refused(app: Flask) -> None:
    client = desk.at_work(app, "administrator")
    page = client.get("/texts/texts.title_granted")
    same = client.submit(page, {}, button=SAVE)
    assert (same.status_code, "ordagrant" in same.text) == (409, True)
    past = client.submit(page, {"sv": "x", "valid_from": "2026-01-01"}, button=SAVE)
    assert (past.status_code, "har redan varit" in past.text) == (409, True)


def test_a_text_that_waits_for_its_confirmation_can_be_confirmed(app: Flask) -> None:
    client = desk.at_work(app, "administrator")
    page = client.get("/texts/texts.repay_how")
    assert "hur återkrav betalas är regionens egen ordning" in page.text
    assert client.submit(page, {"confirmed": "y"}, button=SAVE).status_code == 303
    assert 'name="confirmed"' not in client.get("/texts/texts.title_granted").text


@pytest.mark.parametrize(("old", "new"), [("{case_number}", "{case}"), ("[texts]", "[texts"), ("[reasons]", "[other]")])
def test_a_file_that_cannot_be_used_is_said_and_stops_no_decision(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    folder = tmp_path / "region"
    shutil.copytree(region.find("vastmanland"), folder)
    file = folder / "letters" / "decision.toml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    monkeypatch.setenv("GRANTDESK_REGION", str(folder))
    app, number = made_over(database), builders.an_assessed_case().number
    director = desk.at_work(app, "director")
    page = director.get(f"/cases/{number}/decision")
    fields = {"rejection-reason": "Åtgärden är redan påbörjad."}
    answer = director.submit(page, fields, button="Avslå")
    assert answer.status_code == 303
    assert "går inte att använda" in director.get(str(answer.location)).text
    for address, position in ((f"/cases/{number}/letter.pdf", "handler"), ("/texts", "administrator")):
        answer = desk.at_work(app, position).get(address)
        assert (answer.status_code, "går inte att använda" in answer.text) == (409, True)


@pytest.mark.parametrize("key", ["texts.nothing", "texts", "ordinances.2022:1467.conditions.0000000000", "x" * 300])
def test_there_is_no_page_for_a_text_that_is_not_there(app: Flask, key: str) -> None:
    assert desk.at_work(app, "administrator").get(f"/texts/{key}").status_code == 404


@pytest.mark.parametrize("position", ["handler", "director", "almi", "finance", "controller"])
def test_only_an_administrator_changes_texts(app: Flask, position: str) -> None:
    client = desk.at_work(app, position)
    assert client.get("/texts").status_code == 403
    assert "/texts" not in client.get("/").text
