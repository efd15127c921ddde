"""A developer's file is checked and simulated on the command line, and what is published holds there too."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grantdesk import region, settings
from grantdesk.cli import main
from tests import builders, laying_down
from tests.rule_texts import a_version

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]
APPLICATION = json.dumps(
    {
        **builders.facts(
            scheme="konsultcheck",
            received_on="2027-01-01",
            starts_on="2027-03-01",
            costs=[{"category": "consultancy", "amount": "300000.00"}],
        )
    }
)


def _run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=given)


def _aid() -> str:
    return str(json.loads(_run("calculate", "aid", "-", given=APPLICATION).stdout)["aid"])


def test_calculate_answers_by_what_is_published() -> None:
    assert _aid() == "100000.00"
    number = laying_down.publish()
    assert _aid() == "80000.00"
    rows = json.loads(_run("rules", "list", "--on", "2027-01-01", "--json").stdout)["rules"]
    (row,) = [one for one in rows if one["file"].startswith("rules/")]
    assert (row["file"], row["rule"], row["value"]) == (f"rules/{number:04}-konsultcheck.toml", "rules.cap", "80000.00")
    assert _run("rules", "check").exit_code == 0


def test_a_draft_that_could_be_laid_down_is_said_to(tmp_path: Path) -> None:
    draft = tmp_path / "draft.toml"
    draft.write_text(a_version(), "utf-8")
    result = _run("rules", "check", str(draft))
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{draft} could be laid down on schemes/konsultcheck.toml from 2027-01-01 (rows added: 1)." in result.stdout
    assert json.loads(_run("rules", "check", "-", "--json", given=a_version()).stdout)["first_day"] == "2027-01-01"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n" + a_version("80000"), 5, "should be an amount above zero"),
        (a_version().replace("[[rules.cap]]", "[[rules.cap]"), 3, "lacks the ]]"),
        (a_version('{ base = "0.90" }', of="investeringsstod", rule="rate_policy"), 4, "write at most"),
    ],
)
def test_a_draft_that_could_not_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    result = _run("rules", "check", "-", given=text)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"(line {line}): " in result.stderr
    assert said in result.stderr
    (error,) = json.loads(_run("rules", "check", "-", "--json", given=text).stderr)["errors"]
    assert error["line"] == line


def test_a_draft_is_simulated_on_a_years_cases(tmp_path: Path) -> None:
    facts = builders.facts(scheme="konsultcheck", costs=[{"category": "consultancy", "amount": "300000.00"}])
    number = builders.an_assessed_case(builders.a_registration(facts)).number
    draft = tmp_path / "draft.toml"
    draft.write_text(a_version(), "utf-8")
    shown = _run("rules", "simulate", str(draft), "--year", "2026").stdout
    assert f"{number}  100000.00 -> 80000.00  Påhittad investering" in shown
    assert "1 of 1 cases received in 2026 change." in shown
    assert "Share to municipality 1980: of cases 0.000 -> 0.000" in shown
    found = json.loads(_run("rules", "simulate", str(draft), "--year", "2026", "--json").stdout)
    assert found["changed"][0]["after"]["aid"] == "80000.00"
    assert "0 of 0 cases" in _run("rules", "simulate", str(draft), "--year", "2025").stdout
    wrong = _run("rules", "simulate", "-", "--year", "2025", "--json", given=a_version("80000"))
    assert wrong.exit_code == 2
    assert json.loads(wrong.stderr)["errors"][0]["where"] == "-: rules.cap[0].value"


def test_commands_refuse_broken_files_with_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(region.find("vastmanland"), tmp_path / "county"))
    monkeypatch.setenv("GRANTDESK_REGION", str(folder))
    scheme = folder / "schemes" / "konsultcheck.toml"
    scheme.write_text(scheme.read_text("utf-8").replace('"100000.00"', '"100 000"', 1), "utf-8")
    said = "schemes/konsultcheck.toml: rules.cap[0].value (line 26): should be an amount above zero"
    for words, code in {
        ("rules", "check"): 1, ("rules", "list"): 2, ("region", "show"): 2, ("calculate", "aid", "-"): 2,
        ("db", "upgrade"): 2, ("totals", "--by", "scheme"): 2, ("serve", "--port", "8099"): 2,
    }.items():  # fmt: skip
        result = _run(*words, given=APPLICATION)
        assert result.exit_code == code, (words, result.output)
        assert said in result.stderr, words
    wrong = json.loads(_run("calculate", "aid", "-", "--json", given=APPLICATION).stderr)["errors"]
    assert wrong[0]["line"] == 26


def test_an_upgrade_writes_the_file_of_a_version_whose_writing_was_interrupted() -> None:
    number = laying_down.publish()
    file = settings.read().rules / f"{number:04}-konsultcheck.toml"
    file.unlink()
    assert _aid() == "100000.00"
    assert _run("db", "upgrade").exit_code == 0
    assert file.read_text("utf-8") == a_version()
    assert _aid() == "80000.00"


def test_verify_names_a_published_file_that_was_changed() -> None:
    number = laying_down.publish(on=date(2026, 3, 15))
    assert _run("verify").exit_code == 0
    file = settings.read().rules / f"{number:04}-konsultcheck.toml"
    file.write_text(a_version('"90000.00"'), "utf-8")
    result = _run("verify")
    assert result.exit_code == 1
    assert "is not the text that was published" in result.output
