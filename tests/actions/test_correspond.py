"""Supplements are asked for once at a time, covering letters are kept as written, and each letter is made once."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from grantdesk import archive, db, settings
from grantdesk.actions import correspond, dispatch, register
from grantdesk.actions.correspond import Covering, Request
from grantdesk.actions.dispatch import Sending
from grantdesk.domain.refusal import Refused, SomebodyWasFirst
from grantdesk.models.case import Case
from grantdesk.models.correspondence import CoveringLetter, Supplement
from grantdesk.models.event import Event
from grantdesk.models.letter import Letter
from grantdesk.operations import verify
from grantdesk.queries import case_file, dispatches, notices_of_case
from tests import builders
from tests.actions.test_dispatch import press
from tests.conftest import Database
from tests.documents import papers

DAY, TODAY = builders.DAY, builders.DAY + timedelta(days=10)


@pytest.fixture(autouse=True)
def _connected(database: Database) -> None:
    assert database.url


def a_request(**said: Any) -> Request:
    given: dict[str, Any] = {
        "language": "sv", "points": ("Offert", "Bokslut"), "note": "", "due_on": DAY + timedelta(days=21),
        "consequence": "decided", "once": uuid.uuid4().hex,
    }  # fmt: skip
    return Request(**given | said)


def a_covering(**said: Any) -> Covering:
    given: dict[str, Any] = {
        "language": "sv", "addressee": "Fagersta kommun", "heading": "Yttrande", "text": "Svara gärna.",
        "enclosures": ("Ansökan",), "once": uuid.uuid4().hex,
    }  # fmt: skip
    return Covering(**given | said)


def ask(case: Case, **said: Any) -> Letter:
    by = builders.a_user()
    with db.transaction(at=builders.moment(DAY)):
        found = case_file.for_act(case.number, by=by)
        return correspond.ask(found, a_request(**said), press(), by=by, on=DAY)


def cover(case: Case, **said: Any) -> Letter:
    by = builders.a_user()
    with db.transaction(at=builders.moment(DAY)):
        found = case_file.for_act(case.number, by=by)
        return correspond.cover(found, a_covering(**said), press(), by=by, on=DAY)


def end(case: Case, key: int, act: str = "answer", *, outcome: str = "Offerten kom", on: date = TODAY) -> None:
    by = builders.a_user()
    with db.transaction(at=builders.moment(TODAY)):
        found = case_file.for_act(case.number, by=by)
        asked = notices_of_case.supplement_for_act(found, key)
        getattr(correspond, act)(asked, found, outcome, by=by, on=on, today=TODAY)


def make(case: Case) -> dict[str, Letter]:
    by = builders.a_user()
    with db.transaction(at=builders.moment(DAY)):
        found = case_file.for_act(case.number, by=by)
        decision = case_file.decision_of(found)
        assert decision is not None
        return dispatch.make(decision, found, press(), by=by)


def count(model: type[Any], *conditions: Any) -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(model).where(*conditions)).scalar_one()


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each of the acts gave or was refused with, all begun at the same moment."""
    gate, said = threading.Barrier(len(acts)), []

    def do(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            said.append(act())
        except Refused as refused:
            said.append(refused)
        finally:
            db.release()

    threads = [threading.Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return said


def test_a_request_is_kept_with_its_letter_in_the_language_that_it_is_written_in() -> None:
    case = builders.a_case()
    letter = ask(case, language="en")
    assert (letter.kind, letter.language, letter.case_id, letter.decision_id) == ("supplement", "en", case.id, None)
    said = papers.text(archive.read(settings.read().archive, letter.digest))
    assert "Request for a supplement" in said
    assert "• Offert • Bokslut" in said
    assert verify.everything().broken == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"points": ()}, "Write what is missing"),
        ({"points": ("x",) * 41}, "at most 40 lines"),
        ({"due_on": DAY}, "must be later than today"),
    ],
)
def test_what_asks_for_nothing_or_leaves_no_time_is_refused(said: dict[str, Any], sentence: str) -> None:
    case = builders.a_case()
    with pytest.raises(Refused, match=sentence):
        ask(case, **said)
    assert (count(Supplement), count(Letter)) == (0, 0)


