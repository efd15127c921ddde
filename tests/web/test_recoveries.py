"""The pages of recoveries: what is to come back, each account, and what is done about it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from grantdesk import clock
from tests import builders, recovering
from tests.recovering import PAID
from tests.web.desk import at_work

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

TODAY = clock.today()
# Decided two months ago, so that interest has run for a month or so.
DECIDED = TODAY - timedelta(days=60)
DUE = TODAY - timedelta(days=30)


def read(page: str) -> str:
    """The text of a page, a space where something begins or ends."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def a_recovery() -> int:
    return recovering.a_recovery(on=DECIDED, due_on=DUE).id


def test_finance_notes_what_has_come_in_and_another_reverses_it(app: Flask) -> None:
    key, finance, head = a_recovery(), at_work(app, "finance"), at_work(app, "head_of_finance")
    listed = read(finance.get("/recoveries").text)
    assert "35 000,00 0,00 0,00 0,00" in listed
    assert f"sen sedan {DUE}" in listed
    page = finance.get(f"/recoveries/{key}")
    assert "är sent sedan den" in read(page.text)
    written = {"amount": "10 000", "received_on": str(TODAY), "reference": "BG 1"}
    answer = finance.submit(page, written, button="Notera återbetalningen")
    assert (answer.status_code, answer.location) == (303, f"/recoveries/{key}")
    noted = finance.get(f"/recoveries/{key}")
    assert "Återbetalningen är noterad." in noted.text
    assert "Återbetalt 10 000 kr" in read(noted.text)
    assert f"/recoveries/{key}/repayments/1/reversal" not in noted.text
    page = head.get(f"/recoveries/{key}/repayments/1/reversal")
    assert head.submit(page, {"reason": "Fel ärende."}, button="Återta återbetalningen").status_code == 303
    assert "återtagen" in head.get(f"/recoveries/{key}").text


def test_what_cannot_be_noted_is_said_on_the_page_with_what_was_written(app: Flask) -> None:
    key, finance = a_recovery(), at_work(app, "finance")
    page = finance.get(f"/recoveries/{key}")
    empty = finance.submit(page, {"amount": "", "reference": ""}, button="Notera återbetalningen")
    assert empty.status_code == 422
    assert "Skriv beloppet som kom in." in empty.text
    written = {"amount": "99 000", "received_on": str(TODAY), "reference": "BG 1"}
    refused = finance.submit(page, written, button="Notera återbetalningen")
    assert refused.status_code == 409
    assert "är för mycket" in refused.text
    assert "BG 1" in refused.text


def test_a_plan_is_agreed_on(app: Flask) -> None:
    key, finance = a_recovery(), at_work(app, "finance")
    page = finance.get(f"/recoveries/{key}/plan")
    first, second = TODAY + timedelta(days=30), TODAY + timedelta(days=60)
    rows = {"parts-0-due_on": str(second), "parts-0-amount": "20 000", "parts-1-due_on": str(first)}
    reason = {"reason": "Betalningsförmågan räcker inte."}
    half = finance.submit(page, rows | reason, button="Låt planen gälla")
    assert half.status_code == 422
    assert "Varje rad behöver en dag och ett belopp" in half.text
    wrong = finance.submit(page, rows | reason | {"parts-1-amount": "1 000"}, button="Låt planen gälla")
    assert wrong.status_code == 409
    assert "Delarna blir tillsammans" in wrong.text
    done = finance.submit(page, rows | reason | {"parts-1-amount": "15 000"}, button="Låt planen gälla")
    assert done.status_code == 303
    shown = read(finance.get(f"/recoveries/{key}").text)
    assert f"{first} 15 000,00 {second} 20 000,00" in shown
    assert "betalas i delar" in shown


