"""Appeals on their pages: registered, judged, reconsidered, forwarded, and noted what came of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from grantdesk import clock, db
from grantdesk.domain.money import Money
from grantdesk.models.appeal import Appeal
from grantdesk.models.case import Case
from tests import appealing as given
from tests import builders
from tests.appealing import LAST
from tests.strict_client import StrictClient
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

SAID = {
    "appellant": "Påhittade Verkstaden AB", "asked": "Hela beloppet ska betalas ut.", "grounds": "Villkoren har följts.",
}  # fmt: skip


def registered(client: StrictClient, number: str, **changes: str) -> TestResponse:
    page = client.get(f"/cases/{number}/appeals/new")
    # What was decided last is offered first.
    about = re.search(r'<option value="(d\d+)"', page.text)
    assert about is not None
    said = {**SAID, "about": about[1], "received_on": LAST.isoformat(), **changes}
    return client.submit(page, said, button="Registrera överklagandet")


def done(client: StrictClient, address: str, door: str, button: str, **said: str) -> str:
    """The appeal's page after the act."""
    page = client.get(f"{address}/{door}")
    answer = client.submit(page, {"reason": f"Skäl för {door}.", **said}, button=button)
    assert (answer.status_code, answer.location) == (303, address), answer.text
    text = client.get(address).text
    assert f"Skäl för {door}." in text
    return text


def test_an_appeal_is_taken_by_hand_all_the_way(app: Flask) -> None:
    case, today = given.a_withheld_case(), clock.today().isoformat()
    handler, director = desk.at_work(app, "handler"), desk.at_work(app, "director")
    assert f"/cases/{case.number}/appeals" in handler.get(f"/cases/{case.number}").text
    page = handler.get(f"/cases/{case.number}/appeals/new").text
    assert all(said in page for said in ("Innehållen utbetalning", "41 §", "2026-03-16", LAST.isoformat()))
    assert "54 §" in page
    address = registered(handler, case.number).location
    assert re.search(r"Sista dagen var 2026-04-07.*i rätt tid", handler.get(address).text)
    listed = handler.get(f"/cases/{case.number}/appeals").text
    assert "Att rättidspröva" in listed
    assert "Beslutet är överklagat (2026-04-07)" in listed

    done(handler, address, "judgement", "Bedöm om det kom in i rätt tid")
    assert "Du får inte besluta" not in director.get(address).text
    assert "Omprövat: ingen ändring" in done(director, address, "reconsideration", "Ompröva beslutet", result="none")
    court = handler.get(f"{address}/forwarding").text
    assert re.search(r"Domstolen: Förvaltningsrätten i Uppsala\s*<button[^>]*>obekräftat värde", court)
    assert "Förvaltningsrätten i Uppsala" in done(
        handler, address, "forwarding", "Lämna över överklagandet till domstolen"
    )
    ruling = {"outcome": "rejected", "court_number": "1234-26", "day": today}
    assert "1234-26" in done(handler, address, "ruling", "Anteckna domstolens avgörande", **ruling)
    done(handler, address, "further", "Anteckna att avgörandet överklagats vidare", day=today)
    final = done(handler, address, "final", "Anteckna att avgörandet är slutligt", outcome="rejected", day=today)
    assert "Slutligt avgjort" in final
    assert "Anteckna" not in final
    assert "Överklagandet lämnades över till Förvaltningsrätten i Uppsala" in handler.get(f"/cases/{case.number}").text


