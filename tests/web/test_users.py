"""Users: added, disabled and given a new password by an administrator."""

from __future__ import annotations

import pytest
from flask import Flask

from grantdesk.domain.roles import POSITIONS, ROLES
from grantdesk.queries import history, people
from tests import builders
from tests.builders import PASSWORD
from tests.strict_client import StrictClient
from tests.web.desk import at_work

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

NEW = {"name": "Åsa Öberg", "email": "Asa@example.se", "position": "head_of_unit", "password": "fyra ord i en mening"}


@pytest.fixture
def administrator(app: Flask) -> StrictClient:
    return at_work(app, "administrator")


def test_a_user_who_is_added_can_sign_in(app: Flask, administrator: StrictClient) -> None:
    answer = administrator.submit(administrator.get("/users/new"), NEW, button="Lägg till användaren")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/users")
    page = administrator.get("/users").text
    assert "Åsa Öberg" in page
    assert "Enhetschef" in page
    person = people.by_email("asa@example.se")
    assert (person.role, person.position) == ("decider", "head_of_unit")
    visitor: StrictClient = app.test_client()  # type: ignore[assignment]  # the app's client is strict
    visitor.sign_in("asa@example.se", NEW["password"])
    assert history.newest("user.added", at_most=1)[0].said["email"] == "asa@example.se"


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("email", "nobody", "Skriv en hel e-postadress"),
        ("position", "", "Välj en befattning."),
        ("password", "kort", "Lösenordet behöver minst 12 tecken."),
        ("name", " ", "Skriv personens namn."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(administrator: StrictClient, field: str, written: str, said: str) -> None:
    page = administrator.get("/users/new")
    answer = administrator.submit(page, NEW | {field: written}, button="Lägg till användaren")
    assert answer.status_code == 422
    assert said in answer.text


def test_an_address_is_one_users_alone(administrator: StrictClient) -> None:
    taken = builders.a_user()
    page = administrator.get("/users/new")
    answer = administrator.submit(page, NEW | {"email": taken.email}, button="Lägg till användaren")
    assert answer.status_code == 422
    assert "används redan" in answer.text


def test_a_disabled_user_is_out_at_once(app: Flask, administrator: StrictClient) -> None:
    person = builders.a_user("handler", name="Ola Norr")
    ola = at_work(app, person)
    page = administrator.get(f"/users/{person.id}")
    assert administrator.submit(page, button="Stäng av Ola Norr").status_code == 303
    assert "Avstängd" in administrator.get("/users").text
    assert ola.get("/delegations").headers["Location"].startswith("/sign-in")
    assert "Stäng av" not in administrator.get(f"/users/{person.id}").text


def test_nobody_disables_themselves(app: Flask) -> None:
    me = builders.a_user("administrator")
    client = at_work(app, me)
    page = client.get(f"/users/{me.id}")
    assert "Stäng av" not in page.text
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post(f"/users/{me.id}/disable", data={"csrf_token": token}).status_code == 409
    assert client.get("/users").status_code == 200


def test_a_new_password_ends_the_old_sessions(app: Flask, administrator: StrictClient) -> None:
    person = builders.a_user()
    client = at_work(app, person)
    page = administrator.get(f"/users/{person.id}")
    assert administrator.submit(page, {"password": "kort"}, button="Byt lösenord").status_code == 422
    assert administrator.submit(page, {"password": PASSWORD + "!"}, button="Byt lösenord").status_code == 303
    assert client.get("/delegations").status_code == 302
    client.sign_in(person.email, PASSWORD + "!")


def test_a_user_who_is_not_there_is_a_page_that_says_so(administrator: StrictClient) -> None:
    assert administrator.get("/users/999999").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_everybody_at_the_desk_may_read_the_delegation_order(app: Flask, role: str) -> None:
    position = next(position for position, of_role in POSITIONS.items() if of_role == role)
    page = at_work(app, position).get("/delegations").text
    for said in (
        "Enhetschef",
        "500\u00a0000\u00a0kr",
        "Regionala utvecklingsnämnden",
        "Konsultcheck",
        "obekräftat värde",
    ):
        assert said in page
