"""The front page: each role finds what waits for it, and nothing that waits for another."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from grantdesk import db
from grantdesk.actions import register
from grantdesk.domain.sentences import SENTENCES
from grantdesk.queries import worklist
from tests import builders
from tests.many_cases import Crowd
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

PILES = {
    "handler": ("Ansökningar att bedöma", "Bedömda, hos beslutsfattaren", "Rekvisitioner att granska"),
    "head_of_unit": ("Att besluta", "Bedömda, över din beloppsgräns"),
    "director": ("Att besluta", "Bedömda, över din beloppsgräns"),
    "almi": ("Att besluta",),
    "finance": ("Utbetalningar att attestera", "Attesterade, att lägga i betalningsfil", "Öppna betalningsfiler"),
    "controller": ("Ärenden för nämnden", "Alla ärenden"),
    "administrator": ("Ärenden för nämnden", "Alla ärenden"),
}
EVERY_PILE = {pile for piles in PILES.values() for pile in piles}


@pytest.fixture
def busy(app: Flask) -> Flask:
    """A desk with something for everyone."""
    builders.a_case(builders.a_registration(title="Ny fräs"))
    builders.an_assessed_case(builders.a_registration(title="Liten press"))
    for title, cost in (("Medelstort projekt", 2_000_000), ("Stort projekt", 6_000_000)):
        given = builders.project_facts(
            costs=[{"category": "staff", "amount": f"{cost}.00"}],
            financing=[{"source": "public", "kind": "cash", "amount": f"{cost // 2}.00"}],
        )
        builders.an_assessed_case(builders.a_registration(given, title=title))
    consultancy = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    builders.an_assessed_case(builders.a_registration(consultancy, title="Exportråd"), by=builders.a_user("almi"))
    builders.a_claim()
    builders.a_payment()
    builders.an_attested_payment()
    builders.a_batch()
    return app


@pytest.mark.parametrize("position", PILES)
def test_each_role_finds_its_own_piles(busy: Flask, position: str) -> None:
    text = desk.at_work(busy, position).get("/").text
    assert {pile for pile in EVERY_PILE if f"{pile} (" in text or f">{pile}<" in text} == set(PILES[position])


@pytest.mark.parametrize(
    ("position", "amounts"),
    [
        (
            "handler",
            {"Beviljat, kr", "Redovisat, kr", "Sökt, annars kostnader, kr", "Stöd, annars sökt, kr"},
        ),
        ("director", {"Stöd, annars sökt, kr"}),
        ("finance", {"Att betala, kr"}),
    ],
)
def test_each_pile_says_what_its_amounts_are(busy: Flask, position: str, amounts: set[str]) -> None:
    text = desk.at_work(busy, position).get("/").text
    assert {said for said in re.findall(r'class="gd-amount">([^<]+, kr)<', text) if said != "Belopp, kr"} == amounts
    named = {key.partition(".")[2] for key in SENTENCES if key.startswith("pile_amount.")}
    assert named == {pile for piles in worklist.PILES.values() for pile in piles}


def test_a_decision_waits_for_the_one_who_may_take_it(busy: Flask) -> None:
    def section(position: str, name: str) -> str:
        text = desk.at_work(busy, position).get("/").text
        start = text.find(f'id="{name}"')
        return text[start : text.find("</section>", start)] if start >= 0 else ""

    assert "Liten press" in section("head_of_unit", "to_decide")
    assert "Medelstort projekt" in section("head_of_unit", "above_my_limit")
    assert "Medelstort projekt" in section("director", "to_decide")
    assert "Stort projekt" in section("administrator", "for_the_board")
    assert "Exportråd" in section("almi", "to_decide")
    assert "Exportråd" not in section("head_of_unit", "to_decide")
    assert "Liten press" not in section("almi", "to_decide")


def test_nothing_waits_for_the_one_who_prepared_the_payment(app: Flask) -> None:
    builders.a_payment(by=builders.a_user("handler"))
    finance = builders.a_user("finance")
    assert "Utbetalningar att attestera (1)" in desk.at_work(app, finance).get("/").text
    own = builders.a_payment(by=finance)
    text = desk.at_work(app, finance).get("/").text
    assert "Utbetalningar att attestera (1)" in text
    assert own.number not in text


def test_an_empty_desk_says_so(app: Flask) -> None:
    assert "Inget väntar på dig." in desk.at_work(app, "handler").get("/").text


@pytest.mark.parametrize("position", ["handler", "director", "finance", "administrator"])
def test_the_desk_asks_as_much_of_many_cases_as_of_few(app: Flask, position: str) -> None:
    crowd, client = Crowd(), desk.at_work(app, position)
    counts = []
    for index in range(25):
        if index in (8, 24):
            client.get("/")
            counts.append(len(client.statements))
        with db.transaction(at=builders.moment()):
            crowd.case(index)
    assert counts[0] == counts[1]


def test_a_long_pile_is_a_page_of_its_own(app: Flask) -> None:
    who = builders.a_user()
    with db.transaction(at=builders.moment()):
        for index in range(51):
            registration = builders.a_registration(title=f"Ansökan {index}")
            register.case(registration, by=who, on=builders.DAY, county=builders.terms().county)
    client = desk.at_work(app, who)
    front = client.get("/").text
    assert "Visa alla 51" in front
    assert "Ansökan 49" in front
    assert "Ansökan 50" not in front
    assert "Ansökan 50" in client.get("/waiting?pile=to_assess&page=2").text
    assert client.get("/waiting?pile=to_attest").status_code == 404
