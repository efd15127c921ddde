"""`verify` names the letter whose file is gone or changed, and counts files that no letter names."""

from __future__ import annotations

import pytest

from grantdesk import archive, settings
from grantdesk.operations import verify
from tests import builders
from tests.actions import test_correspond as corresponding
from tests.actions import test_reword as rewording
from tests.actions.test_dispatch import send, stored
from tests.conftest import Database
from tests.tampering import behind_the_programs_back, found_after


@pytest.fixture(autouse=True)
def _sent(database: Database) -> None:
    assert database.url
    send(builders.a_granted_case())


def test_letters_that_are_as_they_were_stored_are_whole() -> None:
    found = verify.everything()
    assert found.broken == []
    assert "2 stored letters, each with its file" in found.checked


def test_a_letter_whose_file_is_gone_is_named() -> None:
    letter, _ = stored()
    archive.place(settings.read().archive, letter.digest).unlink()
    (said,) = verify.everything().broken
    assert said.startswith(f"letter:{letter.id} (decision:{letter.decision_id}, sv): its file")
    assert said.endswith("is missing")


def test_a_letter_whose_file_was_changed_is_named() -> None:
    _, letter = stored()
    file = archive.place(settings.read().archive, letter.digest)
    file.chmod(0o640)
    file.write_bytes(file.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6"))
    (said,) = verify.everything().broken
    assert f"letter:{letter.id} " in said
    assert said.endswith("is not the one that was stored")


def test_a_row_that_was_changed_to_fit_another_file_is_found(database: Database) -> None:
    other = archive.keep(settings.read().archive, b"another letter")
    broken = found_after(database, f"UPDATE letter SET digest = '{other}' WHERE id = 1")  # noqa: S608
    assert any("letter:1: digest is" in said for said in broken)
    assert any("the row says" in said for said in broken)


def test_a_file_that_no_letter_names_is_told_and_breaks_nothing() -> None:
    archive.keep(settings.read().archive, b"left by an act that was undone")
    found = verify.everything()
    assert found.broken == []
    assert "2 stored letters, each with its file; 1 files that no letter names" in found.checked


TAMPERINGS = {
    "the last day of a request": ("UPDATE supplement SET due_on = '2027-01-01'", "supplement:1: due_on is"),
    "what was asked for": ("UPDATE supplement SET points = '[]'", "supplement:1: points is"),
    "what came in": ("UPDATE supplement SET outcome = 'x'", "supplement:1: outcome is"),
    "what went with a letter": ("UPDATE covering_letter SET enclosures = '[]'", "covering_letter:1: enclosures is"),
    "to whom a letter went": ("UPDATE covering_letter SET addressee = 'x'", "covering_letter:1: addressee is"),
    "the words of a text": ("UPDATE letter_text SET sv = 'x'", "letter_text:1: sv is"),
    "the day of a text": ("UPDATE letter_text SET valid_from = '2020-01-01'", "letter_text:1: valid_from is"),
    "what a letter is about": (
        "UPDATE letter SET case_id = 1, decision_id = NULL, kind = 'x' WHERE id = 1",
        "letter:1: ",
    ),
    "a text put in": (
        "INSERT INTO letter_text SELECT 99, 'x', key, sv, en, confirmed, valid_from, recorded_at, recorded_by_id,"
        " recorded_by FROM letter_text WHERE id = 1",
        "letter_text:99 is in the database",
    ),
}


def test_every_changed_request_covering_letter_and_text_is_named(database: Database) -> None:
    case = builders.a_case(builders.a_registration(title="En till"))
    corresponding.ask(case)
    corresponding.end(case, 1)
    corresponding.cover(case)
    rewording.change()
    assert verify.everything().broken == []
    checks = "ck_letter_known_kind", "ck_letter_about_a_decision_names_it", "ck_letter_about_no_decision_names_its_case"
    on_postgresql = [f"ALTER TABLE letter DROP CONSTRAINT {check}" for check in checks]
    off = {
        "postgresql": ["SET session_replication_role = replica", *on_postgresql],
        "sqlite": ["PRAGMA ignore_check_constraints = ON"],
    }[database.backend]
    behind_the_programs_back(database, *off, *(statement for statement, _ in TAMPERINGS.values()))
    broken = verify.everything().broken
    unnoticed = {what for what, (_, named) in TAMPERINGS.items() if not any(said.startswith(named) for said in broken)}
    assert unnoticed == set(), broken


def test_a_letter_that_decides_nothing_is_named_by_what_it_is_about() -> None:
    case = builders.a_case(builders.a_registration(title="En till"))
    for letter in (corresponding.ask(case), corresponding.cover(case)):
        archive.place(settings.read().archive, letter.digest).unlink()
    first, second = verify.everything().broken
    assert "(supplement:1, sv)" in first
    assert "(covering_letter:1, sv)" in second