def test_a_late_appeal_is_dismissed_and_its_dismissal_may_be_appealed(app: Flask) -> None:
    case, today = given.a_withheld_case(), clock.today().isoformat()
    handler, director = desk.at_work(app, "handler"), desk.at_work(app, "director")
    address = registered(handler, case.number, received_on=(LAST + timedelta(days=1)).isoformat()).location
    assert "för sent" in handler.get(f"{address}/judgement").text
    done(handler, address, "judgement", "Bedöm om det kom in i rätt tid")
    assert handler.get(f"{address}/dismissal").status_code == 403
    done(director, address, "dismissal", "Avvisa överklagandet")
    done(handler, address, "receipt", "Anteckna att klaganden tog del av avvisningen", day=today)
    again = handler.get(f"{address}/receipt")
    twice = handler.submit(
        again, {"day": today, "reason": "Igen."}, button="Anteckna att klaganden tog del av avvisningen"
    )
    assert twice.status_code == 409
    assert "redan antecknat" in twice.text
    first = db.session.query(Appeal.id).scalar()
    second = registered(handler, case.number, about=f"a{first}", received_on=today).location
    page = handler.get(second).text
    assert "Överklagandet som avvisades" in page
    done(handler, second, "judgement", "Bedöm om det kom in i rätt tid")
    looked = director.get(f"{second}/reconsideration").text
    assert "Avvisningen tas tillbaka" in looked
    assert "Det nya beslutet" not in looked
    done(director, second, "reconsideration", "Ompröva beslutet", result="replace")
    assert "I rätt tid" in handler.get(address).text


def test_an_appeal_against_what_may_not_be_appealed_cannot_be_dismissed_here(app: Flask) -> None:
    case = builders.a_granted_case()
    handler, director = desk.at_work(app, "handler"), desk.at_work(app, "director")
    address = registered(handler, case.number).location
    assert "Bara domstolen får avvisa" in handler.get(address).text
    page = handler.get(f"{address}/judgement")
    assert "Det kom in för sent" not in page.text
    done(handler, address, "judgement", "Bedöm om det kom in i rätt tid")
    director_sees = director.get(address).text
    assert "Ompröva beslutet" in director_sees
    assert "Avvisa överklagandet" not in director_sees
    assert director.get(f"{address}/dismissal").location == address


def test_what_is_wrong_in_a_form_is_said_and_kept(app: Flask) -> None:
    case = given.a_withheld_case(told=False)
    handler = desk.at_work(app, "handler")
    assert registered(handler, case.number, asked="").status_code == 422
    early = registered(handler, case.number, received_on="2026-01-01", grounds="Kvar.")
    assert early.status_code == 409
    assert "före beslutet" in early.text
    assert "Kvar." in early.text
    address = registered(handler, case.number).location
    page = handler.get(f"{address}/judgement")
    assert handler.submit(page, {"reason": ""}, button="Bedöm om det kom in i rätt tid").status_code == 422
    forged = handler.submit(page, {"reason": "x", "judgement": "find_late"}, button="Bedöm om det kom in i rätt tid")
    assert forged.status_code == 422
    director = desk.at_work(app, "director")
    done(handler, address, "judgement", "Bedöm om det kom in i rätt tid")
    look = director.get(f"{address}/reconsideration")
    refused = director.submit(look, {"result": "replace", "reason": "Fel."}, button="Ompröva beslutet")
    assert refused.status_code == 409
    assert "Ta det nya beslutet först" in refused.text
    done(handler, address, "return", "Skicka tillbaka för ny bedömning")
    assert director.submit(look, {"result": "none", "reason": "x"}, button="Ompröva beslutet").status_code == 409
    assert handler.get(f"/cases/{case.number}/appeals/999").status_code == 404
    assert handler.get(f"/cases/{builders.a_case().number}/appeals/new").status_code == 404


def test_a_decision_changed_in_part_is_named_on_the_page(app: Flask) -> None:
    case, today = given.a_withheld_case(told=False), clock.today()
    appeal = given.judge(given.an_appeal(case), "find_in_time")
    address = f"/cases/{case.number}/appeals/{appeal.id}"
    ended = given.withheld(case, Money.kronor(1_000), on=today).id
    director = desk.at_work(app, "director")
    text = done(director, address, "reconsideration", "Ompröva beslutet", result="part", changed_by=str(ended))
    assert f'Det nya beslutet: Innehållen utbetalning, <span class="gd-nowrap">{today}' in text


