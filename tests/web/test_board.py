"""The board's pages: what waits for an agenda, what is on it, and what the board decided and is told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from grantdesk import clock, db
from grantdesk.actions import later
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.models.meeting import AgendaItem
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, meetings
from tests import board, builders
from tests.documents import papers
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

PDF = b"%PDF-1.7\n%%EOF\n"
NAME = "tjänsteskrivelse.pdf"


def planned(client: StrictClient, **said: str) -> str:
    """The address of a meeting that is planned on the page for it, today unless said otherwise."""
    day = clock.today().isoformat()
    fields = {"day": day, "minutes": f"RUN {day}", "place": "Regionhuset", **said}
    answer = client.submit(client.get("/meetings"), fields, button="Planera sammanträdet")
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def brought_up(client: StrictClient, number: str, *, kind: str = "grant") -> str:
    """The address of the item, put on the agenda on the case's page for it."""
    page = client.get(f"/cases/{number}/agenda")
    answer = client.submit(page, {"kind": kind, "wording": board.WORDING}, button="Sätt upp på dagordningen")
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def attached(client: StrictClient, item: str, content: bytes = PDF, name: str = NAME) -> TestResponse:
    # Written by hand: the test client of itself puts a large body in a file that it does not close.
    token, field = desk.token(client), f'name="attachment-file"; filename="{name}"'
    parts = ('name="csrf_token"', token.encode()), (f"{field}\r\nContent-Type: application/pdf", content)
    body = b"".join(
        b"--edge\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + said + b"\r\n"
        for head, said in parts
    )
    kind = "multipart/form-data; boundary=edge"
    return client.post(f"{item}/attachments", data=body + b"--edge--\r\n", content_type=kind)


def test_a_case_goes_from_the_pile_to_the_minutes(app: Flask) -> None:
    handler, administrator = desk.at_work(app, "handler"), desk.at_work(app, "administrator")
    case = board.a_large_case()
    meeting = planned(administrator)
    assert f"/cases/{case.number}/agenda" in handler.get("/meetings").text
    item = brought_up(handler, case.number)
    assert f"/cases/{case.number}/agenda" not in handler.get("/meetings").text
    assert attached(handler, item).status_code == 303
    page = administrator.get(item)
    assert NAME in page.text
    answer = administrator.submit(page, {"grant-paragraph": "§ 87"}, button="Registrera nämndens bifall")
    assert answer.status_code == 303, answer.text
    assert f"RUN {clock.today()} § 87" in administrator.get(meeting).text
    assert balances.of_case(case.id).granted == Money.kronor(3_000_000)
    assert administrator.submit(administrator.get(meeting), button="Avsluta sammanträdet").status_code == 303
    assert "Hållet" in administrator.get(meeting).text
    assert verify.everything().broken == []


def test_the_board_rejects_or_postpones_and_a_handler_withdraws(app: Flask) -> None:
    administrator = desk.at_work(app, "administrator")
    meeting = planned(administrator)
    items = [brought_up(administrator, board.a_large_case(number=n).number) for n in ("802400-1003", "802400-2001")]
    first = administrator.get(items[0])
    said = {"rejection-paragraph": "3", "rejection-reason": "Projektet hör hemma på annat håll."}
    assert administrator.submit(first, said, button="Registrera nämndens avslag").status_code == 303
    second = administrator.get(items[1])
    empty = administrator.submit(second, button="Registrera bordläggningen")
    assert empty.status_code == 422
    used = {"postponement-paragraph": "3", "postponement-reason": "Mer underlag."}
    assert "redan använd" in administrator.submit(second, used, button="Registrera bordläggningen").text
    postponed = administrator.submit(
        second, used | {"postponement-paragraph": None}, button="Registrera bordläggningen"
    )
    assert postponed.status_code == 303
    third = brought_up(administrator, board.a_large_case(number="802400-3009").number)
    out = administrator.submit(administrator.get(third), {"withdrawal-reason": "Återtagen."}, button="Låt punkten utgå")
    assert out.status_code == 303
    shown = administrator.get(meeting).text
    assert all(word in shown for word in ("Beslutat", "Bordlagt", "Utgått"))
    assert verify.everything().broken == []


