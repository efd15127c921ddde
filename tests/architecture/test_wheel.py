"""The wheel has all that grantdesk needs, and runs in an environment and a folder that never saw the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.checkout import ROOT, kept

TRAVELLING = ("migrations", "templates", "grantdesk/regions", "grantdesk/static", "grantdesk/documents")
NOT_PACKED = {".pyc", ".po"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)], ROOT)
    return next(folder.glob("grantdesk-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `grantdesk` command in an environment that has the wheel, and the locked dependencies from this one."""
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    _run([sys.executable, "-m", "venv", "--without-pip", str(home)], home.parent)
    python = home / "bin" / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index", "--no-warn-conflicts", str(wheel)]
    _run([sys.executable, "-m", "pip", "--python", str(python), *install], home.parent)
    # A path file in a folder that is itself added by a path file is not read, so the editable checkout stays out.
    site = _run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], home.parent).strip()
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin" / "grantdesk"


def test_the_wheel_has_all_that_travels(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {_place(file) for folder in TRAVELLING for file in _kept_files(folder)}
    assert wanted - inside == set()
    assert {"templates", "migrations", "regions", "static"} <= {name.split("/")[1] for name in inside}


def test_the_wheel_has_the_compiled_catalogues(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"grantdesk/translations/{language}/LC_MESSAGES/messages.mo" for language in ("sv", "en")}
    assert wanted - inside == set()


def test_the_wheel_has_nothing_that_belongs_to_the_checkout(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"grantdesk", f"grantdesk-{wheel.name.split('-')[1]}.dist-info"}


def test_the_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    asked = "import grantdesk; print(grantdesk.__file__)"
    assert str(ROOT) not in _run([str(installed.parent / "python"), "-c", asked], tmp_path)


def test_the_installed_command_says_what_it_can_do(installed: Path, tmp_path: Path) -> None:
    said = _run([str(installed), "--help"], tmp_path)
    for command in ("calculate", "db", "demo", "region", "serve", "totals", "verify"):
        assert f"\n  {command} " in said


def test_the_installed_command_knows_its_region(installed: Path, tmp_path: Path) -> None:
    region = json.loads(_run([str(installed), "region", "show", "--json"], tmp_path))
    assert "1982" in json.dumps(region)


def test_the_installed_command_makes_a_database(installed: Path, tmp_path: Path) -> None:
    _run([str(installed), "db", "upgrade"], tmp_path)
    _run([str(installed), "db", "check"], tmp_path)
    assert (tmp_path / "instance" / "grantdesk.db").exists()


def _kept_files(folder: str) -> list[Path]:
    return [file for file in kept() if file.is_relative_to(folder) and file.suffix not in NOT_PACKED]


def _place(file: Path) -> str:
    """Where a file of the checkout lies in the wheel."""
    return file.as_posix() if file.parts[0] == "grantdesk" else f"grantdesk/{file.as_posix()}"


def _run(command: list[str], folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GRANTDESK_", "PYTHON"))}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout
