"""`verify` names the letter whose file is gone or changed, and counts files that no letter names."""

from __future__ import annotations

import pytest

from grantdesk import archive, settings
from grantdesk.operations import verify
from tests import builders
from tests.actions.test_dispatch import send, stored
from tests.conftest import Database
from tests.operations.test_verify import behind_the_programs_back


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
    replica = "SET session_replication_role = replica" if database.backend == "postgresql" else "SELECT 1"
    behind_the_programs_back(database, replica, f"UPDATE letter SET digest = '{other}' WHERE id = 1")  # noqa: S608
    broken = verify.everything().broken
    assert any("letter:1: digest is" in said for said in broken)
    assert any("the row says" in said for said in broken)


def test_a_file_that_no_letter_names_is_told_and_breaks_nothing() -> None:
    archive.keep(settings.read().archive, b"left by an act that was undone")
    found = verify.everything()
    assert found.broken == []
    assert "2 stored letters, each with its file; 1 files that no letter names" in found.checked
