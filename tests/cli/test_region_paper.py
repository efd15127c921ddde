"""`docs/region.md` keeps its word: its files are there, every key is told of, and errors read as it says."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grantdesk.cli import main
from tests.checkout import ROOT

PAPER = (ROOT / "docs" / "region.md").read_text("utf-8")
FOLDERS = {name: ROOT / name for name in ("grantdesk/regions/vastmanland", "tests/regions/sormeby")}
CODE = " ".join(re.findall(r"```.*?```|`[^`]+`", PAPER, re.S))
TOLD = set(re.findall(r"[a-z_]+", CODE))
# The rows of these are as many as the letter's sentences, and the paper leads to the shipped file for them.
WORDS, SENTENCES = "letters/decision.toml", ("texts", "causes", "reasons")

# What is written wrong in the invented county for each error that the paper shows: file, what stands there, what is written.
MISTAKES = {
    "municipalities.csv": ("9902;Lillsörme;2;", "9902;Lillsörme;B;"),
    "region.toml": ('code = "forest"', 'code = "forrest"'),
    "schemes/projektmedel.toml": ('base = "0.40"', "base = 0.40"),
    "checks.toml": ('part = "due_diligence"', 'part = "diligence"'),
    "delegation.toml": ('position = "head_of_unit"', 'position = "head_of_units"'),
    WORDS: ('[ordinances."2003:596"', '[ordinances."2003:597"'),
    "examples/investeringsstod.toml": ('"90000.00"', '"90001.00"'),
}


def named() -> set[str]:
    """The files and folders that the paper's headings name."""
    return {name for heading in re.findall(r"^## .*$", PAPER, re.M) for name in re.findall(r"`([\w./]+)`", heading)}


# A county has a map, with where it comes from beside it, or it has none.
MAY_BE_LEFT_OUT = {"map.geojson", "map.md"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_file_that_the_paper_names_is_in_the_folder_and_the_other_way_round(folder: str) -> None:
    assert f"`{folder}/`" in PAPER
    there = {str(file.relative_to(FOLDERS[folder])) for file in FOLDERS[folder].rglob("*") if file.is_file()}
    assert {name for name in named() if not (FOLDERS[folder] / name).exists()} <= MAY_BE_LEFT_OUT
    assert {name for name in there if name not in named() and f"{name.partition('/')[0]}/" not in named()} == set()


def _keys(written: Any) -> Iterator[str]:
    """Every key that is a name, at every depth; codes of laws and regulations are values in a key's place."""
    if isinstance(written, Mapping):
        for key, value in written.items():
            if re.fullmatch(r"[a-z_]+", key):
                yield key
            yield from _keys(value)
    elif isinstance(written, list):
        for each in written:
            yield from _keys(each)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_key_of_every_file_is_told_of(folder: str) -> None:
    for file in sorted(FOLDERS[folder].rglob("*.toml")):
        name = str(file.relative_to(FOLDERS[folder]))
        written = tomllib.loads(file.read_text("utf-8"))
        if name == WORDS:
            written |= {table: list(written[table].values()) for table in SENTENCES}
        if name.startswith("examples/"):
            written = {key: list(_outer(value)) for key, value in written.items()}
        assert {key for key in _keys(written) if key not in TOLD} == set(), name
    columns = (FOLDERS[folder] / "municipalities.csv").read_text("utf-8").splitlines()[0].split(";")
    assert set(columns) <= TOLD


def _outer(written: Any) -> Iterator[dict[str, None]]:
    """The keys of each example itself: the application in it is that of `calculate aid`."""
    for example in written if isinstance(written, list) else ():
        yield dict.fromkeys([*example, *example["expect"]])


def _errors(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("GRANTDESK_REGION", str(folder))
    done = CliRunner().invoke(main, ["rules", "check"])
    assert done.exit_code == 1, done.output
    return done.stderr.splitlines()


@pytest.mark.parametrize("file", MISTAKES)
def test_an_error_reads_as_the_paper_shows_it(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRANTDESK_INSTANCE", str(tmp_path / "instance"))
    folder = Path(shutil.copytree(FOLDERS["tests/regions/sormeby"], tmp_path / "county"))
    right, wrong = MISTAKES[file]
    written = (folder / file).read_text("utf-8")
    assert right in written
    # An ordinance has a table within its own, which follows its name.
    (folder / file).write_text(written.replace(right, wrong, -1 if file == WORDS else 1), "utf-8")
    shown = re.search(r"```text\n(.*?)```", PAPER, re.S)
    assert shown is not None
    expected = [line for line in shown[1].splitlines() if line.startswith(f"{file}: ")]
    assert _errors(folder, monkeypatch) == expected


@pytest.mark.parametrize("file", sorted({name for name in named() if "." in name} - {"region.toml"} - MAY_BE_LEFT_OUT))
def test_a_file_that_is_missing_is_named(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRANTDESK_INSTANCE", str(tmp_path / "instance"))
    folder = Path(shutil.copytree(FOLDERS["tests/regions/sormeby"], tmp_path / "county"))
    (folder / file).unlink()
    said = _errors(folder, monkeypatch)
    assert len(said) == 1
    assert said[0].startswith(f"{file}: cannot be read")
