"""`grantdesk frames`, as scripts and people read it; the sums are those of `totals`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grantdesk.cli import main
from grantdesk.domain.frame import BUDGET, COMMITMENT
from grantdesk.domain.money import Money
from tests import builders, framing, sormeby

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])
at_home = pytest.mark.usefixtures("database")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["frames", *words])


def answer(*words: str) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["frames"]


@at_home
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


@at_home
def test_every_year_is_told_the_latest_first() -> None:
    years = [line["year"] for line in answer()]
    assert years == sorted(framing.YEARS, reverse=True)
    assert len(run().stdout.splitlines()) == 1 + 2 * len(years)


@at_home
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


@at_home
@pytest.mark.parametrize("year", ["1999", "27", "snart", "2101"])
def test_a_wrong_year_is_named(year: str) -> None:
    result = run("--year", year, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [error["where"] for error in json.loads(result.stderr)["errors"]] == ["--year"]


@pytest.mark.usefixtures("another_county")
def test_an_item_with_a_frame_is_told_after_the_whole_county_with_what_was_paid() -> None:
    framing.a_frame(Money.kronor(250_000), item="99.1.2")
    project = builders.grant(builders.an_assessed_case(sormeby.a_registration(sormeby.project_facts())))
    payment = builders.a_payment(builders.a_claim(project, reported=Money.kronor(250_000)))
    builders.an_attested_payment(payment, by=builders.a_user("head_of_finance"))
    builders.export(builders.a_batch(payment))
    whole, item = answer("--year", "2026")
    assert (whole["item"], item["item"]) == (None, "99.1.2")
    assert item["budget"] == {
        "frame": "250000.00",
        "decided": "200000.00",
        "released": "0.00",
        "paid": str(payment.amount),
        "used": "200000.00",
        "left": "50000.00",
    }
    assert whole["budget"]["paid"] == str(payment.amount)
    assert "appropriation item 99.1.2" in run("--year", "2026").stdout
