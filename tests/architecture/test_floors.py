"""The five floors and the three doors hold; and the contracts that say so would notice if they did not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.checkout import ROOT

CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# What is planted where, and the contract that it breaks.
PLANTED = {
    "the domain asks the database": ("domain/money.py", "import sqlalchemy", "The domain is plain Python"),
    "the domain looks up": ("domain/money.py", "from grantdesk import db", "You may look down"),
    "a query acts": ("queries/planted.py", "import grantdesk.actions.record", "You may look down"),
    "papers look at rows": ("documents/planted.py", "from grantdesk.models import case", "You may look down"),
    "a module has no floor": ("planted.py", "", "You may look down"),
    "an action knows Flask": (
        "actions/planted.py",
        "import flask_login",
        "Only the roof, the web and the command line",
    ),
    "the roof writes a form": ("app.py", "import wtforms", "Only the web knows WTForms"),
    "an action books past the door": (
        "actions/planted.py",
        "from grantdesk.models.ledger import Transfer",
        "Money enters the ledger",
    ),
    "a page reads the ledger's rows": (
        "web/planted.py",
        "from grantdesk.models import ledger",
        "Money enters the ledger",
    ),
    "an action writes history itself": (
        "actions/planted.py",
        "import grantdesk.models.event",
        "History is written only",
    ),
    "an action reads the clock": ("actions/planted.py", "from grantdesk import clock", "Time is read only"),
}


def test_the_floors_and_doors_hold() -> None:
    done = _linted(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package in which one may plant what is forbidden."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "grantdesk", folder / "grantdesk", ignore=_not_python)
    return folder


def test_the_copy_is_sound_before_anything_is_planted(copy: Path) -> None:
    done = _linted(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("where", "line", "contract"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_import_is_found(copy: Path, where: str, line: str, contract: str) -> None:
    module = copy / "grantdesk" / where
    before = module.read_text() if module.exists() else None
    module.write_text(f"{before or ''}\n{line}\n")
    try:
        done = _linted(copy)
    finally:
        if before is None:
            module.unlink()
        else:
            module.write_text(before)
    assert done.returncode == 1, f"{line!r} in {where} went unnoticed\n{done.stdout}"
    assert _said_of(contract, done.stdout).endswith("BROKEN"), done.stdout


def test_every_contract_has_something_planted_against_it() -> None:
    planted = {contract for _, _, contract in PLANTED.values()}
    assert [name for name in CONTRACTS if not any(name.startswith(start) for start in planted)] == []


@pytest.mark.parametrize("package", ["models", "actions"])
def test_no_door_can_be_walked_round_through_a_package(package: str) -> None:
    """`from grantdesk.models import Transfer` would pass the contracts, were the name there."""
    assert "import" not in (ROOT / "grantdesk" / package / "__init__.py").read_text()


def test_the_domain_loads_neither_flask_nor_sqlalchemy() -> None:
    asked = "import sys, grantdesk.domain.money, grantdesk.domain.messages; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"flask", "sqlalchemy", "wtforms", "reportlab", "babel"} & set(loaded.stdout.split())


def _said_of(contract: str, report: str) -> str:
    """The line of the report on this contract; long names are broken over lines."""
    flat = " ".join(report.split())
    start = flat.index(contract)
    ends = [flat.find(word, start) + len(word) for word in ("KEPT", "BROKEN") if flat.find(word, start) >= 0]
    return flat[start : min(ends)]


def _linted(folder: Path) -> subprocess.CompletedProcess[str]:
    # The working directory comes first on the path, so a copy is read there and not where the package is installed.
    return subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def _not_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if Path(folder, name).is_file() and not name.endswith(".py")] + ["static", "regions"]
