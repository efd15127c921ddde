"""The pages of what is watched after the last payment."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask

from grantdesk import clock
from grantdesk.queries import case_file, watches
from tests import bank, builders, watching
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def test_closing_a_case_shows_what_is_watched_and_what_the_recipient_answers_for(app: Flask) -> None:
    case = watching.a_paid_case()
    handler = desk.at_work(app, "handler")
    assert f"/cases/{case.number}/watches" in handler.get(f"/cases/{case.number}").text
    assert handler.submit(handler.get(f"/cases/{case.number}/closing")).status_code == 303
    page = handler.get(f"/cases/{case.number}/watches").text
    assert "Behålla investeringen" in page
    assert "2029-03-14" in page
    assert "Regionens egna villkor" in page
    assert "Bevakas" in page
    assert "obekräftat värde" in page
    listed = desk.at_work(app, "controller").get("/watches").text
    assert case.number in listed


def test_a_handler_sets_up_what_the_rules_say_when_the_final_claim_is_paid(app: Flask) -> None:
    case = watching.a_paid_case()
    handler = desk.at_work(app, "handler")
    page = handler.get(f"/cases/{case.number}/watches")
    assert handler.submit(page, button="Sätt upp det som reglerna säger").status_code == 303
    page = handler.get(f"/cases/{case.number}/watches")
    assert "Sätt upp det som reglerna säger" not in page.text
    assert len(watches.of_case(watching.found(case))) == 1


def test_nothing_is_set_up_before_the_final_payment(app: Flask) -> None:
    case = watching.found(builders.a_granted_case())
    handler = desk.at_work(app, "handler")
    page = handler.get(f"/cases/{case.number}/watches").text
    assert "Sätt upp det som reglerna säger" not in page
    assert "Ingenting bevakas i ärendet" in page
    answer = handler.post(f"/cases/{case.number}/watches/set-up", data={"csrf_token": desk.token(handler)})
    assert answer.status_code == 409
    assert "har ingen slutbetalning än" in answer.text


def test_a_watch_is_set_up_by_hand_seen_to_and_fulfilled(app: Flask) -> None:
    case = watching.a_paid_case()
    handler, today = desk.at_work(app, "handler"), clock.today()
    address = f"/cases/{case.number}/watches"
    said = {
        "kind": "other",
        "text": "Skylten hänger uppe.",
        "ground": "Beslutet, villkor 4.",
        "until": (today + timedelta(days=20)).isoformat(),
    }
    wrong = handler.submit(handler.get(address), {**said, "until": "2020-01-01"}, button="Sätt upp bevakningen")
    assert wrong.status_code == 409
    assert "har redan passerat" in wrong.text
    assert handler.submit(handler.get(address), {**said, "text": ""}, button="Sätt upp bevakningen").status_code == 422
    assert handler.submit(handler.get(address), said, button="Sätt upp bevakningen").status_code == 303
    (one,) = watches.of_case(watching.found(case))
    assert (one.source["sv"], one.remind_on) == ("Beslutet, villkor 4.", None)
    page = handler.get(f"{address}/{one.id}")
    assert handler.submit(page, {"act": "attend", "text": "Sedd."}, button="Anteckna").status_code == 303
    assert "Sedd." in handler.get(address).text
    assert handler.submit(page, {"act": "fulfil", "text": ""}, button="Anteckna").status_code == 422
    assert handler.submit(page, {"act": "fulfil", "text": "Nedtagen."}, button="Anteckna").status_code == 303
    assert "Uppfylld" in handler.get(address).text
    again = handler.submit(page, {"act": "end", "text": "Igen."}, button="Anteckna")
    assert again.status_code == 409
    assert "redan över" in again.text


def test_what_is_to_be_seen_to_is_on_the_handlers_worklist(app: Flask) -> None:
    case = watching.a_paid_case()
    today = clock.today()
    watching.added(case, until_on=today + timedelta(days=40), on=today - timedelta(days=400), yearly=True)
    handler = desk.at_work(app, "handler")
    front = handler.get("/").text
    assert "Bevakningar att se till (1)" in front
    assert f"/cases/{case.number}/watches/" in front
    assert "Bevakningar att se till" not in desk.at_work(app, "almi").get("/").text


@pytest.mark.parametrize("position", ["director", "finance", "controller", "administrator"])
def test_others_read_and_keep_nothing(app: Flask, position: str) -> None:
    case = watching.a_paid_case()
    one = watching.added(case)
    client, address = desk.at_work(app, position), f"/cases/{case.number}/watches"
    page = client.get(address).text
    assert "Skylten hänger uppe." in page
    assert "Sätt upp" not in page
    assert client.get(f"{address}/{one.id}").status_code == 403


def test_a_watch_is_not_reached_through_another_case(app: Flask) -> None:
    one = watching.added(watching.a_paid_case())
    given = builders.facts()
    given["applicant"] |= {"organisation_number": "559900-2002"}
    other = watching.found(builders.a_granted_case(builders.a_registration(given)))
    handler = desk.at_work(app, "handler")
    assert handler.get(f"/cases/{other.number}/watches/{one.id}").status_code == 404


def test_a_watch_whose_last_day_has_passed_is_over(app: Flask) -> None:
    case = watching.a_paid_case(on=date(2026, 3, 14))
    watching.added(case, until_on=date(2026, 11, 1), on=date(2026, 3, 14))
    handler = desk.at_work(app, "handler")
    page = handler.get(f"/cases/{case.number}/watches").text
    assert "Tiden har gått ut" in page
    assert "Se till bevakningen" not in page
    assert case.number not in handler.get("/watches").text


def test_the_pages_ask_the_same_number_of_questions_however_many_watches_there_are(app: Flask) -> None:
    case = watching.a_paid_case()
    watching.see_to(watching.added(case))
    handler, pages = desk.at_work(app, "handler"), (f"/cases/{case.number}/watches", "/watches", "/")
    before = [_asked(handler, page) for page in pages]
    for _ in range(3):
        watching.see_to(watching.added(case))
    assert [_asked(handler, page) for page in pages] == before
    assert max(before) <= 18


def _asked(client: StrictClient, page: str) -> int:
    assert client.get(page).status_code == 200
    return len(client.statements)


@pytest.mark.parametrize(("kind", "watched"), [("final", 1), ("interim", 0)])
def test_the_banks_word_that_the_final_claim_is_paid_sets_up_what_outlives_it(
    app: Flask, kind: str, watched: int
) -> None:
    on = clock.today()
    payment = builders.an_attested_payment(builders.a_payment(builders.a_claim(kind=kind)))
    number = watching.number_of(payment)
    batch = builders.a_batch(payment)
    builders.export(batch, on=on)
    finance = desk.at_work(app, "finance")
    said = {"file": (BytesIO(bank.answers_to(batch, on=on)), "återkoppling.xml")}
    assert finance.submit(finance.get("/bank"), said, button="Läs in filen").status_code == 303
    found = watches.of_case(case_file.by_number(number, by=builders.a_user()))
    assert [one.from_on for one in found] == [on] * watched
