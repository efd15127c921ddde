"""A client that lets no bad answer pass: each request tests the page, what the database was asked, and the headers."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

import html5lib
from flask import Flask, request_finished
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, inspect
from werkzeug.test import TestResponse

from grantdesk import db
from tests.strict_html import faults_of_page, faults_of_part

# A case is the widest page: the application in five tables, what became of it, and the room of its company group.
MOST_STATEMENTS = 18
MOST_REDIRECTS = 5
SAFE = {"GET", "HEAD", "OPTIONS"}
WRITES = re.compile(
    r"^\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|CREATE|ALTER|DROP)\b|\b(INSERT\s+INTO|DELETE\s+FROM)\b", re.I
)
NOT_COUNTED = re.compile(r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b", re.I)
# Reading a secret leaves a trace in a log with a session of its own; such tables are named here, and no others.
TABLES_A_PAGE_MAY_WRITE: frozenset[str] = frozenset()
HEADERS = {
    "Content-Security-Policy": re.compile(r"(?=.*default-src '(none|self)')(?=.*frame-ancestors 'none')(?!.*unsafe-)"),
    "Referrer-Policy": re.compile(r"same-origin|no-referrer|strict-origin"),
    "X-Content-Type-Options": re.compile("nosniff"),
}


class StrictClient(FlaskClient):
    """Opens pages as a browser would, and fails where an answer is not as every answer must be.

    `statements` holds the SQL of the latest request, without BEGIN and COMMIT.
    """

    statements: list[str]

    def open(self, *args: Any, follow_redirects: bool = False, **kwargs: Any) -> TestResponse:
        with watched(self.application) as seen:
            answer = super().open(*args, **kwargs)
            answer.get_data()
        self.statements = seen.statements
        found = faults_of_answer(answer, seen)
        assert not found, f"{answer.request.method} {answer.request.path}: {answer.status}\n" + "\n".join(found)
        return self._followed(answer) if follow_redirects else answer

    def submit(
        self, page: TestResponse, fields: dict[str, Any] | None = None, *, button: str | None = None
    ) -> TestResponse:
        """Send a form of `page` with `fields` changed: the form with the button that says `button`, else the last one.

        What the page had filled in, the token against forged forms included, is sent along. A field that the form does
        not have is an error in the test.
        """
        form = _form_of(page, button)
        filled = _filled_in(form, button)
        if unknown := (fields or {}).keys() - _names(form):
            raise AssertionError(f"the form has no field {sorted(unknown)}; it has {sorted(_names(form))}")
        address = urljoin(page.request.path, form.get("action") or page.request.full_path.rstrip("?"))
        method = form.get("method", "get").upper()
        sent = {name: value for name, value in {**filled, **(fields or {})}.items() if value is not None}
        if method == "POST":
            return self.post(address, data=sent)
        return self.get(address, query_string=sent)

    def sign_in(self, email: str, password: str) -> TestResponse:
        """Sign in as a person would, on the page for it; gives the page that follows."""
        answer = self.submit(self.get("/sign-in"), {"email": email, "password": password})
        assert answer.status_code in {302, 303}, f"not signed in as {email}: {answer.status}"
        return self._followed(answer)

    def _followed(self, answer: TestResponse) -> TestResponse:
        for _ in range(MOST_REDIRECTS):
            if answer.status_code not in {301, 302, 303, 307, 308}:
                return answer
            target = urlsplit(urljoin(answer.request.url, answer.headers["Location"]))
            assert target.netloc == urlsplit(answer.request.url).netloc, f"led to another site: {target.geturl()}"
            answer = self.get(target._replace(scheme="", netloc="").geturl())
        raise AssertionError(f"redirected more than {MOST_REDIRECTS} times, last to {answer.headers['Location']}")


class Seen:
    """What a request did to the database."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.unsaved: list[str] = []

    def writes(self) -> list[str]:
        return [statement for statement in self.statements if WRITES.search(statement) and not _allowed(statement)]


@contextmanager
def watched(app: Flask) -> Iterator[Seen]:
    """Notes every SQL statement of this thread, and what the session holds unsaved when a request is answered."""
    seen, thread = Seen(), threading.get_ident()

    def note_statement(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if threading.get_ident() == thread and not NOT_COUNTED.match(statement):
            seen.statements.append(statement)

    def note_unsaved(_app: Flask, **_: Any) -> None:
        seen.unsaved += unsaved()

    event.listen(Engine, "before_cursor_execute", note_statement)
    try:
        with request_finished.connected_to(note_unsaved, app):
            yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note_statement)