def test_a_loss_is_proposed_and_confirmed_by_whoever_may_decide_on_it(app: Flask) -> None:
    key, finance, director = a_recovery(), at_work(app, "finance"), at_work(app, "director")
    page = finance.get(f"/recoveries/{key}/loss")
    written = {"ground": "bankruptcy", "capital": "35 000", "interest": "0", "reason": "Konkurs utan utdelning."}
    assert finance.submit(page, written, button="Föreslå förlusten").status_code == 303
    own = finance.get(f"/recoveries/{key}/losses/1")
    assert "Du får inte besluta." in own.text
    assert "Bekräfta förlusten" not in own.text
    assert "Förluster att bekräfta" in director.get("/").text
    answer = director.submit(director.get(f"/recoveries/{key}/losses/1"), button="Bekräfta förlusten")
    assert answer.status_code == 303
    assert "Förlorat 35 000 kr" in read(director.get(f"/recoveries/{key}").text)
    other = at_work(app, "finance")
    page = other.get(f"/recoveries/{key}/losses/1/reversal")
    assert other.submit(page, {"reason": "Utdelning kom."}, button="Återta förlusten").status_code == 303
    assert "Kvar av kapitalet 35 000 kr" in read(other.get(f"/recoveries/{key}").text)


def test_a_proposed_loss_is_withdrawn(app: Flask) -> None:
    key, finance = a_recovery(), at_work(app, "finance")
    page = finance.get(f"/recoveries/{key}/loss")
    written = {"ground": "cost", "capital": "35 000", "reason": "För dyrt."}
    assert finance.submit(page, written, button="Föreslå förlusten").status_code == 303
    page = finance.get(f"/recoveries/{key}/losses/1")
    assert finance.submit(page, button="Dra tillbaka förslaget").status_code == 303
    assert "tillbakadragen" in finance.get(f"/recoveries/{key}").text


def test_it_is_handed_over_for_court_and_how_it_ended_is_noted(app: Flask) -> None:
    key, handler = a_recovery(), at_work(app, "handler")
    page = handler.get(f"/recoveries/{key}/court")
    written = {"handed_on": str(TODAY), "reference": "Ä 2026-17", "papers": "Beslutet\nKravet den 3 oktober"}
    assert handler.submit(page, written, button="Notera överlämnandet").status_code == 303
    shown = handler.get(f"/recoveries/{key}")
    assert "Det är hos Tillväxtverket" in shown.text
    assert "Kravet den 3 oktober" in shown.text
    page = handler.get(f"/recoveries/{key}/court/end")
    ended = handler.submit(page, {"outcome": "Tredskodom."}, button="Notera hur det slutade")
    assert ended.status_code == 303
    assert "Tredskodom." in handler.get(f"/recoveries/{key}").text


def test_the_account_can_be_had_as_a_table(app: Flask) -> None:
    key, controller = a_recovery(), at_work(app, "controller")
    answer = controller.get(f"/recoveries/{key}/statement.csv")
    assert answer.mimetype == "text/csv"
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Från och med;Till och med;Vad;")
    assert lines[1] == f"{DECIDED};;Beslut om återkrav;;;0,00;0,00;0,00;35000,00;0,00;"
    assert lines[2].split(";")[2:5] == ["Ränta", "30", "4,04\u00a0%"]


def test_others_read_and_almi_sees_only_its_own(app: Flask) -> None:
    key = a_recovery()
    for position in ("handler", "director", "controller"):
        text = at_work(app, position).get(f"/recoveries/{key}").text
        assert "Notera återbetalningen" not in text
    almi = at_work(app, "almi")
    assert almi.get(f"/recoveries/{key}").status_code == 404
    assert "Ingenting ska komma tillbaka." in almi.get("/recoveries").text


def test_the_case_leads_to_what_has_come_back(app: Flask) -> None:
    number = recovering.a_paid_case().number
    key = recovering.a_recovery(recovering.found(number), on=DECIDED, due_on=DUE).id
    page = at_work(app, "handler").get(f"/cases/{number}")
    assert f'href="/recoveries/{key}"' in page.text


def test_what_the_rules_say_stands_on_the_form(app: Flask) -> None:
    case = recovering.a_paid_case(builders.project_facts())
    page = at_work(app, "handler").get(f"/cases/{case.number}/later/recover")
    assert "får krävas tillbaka: beslutet fattas inom 10 år" in page.text


