"""Who gets in, who stays in, and which doors are closed."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from flask import Blueprint, Flask, Response

from grantdesk import db
from grantdesk.actions import administer
from grantdesk.actions.administer import NewUser
from grantdesk.queries import people
from grantdesk.web import access
from tests.conftest import Database, built_over
from tests.strict_client import StrictClient

EMAIL, PASSWORD = "kerstin@example.se", "en lång och hemlig mening"
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.fixture
def app(database: Database) -> Flask:
    """The program with three more doors: one for handlers, one for administrators, and one that was forgotten."""
    app = built_over(database)
    doors = Blueprint("doors", __name__)

    @doors.get("/handlers")
    @access.requires("case:register")
    def handlers() -> Response:
        return Response(access.signed_in().name, mimetype="text/plain")

    @doors.get("/administrators")
    @access.requires("user:administer")
    def administrators() -> str:
        return "in"

    @doors.get("/forgotten")
    def forgotten() -> str:
        return "in"

    app.register_blueprint(doors, url_prefix="/doors")
    return app


@pytest.fixture
def kerstin(database: Database) -> None:  # noqa: ARG001 - the database is there first
    with db.transaction(at=AT):
        administer.add_user(NewUser(EMAIL, "Kerstin Åström", "handler", PASSWORD), by=None)


def _enter(client: StrictClient, email: str = EMAIL, password: str = PASSWORD, *, to: str = "/sign-in") -> str:
    answer = client.submit(client.get(to), {"email": email, "password": password})
    return answer.headers.get("Location", str(answer.status_code))


@pytest.mark.parametrize("door", ["handlers", "administrators", "forgotten"])
def test_a_visitor_is_asked_to_sign_in_and_comes_back(client: StrictClient, door: str) -> None:
    answer = client.get(f"/doors/{door}?page=2")
    assert answer.headers["Location"] == f"/sign-in?next=/doors/{door}?page%3D2"


@pytest.mark.usefixtures("kerstin")
def test_signing_in_leads_where_one_was_going(client: StrictClient) -> None:
    assert _enter(client, to="/sign-in?next=/doors/handlers") == "/doors/handlers"
    assert client.get("/doors/handlers").text == "Kerstin Åström"


@pytest.mark.usefixtures("kerstin")
@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"])
def test_signing_in_never_leads_to_another_site(client: StrictClient, elsewhere: str) -> None:
    assert _enter(client, to=f"/sign-in?{urlencode({'next': elsewhere})}") == "/"


@pytest.mark.usefixtures("kerstin")
@pytest.mark.parametrize(
    ("door", "status"), [("handlers", 200), ("administrators", 403), ("forgotten", 403)], ids=lambda value: str(value)
)
def test_a_role_opens_its_doors_and_no_others(client: StrictClient, door: str, status: int) -> None:
    _enter(client)
    assert client.get(f"/doors/{door}").status_code == status


@pytest.mark.usefixtures("kerstin")
def test_a_wrong_password_is_told_without_saying_what_was_wrong(client: StrictClient) -> None:
    wrong = client.submit(client.get("/sign-in"), {"email": EMAIL, "password": "something else"})
    unknown = client.submit(client.get("/sign-in"), {"email": "nobody@example.se", "password": "something else"})
    assert wrong.status_code == unknown.status_code == 422
    assert client.get("/doors/handlers").status_code == 302


@pytest.mark.usefixtures("kerstin")
def test_too_many_wrong_passwords_close_the_door_for_a_while(client: StrictClient) -> None:
    answers = [_enter(client, password="wrong again") for _ in range(6)]
    assert answers == ["422"] * 5 + ["429"]
    assert _enter(client) == "429"


@pytest.mark.usefixtures("kerstin")
def test_who_is_disabled_is_out_at_once(client: StrictClient) -> None:
    _enter(client)
    with db.transaction(at=AT):
        administer.disable_user(people.by_email(EMAIL), by=None)
    assert client.get("/doors/handlers").status_code == 302


@pytest.mark.usefixtures("kerstin")
def test_a_new_password_ends_the_sessions_of_the_old_one(client: StrictClient) -> None:
    _enter(client)
    with db.transaction(at=AT):
        administer.reset_password(people.by_email(EMAIL), "en annan lång mening", by=None)
    assert client.get("/doors/handlers").status_code == 302


@pytest.mark.usefixtures("kerstin")
def test_signing_out_is_a_button_and_ends_the_session(client: StrictClient) -> None:
    _enter(client)
    assert client.get("/sign-out").status_code == 405
    answer = client.submit(client.get("/doors/administrators"), button="Logga ut")
    assert answer.headers["Location"] == "/sign-in"
    assert client.get("/doors/handlers").status_code == 302


@pytest.mark.usefixtures("kerstin")
def test_a_form_without_its_token_is_refused(client: StrictClient) -> None:
    answer = client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 400


def test_a_part_of_a_page_asked_for_by_script_sends_the_window_to_sign_in(client: StrictClient) -> None:
    answer = client.get("/doors/handlers", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")


def test_the_language_is_a_button_and_stays(client: StrictClient) -> None:
    page = client.submit(client.get("/sign-in"), button="English")
    assert page.headers["Location"] == "/sign-in"
    assert "<h1" in client.get("/sign-in").text
    assert "Sign in" in client.get("/sign-in").text


def test_a_language_that_is_not_there_is_refused(client: StrictClient) -> None:
    form = client.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post("/language", data={"csrf_token": form, "language": "no"}).status_code == 400


def test_whoever_watches_the_program_needs_no_account(client: StrictClient) -> None:
    assert client.get("/healthz").text == "ok\n"
