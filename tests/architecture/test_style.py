"""Form, lint and types, as tests, so that one closing line counts every check; a failure shows its tool's own words."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkout import ROOT

PYTHON = ("grantdesk", "migrations", "tests", "benchmarks", "hatch_build.py")
TOOLS = {
    "the code has the prescribed form (make format)": ["ruff", "format", "--check", *PYTHON],
    "ruff finds nothing": ["ruff", "check", *PYTHON],
    "mypy finds nothing in the program": ["mypy"],
    "mypy finds nothing in the tests": ["mypy", "--explicit-package-bases", "--package", "tests"],
    "djlint finds nothing in the templates": ["djlint", "templates", "--lint", "--quiet"],
}
LONGEST_MODULE = 330
LONGEST_FUNCTION = 50
MEDIAN_FUNCTION = 10
UNSAYING_NAMES = {"common", "data", "helpers", "info", "manager", "misc", "util", "utils"}


@pytest.mark.parametrize("command", TOOLS.values(), ids=TOOLS.keys())
def test_tool(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_every_module_fits_in_the_head() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in _modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_functions_are_small() -> None:
    lengths = {where: length for file in _modules() for where, length in _functions(file)}
    assert {where: length for where, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    assert statistics.median(lengths.values()) <= MEDIAN_FUNCTION


def test_names_say_something() -> None:
    assert [str(file) for file in _modules() if file.stem in UNSAYING_NAMES] == []


def test_every_module_begins_with_a_sentence() -> None:
    silent = [str(file.relative_to(ROOT)) for file in _modules() if not _begins_with_a_sentence(file)]
    assert silent == []


def _modules() -> list[Path]:
    return sorted((ROOT / "grantdesk").rglob("*.py"))


def _begins_with_a_sentence(file: Path) -> bool:
    parsed = ast.parse(file.read_text())
    docstring = ast.get_docstring(parsed)
    return not parsed.body or bool(docstring and docstring.splitlines()[0].rstrip().endswith((".", ":", ",", ";", "?")))


def _functions(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield (
                f"{file.relative_to(ROOT)}:{node.lineno} {node.name}",
                (node.end_lineno or node.lineno) - node.lineno + 1,
            )