def test_what_is_settled_stands_by_itself(app: Flask) -> None:
    recovery = recovering.a_recovery(on=DECIDED, due_on=DUE)
    recovering.repaid(recovery, PAID, DECIDED)
    shown = read(at_work(app, "finance").get("/recoveries").text)
    assert "Ingenting ska komma tillbaka. Klara" in shown


def test_the_pages_ask_as_much_of_many_recoveries_as_of_one(app: Flask) -> None:
    finance, counted = at_work(app, "finance"), []
    for number in range(2):
        for _ in range(1 + number):
            recovery = recovering.a_recovery(on=DECIDED, due_on=DUE)
            recovering.planned(recovery, [(TODAY, 20_000), (TODAY + timedelta(days=9), 15_000)], on=DECIDED)
            recovering.repaid(recovery, PAID, DECIDED)
        key = recovering.a_recovery(on=DECIDED, due_on=DUE).id
        found = {}
        for address in (
            "/recoveries",
            f"/recoveries/{key}",
            f"/recoveries/{key}/plan",
            f"/recoveries/{key}/statement.csv",
        ):
            assert finance.get(address).status_code == 200
            found[address.removeprefix(f"/recoveries/{key}")] = len(finance.statements)
        counted.append(found)
    assert counted[0] == counted[1]
    assert max(counted[0].values()) <= 18


def test_a_recovery_is_lowered_and_what_is_owed_is_paid_back_by_two(app: Flask) -> None:
    key = a_recovery()
    recovering.repaid(recovering.by_key(key), PAID, DUE)
    number = recovering.account(recovering.by_key(key)).case.number
    handler, director = at_work(app, "handler"), at_work(app, "director")
    finance, head = at_work(app, "finance"), at_work(app, "head_of_finance")
    page = handler.get(f"/cases/{number}/later/lower")
    written = {"cause": "new_facts", "recovery": str(key), "amount": "20 000", "reason": "Kvittona kom fram."}
    above = handler.submit(page, written | {"amount": "35 001"}, button="Föreslå")
    assert above.status_code == 409
    assert "kan inte sättas ned med" in above.text
    assert handler.submit(page, written, button="Föreslå").status_code == 303
    seen = director.get(f"/cases/{number}/later-decision")
    assert "Ska inte längre betalas tillbaka 20 000 kr" in read(seen.text)
    taken = director.submit(seen, button="Besluta enligt förslaget")
    assert "Ändrat återkrav" in director.get(taken.location).text
    shown = read(finance.get(f"/recoveries/{key}").text)
    assert "20 000 kr har betalats eller kvittats för mycket" in shown
    assert "20 000 kr ska betalas tillbaka till mottagaren" in read(finance.get("/recoveries").text)
    page = finance.get(f"/recoveries/{key}/refund")
    assert finance.submit(page, {"reference": ""}, button="Notera betalningen").status_code == 422
    assert finance.submit(page, {"reference": "V 17"}, button="Notera betalningen").status_code == 303
    assert "Bekräfta betalningen" not in finance.get(f"/recoveries/{key}").text
    assert head.submit(head.get(f"/recoveries/{key}"), button="Bekräfta betalningen").status_code == 303
    assert "för mycket" not in finance.get(f"/recoveries/{key}").text
    page = finance.get(f"/recoveries/{key}/refunds/1/reversal")
    assert finance.submit(page, {"reason": "Kom tillbaka."}, button="Återta betalningen").status_code == 303
    assert "20 000 kr har betalats eller kvittats för mycket" in read(finance.get(f"/recoveries/{key}").text)


def test_what_was_noted_as_paid_back_is_withdrawn(app: Flask) -> None:
    key, finance = a_recovery(), at_work(app, "finance")
    recovering.repaid(recovering.by_key(key), PAID, DUE)
    recovering.lowered(recovering.by_key(key), PAID, on=TODAY)
    page = finance.get(f"/recoveries/{key}/refund")
    finance.submit(page, {"reference": "V 17"}, button="Notera betalningen")
    answer = finance.submit(finance.get(f"/recoveries/{key}"), button="Dra tillbaka det som noterades")
    assert answer.status_code == 303
    assert "tillbakadragen" in finance.get(f"/recoveries/{key}").text
