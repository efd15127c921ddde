"""The checkout is as prescribed: its top level, its licence, its lock, and papers that tell the truth."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.checkout import ROOT, kept

PRESCRIBED = {"grantdesk", "migrations", "templates", "tests", "instance", "pyproject.toml", "README.md"}
BESIDE = {"benchmarks", "docs", "Makefile", "CHANGELOG.md", "LICENSE", ".ci", ".gitignore"}
BUILT_BY = {"hatch_build.py", "requirements.txt", "requirements-test.txt"}
PAPERS = [
    "README.md",
    "CHANGELOG.md",
    "docs/index.md",
    "docs/floors.md",
    "docs/testing.md",
    "docs/operations.md",
    "docs/region.md",
    "docs/handbook.sv.md",
    "docs/handbook.en.md",
]
# What says that work is unfinished, or speaks of something outside; written in pieces, so as not to find itself.
FOREIGN = re.compile("|".join(("/wor" + "k/", r"\bshare" + "d/", r"\bTO" + "DO\b", r"\bFIX" + "ME\b", r"\bX" + "XX\b")))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_the_top_level_is_as_prescribed() -> None:
    tops = {file.parts[0] for file in kept()}
    assert tops >= PRESCRIBED | (BESIDE - {".gitignore"})
    assert tops - PRESCRIBED - BESIDE - BUILT_BY == set()


def test_nothing_of_an_installation_iskept() -> None:
    assert [str(file) for file in kept() if file.parts[0] == "instance"] == ["instance/README.md"]
    assert [str(file) for file in kept() if file.suffix in {".mo", ".pyc", ".db"}] == []


def test_the_licence_is_mit() -> None:
    assert PROJECT["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")


def test_nothing_speaks_of_what_is_outside_the_project() -> None:
    found = [f"{file}: {hit}" for file in kept() for hit in FOREIGN.findall(_text(file))]
    assert found == []


def _text(file: Path) -> str:
    if "vendor" in file.parts or file.name.startswith("requirements"):
        return ""
    try:
        return (ROOT / file).read_text()
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("paper", PAPERS)
def test_what_a_paper_points_to_is_there(paper: str) -> None:
    written = (ROOT / paper).read_text()
    links = [(ROOT / paper).parent / link for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", written)]
    names = re.findall(r"`((?:grantdesk|templates|migrations|tests|docs|benchmarks|instance|\.ci)/[\w./*-]*)`", written)
    missing = [str(link) for link in links if not link.exists()]
    missing += [name for name in names if not list(ROOT.glob(name.rstrip("/")))]
    assert missing == []


def test_the_first_screen_is_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{PROJECT['version']}]" in (ROOT / "CHANGELOG.md").read_text()


def test_every_dependency_has_its_reason() -> None:
    reasons = "\n".join(file.read_text() for file in (ROOT / "docs" / "decisions").glob("*.md"))
    asked = [*PROJECT["dependencies"], *(name for extra in PROJECT["optional-dependencies"].values() for name in extra)]
    assert [name for name in map(_name, asked) if f"`{name}`" not in reasons] == []


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text()
    files = [file.name for file in (ROOT / "docs" / "decisions").glob("*.md") if file.name != "README.md"]
    assert [name for name in files if f"({name})" not in listed] == []


@pytest.mark.parametrize(
    ("lock", "extras"), [("requirements.txt", ["build"]), ("requirements-test.txt", ["build", "test"])]
)
def test_every_dependency_is_locked(lock: str, extras: list[str]) -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.M))
    asked = [*PROJECT["dependencies"], *(name for extra in extras for name in PROJECT["optional-dependencies"][extra])]
    assert {_name(each) for each in asked} - locked == set()


def test_every_locked_file_has_its_digest() -> None:
    for lock in ("requirements.txt", "requirements-test.txt"):
        entries = re.split(r"^(?=[a-z])", (ROOT / lock).read_text(), flags=re.M)
        assert [entry.splitlines()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


def test_the_two_locks_agree() -> None:
    pinned = {
        lock: set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / lock).read_text(), re.M))
        for lock in BUILT_BY - {"hatch_build.py"}
    }
    assert pinned["requirements.txt"] <= pinned["requirements-test.txt"]


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower()