def test_a_case_waits_for_one_supplement_at_a_time() -> None:
    case = builders.a_case()
    first = ask(case)
    with pytest.raises(Refused, match="waits for a supplement already"):
        ask(case)
    assert first.supplement_id is not None
    end(case, first.supplement_id, "close", outcome="Behövs inte")
    assert ask(case).supplement_id != first.supplement_id


def test_two_who_ask_at_once_ask_once() -> None:
    case = builders.a_case()
    said = at_once([lambda: ask(case), lambda: ask(case)])
    assert sorted(type(each).__name__ for each in said) == ["Letter", "Refused"]
    assert (count(Supplement), count(Letter)) == (1, 1)


def test_the_same_form_sent_twice_is_one_request_and_one_covering_letter() -> None:
    case, once = builders.a_case(), uuid.uuid4().hex
    assert ask(case, once=once).id == ask(case, once=once).id
    assert cover(case, once=once).id == cover(case, once=once).id
    assert (count(Supplement), count(CoveringLetter), count(Letter)) == (1, 1, 2)


def test_what_became_of_a_supplement_is_noted_once_on_a_day_that_can_be() -> None:
    case = builders.a_case()
    key = ask(case).supplement_id
    assert key is not None
    for wrong, sentence in (
        ({"outcome": " "}, "Write what came in"),
        ({"on": DAY - timedelta(days=1)}, "before the day that the supplement was asked for"),
        ({"on": TODAY + timedelta(days=1)}, "yet to come"),
    ):
        with pytest.raises(Refused, match=sentence):
            end(case, key, **wrong)
    end(case, key)
    with pytest.raises(SomebodyWasFirst):
        end(case, key, "close")
    asked = db.session.get_one(Supplement, key)
    assert (asked.state, asked.ended_on, asked.outcome) == ("answered", TODAY, "Offerten kom")
    assert count(Event, Event.kind == "supplement.answered") == 1


