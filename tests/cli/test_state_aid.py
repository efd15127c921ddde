"""`state-aid list` and `state-aid export`, as scripts use them."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from grantdesk.cli import main
from grantdesk.domain.aid_register import FIELDS
from grantdesk.domain.identity import either_number
from grantdesk.operations import verify
from grantdesk.queries import history
from tests import builders, reporting
from tests.reporting import NUMBERS, an_award, an_export

pytestmark = [pytest.mark.parametrize("backend", ["sqlite"]), pytest.mark.usefixtures("database")]

PERIOD = ("--from", "2026-01-01", "--to", "2026-12-31")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["state-aid", *words])


def listed() -> dict[str, Any]:
    done = run("list", "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def exported() -> list[dict[str, str]]:
    done = run("export", *PERIOD, "--format", "csv")
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(StringIO(done.stdout_bytes.decode("utf-8-sig")), delimiter=";"))


def test_every_award_is_listed_with_its_deadline_and_how_far_it_has_come() -> None:
    an_award()
    an_export(on=date(2026, 3, 20))
    an_award(number=NUMBERS[1], on=date(2026, 11, 16))
    first, second = listed()["awards"]
    assert (first["state"], first["deadline"], first["reported_on"], first["on_time"]) == (
        "reported", "2026-04-14", "2026-03-20", True,
    )  # fmt: skip
    assert first["working_days_left"] < 0
    assert (first["amount"], first["kept_until"], first["export"]) == ("140000.00", "2036-03-14", "RR-2026-0001")
    assert (second["deadline"], second["reported_on"], second["acknowledgement"]) == ("2026-12-14", None, None)
    assert len(run("list").stdout.splitlines()) == 2


def test_the_export_has_each_award_of_the_period_once_whether_reported_or_not() -> None:
    cases = [an_award(number=number) for number in NUMBERS[:2]]
    an_export()
    an_award(number=NUMBERS[2], on=date(2026, 3, 20))
    an_award(number=NUMBERS[0], on=date(2025, 12, 31))
    rows = exported()
    assert [tuple(row) for row in rows] == [FIELDS] * 3
    assert [either_number(row["recipient"].split()[0]).written for row in rows] == list(NUMBERS)
    assert {Decimal(row["amount_eur"].replace(",", ".")) for row in rows if row["grant_date"] == "2026-03-14"} == {
        Decimal(listed()["awards"][0]["amount_eur"])
    }
    assert len(cases) == 2
    assert (
        run("export", *PERIOD, "--format", "csv").stdout_bytes == run("export", *PERIOD, "--format", "csv").stdout_bytes
    )


def test_an_amended_award_is_exported_as_it_is_now() -> None:
    an_award()
    an_export()
    reporting.amend(reporting.reports()[0])
    assert [row["nace"] for row in exported()] == ["28.99"]


def test_the_spreadsheet_has_the_same_rows(tmp_path: Path) -> None:
    an_award()
    done = run("export", *PERIOD, "--format", "xlsx", "--output", str(tmp_path / "register.xlsx"))
    assert (done.exit_code, done.stdout) == (0, "")
    read = CalamineWorkbook.from_filelike(BytesIO((tmp_path / "register.xlsx").read_bytes()))
    head, row = read.get_sheet_by_index(0).to_python()
    (written,) = exported()
    assert tuple(head) == FIELDS
    assert f"{row[1]:.2f}".replace(".", ",") == written["amount_eur"]
    assert isinstance(row[2], date)
    assert [row[0], row[2].isoformat(), *row[3:]] == [written[each] for each in FIELDS if each != "amount_eur"]


def test_a_personal_number_is_masked_in_the_list_and_whole_in_the_file_which_history_keeps() -> None:
    an_award(number="121212-1212", legal_form="sole_trader")
    assert listed()["awards"][0]["organisation_number"] == "121212-****"
    assert exported()[0]["recipient"].startswith("121212-1212 ")
    (taken,) = [event for event in history.chain() if event.kind == "register.listed"]
    assert "121212-1212" not in taken.text
    assert verify.everything().broken == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2026-02-30", "--to", "2026-12-31", "--format", "csv"), "--from"),
        (("--from", "2026-02-01", "--to", "2026-01-31", "--format", "csv"), "--to"),
        (("--from", "2026-02-01", "--to", "2026-12-31", "--format", "pdf"), "--format"),
        (("--from", "2026-02-01", "--format", "csv"), "--to"),
    ],
)
def test_a_wrong_option_is_named_and_nothing_is_written(words: tuple[str, ...], said: str) -> None:
    builders.a_user()
    done = run("export", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert not [event for event in history.chain() if event.kind == "register.listed"]