def unsaved() -> list[str]:
    """What the thread's session holds that no commit has written, by class and state."""
    if not db.session.registry.has():
        return []
    held = db.session()
    changed = [entity for entity in held.dirty if held.is_modified(entity)]
    return [
        f"{state}: {type(entity).__name__}{inspect(entity).identity or ''}"
        for state, entities in (("new", held.new), ("changed", changed), ("deleted", held.deleted))
        for entity in entities
    ]


def faults_of_answer(answer: TestResponse, seen: Seen) -> list[str]:
    found = [f"left unsaved: {each}" for each in seen.unsaved]
    if answer.request.method in SAFE:
        found += [f"{answer.request.method} wrote: {statement}" for statement in seen.writes()]
    found += [
        f"header {name} is {answer.headers.get(name)!r}"
        for name, wanted in HEADERS.items()
        if not wanted.search(answer.headers.get(name, ""))
    ]
    return found + _faults_of_body(answer, seen)


def _faults_of_body(answer: TestResponse, seen: Seen) -> list[str]:
    if answer.mimetype != "text/html" or answer.request.method == "HEAD" or 300 <= answer.status_code < 400:
        return []
    found = []
    if answer.request.method == "GET" and len(seen.statements) > MOST_STATEMENTS:
        listed = "\n  ".join(seen.statements)
        found.append(f"{len(seen.statements)} SQL statements, {MOST_STATEMENTS} at most:\n  {listed}")
    is_part = "HX-Request" in answer.request.headers and not answer.text.lstrip().lower().startswith("<!doctype")
    return found + (faults_of_part(answer.text) if is_part else faults_of_page(answer.text))


def _allowed(statement: str) -> bool:
    table = re.search(r"\b(?:INTO|UPDATE|FROM)\s+\"?(\w+)", statement, re.I)
    return table is not None and table[1] in TABLES_A_PAGE_MAY_WRITE


def _form_of(page: TestResponse, button: str | None) -> Any:
    forms = list(html5lib.parse(page.text, namespaceHTMLElements=False).iter("form"))
    wanted = [form for form in forms if button is None or _button_of(form, button) is not None]
    assert wanted, f"no form on {page.request.path} has a button {button!r}"
    return wanted[-1]


def _button_of(form: Any, text: str) -> Any:
    return next((each for each in form.iter("button") if " ".join("".join(each.itertext()).split()) == text), None)


def _names(form: Any) -> set[str]:
    return {each.get("name") for tag in ("input", "select", "textarea", "button") for each in form.iter(tag)} - {None}


def _filled_in(form: Any, button: str | None) -> dict[str, Any]:
    """What a browser would send of the form as it stands; a name that several fields share has a list."""
    filled: dict[str, list[str]] = {}
    for name, value in _pairs(form):
        filled.setdefault(name, []).append(value)
    pressed = _button_of(form, button) if button else None
    if pressed is not None and pressed.get("name"):
        filled[pressed.get("name")] = [pressed.get("value", "")]
    return {name: values if len(values) > 1 else values[0] for name, values in filled.items()}


def _pairs(form: Any) -> Iterator[tuple[str, str]]:
    for each in form.iter():
        name = each.get("name")
        if not name or each.get("disabled") is not None:
            continue
        if each.tag == "textarea":
            # A browser sends the line ends of the network, and the parser has dropped the first of the page's own.
            yield name, "\r\n".join("".join(each.itertext()).split("\n"))
        elif each.tag == "select":
            yield from ((name, value) for value in _selected(each))
        elif each.tag == "input" and _is_sent(each):
            yield name, each.get("value", "on" if each.get("type") in {"checkbox", "radio"} else "")


def _is_sent(field: Any) -> bool:
    kind = field.get("type", "text")
    if kind in {"checkbox", "radio"}:
        return field.get("checked") is not None
    return kind not in {"submit", "button", "reset", "image", "file"}


def _selected(field: Any) -> list[str]:
    options = list(field.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and field.get("multiple") is None:
        chosen = options[:1]
    return [option.get("value", "".join(option.itertext()).strip()) for option in chosen]
