"""The design: what is vendored is what was taken, and every field ties its label, hint and error together."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from grantdesk import settings
from grantdesk.app import create_app
from grantdesk.web.forms import ActForm, RowForm
from grantdesk.web.forms.fields import AmountField, ChecksField, DayField, OrganisationNumberField
from tests.checkout import ROOT
from tests.strict_html import faults_of_page

STATIC = ROOT / "grantdesk" / "static"
VENDOR = STATIC / "vendor"
VENDORED = tomllib.loads((VENDOR / "vendored.toml").read_text())["package"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

PAGE = """{% extends "_layout.html" %}{% import "_macros/form.html" as forms with context %}
{% block title %}A form{% endblock %}
{% block content %}{% call forms.act(form, "Send") %}
{% for each in form if each.name not in ("csrf_token", "once") %}{{ forms.field(each) }}{% endfor %}
{% endcall %}{% endblock %}"""


class CostRow(RowForm):
    category = StringField("Category", [InputRequired()])
    amount = AmountField("Amount", [InputRequired()], description="In kronor.")


class EveryKind(ActForm):
    title = StringField("Title", [InputRequired()], description="As in the decision.")
    number = OrganisationNumberField("Number", [InputRequired()])
    received = DayField("Received", [InputRequired()])
    applied = AmountField("Applied for", [InputRequired()], description="In kronor.")
    scheme = SelectField("Scheme", [InputRequired()], choices={"": "Choose", "a": "Investment"})
    leader = RadioField("Led by", [InputRequired()], choices={"woman": "Woman", "man": "Man"}, description="Today.")
    themes = ChecksField("Themes", [InputRequired()], choices={"a": "Skills", "b": "Digital"})
    employees = IntegerField("Employees", [InputRequired()])
    heard = BooleanField("The municipality was heard", [InputRequired()])
    secret = PasswordField("Password", [InputRequired()])
    why = TextAreaField("Why", [InputRequired()])
    costs = FieldList(FormField(CostRow), "Costs", min_entries=2)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The program, with a database that no page here asks."""
    made = create_app(settings.read({"GRANTDESK_INSTANCE": str(tmp_path), "GRANTDESK_DATABASE_URL": "sqlite://"}))
    made.testing = True
    return made


@pytest.fixture
def empty_answer(app: Flask) -> Element:
    """The page that answers a form in which nothing was filled in."""
    with app.test_request_context(
        "/", method="POST", data=MultiDict({"costs-0-amount": "", "costs-1-amount": "1.234"})
    ):
        form = EveryKind()
        assert not form.validate()
        html = render_template_string(PAGE, form=form)
    assert not faults_of_page(html)
    page: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return page


def _by_id(page: Element) -> dict[str, Element]:
    return {name: each for each in page.iter() if (name := each.get("id"))}


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("package", VENDORED, ids=lambda package: package["folder"])
def test_what_is_vendored_is_what_was_taken(package: dict[str, Any]) -> None:
    listed = {file["path"]: file["sha256"] for file in package["file"]}
    found = {
        str(file.relative_to(VENDOR / package["folder"])): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (VENDOR / package["folder"]).rglob("*")
        if file.is_file()
    }
    assert found == listed
    assert "LICENSE" in found
    assert {"name", "version", "licence", "integrity"} <= package.keys()


def test_nothing_else_is_vendored() -> None:
    assert {folder.name for folder in VENDOR.iterdir() if folder.is_dir()} == {
        package["folder"] for package in VENDORED
    }


def test_no_style_reaches_for_another_site() -> None:
    for sheet in STATIC.rglob("*.css"):
        assert not re.search(r"""url\(\s*["']?(?:https?:)?//|@import""", sheet.read_text()), sheet


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_holds_script_or_style_of_its_own(template: Path) -> None:
    found = re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|\shx-on|javascript:", template.read_text())
    assert not found


def test_every_fault_is_in_the_summary_and_leads_to_its_field(empty_answer: Element) -> None:
    summary = next(each for each in empty_answer.iter("div") if each.get("role") == "alert")
    leads_to = [link.get("href", "").removeprefix("#") for link in summary.iter("a")]
    assert summary.get("tabindex") == "-1"
    assert set(leads_to) <= _by_id(empty_answer).keys()
    fields = {"title", "number", "received", "applied", "scheme", "leader", "themes", "employees", "heard", "secret"}
    assert fields | {"why", "costs-0-category", "costs-0-amount", "costs-1-amount"} <= set(leads_to)


