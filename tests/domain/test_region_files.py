"""A region's folder: what is wrong in it is named by file and key, and its examples hold."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from grantdesk import region
from grantdesk.domain.examples import broken
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.findings import Confidence
from grantdesk.domain.vocabulary import SCHEMES
from tests.domain.applications import county

FOLDER = region.find("vastmanland")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "county"))


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def _places(folder: Path) -> list[str]:
    with pytest.raises(InputErrors) as wrong:
        region.read(folder)
    return [error.where for error in wrong.value.errors]


@pytest.mark.parametrize("file", sorted(file.name for file in FOLDER.glob("examples/*.toml")))
def test_every_worked_example_holds(file: str) -> None:
    written = region.read_examples(FOLDER)[f"examples/{file}"]
    assert list(broken(written, county(), file=file)) == []


def test_every_scheme_has_at_least_six_worked_examples() -> None:
    examples = region.read_examples(FOLDER)
    assert {f"examples/{code}.toml" for code in county().schemes} == set(examples)
    assert min(len(written["example"]) for written in examples.values()) >= 6


def test_an_example_that_does_not_hold_says_what_the_rules_give() -> None:
    written = region.read_examples(FOLDER)["examples/konsultcheck.toml"]
    written["example"][0]["expect"]["aid"] = "50001.00"
    errors = [str(error) for error in broken(written, county(), file="konsultcheck.toml")]
    assert errors == [
        "konsultcheck.toml: example[0].expect: does not hold: aid should be 50001.00, and the rules give 50000.00"
    ]


def test_the_county_is_whole() -> None:
    assert len(county().municipalities) == 10
    areas = {code for code, one in county().municipalities.items() if one.aid_area_on(date(2026, 3, 14)) == 3}
    assert areas == {"1904", "1962", "1982"}
    assert len(county().goal_areas) == 3
    assert len(county().objectives) == 9
    assert sum(one.confirmed for one in county().objectives.values()) == 3
    assert len(county().eruf_objectives) == 7
    assert [one.code for one in county().eruf_objectives.values() if not one.confirmed] == ["SM1.2", "SM2.6"]
    assert {one.code for one in county().schemes.values() if one.handled_by == "almi"} == {
        "affarsutvecklingscheck",
        "digitaliseringscheck",
        "konsultcheck",
    }
    assert tuple(sorted(county().schemes)) == tuple(sorted(SCHEMES))


def test_the_regions_own_terms_are_not_confirmed_and_the_law_is() -> None:
    for series in county().series():
        for value in series.values:
            assert value.source.text.sv
            assert value.source.text.en
            assert value.source.confirmed is (value.source.confidence is Confidence.STATUTE), series.place


def test_a_value_without_day_source_or_confidence_is_named(folder: Path) -> None:
    file = folder / "schemes" / "konsultcheck.toml"
    for line in ("valid_from = 2024-01-01\n", 'confidence = "CFG"\n', "confirmed = false\n"):
        _change(file, line, "")
    key = "schemes/konsultcheck.toml: rules.in_force[0]"
    assert sorted(_places(folder)) == [f"{key}.confidence", f"{key}.confirmed", f"{key}.valid_from"]
    assert region.line_of(folder, f"{key}.valid_from") == 11


def test_what_is_wrong_in_every_file_is_said_at_once(folder: Path) -> None:
    _change(folder / "municipalities.csv", "1904;Skinnskatteberg;3;", "1904;Skinnskatteberg;B;")
    _change(folder / "schemes" / "konsultcheck.toml", '"100000.00"', "100000")
    _change(folder / "schemes" / "energistod.toml", 'up_to = "60000.00"', 'upto = "60000.00"')
    _change(folder / "schemes" / "kompetenscheck.toml", "[rules.cap]", "[rules.roof]")
    _change(folder / "de_minimis.toml", '"300000.00"', '"-1"')
    _change(folder / "objectives.toml", "goal_area_confirmed = false\n", "")
    assert sorted(_places(folder)) == [
        "de_minimis.toml: regulation[0].ceiling_eur[0].value",
        "municipalities.csv: row 2: aid_area",
        "objectives.toml: objective[0].goal_area_confirmed",
        "schemes/energistod.toml: rules.small_costs[0].value",
        "schemes/kompetenscheck.toml: rules.roof",
        "schemes/konsultcheck.toml: rules.cap[0].value",
    ]


def test_codes_that_point_nowhere_are_named(folder: Path) -> None:
    _change(folder / "objectives.toml", 'goal_area = "VAL"', 'goal_area = "XXX"')
    _change(folder / "schemes" / "investeringsstod.toml", '["1980"]', '["0180"]')
    assert _places(folder) == [
        "objectives.toml: objective[0].goal_area",
        "schemes/investeringsstod.toml: rules.closed_to[0].value",
    ]


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "eruf.toml").write_text("[[", "utf-8")
    assert _places(folder) == ["eruf.toml"]


def test_a_scheme_file_is_named_by_its_code(folder: Path) -> None:
    (folder / "schemes" / "konsultcheck.toml").rename(folder / "schemes" / "check.toml")
    assert _places(folder) == ["schemes/check.toml: code"]


def test_a_new_value_is_a_new_row_and_the_old_one_stays(folder: Path) -> None:
    file = folder / "schemes" / "konsultcheck.toml"
    row = '\n[[rules.cap]]\nvalue = "80000.00"\nvalid_from = 2026-07-01\nsource = "s"\nconfidence = "CFG"\nconfirmed = true\n'
    file.write_text(file.read_text("utf-8") + row, "utf-8")
    cap = region.read(folder).scheme("konsultcheck").rules.cap
    new_from = date(2026, 7, 1)
    before, after = cap.on(new_from - timedelta(days=1)), cap.on(new_from)
    assert before is not None
    assert after is not None
    assert (str(before.value), str(after.value)) == ("100000.00", "80000.00")
    assert cap.on(date(2023, 12, 31)) is None
    file.write_text(file.read_text("utf-8") + row, "utf-8")
    assert _places(folder) == ["schemes/konsultcheck.toml: rules.cap[2].valid_from"]


def test_a_region_is_found_by_name_or_by_path(folder: Path) -> None:
    assert region.find(str(folder)) == folder.resolve()
    with pytest.raises(InputErrors, match="vastmanland"):
        region.find("atlantis")
