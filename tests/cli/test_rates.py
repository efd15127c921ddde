"""`grantdesk rates`, as scripts use it: answers, errors and exit codes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grantdesk.cli import main
from grantdesk.queries import rates
from tests import ecb_files
from tests.ecb_files import NEW

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["rates", *words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "eurofxref-hist.zip"
    written.write_bytes(ecb_files.packed(ecb_files.history(NEW)))
    return written


def test_a_file_is_imported_and_the_second_time_there_is_nothing_new(file: Path) -> None:
    first = run("import", str(file))
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == "eurofxref-hist.zip: the rates of 2 days have been stored, 2026-11-02 to 2026-11-03.\n"
    again = run("import", str(file))
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout == "Nothing new: the rates of all 2 days in eurofxref-hist.zip are stored already.\n"
    assert json.loads(run("import", str(file), "--json").stdout) == {
        "digest": hashlib.sha256(file.read_bytes()).hexdigest(), "days": 2, "new": 0, "first": None, "last": None,
    }  # fmt: skip


def test_rates_are_listed_with_where_they_came_from(file: Path) -> None:
    run("import", str(file))
    done = run("list", "--from", "2026-10-30", "--to", "2026-11-02", "--json")
    shipped, imported = json.loads(done.stdout)["rates"]
    assert (shipped["on"], shipped["sek_per_eur"], shipped["file"], shipped["digest"]) == (
        "2026-10-30", "10.978", None, None,
    )  # fmt: skip
    assert (imported["on"], imported["sek_per_eur"], imported["file"]) == ("2026-11-02", "10.9640", file.name)
    assert imported["digest"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert imported["stored_by"] == "grantdesk"
    lines = run("list").stdout.splitlines()
    assert (lines[0][:10], lines[-1]) == (
        "2023-12-01",
        "2026-11-03     10.9815  eurofxref-hist.zip, imported by grantdesk",
    )


@pytest.mark.parametrize(
    ("content", "where", "said"),
    [
        (ecb_files.history({"2026-11-02": "10.96", "2026-10-30": "11.0"}), "row 3, column SEK", "already is 10.978"),
        (ecb_files.history({"2026-11-31": "10.96"}), "row 2, column Date", "a day that exists"),
        (ecb_files.history({"2999-11-30": "10.96"}), "row 2, column Date", "after today"),
        (ecb_files.xml({"2026-11-02": "0"}), "element Cube on line 8, attribute rate", "above zero"),
        (b"a,b\n1,2\n", "row 1, column a", "Date and SEK"),
    ],
)
def test_a_wrong_file_is_told_with_its_place_and_nothing_is_stored(
    tmp_path: Path, content: bytes, where: str, said: str
) -> None:
    wrong = tmp_path / "rates"
    wrong.write_bytes(content)
    before = rates.stored()
    done = run("import", str(wrong), "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    [error] = json.loads(done.stderr)["errors"]
    assert error["where"] == where
    assert said in error["message"]
    plain = run("import", str(wrong))
    assert plain.exit_code == 2
    assert f"{where}: " in plain.stderr
    assert rates.stored() == before


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("import", "no-such-file"), "FILE"),
        (("import", "/"), "FILE"),
        (("list", "--from", "2026-02-30"), "--from"),
        (("list", "--from", "2026-02-02", "--to", "2026-02-01"), "--to"),
    ],
)
def test_a_wrong_word_is_named(words: tuple[str, ...], where: str) -> None:
    done = run(*words, "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert [error["where"] for error in json.loads(done.stderr)["errors"]] == [where]