def test_what_was_written_stays_when_it_is_refused(app: Flask) -> None:
    administrator = desk.at_work(app, "administrator")
    planned(administrator)
    twice = administrator.submit(
        administrator.get("/meetings"),
        {"day": clock.today().isoformat(), "minutes": "RUN B"},
        button="Planera sammanträdet",
    )
    assert twice.status_code == 409
    assert "redan ett sammanträde" in twice.text
    item = brought_up(administrator, board.a_large_case().number)
    said = {"grant-paragraph": "4", "grant-amount": "3 000 001", "grant-reason": "Mer än så."}
    answer = administrator.submit(administrator.get(item), said, button="Registrera nämndens bifall")
    assert answer.status_code == 409
    assert all(each in answer.text for each in ("mer än vad reglerna ger", "Mer än så.", 'value="3 000 001"'))
    unread = {"grant-paragraph": "noll"}
    answer = administrator.submit(administrator.get(item), unread, button="Registrera nämndens bifall")
    assert answer.status_code == 422


def test_a_later_decision_is_brought_up_and_recorded_too(app: Flask) -> None:
    item = board.an_item()
    board.granted(item, 3)
    case, by, today = board.case_of(item), builders.a_user(), clock.today()
    with db.transaction(at=clock.now()):
        less = Later("change", total=Money.kronor(2_500_000))
        found = case_file.for_act(case.number, by=by)
        later.lay(found, less, "Mindre behov.", by=by, on=today, terms=builders.terms())
    administrator = desk.at_work(app, "administrator")
    planned(administrator)
    assert f"/cases/{case.number}/agenda" in administrator.get("/meetings").text
    listed = brought_up(administrator, case.number, kind="change")
    page = administrator.get(listed)
    assert "Ändras: 3\u00a0000\u00a0000" in page.text
    empty = administrator.submit(page, button="Registrera nämndens beslut")
    assert empty.status_code == 422
    answer = administrator.submit(page, {"later-paragraph": "9"}, button="Registrera nämndens beslut")
    assert answer.status_code == 303, answer.text
    assert balances.of_case(case.id).granted == Money.kronor(2_500_000)
    assert verify.everything().broken == []


def test_a_small_case_is_not_the_boards(app: Flask) -> None:
    handler = desk.at_work(app, "handler")
    case = builders.an_assessed_case()
    builders.propose(case)
    assert "Planera ett först" in handler.get(f"/cases/{case.number}/agenda").text
    planned(handler)
    page = handler.get(f"/cases/{case.number}/agenda")
    answer = handler.submit(page, {"wording": "Beviljas."}, button="Sätt upp på dagordningen")
    assert answer.status_code == 409
    assert "ryms inom delegationen" in answer.text
    assert "Beviljas." in answer.text


def test_before_the_day_nothing_is_recorded_and_the_meeting_can_be_moved(app: Flask) -> None:
    administrator = desk.at_work(app, "administrator")
    day = clock.today() + timedelta(days=7)
    meeting = planned(administrator, day=day.isoformat())
    item = brought_up(administrator, board.a_large_case().number)
    assert "Registrera nämndens bifall" not in administrator.get(item).text
    assert "Avsluta sammanträdet" not in administrator.get(meeting).text
    moved = {"change-day": clock.today().isoformat()}
    assert administrator.submit(administrator.get(meeting), moved, button="Spara ändringarna").status_code == 303
    assert "Registrera nämndens bifall" in administrator.get(item).text
    nameless = administrator.submit(administrator.get(meeting), {"change-minutes": ""}, button="Spara ändringarna")
    assert nameless.status_code == 422


def test_delegated_decisions_are_listed_and_reported(app: Flask) -> None:
    granted = builders.a_granted_case()
    administrator = desk.at_work(app, "administrator")
    assert "Delegationsbeslut att anmäla till nämnden (1)" in administrator.get("/").text
    meeting = planned(administrator)
    page = administrator.get(meeting)
    assert administrator.submit(page, button="Gör förteckningen över 1").status_code == 303
    assert administrator.submit(page, button="Gör förteckningen över 1").status_code == 409
    listed = administrator.get(f"{meeting}/delegated").text
    assert granted.number in listed
    assert "Påhittad director" in listed
    refused = administrator.submit(administrator.get(meeting), button="Avsluta sammanträdet")
    assert refused.status_code == 409
    assert "Skriv paragrafen" in refused.text
    held = administrator.submit(refused, {"holding-paragraph": "5"}, button="Avsluta sammanträdet")
    assert held.status_code == 303
    assert "Delegationsbeslut att anmäla" not in administrator.get("/").text
    assert f"Anmält i RUN {clock.today()} § 5" in administrator.get(meeting).text


