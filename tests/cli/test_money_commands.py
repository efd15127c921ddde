"""`totals`, `payouts`, `who-may` and `user`, as scripts use them: answers, errors and exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grantdesk.cli import main
from grantdesk.domain.money import Money
from grantdesk.queries.balances import KEYS
from tests import builders, recovering
from tests.conftest import Database
from tests.documents import papers

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]

COLUMNS = {"cases", "granted", "paid", "recovered", "outstanding", "lost", "kept"}


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=given)


def answer(*words: str) -> Any:
    done = run(*words)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def errors(*words: str) -> list[dict[str, str]]:
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    said: list[dict[str, str]] = json.loads(done.stderr)["errors"]
    return said


@pytest.mark.parametrize("key", KEYS)
def test_totals_by_every_key(key: str) -> None:
    builders.export(builders.a_batch())
    totals = answer("totals", "--by", key, "--format", "json")
    assert all(row.keys() == {key, *COLUMNS} for row in totals["rows"])
    assert totals["sum"] == {
        "cases": 1, "granted": "140000.00", "paid": "35000.00", "recovered": "0.00", "outstanding": "105000.00",
        "lost": "0.00", "kept": "35000.00",
    }  # fmt: skip


def test_totals_say_what_of_the_paid_is_recovered_lost_and_kept() -> None:
    recovery = recovering.a_recovery()
    recovering.repaid(recovery, Money.kronor(10_000))
    recovering.confirmed(recovery, recovering.proposed(recovery, Money.kronor(20_000)))
    summed = answer("totals", "--by", "scheme", "--format", "json")["sum"]
    assert (summed["paid"], summed["recovered"], summed["lost"], summed["kept"]) == (
        "35000.00", "10000.00", "20000.00", "5000.00",
    )  # fmt: skip


def test_totals_by_two_keys_within_days() -> None:
    builders.a_granted_case()
    both = ("totals", "--by", "objective", "--by", "year", "--format")
    assert [(row["objective"], row["year"]) for row in answer(*both, "json")["rows"]] == [
        ("VAL-1", "2026"),
        ("VAL-2", "2026"),
    ]
    assert answer(*both, "json", "--to", "2026-03-13")["rows"] == []
    written = list(csv.DictReader(io.StringIO(run(*both, "csv").stdout), delimiter=";"))
    assert [row["granted"] for row in written] == ["84000.00", "56000.00"]
    assert run(*both, "table").stdout.splitlines()[-1].split() == [
        "sum",
        "1",
        "140000.00",
        "0.00",
        "0.00",
        "140000.00",
        "0.00",
        "0.00",
    ]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("--by", "colour"), "--by"),
        (("--by", "year", "--by", "year"), "--by"),
        (("--year", "26"), "--year"),
        (("--year", "2026", "--from", "2026-01-01"), "--year"),
        (("--from", "2026-02-30"), "--from"),
        (("--from", "2026-02-02", "--to", "2026-02-01"), "--to"),
    ],
)
def test_a_wrong_option_of_totals_is_named(words: tuple[str, ...], where: str) -> None:
    assert [error["where"] for error in errors("totals", "--format", "json", *words)] == [where]
    done = run("totals", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{where}: " in done.stderr


def test_payouts_are_listed_and_taken_out(tmp_path: Path) -> None:
    exported, waiting = builders.a_batch(), builders.a_batch()
    builders.export(exported)
    listed = answer("payouts", "list", "--json")["batches"]
    assert [(each["number"], each["state"], each["payments"], each["sum"]) for each in listed] == [
        (exported.number, "exported", 1, "35000.00"),
        (waiting.number, "open", 1, "35000.00"),
    ]
    file = tmp_path / "list.csv"
    assert run("payouts", "export", exported.number, "--format", "csv", "--output", str(file)).exit_code == 0
    assert len(file.read_text("utf-8-sig").splitlines()) == 2
    done = run("payouts", "export", exported.number, "--format", "pdf", "--language", "en")
    assert "Payout report" in papers.text(done.stdout_bytes)


def test_the_files_of_a_batch_that_waits_are_not_there_yet(database: Database) -> None:  # noqa: ARG001 - likewise
    waiting = builders.a_batch()
    done = run("payouts", "export", waiting.number, "--format", "csv")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "has not been exported" in done.stderr
    assert run("payouts", "export", "UB-1999-0001", "--format", "csv").exit_code == 2
    assert run("payouts", "export", waiting.number, "--format", "abacus").exit_code == 2


def test_who_may_names_people_and_the_board() -> None:
    builders.a_user("director", name="Disa Ek")
    found = answer("who-may", "grant", "--scheme", "investeringsstod", "--amount", "600000.00", "--json")
    assert [(one["role"], one["name"], one["limit"]) for one in found["may"]] == [("decider", "Disa Ek", "2000000.00")]
    assert found["may"][0]["ground"]["en"].endswith("under KL 7:5")
    assert found["may_not"][0].keys() >= {"role", "name", "reason"}
    above = answer("who-may", "grant", "--scheme", "investeringsstod", "--amount", "2000000.01", "--json")
    assert [(one["role"], one["limit"]) for one in above["may"]] == [("board", None)]
    ahead = answer("who-may", "advance", "--scheme", "projektmedel", "--amount", "400000.00", "--json")
    assert [one["name"] for one in ahead["may"]] == ["Disa Ek"]
    early = ("who-may", "grant", "--scheme", "projektmedel", "--amount", "1.00", "--on", "2023-12-31", "--json")
    assert answer(*early)["may"] == []


@pytest.mark.parametrize(
    ("kind", "scheme", "amount", "on", "where"),
    [
        ("give", "projektmedel", "1.00", "2026-01-01", "KIND"),
        ("grant", "manna", "1.00", "2026-01-01", "--scheme"),
        ("grant", "projektmedel", "1", "2026-01-01", "--amount"),
        ("grant", "projektmedel", "-1.00", "2026-01-01", "--amount"),
        ("grant", "projektmedel", "1.00", "tomorrow", "--on"),
    ],
)
def test_a_wrong_question_of_who_may_is_named(kind: str, scheme: str, amount: str, on: str, where: str) -> None:
    said = errors("who-may", kind, "--scheme", scheme, "--amount", amount, "--on", on, "--json")
    assert [error["where"] for error in said] == [where]


def added() -> list[Any]:
    """The users that are not of the builders."""
    return [user for user in answer("user", "list", "--json")["users"] if user["email"].endswith("@example.se")]


def test_users_are_added_listed_disabled_and_given_passwords() -> None:
    made = answer("user", "add", "eva@example.se", "--role", "decider", "--name", "Eva Åberg", "--json")
    assert (made["position"], made["active"], len(made["password"]) >= 12) == ("head_of_unit", True, True)
    given = run("user", "add", "ola@example.se", "--role", "handler", "--password-stdin", given="en lång mening\n")
    assert given.exit_code == 0
    assert "mening" not in given.stdout
    assert run("user", "disable", "eva@example.se").exit_code == 0
    active = {user["email"]: user["active"] for user in added()}
    assert active == {"eva@example.se": False, "ola@example.se": True}
    assert answer("user", "reset-password", "ola@example.se", "--json")["password"]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("add", "eva", "--role", "decider"), "EMAIL"),
        (("add", "eva@example.se", "--role", "queen"), "--role"),
        (("add", "eva@example.se", "--role", "finance", "--position", "director"), "--position"),
        (("disable", "nobody@example.se"), ""),
    ],
)
def test_a_wrong_user_is_named_and_nobody_is_added(words: tuple[str, ...], where: str) -> None:
    assert [error["where"] for error in errors("user", *words, "--json")] == [where]
    assert added() == []
