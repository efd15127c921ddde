"""The pages of absences, substitutes and conflicts of interest."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk import clock
from grantdesk.queries import absences
from tests import builders
from tests.web import desk

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def test_an_absence_is_recorded_shown_and_ended_and_the_substitute_decides_meanwhile(app: Flask) -> None:
    director, head = (
        builders.a_user("director", name="Disa Direktör"),
        builders.a_user("head_of_unit", name="Arvid Chef"),
    )
    number = a_large_case_of_600_000()
    chief, deputy = desk.at_work(app, director), desk.at_work(app, head)
    assert "Du får inte besluta." in deputy.get(f"/cases/{number}/decision").text
    assert number not in to_decide(deputy.get("/").text)
    page = chief.get("/absences")
    today = clock.today().isoformat()
    assert chief.submit(page, {"first": today, "last": today}, button="Registrera frånvaron").status_code == 303
    assert "Disa Direktör" in chief.get("/absences").text
    shown = chief.get("/delegations").text
    assert "Beslutar i stället" in shown
    assert "Disa Direktör" in shown
    assert "Du ersätter: Regional utvecklingsdirektör" in " ".join(deputy.get(f"/cases/{number}/decision").text.split())
    assert number in to_decide(deputy.get("/").text)
    assert "Arvid Chef" in chief.get(f"/cases/{number}/decision").text
    again = chief.submit(page, {"first": today, "last": today}, button="Registrera frånvaron")
    assert again.status_code == 409
    assert chief.submit(chief.get("/absences"), button="Avsluta frånvaron").status_code == 303
    assert not absences.staff(on=clock.today()).all_away("director")
    assert "Du får inte besluta." in deputy.get(f"/cases/{number}/decision").text


def a_large_case_of_600_000() -> str:
    given = builders.project_facts(
        costs=[{"category": "staff", "amount": "1200000.00"}],
        financing=[{"source": "public", "kind": "cash", "amount": "600000.00"}],
    )
    return builders.an_assessed_case(builders.a_registration(given)).number


def to_decide(text: str) -> str:
    """What of the front page is about decisions that the reader may take: all before those above their limit."""
    return text.partition("pile-above_my_limit")[0]


def test_only_an_administrator_chooses_whose_absence_it_is(app: Flask) -> None:
    other = builders.a_user("director", name="Disa Direktör")
    assert other.name not in desk.at_work(app, "handler").get("/absences").text
    client = desk.at_work(app, "administrator")
    page, today = client.get("/absences"), clock.today().isoformat()
    sent = {"person": str(other.id), "first": today, "last": today}
    assert client.submit(page, sent, button="Registrera frånvaron").status_code == 303
    assert client.submit(client.get("/absences"), {"person": ""}, button="Registrera frånvaron").status_code == 422


def test_a_conflict_is_declared_listed_and_ended_by_another(app: Flask) -> None:
    director = builders.a_user("director", name="Disa Direktör")
    number = builders.an_assessed_case().number
    mine, other = desk.at_work(app, director), desk.at_work(app, "director")
    assert "/conflicts" in mine.get(f"/cases/{number}").text
    page = mine.get(f"/cases/{number}/conflicts")
    sent = {"person": str(director.id), "kind": "relative", "ground": "Min syster äger bolaget."}
    assert mine.submit(page, {"ground": ""}, button="Anteckna jävet").status_code == 422
    assert mine.submit(page, sent, button="Anteckna jävet").status_code == 303
    assert mine.submit(page, sent, button="Anteckna jävet").status_code == 409
    assert "Jäv är antecknat" in mine.get(f"/cases/{number}/decision").text
    listed = other.get(f"/cases/{number}/conflicts").text
    assert "Min syster äger bolaget." in listed
    key = listed.partition(f"/cases/{number}/conflicts/")[2].partition('"')[0]
    own = mine.get(f"/cases/{number}/conflicts/{key}")
    assert mine.submit(own, {"reason": "Inte längre"}, button="Anteckna").status_code == 409
    theirs = other.get(f"/cases/{number}/conflicts/{key}")
    assert other.submit(theirs, {"reason": ""}, button="Anteckna").status_code == 422
    assert other.submit(theirs, {"reason": "Andelen är såld"}, button="Anteckna").status_code == 303
    assert "Du får besluta." in mine.get(f"/cases/{number}/decision").text
    assert other.get(f"/cases/{number}/conflicts/{key}").status_code == 404


def test_the_order_shows_what_is_sub_delegated_and_who_may_not_prepare(app: Flask) -> None:
    shown = " ".join(desk.at_work(app, "handler").get("/delegations").text.split())
    assert "Vidaredelegerat från: Regional utvecklingsdirektör." in shown
    assert "Den som har berett ärendet får inte besluta i det." in shown
    assert "Ingen är borta i dag." in shown
