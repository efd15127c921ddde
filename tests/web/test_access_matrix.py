"""Other people's doors and other people's cases, tried with the token and the fields that would open them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from grantdesk import db
from grantdesk.models.case import Case
from grantdesk.models.event import Event
from grantdesk.models.user import User
from grantdesk.web.access import permission_of
from tests import builders
from tests.strict_client import StrictClient
from tests.web.desk import at_work, token

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

SECRET = "Hemlig kvarn"
OF_THE_REGION = "Regionens Hemliga AB"
ONCE = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
# Enough in every field for any of the forms to be taken.
FIELDS = {
    "once": ONCE, "reason": "Så är det", "rejection-reason": "Så är det", "amount": "1 000", "approved": "1 000",
    "kind": "interim", "reported": "1 000", "account_kind": "bankgiro", "account_number": "5050-1055", "on": "2026-11-01",
    "give_up-reason": "Så är det", "stop-reason": "Så är det", "minutes": "RUN 2026-11-18 § 1", "assessment": "1",
    "name": "Ny", "email": "ny@example.se", "position": "administrator", "password": "ett långt lösenord",
    "payments": "UT-2026-0001", "language": "sv", "means": "handed_over", "sent_on": "2026-11-01", "day": "2026-11-01",
}  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """What the addresses below name: a case of the Region's with a claim and a payment, and one of Almi's."""

    region: str
    almi: str
    payment: str
    batch: str

    def address(self, rule: str) -> str:
        for place, named in (("/cases/<number>", self.region), ("/payments/<number>", self.payment)):
            rule = rule.replace(place, place.replace("<number>", named))
        rule = rule.replace("/batches/<number>", f"/batches/{self.batch}").replace("<kind>", "declared")
        rule = rule.replace("<form>", "csv")
        return re.sub(r"<int:\w+>", "1", rule).replace("<scheme>", "investeringsstod")


@pytest.fixture
def rows(app: Flask) -> Rows:  # noqa: ARG001 - the database is connected first
    consultancy = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "80000.00"}])
    consultancy["applicant"] |= {"organisation_number": "559900-2002"}
    almi = builders.an_assessed_case(
        builders.a_registration(consultancy, title="Exportråd"), by=builders.a_user("almi")
    )
    ours = builders.a_registration(title=SECRET, organisation_name=OF_THE_REGION)
    payment = builders.an_attested_payment(builders.a_payment(builders.a_claim(builders.a_granted_case(ours))))
    batch = builders.a_batch(payment)
    number = db.session.execute(select(Case.number).where(Case.id == payment.case_id)).scalar_one()
    return Rows(number, almi.number, payment.number, batch.number)


def _posts(app: Flask) -> list[tuple[str, str | None]]:
    """Every address that something is sent to, and its permission."""
    found = [
        (rule.rule, permission_of(app.view_functions[rule.endpoint]))
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
    ]
    return sorted(found)


def _events() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(Event)).scalar_one()


# What a controller may send beside reading: the second person's word on a frame, and on a version of the rules; and to have
# the diary in a file, which is kept.
OF_A_CONTROLLER = [
    "/diary",
    "/frames/<int:frame_id>/confirmation", "/frames/<int:frame_id>/withdrawal",
    "/money-in/<int:entry_id>/confirmation", "/money-in/<int:entry_id>/withdrawal",
    "/reconciliations/<month>/<int:reconciliation_id>/countersignature", "/reconciliations/<month>/signature",
    "/rules/versions/<int:number>/approval", "/rules/versions/<int:number>/return",
]  # fmt: skip


def test_a_controller_sends_nothing_on_cases_and_money_that_is_taken(app: Flask, rows: Rows) -> None:
    client = at_work(app, "controller")
    sent, before = FIELDS | {"csrf_token": token(client)}, _events()
    opened = [
        rule for rule, permission in _posts(app)
        if permission and client.post(rows.address(rule), data=sent).status_code != 403
    ]  # fmt: skip
    assert (opened, _events()) == (OF_A_CONTROLLER, before)


@pytest.mark.parametrize("wrong", [None, "", "wrong", "ImE1Ig.aaaaaa.bbbbbb"])
def test_nothing_is_taken_without_the_right_token(app: Flask, rows: Rows, wrong: str | None) -> None:
    clients = {position: at_work(app, position) for position in ("handler", "director", "finance", "administrator")}
    before = _events()
    for position, client in clients.items():
        for rule, _ in _posts(app):
            answer = client.post(rows.address(rule), data={**FIELDS, "csrf_token": wrong} if wrong else FIELDS)
            assert answer.status_code in {400, 403}, f"{position} {rule}: {answer.status}"
    assert _events() == before


def test_another_sessions_token_is_wrong(app: Flask) -> None:
    mine, theirs = at_work(app, "handler"), at_work(app, "handler")
    assert mine.post("/sign-out", data={"csrf_token": token(theirs)}).status_code == 400


def test_almi_reaches_no_page_and_no_act_of_the_regions_case(app: Flask, rows: Rows) -> None:
    client = at_work(app, "almi")
    sent, before = FIELDS | {"csrf_token": token(client)}, _events()
    for rule in (each for each in app.url_map.iter_rules() if "<number>" in each.rule):
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = client.open(rows.address(rule.rule), method=method, data=sent if method == "POST" else None)
            assert answer.status_code in {403, 404}, f"{method} {rule.rule}: {answer.status}"
            assert not re.search(f"{SECRET}|{OF_THE_REGION}", answer.text), rule.rule
    assert _events() == before


def test_a_case_that_almi_may_not_see_is_as_one_that_is_not_there(app: Flask, rows: Rows) -> None:
    client = at_work(app, "almi")
    hidden, missing = client.get(f"/cases/{rows.region}").text, client.get("/cases/GD-2026-9999").text
    assert _plain(hidden, rows.region) == _plain(missing, "GD-2026-9999")


def _plain(page: str, number: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page).replace(number, "")


def test_a_claim_is_not_reached_through_another_case(app: Flask, rows: Rows) -> None:
    for position in ("almi", "handler"):
        client = at_work(app, position)
        assert client.get(f"/cases/{rows.almi}/claims/1").status_code == 404
    answer = client.post(f"/cases/{rows.almi}/claims/1", data=FIELDS | {"csrf_token": token(client)})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "question",
    [
        "", f"text={SECRET}", "text=559900-1004", "text=GD-", "status=granted", "scheme=investeringsstod",
        "handled_by=region", "order=name", "year=2026", "municipality=1982",
    ],
)  # fmt: skip
def test_no_question_gives_almi_a_case_of_the_regions(app: Flask, rows: Rows, question: str) -> None:
    page = at_work(app, "almi").get(f"/cases?{question}").text
    assert OF_THE_REGION not in page
    assert f"/cases/{rows.region}" not in page
    count = re.search(r'role="status">(\d+) ', page)
    assert count is not None
    assert int(count[1]) == (f"/cases/{rows.almi}" in page)


def test_what_waits_for_almi_is_almis(app: Flask, rows: Rows) -> None:
    client = at_work(app, "almi")
    assert rows.region not in client.get("/").text
    for pile in ("claims", "with_decider", "to_attest", "for_the_board", "sent_back"):
        assert client.get(f"/waiting?pile={pile}").status_code == 404


def test_a_new_role_holds_from_the_next_page(app: Flask) -> None:
    person = builders.a_user("administrator")
    client = at_work(app, person)
    assert client.get("/users").status_code == 200
    _changed(person.id, role="controller", position="controller")
    assert client.get("/users").status_code == 403
    assert client.get("/totals").status_code == 200


def test_who_is_disabled_can_send_nothing_more(app: Flask, rows: Rows) -> None:
    person = builders.a_user("administrator")
    client = at_work(app, person)
    sent = FIELDS | {"csrf_token": token(client)}
    _changed(person.id, active=False)
    before = _events()
    for rule, permission in _posts(app):
        if permission:
            answer = client.post(rows.address(rule), data=sent)
            assert (answer.status_code, answer.headers.get("Location")) == (302, "/sign-in"), rule
    assert _events() == before


def _changed(user_id: int, **columns: object) -> None:
    with db.transaction(at=builders.moment()):
        db.session.execute(update(User).where(User.id == user_id).values(**columns))


def test_signing_in_begins_a_new_session(app: Flask) -> None:
    person = builders.a_user()
    client: StrictClient = app.test_client()  # type: ignore[assignment]  # the app's client is strict
    page = client.get("/sign-in")
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        before = session["csrf_token"]
    answer = client.submit(page, {"email": person.email, "password": builders.PASSWORD})
    assert answer.status_code == 302
    client.get("/")
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["csrf_token"] != before


@pytest.mark.parametrize(
    ("base_url", "secure"),
    [("https://grantdesk.example.se", True), ("http://grantdesk.example.se", True), ("http://localhost", False)],
)
def test_the_session_travels_over_https_only(app: Flask, base_url: str, secure: bool) -> None:
    said = app.test_client().get("/sign-in", base_url=base_url).headers["Set-Cookie"]
    assert ("; Secure" in said) == secure
    assert "; HttpOnly" in said
    assert "; SameSite=Lax" in said


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example", "/\\evil.example", "\\/evil.example", "http:evil.example", "http:/evil.example",
        "https://evil.example", "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "evil.example", "///evil",
        "%2f%2fevil.example", " //evil.example", "/\x00/evil.example",
    ],
)  # fmt: skip
def test_a_change_of_language_leads_nowhere_else(client: StrictClient, wanted: str) -> None:
    page = client.get("/sign-in")
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found is not None
    answer = client.post("/language", data={"csrf_token": found[1], "language": "en", "next": wanted})
    assert answer.headers["Location"] == "/"
