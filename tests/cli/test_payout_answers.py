"""`grantdesk payouts answer`, as scripts use it: answers, errors and exit codes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grantdesk import db
from grantdesk.cli import main
from grantdesk.models.payment import Batch
from tests import bank, builders
from tests.bank import Told

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]

ON = date(2026, 3, 18)


def run(*words: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["payouts", "answer", *words], input=given)


@pytest.fixture
def batch() -> Batch:
    builders.an_exported_payment()
    with db.transaction(at=builders.moment()):
        return db.session.query(Batch).one()


@pytest.fixture
def file(batch: Batch, tmp_path: Path) -> Path:
    written = tmp_path / "svar.xml"
    written.write_bytes(bank.status_report(batch.number, [*bank.payments_of(batch), Told("X", "1.00")], on=ON))
    return written


def test_what_each_answer_did_and_the_second_time_nothing(batch: Batch, file: Path) -> None:
    by = builders.a_user("finance").email
    (told,) = bank.payments_of(batch)
    first = run(str(file), "--by", by, "--json")
    assert (first.exit_code, first.stderr) == (0, "")
    said = json.loads(first.stdout)
    assert (said["name"], said["form"], said["already"]) == ("svar.xml", "pain.002", False)
    assert said["answers"][1] == {
        "reference": told.reference, "payment": told.reference, "status": "paid", "amount": told.amount, "on": "2026-03-18",
        "reason": "ACSC", "outcome": "confirmed",
    }  # fmt: skip
    assert (said["answers"][2]["payment"], said["answers"][2]["outcome"]) == (None, "unknown")
    again = run(str(file), "--by", by, "--json")
    assert again.exit_code == 0
    assert json.loads(again.stdout) == said | {"already": True}
    lines = run(str(file), "--by", by).stdout.splitlines()
    assert lines[0].startswith("Nothing new: svar.xml was brought in on ")
    assert "Ask the bank what the payment is for." in lines[-1]


def test_standard_input(batch: Batch) -> None:
    content = bank.plain_list(batch.number, bank.payments_of(batch), on=ON)
    done = run("-", "--by", builders.a_user("finance").email, "--json", given=content)
    assert [one["outcome"] for one in json.loads(done.stdout)["answers"]] == ["confirmed"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file: is empty"),
        (b"<a/>", "it should be pain.002"),
        (b"payment;amount;status;day\nUT-1;1,005;paid;2026-03-18\n", "row 2, amount: should be an amount"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_input_error_and_nothing_is_written(content: bytes, said: str) -> None:
    by = builders.a_user("finance").email
    done = run("-", "--by", by, given=content)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    errors = json.loads(run("-", "--by", by, "--json", given=content).stderr)["errors"]
    assert errors


@pytest.mark.parametrize("position", ["handler", "controller", None])
def test_only_somebody_in_finance_brings_it_in(file: Path, position: str | None) -> None:
    email = builders.a_user(position).email if position else "nobody@example.org"
    done = run(str(file), "--by", email)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--by: should be the e-mail address of somebody in finance" in done.stderr


def test_a_file_that_is_not_there_is_said_so() -> None:
    done = run("nowhere.xml", "--by", "x@example.org")
    assert done.exit_code == 2
    assert "FILE" in done.stderr
