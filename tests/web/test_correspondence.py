"""A case's letters on the web: a supplement is asked for, a covering letter is written, both are read first, stored and sent."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask

from grantdesk import archive, clock, db, settings
from grantdesk.actions import dispatch
from grantdesk.queries import case_file
from grantdesk.web import letters
from tests import builders
from tests.documents import papers
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

STORE, PREVIEW, SENT = "Spara brevet", "Förhandsvisning (PDF)", "Anteckna att det är skickat"
POINTS = "- Offert på maskinen\n\n* Bokslut för 2025\n"


def supplement(**changes: str) -> dict[str, str]:
    due = (clock.today() + timedelta(days=14)).isoformat()
    return {"points": POINTS, "note": "Skicka gärna allt på en gång.", "due_on": due, **changes}


def covering(**changes: str) -> dict[str, str]:
    return {
        "addressee": "Fagersta kommun\nNorbergsvägen 19\n737 80 Fagersta",
        "heading": "Begäran om yttrande",
        "text": "Vi ber om kommunens synpunkter.\n\nSvara gärna inom tre veckor.",
        "enclosures": "Ansökan\nKarta",
        **changes,
    }


def send_fields(**changes: str) -> dict[str, str]:
    return {"means": "post", "address": "Verkstadsgatan 1, 737 30 Fagersta", **changes}


def asked(client: StrictClient, number: str, **changes: str) -> str:
    """The address of the page on which the letter is sent."""
    answer = client.submit(client.get(f"/cases/{number}/supplements/new"), supplement(**changes), button=STORE)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_what_is_missing_is_read_stored_sent_and_waited_for(app: Flask) -> None:
    number, client = builders.an_assessed_case().number, desk.at_work(app, "handler")
    assert "Ärendet har inga brev" in client.get(f"/cases/{number}/letters").text
    page = client.get(f"/cases/{number}/supplements/new")
    read = client.submit(page, supplement(), button=PREVIEW)
    assert (read.status_code, read.mimetype) == (200, "application/pdf")
    assert "Förhandsvisning" in papers.text(read.data)
    assert "Ärendet har inga brev" in client.get(f"/cases/{number}/letters").text
    address = asked(client, number)
    assert address == f"/cases/{number}/letters/1/dispatch"
    stored = client.get(f"/cases/{number}/letters/1.pdf")
    text = papers.text(stored.data)
    for said in (
        "Begäran om komplettering",
        "Offert på maskinen",
        "Bokslut för 2025",
        "Skicka gärna allt",
        "20 § förvaltningslagen",
    ):
        assert said in text, said
    assert "visning" not in text.lower()
    assert archive.read(settings.read().archive, sha256(stored.data).hexdigest()) == stored.data
    assert client.submit(client.get(address), send_fields(), button=SENT).location == f"/cases/{number}/letters"
    page = client.get(f"/cases/{number}/letters")
    for said in ("Väntar på svar", "Bokslut för 2025", "Verkstadsgatan 1", "SHA-256"):
        assert said in page.text, said
    assert "Begär komplettering" not in page.text
    assert "Komplettering begärdes till" in client.get(f"/cases/{number}").text


def test_a_case_waits_for_one_supplement_until_it_is_noted_what_became_of_it(app: Flask) -> None:
    number, client = builders.an_assessed_case().number, desk.at_work(app, "handler")
    asked(client, number)
    again = client.submit(client.get(f"/cases/{number}/supplements/new"), supplement(), button=STORE)
    assert again.status_code == 409
    assert "väntar redan på en komplettering" in again.text
    page = client.get(f"/cases/{number}/supplements/1")
    assert client.submit(page, {"outcome": ""}, button="Anteckna").status_code == 422
    early = client.submit(page, {"day": "2026-01-01", "outcome": "Offerten"}, button="Anteckna")
    assert early.status_code == 409
    assert "ligger före dagen" in early.text
    assert client.submit(page, {"outcome": "Offerten kom"}, button="Anteckna").status_code == 303
    shown = client.get(f"/cases/{number}/letters").text
    assert "Kompletterad" in shown
    assert "Offerten kom" in shown
    assert client.get(f"/cases/{number}/supplements/1").location == f"/cases/{number}/letters"
    asked(client, number)


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"points": ""}, 422, "Skriv vad som saknas"),
        ({"points": " - \n * "}, 409, "en sak på varje rad"),
        ({"points": "x\n" * 41}, 409, "högst 40 rader"),
        ({"due_on": ""}, 422, "Skriv den sista dagen"),
        ({"due_on": "2026-01-01"}, 409, "måste vara senare än i dag"),
    ],
)
def test_a_request_that_asks_for_nothing_or_leaves_no_time_is_refused(
    app: Flask, changes: dict[str, str], status: int, said: str
) -> None:
    number, client = builders.a_case().number, desk.at_work(app, "handler")
    answer = client.submit(client.get(f"/cases/{number}/supplements/new"), supplement(**changes), button=STORE)
    assert answer.status_code == status
    assert said in answer.text
    assert "Ärendet har inga brev" in client.get(f"/cases/{number}/letters").text


def test_a_granted_case_may_wait_for_a_supplement_that_no_longer_stops_its_trial(app: Flask) -> None:
    number, client = builders.a_granted_case().number, desk.at_work(app, "handler")
    page = client.get(f"/cases/{number}/supplements/new")
    tried = client.submit(page, supplement(consequence="not_tried"), button=STORE)
    assert tried.status_code == 409
    assert "redan prövad" in tried.text
    asked(client, number, consequence="decided", language="en")
    assert "the case is decided on what there is" in papers.text(client.get(f"/cases/{number}/letters/1.pdf").data)


def test_a_covering_letter_names_its_papers_and_goes_to_whoever_it_is_written_to(app: Flask) -> None:
    number, client = builders.a_case().number, desk.at_work(app, "handler")
    page = client.get(f"/cases/{number}/covering-letters/new")
    assert client.submit(page, covering(addressee=""), button=STORE).status_code == 422
    empty = client.submit(page, covering(text="", enclosures=" "), button=STORE)
    assert (empty.status_code, "Skriv vad som går med" in empty.text) == (409, True)
    assert "Förhandsvisning" in papers.text(client.submit(page, covering(), button=PREVIEW).data)
    sending = client.submit(page, covering(), button=STORE).location
    text = papers.text(client.get(f"/cases/{number}/letters/1.pdf").data)
    for said in ("Fagersta kommun Norbergsvägen 19", "Begäran om yttrande", "kommunens synpunkter", "Ansökan", "Karta"):
        assert said in text, said
    assert client.submit(client.get(sending), send_fields(name="Fagersta kommun"), button=SENT).status_code == 303
    shown = client.get(f"/cases/{number}/letters").text
    assert "Begäran om yttrande" in shown
    assert "Brevet är inte skickat." not in shown


def test_a_double_click_stores_one_letter_and_sends_it_once(app: Flask) -> None:
    number, client = builders.a_case().number, desk.at_work(app, "handler")
    page = client.get(f"/cases/{number}/covering-letters/new")
    first, second = (client.submit(page, covering(), button=STORE).location for _ in range(2))
    assert first == second
    sending = client.get(first)
    for _ in range(2):
        assert client.submit(sending, send_fields(), button=SENT).status_code == 303
    assert client.get(f"/cases/{number}/letters").text.count("Verkstadsgatan 1") == 1


def test_a_letter_that_came_back_is_sent_again_from_the_page(app: Flask) -> None:
    number, client = builders.a_case().number, desk.at_work(app, "handler")
    sending = asked(client, number)
    client.submit(client.get(sending), send_fields(), button=SENT)
    back = client.get(f"/cases/{number}/letter/1/return")
    client.submit(back, {"day": clock.today().isoformat(), "reason": "Flyttat"}, button="Anteckna returen")
    page = client.get(f"/cases/{number}/letters").text
    assert "Brevet kom i retur. Skicka det igen." in page
    early = client.submit(client.get(sending), send_fields(sent_on="2026-01-01"), button=SENT)
    assert early.status_code == 409
    assert "före dagen då det skrevs" in early.text


def test_a_letter_is_not_reached_through_another_case(app: Flask) -> None:
    mine, client = builders.a_case().number, desk.at_work(app, "handler")
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    other = builders.a_case(builders.a_registration(given)).number
    asked(client, mine)
    for address in (
        "letters/1.pdf",
        "letters/1/dispatch",
        "supplements/1",
        "letter.pdf?decision=1",
        "letter?decision=x",
    ):
        assert client.get(f"/cases/{other}/{address}").status_code == 404, address


def test_the_letter_about_an_older_decision_is_made_by_hand(app: Flask) -> None:
    number, client = builders.a_granted_case().number, desk.at_work(app, "handler")
    page = client.get(f"/cases/{number}/letters")
    assert "Brevet om det här beslutet är inte gjort" in page.text
    assert client.submit(page, button="Gör brevet").status_code == 303
    page = client.get(f"/cases/{number}/letters")
    assert "Gör brevet" not in page.text
    assert page.text.count("SHA-256") == 2
    assert client.get(f"/cases/{number}/letters/1/dispatch").location.endswith(f"/cases/{number}/letter?decision=1")
    sent = client.submit(client.get(f"/cases/{number}/letter?decision=1"), {**send_fields(), "language": "sv"})
    assert sent.status_code == 303
    assert "Brevet är inte skickat." not in client.get(f"/cases/{number}/letters").text


def test_what_was_made_with_the_decision_is_what_is_shown(app: Flask) -> None:
    case, by = builders.a_granted_case(), builders.a_user()
    with app.test_request_context(), db.transaction(at=clock.now()):
        found = case_file.for_act(case.number, by=by)
        decision = case_file.decision_of(found)
        assert decision is not None
        made = dispatch.make(decision, found, letters.press(), by=by)
        digest = made["sv"].digest
    client = desk.at_work(app, "handler")
    shown = client.get(f"/cases/{case.number}/letter.pdf?language=sv").data
    assert sha256(shown).hexdigest() == digest
    assert "Brevet om beslutet gjordes och sparades" in client.get(f"/cases/{case.number}").text


def test_a_supplement_waits_in_the_pile_until_it_is_sent_and_again_when_its_day_has_passed(app: Flask) -> None:
    client, today = desk.at_work(app, "handler"), clock.today()
    number = builders.a_case().number
    sending = asked(client, number, due_on=(today + timedelta(days=1)).isoformat())

    def waiting() -> bool:
        return f"/cases/{number}/letters" in client.get("/waiting?pile=supplements").text

    assert waiting()
    client.submit(client.get(sending), send_fields(), button=SENT)
    assert not waiting()


def test_only_those_who_handle_cases_write_letters(app: Flask) -> None:
    number = builders.a_case().number
    for position, status in (("director", 403), ("controller", 403), ("almi", 404)):
        client = desk.at_work(app, position)
        assert client.get(f"/cases/{number}/supplements/new").status_code == status
        assert client.get(f"/cases/{number}/letters").status_code == (404 if position == "almi" else 200)
