"""`calculate`, `rules` and `region` on the command line: exit codes, streams, and all or nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grantdesk import region
from grantdesk.cli import calculate, regions, rules
from tests.domain.applications import EXAMPLE, an_application
from tests.domain.test_other_calculations import ADVANCE, LIABILITY, PAYOUT

GROUPS = {"calculate": calculate.group, "rules": rules.group, "region": regions.group}


@pytest.fixture(autouse=True)
def _instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRANTDESK_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("GRANTDESK_REGION", raising=False)


def _run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(GROUPS[arguments[0]], arguments[1:], input=given)


def _lines(*documents: Any) -> str:
    return "".join(json.dumps(document) + "\n" for document in documents)


def test_an_application_on_standard_input_is_answered_on_standard_output() -> None:
    result = _run("calculate", "aid", "-", given=json.dumps(EXAMPLE, indent=1))
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["aid"] == "140000.00"


def test_an_application_is_compared_over_the_county() -> None:
    result = _run(
        "calculate", "compare", "-", given=_lines(EXAMPLE, an_application(applicant={"municipality": "1981"}))
    )
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["aid"], second["aid"]) == ("140000.00", "100000.00")
    moved = {
        one["name"]: (one["difference"], [by["rule"] for by in one["moved_by"]]) for one in first["municipalities"]
    }
    assert moved["Sala"] == ("-40000.00", ["rate.policy"])
    assert moved["Västerås"] == ("-140000.00", ["municipality.open"])
    assert moved["Norberg"] == ("0.00", [])


def test_what_is_compared_is_parsed_as_strictly() -> None:
    result = _run("calculate", "compare", "-", given=_lines({**EXAMPLE, "surprise": 1}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "surprise" in result.stderr


def test_a_wrong_map_is_told_of_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(region.find("vastmanland"), tmp_path / "county")
    map_file = folder / "map.geojson"
    map_file.write_text(map_file.read_text("utf-8").replace('"1984"', '"1985"'), "utf-8")
    monkeypatch.setenv("GRANTDESK_REGION", str(folder))
    result = _run("rules", "check")
    assert result.exit_code == 1
    assert "map.geojson: features[9].properties.code" in result.stderr


def test_not_eligible_is_an_answer_too() -> None:
    result = _run("calculate", "aid", "-", given=json.dumps(an_application(applicant={"municipality": "1980"})))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["eligible"] is False


def test_json_lines_are_answered_with_json_lines_in_order() -> None:
    given = _lines(EXAMPLE, an_application(requested="1.00")) + "\n" + _lines(an_application(requested="2.00"))
    result = _run("calculate", "aid", "-", given="\ufeff" + given)
    assert [json.loads(line)["aid"] for line in result.stdout.splitlines()] == ["140000.00", "1.00", "2.00"]


def test_one_wrong_line_of_many_answers_nothing_and_names_the_line(tmp_path: Path) -> None:
    given = _lines(EXAMPLE, EXAMPLE) + "\n" + _lines(an_application(costs=[("machinery", "-1.00")], surprise=1))
    output = tmp_path / "answer.json"
    result = _run("calculate", "aid", "-", "--output", str(output), given=given)
    assert (result.exit_code, result.stdout, output.exists()) == (2, "", False)
    assert [line.split(": ")[:2] for line in result.stderr.splitlines()] == [
        ["line 4", "costs[0].amount"],
        ["line 4", "surprise"],
    ]


def test_errors_as_json_go_to_standard_error() -> None:
    given = _lines(EXAMPLE, {**EXAMPLE, "scheme": "x"})
    result = _run("calculate", "aid", "-", "--json", given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    errors = json.loads(result.stderr)["errors"]
    assert [error["where"] for error in errors] == ["line 2: scheme"]
    assert "konsultcheck" in errors[0]["message"]


def test_the_answer_goes_to_the_named_file(tmp_path: Path) -> None:
    file, output = tmp_path / "case.json", tmp_path / "answer.json"
    file.write_text(json.dumps(EXAMPLE), "utf-8")
    result = _run("calculate", "aid", str(file), "--output", str(output))
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(output.read_text("utf-8"))["aid"] == "140000.00"


TEXT = json.dumps(EXAMPLE)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ("", "standard input"),
        (" \n \n", "standard input"),
        (b"\xff\xfe", "standard input"),
        ("[]", "input"),
        ("null", "input"),
        ('"text"', "input"),
        ("{", "input"),
        ("[" * 100_000, "input"),
        (TEXT.replace('"scheme"', '"scheme": 1, "scheme"'), "scheme"),
        (TEXT.replace('"category"', '"category": 1, "category"'), "costs[0].category"),
        (TEXT.replace('"11.20"', "NaN"), "eur_rate"),
        (TEXT.replace('"11.20"', "1e999999999999999999999"), "eur_rate"),
        (TEXT.replace('"11.20"', "1" * 5000), "eur_rate"),
        (TEXT.replace('"400000.00"', "400000.00"), "costs[0].amount"),
        (
            TEXT.replace('"circumstances": {}', '"circumstances": {"households_served": 1.0}'),
            "circumstances.households",
        ),
        (TEXT.replace('"circumstances": {}', '"circumstances": {"distance_km_to_next_store": -Infinity}'), "circumst"),
        (TEXT.replace('"eur_rate"', '"\\ud800"'), "eur_rate"),
        (TEXT + "\n{", "line 2: input"),
        ("{\n" + TEXT, "line 1: input"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_answered(given: str | bytes, where: str) -> None:
    result = _run("calculate", "aid", "-", given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert where in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_not_there_is_wrong_input() -> None:
    result = _run("calculate", "aid", "/nowhere/case.json")
    assert result.exit_code == 2
    assert "/nowhere/case.json" in result.stderr


def test_a_decimal_distance_is_exact() -> None:
    given = TEXT.replace('"circumstances": {}', '"circumstances": {"distance_km_to_next_store": 10.1}')
    assert _run("calculate", "aid", "-", given=given).exit_code == 0


def test_de_minimis_room() -> None:
    question = {
        "granting_on": "2026-03-01",
        "amount": "500000.00",
        "eur_rate": "11.20",
        "regulation": "2023/2831",
        "awards": [],
    }
    result = _run("calculate", "de-minimis", "-", given=json.dumps(question))
    assert json.loads(result.stdout)["room"] == "3360000.00"
    assert _run("calculate", "de-minimis", "-", given=_lines(question | {"amount": 1})).exit_code == 2


@pytest.mark.parametrize(
    ("kind", "given", "key", "answer"),
    [
        ("payout", PAYOUT, "proposed", "70000.00"),
        ("advance", ADVANCE, "ceiling", "250000.00"),
        ("liability", LIABILITY, "remaining", "450000.00"),
    ],
)
def test_the_other_calculations_take_json_and_json_lines_and_name_what_is_wrong(
    kind: str, given: dict[str, Any], key: str, answer: str
) -> None:
    one = _run("calculate", kind, "-", given=json.dumps(given, indent=1))
    assert (one.exit_code, one.stderr, json.loads(one.stdout)[key]) == (0, "", answer)
    many = _run("calculate", kind, "-", given=_lines(given, given))
    assert [json.loads(line)[key] for line in many.stdout.splitlines()] == [answer, answer]
    wrong = _run("calculate", kind, "-", given=_lines(given, given | {"scheme": "x"}))
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("line 2: scheme: ")


@pytest.mark.parametrize(("kind", "given"), [("advance", ADVANCE), ("liability", LIABILITY)])
def test_a_scheme_without_such_a_rule_is_named(kind: str, given: dict[str, Any]) -> None:
    result = _run("calculate", kind, "-", "--json", given=json.dumps(given | {"scheme": "konsultcheck"}))
    assert (result.exit_code, result.stdout) == (2, "")
    (error,) = json.loads(result.stderr)["errors"]
    assert error["where"] == "scheme"
    assert "konsultcheck" in error["message"]


def test_rules_check_holds_on_the_shipped_county() -> None:
    result = _run("rules", "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "examples hold" in result.stdout


def test_rules_check_names_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(region.find("vastmanland"), tmp_path / "county"))
    monkeypatch.setenv("GRANTDESK_REGION", str(folder))
    example = folder / "examples" / "konsultcheck.toml"
    example.write_text(example.read_text("utf-8").replace('aid = "50000.00"', 'aid = "1.00"', 1), "utf-8")
    result = _run("rules", "check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("examples/konsultcheck.toml: example[0].expect (line ")
    scheme = folder / "schemes" / "konsultcheck.toml"
    scheme.write_text(scheme.read_text("utf-8").replace("valid_from = 2024-01-01\n", "", 1), "utf-8")
    result = _run("rules", "check", "--json")
    assert json.loads(result.stderr)["errors"][0]["where"] == "schemes/konsultcheck.toml: rules.in_force[0].valid_from"
    assert _run("calculate", "aid", "-", given=TEXT).exit_code == 2


def test_rules_list_tells_what_is_in_force_on_a_day() -> None:
    def rows(day: str) -> dict[tuple[str, str], Any]:
        found = json.loads(_run("rules", "list", "--on", day, "--json").stdout)["rules"]
        return {(row["file"], row["rule"]): row for row in found}

    key = ("schemes/kompetenscheck.toml", "rules.cap")
    assert key not in rows("2024-12-31")
    row = rows("2025-01-01")[key]
    assert (row["value"], row["confidence"], row["confirmed"]) == ("150000.00", "CFG", False)
    assert "150000.00" in _run("rules", "list").stdout
    assert _run("rules", "list", "--on", "2025-02-30").exit_code == 2


def test_rules_list_tells_what_is_seen_to_in_a_case() -> None:
    rows = json.loads(_run("rules", "list", "--on", "2026-03-14", "--json").stdout)["rules"]
    (signed, almis) = (row for row in rows if row["file"] == "checks.toml" and "signed" in row["value"]["text"])
    assert (signed["rule"], signed["confidence"], signed["confirmed"]) == ("item[0]", "CFG", False)
    assert signed["value"]["required_for"] == ["grant"]
    assert almis["value"]["handled_by"] == ["almi"]
    before = json.loads(_run("rules", "list", "--on", "2023-12-31", "--json").stdout)["rules"]
    assert not [row for row in before if row["file"] == "checks.toml"]
    assert len(json.loads(_run("rules", "list", "--json").stdout)["rules"]) > len(rows) > len(before)
    assert json.loads(_run("rules", "check", "--json").stdout)["checks"] == 29


def test_region_show_has_the_codes() -> None:
    shown = json.loads(_run("region", "show", "--json").stdout)
    assert {"municipalities", "goal_areas", "objectives", "schemes"} <= set(shown)
    assert {"code", "name", "ordinance", "section", "handled_by"} <= set(shown["schemes"][0])
    assert "Fagersta (aid area 3)" in _run("region", "show").stdout
