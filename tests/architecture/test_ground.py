"""The tests' own ground: copies of templates that do not know of each other, and a client that is strict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask, make_response, request
from markupsafe import escape
from sqlalchemy import text

from grantdesk import db
from grantdesk.models.reference import ExchangeRate
from tests import parts
from tests.conftest import Database
from tests.strict_client import MOST_STATEMENTS, StrictClient
from tests.strict_html import faults_of_page, faults_of_part

GOOD = """<!doctype html>
<html lang="sv"><head><title>Sida</title></head>
<body><main><h1>Sida</h1>{}</main></body></html>"""


def test_each_test_has_a_database_of_its_own(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE left_behind (name TEXT)"))
        assert connection.dialect.name == database.backend


def test_nothing_is_left_from_another_test(database: Database) -> None:
    with database.engine.connect() as connection:
        tables = "sqlite_master" if database.backend == "sqlite" else "pg_tables"
        column = "name" if database.backend == "sqlite" else "tablename"
        names = connection.execute(text(f"SELECT {column} FROM {tables}")).scalars().all()  # noqa: S608 - our own words
    assert "left_behind" not in names
    assert "alembic_version" in names
    assert db.engine() is database.engine


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<p>one<div>two</div></p>", "end tag"),
        ("<p style='color: red'>x</p>", "inline style"),
        ("<p onclick='go()'>x</p>", "inline onclick"),
        ("<script>go()</script>", "inline <script>"),
        ("<a href='javascript:go()'>x</a>", "inline href"),
        ("<input name='a'>", "no label"),
        ("<label for='b'>x</label>", "leads nowhere"),
        ("<p id='a'>x</p><p id='a'>y</p>", "used 2 times"),
        ("<img src='a.png'>", "no alt text"),
        ("<a href='/x'></a>", "nothing to read"),
        ("<form method='post'></form>", "no csrf_token"),
        ("<label>A <input aria-invalid='true'></label>", "not tied"),
        ("<h1>another</h1>", "2 <h1>"),
    ],
)
def test_a_bad_page_is_told_of(inside: str, fault: str) -> None:
    assert any(fault in found for found in faults_of_page(GOOD.format(inside)))


def test_a_good_page_and_a_good_part_have_no_faults() -> None:
    field = "<label for='a'>Namn</label><input id='a' name='a' aria-describedby='h'><p id='h'>Hela namnet</p>"
    assert faults_of_page(GOOD.format(field)) == []
    assert faults_of_part("<tr><td>1</td></tr>") == []


FORM = """
<form method="post" action="/sent">
  <input type="hidden" name="csrf_token" value="kept">
  <label>Namn <input name="name" value="before"></label>
  <label><input type="checkbox" name="theme" value="a" checked> A</label>
  <label><input type="checkbox" name="theme" value="b" checked> B</label>
  <label><input type="checkbox" name="theme" value="c"> C</label>
  <label>Kommun <select name="place"><option value="1980">Västerås<option value="1982" selected>Fagersta</select></label>
  <label>Text <textarea name="text">
one
two</textarea></label>
  <button name="act" value="save">Save
    now</button>
</form>"""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@pytest.fixture
def careless(database: Database) -> StrictClient:
    """A program with pages that break the rules, opened by the strict client."""
    made = Flask("careless")
    assert db.engine() is database.engine
    made.testing = True
    made.test_client_class = StrictClient

    def page(statements: list[str]) -> str:
        for statement in statements:
            db.session.execute(text(statement))
        return GOOD.format("")

    def forgotten() -> str:
        db.session.add(ExchangeRate(rate_on=date(2000, 1, 3), sek_per_eur=Decimal("8.5")))
        return GOOD.format("")

    made.add_url_rule("/good", "good", lambda: (page(["SELECT 1"] * MOST_STATEMENTS), HEADERS))
    made.add_url_rule("/many", "many", lambda: (page(["SELECT 1"] * (MOST_STATEMENTS + 1)), HEADERS))
    made.add_url_rule("/writes", "writes", lambda: (page(["CREATE TABLE written (name TEXT)"]), HEADERS))
    made.add_url_rule("/unsaved", "unsaved", lambda: (forgotten(), HEADERS), methods=["POST"])
    made.add_url_rule("/form", "form", lambda: (GOOD.format(FORM), HEADERS))
    made.add_url_rule(
        "/sent", "sent", lambda: (GOOD.format(escape(sorted(request.form.lists()))), HEADERS), methods=["POST"]
    )
    made.add_url_rule("/unsafe", "unsafe", lambda: (GOOD.format(""), {**HEADERS, "Content-Security-Policy": "*"}))
    made.add_url_rule("/bare", "bare", lambda: make_response(GOOD.format("")))
    client = made.test_client()
    assert isinstance(client, StrictClient)
    return client


def test_the_client_counts_statements_and_passes_a_good_page(careless: StrictClient) -> None:
    assert careless.get("/good").status_code == 200
    assert len(careless.statements) == MOST_STATEMENTS


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("/many", f"{MOST_STATEMENTS + 1} SQL statements"),
        ("/writes", "GET wrote: CREATE TABLE"),
        ("/unsafe", "header Content-Security-Policy"),
        ("/bare", "header Referrer-Policy"),
    ],
)
def test_the_client_fails_a_bad_answer(careless: StrictClient, address: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        careless.get(address)


def test_what_a_request_leaves_unsaved_is_found(careless: StrictClient) -> None:
    with pytest.raises(AssertionError, match="left unsaved: new: ExchangeRate"):
        careless.post("/unsaved")
    db.session.rollback()


def test_a_form_is_sent_as_the_page_had_it_with_the_fields_changed(careless: StrictClient) -> None:
    sent = careless.submit(careless.get("/form"), {"name": "after"}, button="Save now").text
    wanted = {
        "act": ["save"],
        "csrf_token": ["kept"],
        "name": ["after"],
        "place": ["1982"],
        "text": ["one\r\ntwo"],
        "theme": ["a", "b"],
    }
    assert str(escape(sorted(wanted.items()))) in sent


def test_a_field_that_the_form_does_not_have_is_an_error_in_the_test(careless: StrictClient) -> None:
    with pytest.raises(AssertionError, match="no field"):
        careless.submit(careless.get("/form"), {"nmae": "misspelt"})


def test_a_test_that_lacks_its_part_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(parts.REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        parts.lacking("browser", "no Chromium here")


def test_a_test_that_lacks_a_required_part_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(parts.REQUIRED, "postgres, browser")
    with pytest.raises(pytest.fail.Exception, match="no Chromium"):
        parts.lacking("browser", "no Chromium here")
