"""Cases written from the statutes and the Region's terms alone, by somebody who had not read the program.

Each file in `written_apart` holds cases for one calculation: what is given, and what the law or the Region's terms make of
it. Only the keys that a case expects are compared; what those texts leave open is left out.
"""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grantdesk.cli import main

FOLDER = Path(__file__).parent / "written_apart"


@dataclass(frozen=True)
class Case:
    file: str
    command: str
    name: str
    because: str
    given: str
    expect: dict[str, Any]

    @property
    def is_refused(self) -> bool:
        return "exit" in self.expect


def read(path: Path) -> list[Case]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Case(path.stem, content["command"], **case) for case in content["case"]]


CASES = [case for path in sorted(FOLDER.glob("*.toml")) for case in read(path)]
ANSWERED = [case for case in CASES if not case.is_refused]
REFUSED = [case for case in CASES if case.is_refused]


def name_of(case: Case) -> str:
    return f"{case.file}: {case.name}"


def calculate(command: str, text: str) -> Result:
    return CliRunner().invoke(main, ["calculate", command, "--json", "-"], input=text)


@cache
def answers(file: str) -> dict[str, dict[str, Any]]:
    """All answers to a file's cases by their names, from one run over JSON Lines."""
    cases = [case for case in ANSWERED if case.file == file]
    lines = "\n".join(json.dumps(json.loads(case.given)) for case in cases)
    result = calculate(cases[0].command, lines)
    assert result.exit_code == 0, result.stderr or result.exception
    return {case.name: json.loads(line) for case, line in zip(cases, result.stdout.splitlines(), strict=True)}


def holds(expected: dict[str, Any], answer: dict[str, Any]) -> bool:
    return all(answer[key] == value for key, value in expected.items())


def differences(expect: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    """What in the answer is not as expected, key by key."""
    found = []
    for key, expected in expect.items():
        match key:
            case "rate_differs":
                got: Any = answer["rate"]
                as_expected = (got is None) == expected
            case "before_granting_has":
                got = answer["before_granting"]
                as_expected = set(expected) <= set(got)
            case "before_granting_lacks":
                got = answer["before_granting"]
                as_expected = not set(expected) & set(got)
            case "not_met":
                got = [finding["rule"] for finding in answer["findings"] if not finding["met"]]
                as_expected = set(expected) <= set(got)
            case "lines":
                got = answer["lines"]
                as_expected = len(got) == len(expected) and all(map(holds, expected, got))
            case "limits":
                got = answer["limits"]
                as_expected = all(any(holds(limit, one) for one in got) for limit in expected)
            case _:
                got = answer[key]
                as_expected = got == expected
        if not as_expected:
            found.append(f"{key}: expected {expected}, got {got}")
    return found


@pytest.mark.parametrize("case", ANSWERED, ids=name_of)
def test_answer_is_the_one_written_apart(case: Case) -> None:
    wrong = differences(case.expect, answers(case.file)[case.name])
    assert not wrong, f"{case.because}: " + "; ".join(wrong)


@pytest.mark.parametrize("case", REFUSED, ids=name_of)
def test_what_is_wrong_is_refused_and_named(case: Case) -> None:
    result = calculate(case.command, case.given)
    assert result.exit_code == case.expect["exit"]
    assert not result.stdout
    errors = json.loads(result.stderr)["errors"]
    assert errors
    if "where" in case.expect:
        assert case.expect["where"] in [error["where"] for error in errors]
    if "message_has" in case.expect:
        assert any(case.expect["message_has"] in error["message"] for error in errors)


@pytest.mark.parametrize("case", [case for case in ANSWERED if case.command == "aid"], ids=name_of)
def test_every_cost_line_comes_back_in_order_and_the_lines_add_up(case: Case) -> None:
    given = json.loads(case.given)
    answer = answers(case.file)[case.name]
    assert [(line["category"], line["cost"]) for line in answer["lines"]] == [
        (cost["category"], cost["amount"]) for cost in given["costs"]
    ]
    # Whole kronor, so that they can be added as integers.
    assert all(line["aid"].endswith(".00") for line in answer["lines"])
    assert sum(int(line["aid"][:-3]) for line in answer["lines"]) == int(answer["aid"].removesuffix(".00"))


def test_one_wrong_line_among_right_ones_refuses_all_and_names_the_line() -> None:
    right = json.loads(next(case.given for case in ANSWERED if case.file == "aid_company"))
    wrong = {**right, "costs": [{"category": "machinery", "amount": "-1.00"}]}
    result = calculate("aid", "\n".join(json.dumps(facts) for facts in (right, right, wrong, right)))
    assert result.exit_code == 2
    assert not result.stdout
    (error,) = json.loads(result.stderr)["errors"]
    assert "3" in error["where"].split("costs[0].amount")[0]
    assert error["where"].endswith("costs[0].amount")


def test_no_name_stands_twice_in_a_file() -> None:
    names = [name_of(case) for case in CASES]
    assert len(names) == len(set(names))
