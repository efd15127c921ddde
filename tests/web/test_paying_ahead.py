"""Pages of what is paid ahead: an advance, instalments, payments made elsewhere, and the money that nothing happens with."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from grantdesk import clock
from grantdesk.domain.instalments import Part
from grantdesk.domain.later import Later
from grantdesk.domain.money import Money
from grantdesk.models.case import Case
from grantdesk.models.payment import ADVANCE, ELSEWHERE, INSTALMENT
from grantdesk.queries import balances, case_file
from tests import builders
from tests.documents import papers
from tests.paying_ahead import a_project, a_service_grant, advanced, laid, lay, payments_of, released, take
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

GROUNDS = {
    "special_reasons": "Föreningen saknar egna medel.",
    "soundness": "Bokslut och kassaflöde är prövade.",
    "reason": "Projektet kan börja i tid.",
}


def last_letter(case: Case) -> int:
    return case_file.decisions_of(case_file.by_number(case.number, by=builders.a_user()))[-1].id


def test_an_advance_is_proposed_read_taken_and_written_to_the_recipient(app: Flask) -> None:
    case, handler, director = a_project(), desk.at_work(app, "handler"), desk.at_work(app, "director")
    assert "Förskott" in handler.get(f"/cases/{case.number}/later").text
    page = handler.get(f"/cases/{case.number}/later/advance")
    assert "Utrymme för förskott" in page.text
    assert "250\u00a0000\u00a0kr" in page.text
    above = handler.submit(page, {"amount": "250 001", **GROUNDS}, button="Föreslå")
    assert above.status_code == 409
    assert "mer än vad som får betalas i förskott nu: 250\u00a0000" in above.text
    assert "Föreningen saknar egna medel." in above.text
    without = handler.submit(page, {"amount": "100", **GROUNDS, "soundness": " "}, button="Föreslå")
    assert without.status_code == 422
    assert handler.submit(page, {"amount": "250 000", **GROUNDS}, button="Föreslå").status_code == 303
    read = director.get(f"/cases/{case.number}/later-decision")
    for words in ("Betalas i förskott", "Föreningen saknar egna medel.", "Bokslut och kassaflöde"):
        assert words in read.text, words
    taken = director.submit(read, button="Besluta enligt förslaget")
    assert taken.status_code == 303
    assert "Förskott, " in director.get(taken.location).text
    letter = papers.text(director.get(f"/cases/{case.number}/letter.pdf?decision={last_letter(case)}").data)
    for words in ("Beslut om förskott", "250 000 kr", "Särskilda skäl: Föreningen saknar egna medel.", "11 §"):
        assert words in letter, words
    number = payments_of(case, ADVANCE)[0].number
    finance = desk.at_work(app, "finance")
    page = finance.get(f"/payments/{number}")
    assert finance.submit(page, button="Attestera 250 000 kr").status_code == 303
    assert payments_of(case, ADVANCE)[0].state == "attested"


def test_instalments_are_laid_down_and_released_one_by_one(app: Flask) -> None:
    case, handler = a_service_grant(), desk.at_work(app, "handler")
    address = f"/cases/{case.number}/instalments"
    assert "Delutbetalningar" in handler.get(f"/cases/{case.number}").text
    page = handler.get(address)
    half = {"parts-0-amount": "60 000", "parts-0-condition": "Butiken är öppen."}
    assert handler.submit(page, {"parts-0-amount": "60 000"}, button="Lägg upp").status_code == 422
    later = {"parts-1-amount": "60 000", "parts-1-condition": "Redovisat.", "parts-1-not_before": "2030-01-01"}
    above = handler.submit(page, half | later | {"parts-1-amount": "60 001"}, button="Lägg upp")
    assert above.status_code == 409
    assert "mer än vad som är beviljat" in above.text
    assert handler.submit(page, half | later, button="Lägg upp").status_code == 303
    shown = handler.get(address).text
    assert "Väntar på sin dag." in shown
    page = handler.get(f"{address}/1/release")
    assert handler.submit(page, {"met": ""}, button="Släpp").status_code == 422
    assert handler.submit(page, {"met": "Besökt den 3 november."}, button="Släpp").status_code == 303
    again = handler.submit(page, {"met": "En gång till."}, button="Släpp")
    assert again.status_code == 409
    assert "redan släppt eller struken" in again.text
    assert len(payments_of(case, INSTALMENT)) == 1
    early = handler.get(f"{address}/2/release")
    assert "får inte släppas före" in handler.submit(early, {"met": "Klart."}, button="Släpp").text
    page = handler.get(f"{address}/2/cancellation")
    assert handler.submit(page, {"why": "Butiken stänger."}, button="Stryk delutbetalningen").status_code == 303
    shown = handler.get(address).text
    for words in ("Besökt den 3 november.", "Butiken stänger.", "Struken", payments_of(case, INSTALMENT)[0].number):
        assert words in shown, words
    assert handler.get(f"{address}/9/release").status_code == 404


def test_a_grant_that_is_paid_in_claims_has_no_plan(app: Flask) -> None:
    case = a_project()
    shown = desk.at_work(app, "handler").get(f"/cases/{case.number}/instalments").text
    assert "betalas när kostnader redovisas" in shown
    assert "Lägg upp" not in shown


def test_a_plan_above_what_a_change_left_says_so(app: Flask) -> None:
    case = a_service_grant()
    laid(case, Part(Money.kronor(120_000), "Öppet."))
    take(case, lay(case, Later("change", total=Money.kronor(100_000))))
    shown = desk.at_work(app, "handler").get(f"/cases/{case.number}/instalments").text
    assert "blir mer än vad som är fritt" in shown


def test_an_instalment_that_no_longer_fits_cannot_be_released_and_says_what_to_do(app: Flask) -> None:
    case, handler = a_service_grant(), desk.at_work(app, "handler")
    address = f"/cases/{case.number}/instalments"
    laid(case, Part(Money.kronor(60_000), "Öppet."), Part(Money.kronor(60_000), "Redovisat."))
    released(case, 1)
    # All that is left to pay is on its way: the plan came to no more than it, and nothing was said.
    take(case, lay(case, Later("change", total=Money.kronor(60_000))))
    shown = handler.get(address).text
    assert "blir mer än vad som är fritt" in shown
    assert "Ryms inte i det som är fritt." in shown
    assert f"{address}/2/release" not in shown
    done = handler.submit(handler.get(f"{address}/2/release"), {"met": "Klart."}, button="Släpp")
    assert done.status_code == 409
    page = handler.get(f"{address}/2/cancellation")
    assert handler.submit(page, {"why": "Ryms inte."}, button="Stryk delutbetalningen").status_code == 303
    assert "Ryms inte i det" not in handler.get(address).text


def test_what_waits_in_a_revoked_case_can_be_cancelled_on_its_page(app: Flask) -> None:
    case, handler = a_service_grant(), desk.at_work(app, "handler")
    address = f"/cases/{case.number}/instalments"
    laid(case, Part(Money.kronor(120_000), "Öppet."))
    take(case, lay(case, Later("revoke", cause="own_request")))
    shown = handler.get(address).text
    assert "Ärendet är över" in shown
    assert f"{address}/1/release" not in shown
    page = handler.get(f"{address}/1/cancellation")
    assert handler.submit(page, {"why": "Upphävt."}, button="Stryk delutbetalningen").status_code == 303
    assert "Ärendet är över" not in handler.get(address).text


def test_a_payment_made_elsewhere_is_recorded_and_attested_by_another(app: Flask) -> None:
    case, handler = builders.a_granted_case(), desk.at_work(app, "handler")
    address = f"/cases/{case.number}/payments-elsewhere"
    page = handler.get(address)
    wanted = {
        "amount": "40 000",
        "paid_on": "2026-04-01",
        "reference": "V-17",
        "ground": "Regionens ekonomisystem, verifikation 17.",
    }
    assert handler.submit(page, wanted | {"reference": ""}, button="Anteckna").status_code == 422
    assert handler.submit(page, wanted, button="Anteckna").status_code == 303
    twice = handler.submit(page, wanted, button="Anteckna")
    assert twice.status_code == 409
    assert "redan antecknad" in twice.text
    number = payments_of(case, ELSEWHERE)[0].number
    finance = desk.at_work(app, "finance")
    page = finance.get(f"/payments/{number}")
    assert finance.submit(page, button="Attestera 40 000 kr").status_code == 303
    shown = handler.get(address).text
    for words in (number, "V-17", "verifikation 17", "2026-04-01"):
        assert words in shown, words
    assert balances.of_case(case.id).paid == Money.kronor(40_000)
    assert "Ta tillbaka den" not in shown
    other = desk.at_work(app, "finance")
    assert "Ta tillbaka den" in other.get(address).text
    page = other.get(f"{address}/{number}/reversal")
    assert other.submit(page, {"why": ""}, button="Ta tillbaka betalningen").status_code == 422
    mine = finance.submit(
        finance.get(f"{address}/{number}/reversal"), {"why": "Fel."}, button="Ta tillbaka betalningen"
    )
    assert mine.status_code == 409
    assert other.submit(page, {"why": "Fel ärende."}, button="Ta tillbaka betalningen").status_code == 303
    assert balances.of_case(case.id).paid == Money(0)
    assert other.get(f"{address}/{number}/reversal").status_code == 303


def test_the_list_of_money_held_for_nothing_says_why_and_how_much(app: Flask) -> None:
    case = builders.a_granted_case()
    take(case, lay(case, Later("change", ends_on=date(2026, 4, 30))))
    assert clock.today() > date(2026, 7, 30)
    finance = desk.at_work(app, "finance")
    shown = finance.get("/idle").text
    for words in ("Pengar som vilar i ärenden", case.number, "Sista dagen är passerad", "140\u00a0000", "obekräftat"):
        assert words in shown, words
    assert "/idle" in finance.get("/payments").text
    front = desk.at_work(app, "handler").get("/").text
    assert "Pengar som vilar i ärenden (1)" in front
    assert desk.at_work(app, "almi").get("/idle").status_code == 403


def test_an_advance_that_was_sent_back_is_prepared_anew_on_its_page(app: Flask) -> None:
    case = a_project()
    address, number = f"/cases/{case.number}/advances", advanced(case, Money.kronor(100_000)).number
    handler, finance = desk.at_work(app, "handler"), desk.at_work(app, "finance")
    assert "Bered den på nytt" not in handler.get(address).text
    page = finance.get(f"/payments/{number}")
    assert finance.submit(page, {"reason": "Fel konto."}, button="Skicka tillbaka").status_code == 303
    page = handler.get(address)
    assert "Utbetalningen blev inte gjord." in page.text
    assert handler.submit(page, button="Bered den på nytt").status_code == 303
    again = handler.submit(page, button="Bered den på nytt")
    assert again.status_code == 409
    assert "redan en betalning som gäller" in again.text
    assert "Väntar på attest" in handler.get(address).text