def test_every_error_is_read_with_its_field(empty_answer: Element) -> None:
    named = _by_id(empty_answer)
    errors = [name for name in named if name.endswith("-error")]
    assert len(errors) >= 14
    for error in errors:
        field = named[error.removesuffix("-error")]
        assert error in (field.get("aria-describedby") or "").split(), error
        boxes = [each for each in field.iter("input") if each.get("type") == "checkbox"]
        assert all(each.get("aria-invalid") == "true" for each in boxes or [field]), error


def test_every_hint_is_read_with_its_field(empty_answer: Element) -> None:
    named = _by_id(empty_answer)
    hints = [name for name in named if name.endswith("-hint")]
    assert {"title-hint", "applied-hint", "leader-hint", "costs-0-amount-hint"} <= set(hints)
    for hint in hints:
        assert hint in (named[hint.removesuffix("-hint")].get("aria-describedby") or "").split()


def test_what_was_written_is_still_there(empty_answer: Element) -> None:
    assert _by_id(empty_answer)["costs-1-amount"].get("value") == "1.234"


def test_groups_have_legends(empty_answer: Element) -> None:
    legends = [_text(each) for each in empty_answer.iter("legend")]
    assert [each.split(" ")[0] for each in legends] == ["Led", "Themes", "Costs", "Rad", "Rad"]


def test_a_form_carries_one_token_of_each_kind(empty_answer: Element) -> None:
    form = next(each for each in empty_answer.iter("form") if each.get("class") == "gd-form")
    hidden = [each.get("name") for each in form.iter("input") if each.get("type") == "hidden"]
    assert hidden == ["csrf_token", "once"]


def test_the_page_allows_nothing_inline_and_nothing_from_elsewhere(app: Flask) -> None:
    policy = app.test_client().get("/sign-in").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == "'self'"


def test_pages_are_not_kept_and_versioned_files_are(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/sign-in")
    assert page.headers["Cache-Control"] == "no-store"
    sheet = re.search(r'href="(/static/grantdesk\.css\?v=[0-9a-f]{12})"', page.text)
    assert sheet
    with client.get(sheet[1]) as kept, client.get("/static/grantdesk.css?v=000000000000") as stale:
        assert "immutable" in kept.headers["Cache-Control"]
        assert stale.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("host", "scheme", "secure"),
    [
        ("127.0.0.1:8000", "http", False),
        ("localhost", "http", False),
        ("[::1]:8000", "http", False),
        ("grantdesk.example.se", "http", True),
        ("grantdesk.example.se", "https", True),
    ],
)
def test_cookies_travel_in_the_clear_only_on_the_machine_itself(
    app: Flask, host: str, scheme: str, secure: bool
) -> None:
    answer = app.test_client().get("/sign-in", base_url=f"{scheme}://{host}")
    cookie = answer.headers["Set-Cookie"]
    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(("language", "heading"), [("sv", "Sidan finns inte"), ("en", "There is no such page")])
def test_an_error_is_a_whole_page_in_the_readers_language(app: Flask, language: str, heading: str) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["language"] = language
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert not faults_of_page(answer.text)
    page = html5lib.parse(answer.text, namespaceHTMLElements=False)
    assert page.get("lang") == language
    assert _text(next(page.iter("h1"))) == heading


def test_a_broken_program_answers_without_asking_its_database(app: Flask) -> None:
    app.testing = False

    @app.get("/breaks")
    def breaks() -> str:
        raise ZeroDivisionError

    breaks.__dict__["open_to_all"] = "a test"
    broken = app.test_client().get("/breaks")
    assert broken.status_code == 500
    assert not faults_of_page(broken.text)
    assert "Något gick fel i programmet" in broken.text


def test_a_host_that_is_not_ours_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('hosts = ["grantdesk.example.se"]')
    app = create_app(settings.read({"GRANTDESK_INSTANCE": str(tmp_path), "GRANTDESK_DATABASE_URL": "sqlite://"}))
    client = app.test_client()
    assert client.get("/sign-in", base_url="https://grantdesk.example.se").status_code == 200
    other = client.get("/sign-in", base_url="https://other.example")
    assert (other.status_code, other.mimetype) == (400, "text/plain")


def test_what_is_too_large_is_told_with_a_page(app: Flask) -> None:
    answer = app.test_client().post("/sign-in", data={"email": "x" * 6_000_000})
    assert answer.status_code == 413
    assert "för stort" in answer.text
