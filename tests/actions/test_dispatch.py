"""The letter sent is the letter stored: made once, sent as it is, and never another."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from grantdesk import archive, db, region, settings
from grantdesk.actions import dispatch
from grantdesk.actions.dispatch import Press, Sending
from grantdesk.documents import any_decision, letter_texts
from grantdesk.domain.refusal import NotThere, Refused, SomebodyWasFirst
from grantdesk.models.case import Case
from grantdesk.models.event import Event
from grantdesk.models.letter import Dispatch, Letter
from grantdesk.queries import case_file, dispatches, letters
from grantdesk.queries.letter_words import Writing
from tests import builders
from tests.conftest import Database

TODAY = builders.DAY + timedelta(days=10)


@pytest.fixture(autouse=True)
def _connected(database: Database) -> None:
    assert database.url


def press(**changes: Any) -> Press:
    found = settings.read()
    texts = letter_texts.parse(region.read_letters(found.region_folder), file="letters/decision.toml")
    return Press(**{"terms": builders.terms(), "texts": texts, "archive": found.archive, **changes})


def send(case: Case, *, on: date = TODAY, **said: Any) -> Dispatch:
    by = builders.a_user()
    given: dict[str, Any] = {
        "language": "sv", "means": "post", "name": "Påhittade Verkstaden AB", "address": "Verkstadsgatan 1, 737 30 Fagersta",
        "sent_on": on, "once": uuid.uuid4().hex,
    }  # fmt: skip
    with_press = said.pop("press", None) or press()
    with db.transaction(at=builders.moment(on)):
        case = case_file.for_act(case.number, by=by)
        return dispatch.send(case, Sending(**{**given, **said}), with_press, by=by, on=on)


def note(
    case: Case, sent: Dispatch, what: str, *, on: date = TODAY, today: date = TODAY, reason: str = "Flyttat"
) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment(today)):
        case = case_file.for_act(case.number, by=by)
        found = dispatches.for_act(case, sent.id)
        if what == "return":
            dispatch.note_return(found, reason, on=on, by=by, case=case, today=today)
        else:
            dispatch.note_received(found, on=on, by=by, case=case, today=today)


def stored() -> list[Letter]:
    db.session.rollback()
    return list(db.session.execute(select(Letter).order_by(Letter.id)).scalars())


def events() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).where(Event.kind == "letter.sent")).scalar_one()


def test_the_first_dispatch_stores_the_letter_in_both_languages_as_it_is_then() -> None:
    case = builders.a_granted_case()
    sent = send(case)
    by_language = {letter.language: letter for letter in stored()}
    assert set(by_language) == {"sv", "en"}
    assert sent.letter_id == by_language["sv"].id
    for language, letter in by_language.items():
        content = archive.read(settings.read().archive, letter.digest)
        writing = Writing(language, press().terms, press().texts)  # type: ignore[arg-type]  # of the database
        assert content == any_decision.render(letters.of_case(case, writing), language)  # type: ignore[arg-type]
        assert (len(content), sha256(content).hexdigest()) == (letter.size, letter.digest)
        assert "Förhandsvisning".encode() not in content


def test_what_is_sent_again_is_the_letter_that_was_stored_whatever_the_texts_say_now() -> None:
    case = builders.a_granted_case()
    first = send(case)
    note(case, first, "return")
    table = region.read_letters(settings.read().region_folder)
    table["texts"]["title_granted"] = {"sv": "Ett annat brev", "en": "Another letter"}  # type: ignore[index]
    changed = press(texts=letter_texts.parse(table, file="x"))
    again = send(case, press=changed, means="email", address="verkstaden@example.se")
    assert again.id != first.id
    assert again.letter_id == first.letter_id
    assert len(stored()) == 2


def test_the_same_form_sent_twice_is_one_dispatch() -> None:
    case, once = builders.a_granted_case(), uuid.uuid4().hex
    first = send(case, once=once)
    assert send(case, once=once).id == first.id
    assert events() == 1


WRONG = {
    "to nobody": ({"name": " "}, "to whom"),
    "to no address": ({"address": " "}, "address, e-mail address or mailbox"),
    "to what is no e-mail address": ({"means": "email", "address": "verkstaden"}, "is no e-mail address"),
    "before the decision": ({"sent_on": builders.DAY - timedelta(days=1)}, "before the decision"),
    "tomorrow": ({"sent_on": TODAY + timedelta(days=1)}, "is yet to come"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_true_is_refused_and_nothing_is_stored(what: str) -> None:
    said, sentence = WRONG[what]
    case = builders.a_granted_case()
    with pytest.raises(Refused, match=sentence):
        send(case, **said)  # type: ignore[arg-type]
    assert (stored(), events()) == ([], 0)
    assert not settings.read().archive.exists()


def test_what_is_handed_over_needs_no_address() -> None:
    assert send(builders.a_granted_case(), means="handed_over", address="").address == ""


def test_a_means_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="no way to send"):
        send(builders.a_granted_case(), means="pigeon")


def test_there_is_no_letter_of_a_case_that_is_not_decided() -> None:
    with pytest.raises(NotThere, match="has not been decided"):
        send(builders.an_assessed_case())


def test_a_letter_that_cannot_be_made_is_not_sent() -> None:
    without = replace(press().texts, ordinances={})
    with pytest.raises(Refused, match="letter texts lack SFS 2022:1467"):
        send(builders.a_granted_case(), press=press(texts=without))
    assert stored() == []


def test_an_archive_that_cannot_be_written_stores_no_row(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder would be")
    with pytest.raises(OSError, match="taken"):
        send(builders.a_granted_case(), press=press(archive=taken))
    assert stored() == []


def test_what_became_of_a_letter_is_noted_once() -> None:
    case = builders.a_granted_case()
    sent = send(case)
    with pytest.raises(Refused, match="Write why"):
        note(case, sent, "return", reason=" ")
    with pytest.raises(Refused, match="before the day that the letter was sent"):
        note(case, sent, "receive", on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="yet to come"):
        note(case, sent, "receive", on=TODAY + timedelta(days=1))
    note(case, sent, "receive")
    for what in ("receive", "return"):
        with pytest.raises(SomebodyWasFirst):
            note(case, sent, what)
    (found,) = dispatches.of_case(case)
    assert (found.state, found.noted_on, found.reason) == ("received", TODAY, None)


def test_a_dispatch_is_not_reached_through_another_case() -> None:
    sent = send(builders.a_granted_case())
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    other = builders.a_granted_case(builders.a_registration(given))
    with pytest.raises(NotThere, match="no such dispatch"):
        note(other, sent, "return")


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ("UPDATE letter SET digest = 'x'", "letter_is_never_changed"),
        ("DELETE FROM letter", "letter_is_never_deleted"),
        ("UPDATE dispatch SET address = 'x'", "dispatch_never_changes"),
        ("DELETE FROM dispatch", "dispatch_is_never_deleted"),
        ("UPDATE dispatch SET state = 'returned'", "ck_dispatch"),
    ],
)
def test_the_database_forgets_neither_letter_nor_dispatch(database: Database, change: str, guard: str) -> None:
    send(builders.a_granted_case())
    with pytest.raises(Exception, match=guard), database.engine.begin() as connection:
        connection.execute(text(change))


def test_what_became_of_a_letter_stays_as_it_was_noted(database: Database) -> None:
    case = builders.a_granted_case()
    note(case, send(case), "receive")
    with pytest.raises(Exception, match="dispatch_never_changes"), database.engine.begin() as connection:
        connection.execute(text("UPDATE dispatch SET noted_on = sent_on"))
