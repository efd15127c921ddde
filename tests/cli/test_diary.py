"""`diary export`, as scripts use it."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grantdesk.cli import main
from grantdesk.operations import verify
from grantdesk.queries import diary, history
from tests import builders

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["diary", "export", *words])


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_days_are_written_to_the_file_and_the_export_is_recorded(tmp_path: Path) -> None:
    case, file = builders.a_granted_case(), tmp_path / "diary.csv"
    done = run(*YEAR, "--output", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    found = lines(file.read_bytes())
    assert [(line["case"], line["what"].partition(":")[0]) for line in found] == [
        (case.number, "Ansökan"),
        (case.number, "Beslut om bifall"),
    ]
    (made,) = diary.exports(at_most=5)
    assert f"{made.number}: 2 entries, SHA-256 {made.digest}" in done.stderr
    assert list(tmp_path.glob(".diary-*")) == []
    assert history.newest("diary.exported", at_most=1)[0].said["entries"] == 2
    assert verify.everything().broken == []


def test_what_is_new_since_last_comes_once_and_in_english_where_that_is_asked_for() -> None:
    builders.a_case()
    first = run("--since-last", "--language", "en")
    assert [line["what"] for line in lines(first.stdout_bytes)] == ["Application: Påhittad investering"]
    assert lines(run("--since-last").stdout_bytes) == []
    assert len(lines(run(*YEAR).stdout_bytes)) == 1


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ((), "--from"),
        (("--from", "2026-01-01"), "--from"),
        (("--since-last", "--from", "2026-01-01"), "--from"),
        (("--from", "2026-02-01", "--to", "2026-01-01"), "--to"),
        (("--from", "2026-02-30", "--to", "2026-03-01"), "--from"),
        ((*YEAR, "--language", "de"), "--language"),
        ((*YEAR, "--output", "/nowhere/diary.csv"), "--output"),
    ],
)
def test_a_wrong_input_is_said_and_nothing_is_recorded(words: tuple[str, ...], where: str) -> None:
    builders.a_case()
    done = run(*words)
    assert done.exit_code == 2
    assert where in done.stderr
    assert diary.exports(at_most=5) == []


def test_the_ends_of_the_calendar_can_be_asked_for() -> None:
    builders.a_case()
    done = run("--from", "0001-01-01", "--to", "9999-12-31")
    assert (done.exit_code, len(lines(done.stdout_bytes))) == (0, 1)


def test_a_file_that_was_there_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "diary.csv"
    file.write_bytes(b"x" * 10_000)
    assert run(*YEAR, "--output", str(file)).exit_code == 0
    assert lines(file.read_bytes()) == []
