"""`grantdesk frames`, as scripts and people read it; the sums are those of `totals`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grantdesk.cli import main
from grantdesk.domain.frame import BUDGET, COMMITMENT
from grantdesk.domain.money import Money
from tests import builders, framing

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["frames", *words])


def answer(*words: str) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["frames"]


def test_a_year_is_told_with_its_frames_and_what_is_used_of_them() -> None:
    builders.a_granted_case()
    framing.a_frame(Money.kronor(200_000))
    framing.a_frame(Money.kronor(100_000), COMMITMENT)
    framing.a_frame(Money.kronor(50_000), BUDGET, scope="almi")
    whole, almi = answer("--year", "2026")
    assert whole == {
        "year": 2026,
        "scope": "all",
        "item": None,
        "budget": {
            "frame": "200000.00",
            "decided": "140000.00",
            "released": "0.00",
            "paid": "0.00",
            "used": "140000.00",
            "left": "60000.00",
        },
        "commitment": {"authority": "100000.00", "outstanding": "140000.00", "left": "-40000.00"},
    }
    assert (almi["scope"], almi["budget"]["left"], almi["commitment"]["authority"]) == ("almi", "50000.00", None)


def test_every_year_is_told_the_latest_first() -> None:
    years = [line["year"] for line in answer()]
    assert years == sorted(framing.YEARS, reverse=True)
    assert len(run().stdout.splitlines()) == 1 + 2 * len(years)


def test_a_table_says_where_there_is_no_frame() -> None:
    framing.a_frame(Money.kronor(50_000), BUDGET, scope="almi")
    lines = run("--year", "2026").stdout.splitlines()
    assert lines[0].split() == ["year", "frame", "covers", "amount", "used", "left"]
    assert lines[1].split() == [
        "2026",
        "Budget",
        "frame",
        "the",
        "whole",
        "county",
        "10000000000.00",
        "0.00",
        "10000000000.00",
    ]
    assert lines[4].split() == ["2026", "Commitment", "authority", "Almi", "none", "0.00", "none"]


@pytest.mark.parametrize("year", ["1999", "27", "snart", "2101"])
def test_a_wrong_year_is_named(year: str) -> None:
    result = run("--year", year, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [error["where"] for error in json.loads(result.stderr)["errors"]] == ["--year"]