def test_a_double_click_registers_one_appeal(app: Flask) -> None:
    case = builders.a_granted_case()
    client = desk.at_work(app, "handler")
    page = client.get(f"/cases/{case.number}/appeals/new")
    said = {**SAID, "received_on": LAST.isoformat()}
    places = {client.submit(page, said, button="Registrera överklagandet").location for _ in range(2)}
    assert len(places) == 1
    assert client.get(f"/cases/{case.number}/appeals").text.count("Att rättidspröva") == 1


def test_an_appeal_waits_in_the_pile_of_whoever_takes_it_further(app: Flask) -> None:
    case = given.a_withheld_case(told=False)
    appeal = given.an_appeal(case)
    address = f"/cases/{case.number}/appeals/{appeal.id}"
    people = {position: desk.at_work(app, position) for position in ("handler", "director", "administrator")}

    def waits() -> set[str]:
        piles = {
            "handler": ("appeals_to_judge", "appeals_to_pass_on"), "director": ("appeals_to_decide",),
            "administrator": ("appeals_to_decide",),
        }  # fmt: skip
        found = {(who, pile): people[who].get(f"/waiting?pile={pile}").text for who in piles for pile in piles[who]}
        return {f"{who} {pile}" for (who, pile), text in found.items() if address in text}

    days = (clock.today() - LAST).days
    assert f"{days} dagar" in people["handler"].get("/").text
    assert waits() == {"handler appeals_to_judge"}
    given.judge(appeal, "find_in_time")
    assert waits() == {"director appeals_to_decide"}
    given.look_again(appeal)
    assert waits() == {"handler appeals_to_pass_on"}
    given.forward(appeal)
    assert waits() == set()


def test_almi_registers_appeals_in_its_own_cases_and_sees_nothing_of_the_regions(app: Flask) -> None:
    ours = given.an_appeal(given.a_withheld_case(told=False), appellant="Hemliga Klagande AB")
    number, key = db.session.query(Case.number).filter_by(id=ours.case_id).scalar(), ours.id
    given_almi = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    given_almi["applicant"]["organisation_number"] = "559900-2002"
    almi = builders.a_user("almi")
    case = builders.an_assessed_case(builders.a_registration(given_almi), by=almi)
    mine = builders.grant(case, by=almi).number
    client = desk.at_work(app, almi)
    address = registered(client, mine).location
    assert client.get(address).status_code == 200
    assert client.get(f"{address}/judgement").status_code == 403
    for page in ("", "/new", f"/{key}"):
        answer = client.get(f"/cases/{number}/appeals{page}")
        assert answer.status_code == 404
        assert "Hemliga" not in answer.text
    assert client.get(f"/cases/{mine}/appeals/{key}").status_code == 404
    handler = desk.at_work(app, "handler")
    done(handler, address, "judgement", "Bedöm om det kom in i rätt tid")


def test_the_page_says_who_may_not_decide_and_why(app: Flask) -> None:
    case = given.a_withheld_case(told=False)
    director = builders.a_user("director")
    appeal = given.judge(given.an_appeal(case), "find_in_time", by=director)
    page = desk.at_work(app, director).get(f"/cases/{case.number}/appeals/{appeal.id}").text
    assert "Du får inte besluta om överklagandet" in page
    assert "Ompröva beslutet" not in page


def test_the_case_says_that_its_decision_is_appealed_in_both_languages(app: Flask) -> None:
    case = given.a_withheld_case(told=False)
    appeal = given.an_appeal(case)
    client = desk.at_work(app, "controller")
    client.submit(client.get("/"), {}, button="English")
    assert "An appeal came in on 2026-04-07" in client.get(f"/cases/{case.number}").text
    page = client.get(f"/cases/{case.number}/appeals/{appeal.id}").text
    assert "To be judged" in page
    assert "Judge whether it came in time" not in page