def test_a_case_that_is_over_waits_for_nothing_and_one_that_is_tried_is_not_left_untried() -> None:
    granted = builders.a_granted_case()
    with pytest.raises(Refused, match="tried already"):
        ask(granted, consequence="not_tried")
    ask(granted)
    by = builders.a_user()
    given = builders.facts()
    given["applicant"]["organisation_number"] = "559900-2002"
    other = builders.a_case(builders.a_registration(given))
    with db.transaction(at=builders.moment(DAY)):
        register.withdraw(case_file.for_act(other.number, by=by), "Ångrat sig", by=by, on=DAY)
    with pytest.raises(Refused, match="covering letter instead"):
        ask(other)
    assert cover(other).covering_letter_id is not None


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"addressee": " "}, "to whom"),
        ({"heading": " "}, "what the covering letter is about"),
        ({"text": " ", "enclosures": ()}, "what goes with it"),
        ({"enclosures": ("x",) * 41}, "at most 40 lines"),
    ],
)
def test_a_covering_letter_that_says_nothing_is_refused(said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        cover(builders.a_case(), **said)
    assert count(Letter) == 0


def test_the_letter_about_a_decision_is_made_once_whoever_asks_for_it() -> None:
    case = builders.a_granted_case()
    first, again = make(case), make(case)
    assert {each.id for each in first.values()} == {each.id for each in again.values()}
    assert set(first) == {"sv", "en"}
    assert count(Event, Event.kind == "letter.made") == 1
    assert verify.everything().broken == []


def test_two_who_make_it_at_once_make_it_once() -> None:
    case = builders.a_granted_case()
    made = at_once([lambda: make(case)["sv"].digest, lambda: make(case)["sv"].digest])
    assert len(made) == 2
    assert len(set(made)) == 1
    assert (count(Letter), count(Event, Event.kind == "letter.made")) == (2, 1)


def test_what_was_made_with_the_decision_is_what_is_sent() -> None:
    case, by = builders.a_granted_case(), builders.a_user()
    made = make(case)
    sending = Sending("en", "post", "Verkstaden", "Gatan 1", TODAY, uuid.uuid4().hex)
    with db.transaction(at=builders.moment(TODAY)):
        sent = dispatch.send(case_file.for_act(case.number, by=by), sending, press(), by=by, on=TODAY)
    assert sent.letter_id == made["en"].id
    assert count(Letter) == 2


def test_a_letter_that_decides_nothing_is_sent_comes_back_and_is_not_taken_for_the_decisions() -> None:
    case, by = builders.a_granted_case(), builders.a_user()
    letter = cover(case)
    early = Sending("sv", "post", "Kommunen", "Gatan 1", DAY - timedelta(days=1), uuid.uuid4().hex)
    with (
        pytest.raises(Refused, match="before the day that it was written"),
        db.transaction(at=builders.moment(TODAY)),
    ):
        dispatch.send_stored(letter, case, early, by=by, on=TODAY)
    sending = Sending("sv", "post", "Kommunen", "Gatan 1", TODAY, uuid.uuid4().hex)
    with db.transaction(at=builders.moment(TODAY)):
        found = case_file.for_act(case.number, by=by)
        stored = notices_of_case.letter_by_key(found, letter.id)
        sent = dispatch.send_stored(stored, found, sending, by=by, on=TODAY)
        assert dispatch.send_stored(stored, found, sending, by=by, on=TODAY).id == sent.id
    assert dispatches.of_case(case) == []
    assert [one.id for one in dispatches.of_every_letter(case)] == [sent.id]
    found_all = notices_of_case.of_case(case)
    assert [(each.kind, each.is_on_its_way) for each in found_all.kept] == [("covering", True)]
    assert [decision.kind for decision in found_all.unmade] == ["grant"]


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ("UPDATE supplement SET due_on = '2027-01-01'", "supplement_never_changes"),
        ("UPDATE supplement SET points = '[]'", "supplement_never_changes"),
        ("DELETE FROM supplement", "supplement_is_never_deleted"),
        ("UPDATE supplement SET state = 'answered'", "ck_supplement_ended_whole"),
        ("UPDATE covering_letter SET heading = 'x'", "covering_letter_is_never_changed"),
        ("DELETE FROM covering_letter", "covering_letter_is_never_deleted"),
    ],
)
def test_the_database_forgets_neither_request_nor_covering_letter(database: Database, change: str, guard: str) -> None:
    case = builders.a_case()
    ask(case)
    cover(case)
    with pytest.raises(Exception, match=guard), database.engine.begin() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize(
    ("columns", "values", "guard"),
    [
        ("kind, case_id", "'decision', 1", "ck_letter_about"),
        ("kind, case_id", "'supplement', 1", "ck_letter_names_its_supplement"),
        ("kind, case_id", "'covering', 1", "ck_letter_names_its_covering"),
        ("kind, case_id", "'other', 1", "ck_letter_known_kind"),
        ("kind, covering_letter_id", "'covering', 1", "ck_letter_about_no_decision_names_its_case"),
    ],
)
def test_the_database_knows_what_a_letter_is_about(database: Database, columns: str, values: str, guard: str) -> None:
    cover(builders.a_case())
    wrong = (
        f"INSERT INTO letter (id, {columns}, language, digest, size, made_at, made_by_id, made_by)"  # noqa: S608
        f" SELECT 99, {values}, language, digest, size, made_at, made_by_id, made_by FROM letter WHERE id = 1"
    )
    with pytest.raises(Exception, match=guard), database.engine.begin() as connection:
        connection.execute(text(wrong))