def test_the_papers_say_what_the_pages_say(app: Flask) -> None:
    administrator = desk.at_work(app, "administrator")
    granted = builders.a_granted_case()
    meeting = planned(administrator, remark="Öppet sammanträde.")
    item = brought_up(administrator, board.a_large_case(title="Stort åtagande").number)
    attached(administrator, item)
    sv = papers.text(administrator.get(f"{meeting}/agenda.pdf?language=sv").data)
    assert all(
        each in sv for each in ("Föredragningslista", "Stort åtagande", "3 000 000,00", NAME, "Öppet sammanträde.")
    )
    en = papers.text(administrator.get(f"{meeting}/agenda.pdf?language=en").data)
    assert all(each in en for each in ("Agenda", "Is granted", "Budget frame"))
    rows = administrator.get(f"{meeting}/agenda.csv").text.splitlines()
    assert len(rows) == 2
    assert "3000000,00" in rows[1]
    told = papers.text(administrator.get(f"{meeting}/delegated.pdf").data)
    assert granted.number in told
    assert "140 000,00" in told
    assert granted.number in administrator.get(f"{meeting}/delegated.csv").text


def test_a_file_is_kept_apart_from_our_pages_and_only_a_pdf(app: Flask) -> None:
    administrator = desk.at_work(app, "administrator")
    planned(administrator)
    item = brought_up(administrator, board.a_large_case().number)
    assert attached(administrator, item).status_code == 303
    for content, status in ((b"<html>", 409), (PDF, 409), (PDF + b"0" * 10 * 1024 * 1024, 409), (b"", 409)):
        assert attached(administrator, item, content).status_code == status
    assert attached(administrator, item, PDF + b"0" * 11 * 1024 * 1024).status_code == 413
    assert administrator.submit(administrator.get(item), button="Bifoga").status_code == 422
    found = re.search(rf"{item}/attachments/\d+", administrator.get(item).text)
    assert found is not None
    answer = administrator.get(found[0])
    assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert desk.at_work(app, "director").get(found[0]).status_code == 200
    for position in ("almi", "finance"):
        assert desk.at_work(app, position).get(found[0]).status_code == 403


def test_a_handler_prepares_and_does_not_record(app: Flask) -> None:
    handler = desk.at_work(app, "handler")
    meeting = planned(handler)
    item = brought_up(handler, board.a_large_case().number)
    page = handler.get(item).text
    assert "Registrera nämndens" not in page
    assert "Avsluta sammanträdet" not in handler.get(meeting).text
    sent = {"csrf_token": desk.token(handler), "grant-paragraph": "4", "grant-amount": "1"}
    assert handler.post(f"{item}/grant", data=sent).status_code == 403


def test_an_item_is_not_reached_through_another_meeting(app: Flask) -> None:
    administrator = desk.at_work(app, "administrator")
    planned(administrator)
    brought_up(administrator, board.a_large_case().number)
    other = planned(administrator, day="2030-01-01", minutes="RUN B")
    (item,) = (each.item for each in meetings.agenda_of(meetings.planned()[0]))
    assert isinstance(item, AgendaItem)
    assert administrator.get(f"{other}/items/{item.id}").status_code == 404
    assert administrator.get("/meetings/999").status_code == 404


def test_the_pages_are_in_english_too(app: Flask) -> None:
    administrator = desk.at_work(app, "administrator")
    meeting = planned(administrator)
    item = brought_up(administrator, board.a_large_case().number)
    administrator.submit(administrator.get("/"), {}, button="English")
    assert "Waits for an agenda (0)" in administrator.get("/meetings").text
    assert "Room in the frames of the year" in administrator.get(meeting).text
    assert "Is granted: SEK" in administrator.get(item).text
