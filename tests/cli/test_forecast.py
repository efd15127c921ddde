"""`grantdesk frames forecast`, as scripts read it, and as it is kept on the last day of the year."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grantdesk import clock
from grantdesk.cli import main
from grantdesk.queries import forecasts
from tests import builders

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["frames", "forecast", *words, "--json"])


def errors(result: Result) -> Any:
    assert result.exit_code == 2
    return [error["where"] for error in json.loads(result.stderr)["errors"]]


def test_what_is_left_is_told_by_year_and_scheme() -> None:
    builders.a_granted_case()
    result = run()
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["on"] == clock.today().isoformat()
    assert answer["forecast"] == [
        {
            "year": clock.today().year,
            "scheme": "investeringsstod",
            "item": "19.1.1.24.19",
            "model": "140000.00",
            "expected": "140000.00",
        }
    ]
    assert forecasts.kept() == []


def test_it_is_kept_by_somebody_in_finance_and_once_a_day() -> None:
    finance = builders.a_user("finance")
    assert run("--keep", "--by", finance.email, "--on", "2026-03-31").exit_code == 0
    assert [(str(row.kept_on), row.kept_by) for row in forecasts.kept()] == [("2026-03-31", finance.name)]
    again = run("--keep", "--by", finance.email, "--on", "2026-03-31")
    assert again.exit_code != 0
    assert "2026-03-31 is kept already" in again.stderr
    assert len(forecasts.kept()) == 1


@pytest.mark.parametrize("position", ["handler", "controller", None])
def test_nobody_else_keeps_it(position: str | None) -> None:
    by = ["--by", builders.a_user(position).email] if position else []
    assert errors(run("--keep", *by)) == ["--by"]
    assert forecasts.kept() == []


def test_a_day_that_is_none_is_named() -> None:
    assert errors(run("--on", "i morgon")) == ["--on"]
