"""What a region counts in its annual report is said in its folder, and what is wrong there is named by file, key and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grantdesk import region
from grantdesk.domain.fields import InputErrors
from tests.domain.applications import county

FOLDER = region.find("vastmanland")
KEYS = ["share_vasteras", "share_other_nine", "energy_supports_granted", "competence_checks_granted"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "county"))


def _changed(folder: Path, old: str, new: str) -> list[str]:
    """What is said of a region.toml in which `old` is `new`."""
    file = folder / "region.toml"
    written = file.read_text("utf-8")
    assert old in written
    file.write_text(written.replace(old, new, 1), "utf-8")
    with pytest.raises(InputErrors) as wrong:
        region.read(folder)
    return [error.where for error in wrong.value.errors]


def test_the_shipped_region_counts_under_the_promised_keys() -> None:
    report = county().annual_report
    assert report.municipality is not None
    assert report.theme is not None
    apart = report.municipality
    assert [apart.share_key, apart.others_key, *(one.key for one in report.schemes)] == KEYS
    assert report.theme.key == "business_climate_project_municipalities"


@pytest.mark.parametrize(
    ("old", "new", "where", "line"),
    [
        ('code = "1980"', 'code = "0180"', "municipality.code", 23),
        ('code = "1980"', 'kod = "1980"', "municipality.code", 22),
        ('code = "kompetenscheck"', 'code = "innovationscheck"', "scheme[1].code", 32),
        ('code = "kompetenscheck"', 'code = "projektmedel"', "scheme[1].code", 32),
        ('code = "business_climate"', 'code = "climate"', "theme.code", 36),
        ('"share_other_nine"', '"share_vasteras"', "municipality.others_key", 25),
        ('"energy_supports_granted"', '"share_women_led"', "scheme[0].key", 29),
        ('"energy_supports_granted"', '"Energi i länet"', "scheme[0].key", 29),
        ('"energy_supports_granted"', "7", "scheme[0].key", 29),
    ],
)
def test_what_is_wrong_is_named(folder: Path, old: str, new: str, where: str, line: int) -> None:
    place = f"region.toml: annual_report.{where}"
    assert place in _changed(folder, old, new)
    assert region.line_of(folder, place) == line


def test_a_region_that_does_not_say_what_it_counts_is_asked_to(folder: Path) -> None:
    _, _, after = (folder / "region.toml").read_text("utf-8").partition("# What the annual report")
    whole = after.partition("# Whether")[0]
    assert _changed(folder, whole, "\n") == ["region.toml: annual_report"]


def test_a_scheme_under_a_regulation_without_a_ceiling_is_named(folder: Path) -> None:
    file = folder / "de_minimis.toml"
    head, _, rest = file.read_text("utf-8").partition('[[regulation]]\ncode = "2023/2831"')
    file.write_text(head + rest[rest.index("[[regulation]]\n") :], "utf-8")
    with pytest.raises(InputErrors) as wrong:
        region.read(folder)
    places = [error.where for error in wrong.value.errors]
    assert "schemes/konsultcheck.toml: de_minimis" in places
    assert region.line_of(folder, "schemes/konsultcheck.toml: de_minimis") == 9


def test_each_part_may_be_left_out(folder: Path) -> None:
    file = folder / "region.toml"
    head, _, after = file.read_text("utf-8").partition("# What the annual report")
    rest = after.partition("# Whether")[2]
    file.write_text(f"{head}\n[annual_report]\n# Whether{rest}", "utf-8")
    report = region.read(folder).annual_report
    assert (report.municipality, report.schemes, report.theme) == (None, (), None)
