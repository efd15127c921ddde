"""`grantdesk periods`, as scripts and people read it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from grantdesk import clock
from grantdesk.cli import main
from grantdesk.domain.period import Month
from grantdesk.queries import periods
from tests import builders

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]

LAST = Month.of(clock.today()).previous


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["periods", *words])


def test_a_month_is_closed_by_somebody_in_finance_and_told() -> None:
    by = builders.a_user("finance")
    assert "To close: none" in run("list").output
    done = run("close", str(LAST), "--by", by.email.upper())
    assert (done.exit_code, done.output) == (0, f"{LAST} is closed.\n")
    assert periods.closed_through() == LAST.last_on
    told = json.loads(run("list", "--json").stdout)
    assert told["to_close"] == []
    assert [(row["month"], row["state"], row["signed"], row["closed_by"]) for row in told["closed"]] == [
        (str(LAST), "closed", "unsigned", by.name)
    ]
    assert f"{LAST}  closed  unsigned" in run("list").output


@pytest.mark.parametrize(
    ("month", "position", "said"),
    [
        ("2026-13", "finance", "MONTH"),
        ("september", "finance", "MONTH"),
        (str(LAST), "handler", "--by"),
        (str(Month.of(clock.today())), "finance", "is not over yet"),
    ],
)
def test_what_cannot_be_is_said_so(month: str, position: str, said: str) -> None:
    refused = run("close", month, "--by", builders.a_user(position).email)
    assert refused.exit_code == 2
    assert said in refused.output
    assert periods.closed_through() is None
